import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { DuckDBInstance } from '@duckdb/node-api'

export type Json = Readonly<Record<string, unknown>>

/** Logs and a place for a store, gone after the test. */
export interface Place extends Disposable {
  readonly path: string
  readonly logs: string
  readonly store: string
  /** Delivers records: a file where CloudTrail would put it, on that day. */
  deliver(day: string, name: string, records: readonly Json[], to?: { account?: string; region?: string }): string
  /** Writes a file of the logs as it is. */
  write(name: string, content: string | Buffer): string
}

export const ACCOUNT = '111122223333'

export function place(): Place {
  const path = mkdtempSync(join(tmpdir(), 'compact-'))
  const logs = join(path, 'logs')
  mkdirSync(logs)
  const write = (name: string, content: string | Buffer) => {
    const file = join(logs, name)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, content)
    return file
  }
  return {
    path,
    logs,
    store: join(path, 'store'),
    write,
    deliver(day, name, records, { account = ACCOUNT, region = 'us-east-1' } = {}) {
      const folder = `AWSLogs/${account}/CloudTrail/${region}/${day.replaceAll('-', '/')}`
      const file = `${account}_CloudTrail_${region}_${day.replaceAll('-', '')}T0900Z_${name}.json.gz`
      return write(`${folder}/${file}`, gzipSync(JSON.stringify({ Records: records })))
    },
    [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }),
  }
}

/** An ordinary record; its id tells it from others. */
export function event(id: string, time: string, more: Json = {}): Json {
  return {
    eventVersion: '1.11',
    userIdentity: {
      type: 'IAMUser',
      principalId: 'AIDAEXAMPLEWANDA00001',
      arn: `arn:aws:iam::${ACCOUNT}:user/wanda`,
      accountId: ACCOUNT,
      userName: 'wanda',
    },
    eventTime: time,
    eventSource: 'dynamodb.amazonaws.com',
    eventName: 'DescribeTable',
    awsRegion: 'us-east-1',
    sourceIPAddress: '198.51.100.7',
    userAgent: 'aws-cli/2.31.0',
    requestParameters: { tableName: 'Songs' },
    responseElements: null,
    requestID: `request-of-${id}`,
    eventID: id,
    readOnly: true,
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: ACCOUNT,
    eventCategory: 'Management',
    ...more,
  }
}

/** Asks a store as anybody could: with DuckDB's own reader of Hive folders, and nothing of trailq. */
export async function plainly(store: string, select: string): Promise<readonly Record<string, unknown>[]> {
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  try {
    const files = `'${store}/account=*/region=*/day=*/*.parquet'`
    const text = `SELECT * FROM read_parquet(${files}, hive_partitioning = true, hive_types_autocast = false)`
    const reader = await connection.runAndReadAll(`WITH store AS (${text}) ${select}`)
    return reader.getRowObjectsJson()
  } finally {
    connection.closeSync()
    instance.closeSync()
  }
}

/** The ids in a store, in order. */
export async function idsIn(store: string): Promise<readonly unknown[]> {
  return (await plainly(store, 'SELECT event_id FROM store ORDER BY ALL')).map(row => row['event_id'])
}

/** Every file of a store with its content, apart from those that change with each opening. */
export function contentOf(store: string): ReadonlyMap<string, string> {
  if (!existsSync(store)) return new Map()
  const files = readdirSync(store, { recursive: true, encoding: 'utf8', withFileTypes: true })
  const paths = files
    .filter(entry => entry.isFile() && entry.name !== 'lock')
    .map(entry => join(entry.parentPath, entry.name))
  return new Map(paths.sort().map(path => [path.slice(store.length), readFileSync(path).toString('base64')]))
}

/** JSON text with the members of every object in order: equal texts are equal values. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )
}

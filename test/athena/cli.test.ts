import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'

import { QUERIES } from '../../src/queries/index.ts'
import { trailq } from '../cli/trailq.ts'
import { Aws as StandIn } from '../standins/aws/server.ts'
import { projectedTable, TRAIL } from '../standins/aws/tables.ts'
import { signalled } from './signalled.ts'

let standIn: StandIn
const folder = mkdtempSync(join(tmpdir(), 'trailq-athena-'))
const TABLE = ['--database', 'security', '--table', 'cloudtrail_logs']
const ANSWER = {
  columns: [
    { name: 'service', type: 'varchar' },
    { name: 'events', type: 'bigint' },
  ],
  rows: [
    ['dynamodb', '7'],
    ['s3', '3'],
  ],
}

beforeAll(async () => {
  standIn = await StandIn.start()
})

beforeEach(() => {
  standIn.glue.tables.push(projectedTable())
  standIn.athena.onQuery = () => ({ scanned: [2e9], answer: ANSWER })
})

afterEach(() => {
  expect(standIn.athena.running()).toEqual([])
  standIn.reset()
  standIn.glue.tables.length = 0
})

afterAll(async () => {
  await standIn[Symbol.asyncDispose]()
  rmSync(folder, { recursive: true })
})

const ask = (args: readonly string[], env: NodeJS.ProcessEnv = {}) =>
  trailq(args, { cwd: folder, env: { ...standIn.env, ...env } })

describe('run', () => {
  test('rows on stdout, what it cost on stderr', async () => {
    const { status, stdout, stderr } = await ask(['run', 'top-callers', ...TABLE, '--since', '7d'])
    expect(stdout).toBe('{"service":"dynamodb","events":7}\n{"service":"s3","events":3}\n')
    expect(stderr).toMatch(/^2 rows · 2\.0 GB read, \$0\.009 · query [0-9a-f-]{36} · \d\.\d s\n$/)
    expect(status).toBe(0)
  })

  test('a window is always there, and partitions with it', async () => {
    await ask(['run', 'top-callers', ...TABLE, '--account', '111122223333', '--until', '2026-11-20T12:00:00Z'])
    const sql = standIn.athena.queries[0]?.sql
    expect(sql).toContain("account IN ('111122223333') AND day >= '2026/11/19' AND day <= '2026/11/21'")
    expect(sql).toContain(`"event_time" >= '2026-11-19T12:00:00Z' and "event_time" < '2026-11-20T12:00:00Z'`)
  })

  test('settings come from the file, then variables, then flags', async () => {
    writeFileSync(
      join(folder, 'trailq.json'),
      JSON.stringify({ engine: 'athena', database: 'security', table: 'nowhere', workgroup: 'file', maxScan: '3GB' }),
    )
    standIn.athena.workGroups.set('flag', { output: 's3://results/flag/' })
    const { status } = await ask(['run', 'top-callers', '--workgroup', 'flag'], { TRAILQ_TABLE: 'cloudtrail_logs' })
    rmSync(join(folder, 'trailq.json'))
    expect(status).toBe(0)
    expect(standIn.asked('StartQueryExecution')[0]?.body).toMatchObject({ WorkGroup: 'flag' })
  })

  test('the same question a little later is the same text, where answers may be used again', async () => {
    const args = ['run', 'top-callers', ...TABLE, '--since', '4w', '--reuse', '60m']
    await ask(args)
    await ask(args)
    const [first, second] = standIn.athena.queries
    expect(first?.sql).toBe(second?.sql)
    expect(first?.sql).toMatch(/"event_time" >= '2\d{3}-\d\d-\d\dT00:00:00Z'/)
  })

  test('columns that the table lacks are NULL, and it is said once', async () => {
    const { stderr } = await ask(['sql', 'SELECT count(annotation) FROM events', ...TABLE])
    expect(stderr).toContain('The table has no place for annotation: NULL in every row.')
  })

  test('SQL of one’s own stays within events', async () => {
    const { status, stderr } = await ask(['sql', 'SELECT * FROM security.cloudtrail_logs', ...TABLE])
    expect(stderr).toContain('OUT_OF_SCOPE')
    expect(status).toBe(2)
    expect(standIn.operations()).toEqual([])
  })

  test.each([
    ['--max-scan', 'much', '--max-scan takes a size'],
    ['--reuse', '8d', '--reuse takes a time from 1m to 7d'],
    ['--output-location', '/tmp', '--output-location takes a place in S3'],
    ['--bucket-owner', '12', '--bucket-owner takes an account'],
    ['--price', 'five', '--price takes dollars'],
  ])('%s %s', async (flag, value, says) => {
    const { status, stderr } = await ask(['run', 'top-callers', ...TABLE, flag, value])
    expect(stderr).toContain(says)
    expect(status).toBe(2)
  })
})

describe('an estimate of a pack', () => {
  const SCOPE = ['--since', '2026-11-18', '--until', '2026-11-20', '--account', '111122223333', '--region', 'us-east-1']
  const folderOf = (day: number) => `${TRAIL}111122223333/CloudTrail/us-east-1/2026/11/${day}/`
  const pack = (...flags: readonly string[]) =>
    ask(['run', '--pack', 'core', '--estimate', ...TABLE, ...SCOPE, ...flags])

  beforeAll(() => {
    // Delivered on the 18th, 19th and 20th; new-callers looks back from the 4th on, two weeks.
    for (const day of [10, 18, 19, 20, 21]) standIn.s3.put(`${folderOf(day)}a.json.gz`, Buffer.alloc(6_000_000))
  })

  test('is a line for each query, and all together on stderr; the same folders are listed once', async () => {
    const { status, stdout, stderr } = await pack()
    const rows = stdout
      .trim()
      .split('\n')
      .map(line => JSON.parse(line) as Record<string, unknown>)
    const core = QUERIES.filter(({ pack }) => pack === 'core').map(({ id }) => id)
    expect(rows.map(({ query }) => query)).toEqual(core.filter(id => id !== 'who-did'))
    // At $5 for 2^20 MB of 2^20 bytes each, begun ones whole: 18, and 23.
    const usual = { partitions: 3, objects: 3, bytes: 18_000_000, dollars: (18 * 5) / 2 ** 20 }
    const long = { partitions: 17, objects: 4, bytes: 24_000_000, dollars: (23 * 5) / 2 ** 20 }
    for (const { query, ...found } of rows) expect(found, `${query}`).toEqual(query === 'new-callers' ? long : usual)
    expect(stderr.split('\n')).toEqual([
      'who-did is left out: it needs --event.',
      'At most 186 MB and $0.0009 for 10 queries, each of which reads for itself. Nothing was run.',
      '',
    ])
    expect(status).toBe(0)
    expect(standIn.asked('ListObjectsV2')).toHaveLength(3 + 17)
    expect(standIn.asked('StartQueryExecution')).toEqual([])
  })

  test('is a table where one is wanted, and quiet where that is', async () => {
    const { stdout, stderr } = await pack('--format', 'csv', '--quiet')
    expect(stdout.split('\n')[0]).toBe('query,partitions,objects,bytes,dollars')
    expect(stdout.split('\n')).toHaveLength(12)
    expect(stderr).toBe('who-did is left out: it needs --event.\n')
  })

  test('of one query says so', async () => {
    const { stderr } = await ask(['run', '--pack', 'dynamodb', '--estimate', ...TABLE, ...SCOPE])
    expect(stderr).toBe('At most 18 MB and $0.00009 for one query. Nothing was run.\n')
  })

  test('says once what it can’t know', async () => {
    const unknown = { AWS_REGION: 'xx-moon-9', TRAILQ_AWS_REGION: 'xx-moon-9' }
    const { stderr } = await ask(['run', '--pack', 'core', '--estimate', ...TABLE, ...SCOPE], unknown)
    expect(stderr.match(/The price in this region is not known here: .* is assumed/g)).toHaveLength(1)
  })

  test('of files there is none', async () => {
    const { status, stdout, stderr } = await ask(['run', '--pack', 'core', '--estimate', '--logs', folder])
    expect(stderr).toMatch(/NOT_SUPPORTED Only a question to Athena can be estimated/)
    expect({ status, stdout }).toEqual({ status: 4, stdout: '' })
  })

  test('fails as one, where a folder may not be listed', async () => {
    standIn.s3.denied.add('trail')
    const { status, stdout, stderr } = await pack()
    expect(stderr).toMatch(/ACCESS_DENIED .*list s3:\/\/trail\//)
    expect({ status, stdout }).toEqual({ status: 3, stdout: '' })
  })
})

describe('stopping', () => {
  test('Ctrl-C stops the query there', async () => {
    standIn.athena.onQuery = () => ({ runMs: 60_000, scanned: [5e6] })
    const { status, stderr } = await signalled(['run', 'top-callers', ...TABLE], { standIn, cwd: folder })
    expect(status).toBe(130)
    expect(stderr).toMatch(/^Stopped after \d\.\d s: 0 rows written, .* read(, \$[\d.]+)?\.\n$/)
    expect(standIn.athena.queries.map(({ stopped }) => stopped)).toEqual([true])
  })

  test('a query that could not be stopped is named, with the command that does it', async () => {
    standIn.athena.onQuery = () => ({ runMs: 2_000 })
    standIn.fault({ kind: 'error', status: 400, type: 'AccessDeniedException' }, { on: 'StopQueryExecution' })
    const { status, stderr } = await signalled(['run', 'top-callers', ...TABLE], { standIn, cwd: folder })
    expect(status).toBe(130)
    expect(stderr).toMatch(/may run on[\s\S]*aws athena stop-query-execution --query-execution-id/)
    await expect.poll(() => standIn.athena.running(), { timeout: 5000 }).toEqual([])
  })
})

import { execFileSync, spawn } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { listPartitions, printTable, TARGETS, type TableOptions, tableDefinition } from '../../../src/ddl/index.ts'
import { STORE_COLUMNS } from '../../../src/events/store.ts'
import { openTrail } from '../../../src/index.ts'
import { CASES, HOSTILE_PREFIXES, HOSTILE_TEXTS } from '../cases.ts'

const ROOT = join(import.meta.dirname, '../../..')
const TRINO = join(ROOT, 'test/conformance/trino.sh')
const DATA = join(ROOT, '../shared/data')
const NOW = new Date()

const whyNot = execFileSync(TRINO, ['why-not'], { encoding: 'utf8' }).trim()
if (whyNot !== '') {
  if (process.env['CI'] !== undefined) throw new Error(whyNot)
  process.stderr.write(`SKIPPED: no Trino: ${whyNot}\n`)
}

/** Trails on disk: the sample, whose records are known, and real ones where they are. */
const TRAILS: Readonly<Record<string, string>> = {
  sample: join(ROOT, 'examples/trail'),
  ...(existsSync(DATA) ? { busy: join(DATA, 's3-heavy-2021'), production: join(DATA, 'production-minutes') } : {}),
}

describe.skipIf(whyNot !== '')('a real Trino takes the Trino target', () => {
  let run: string
  let url: string
  beforeAll(async () => {
    execFileSync(TRINO, ['install'], { stdio: 'inherit' })
    run = mkdtempSync(join(tmpdir(), 'trailq-ddl-trino-'))
    for (const [name, path] of Object.entries(TRAILS))
      cpSync(join(path, 'AWSLogs'), join(run, 'data', name, 'AWSLogs'), { recursive: true })
    url = await start(run)
    await ask(url, 'CREATE SCHEMA logs')
  })
  afterAll(() => {
    if (run === undefined) return
    execFileSync(TRINO, ['stop', join(run, 'server')])
    rmSync(run, { recursive: true, force: true })
  })

  /** Prints a table, and has it made over the folder of that name. */
  async function make(trail: string, options: Partial<TableOptions>): Promise<void> {
    const table = tableDefinition({
      location: `s3://${trail}-bucket`,
      database: 'logs',
      firstDay: '2014-01-01',
      ...extent(trail),
      ...options,
    })
    for (const text of statements(printTable(table, 'trino'), trail)) await ask(url, text)
    if (table.partitioning === 'projection') return
    const partitions = listPartitions(table, { since: '2026-10-25T00:00:00Z', until: '2026-11-21T00:00:00Z' }, NOW)
    const there = partitions.filter(({ location }) => existsSync(local(location, trail)))
    for (const text of statements(TARGETS.trino.partitions?.(table, there) ?? '', trail)) await ask(url, text)
  }

  const local = (location: string, trail: string) => join(run, 'data', trail, location.replace(/^s3:\/\/[^/]+\//, ''))

  test.each([
    ...Object.keys(TRAILS).map(trail => [trail, 'projection'] as const),
    // Registered one by one are the partitions of a month: those of the sample.
    ['sample', 'hive'] as const,
  ])('%s, %s: the rows that DuckDB gives', async (trail, partitioning) => {
    const table = `${trail}_${partitioning}`
    await make(trail, { table, partitioning })
    const scope = { since: '2014-01-01', until: '2026-12-31' }
    const rowsOf = async (config: Parameters<typeof openTrail>[0]) => {
      await using opened = await openTrail(config)
      return await opened
        .scope(scope)
        .selectFrom('events')
        .select(['event_id', 'account', 'region', 'event_time', 'event_name', 'principal', 'error_class', 'resources'])
        .orderBy('event_id')
        .orderBy('account')
        .orderBy('event_time')
        .execute()
    }
    const wanted = await rowsOf({ engine: 'duckdb', logs: [join(TRAILS[trail] ?? '', 'AWSLogs')] })
    const found = await rowsOf({ engine: 'trino', url, user: 'judge', catalog: 'hive', schema: 'logs', table })
    expect(wanted.length).toBeGreaterThan(100)
    expect(found).toEqual(wanted)
  })

  test('every table is taken, over folders of any name', async () => {
    const places = HOSTILE_PREFIXES.map((prefix, at) => ({
      name: `place_${at}`,
      options: {
        location: `s3://any-bucket/${prefix}`,
        account: '111122223333',
        region: 'us-east-1',
        database: 'logs',
        table: `place_${at}`,
      },
    }))
    const { rows: before } = await ask(url, 'SHOW TABLES FROM logs')
    for (const { options } of [...CASES, ...places]) {
      const table = tableDefinition(options)
      const [text = ''] = printTable(table, 'trino').split(/;\n$/)
      mkdirSync(local(table.location, 'any'), { recursive: true })
      await ask(url, text.replaceAll(/s3:\/\/[^/]+\//g, 'local:///any/'))
    }
    const { rows } = await ask(url, 'SHOW TABLES FROM logs')
    expect(rows.length - before.length).toBe(CASES.length + places.length)
  })

  test('digests are rows, their list of files a list', async () => {
    await make('sample', { table: 'digests', family: 'digest' })
    const { rows } = await ask(
      url,
      'SELECT awsaccountid, cardinality(logfiles), logfiles[1].hashalgorithm, account, region, day FROM logs.digests',
    )
    const files = readdirSync(join(TRAILS['sample'] ?? '', 'AWSLogs'), { recursive: true, encoding: 'utf8' }).filter(
      path => /Digest.*json\.gz$/.test(path),
    )
    expect(rows).toHaveLength(files.length)
    expect(rows[0]).toEqual(['111122223333', expect.any(Number), 'SHA-256', '111122223333', 'us-east-1', '2026/11/20'])
  })

  test('a store of Parquet', async () => {
    const day = join(run, 'data/store/account=111122223333/region=us-east-1/day=2026-11-20')
    mkdirSync(day, { recursive: true })
    const connection = await (await DuckDBInstance.create()).connect()
    const columns = STORE_COLUMNS.map(column => `'${column} of a record' AS "${column}"`)
    await connection.run(`COPY (SELECT ${columns.join(', ')}) TO '${day}/events.parquet' (FORMAT parquet)`)
    await make('store', {
      table: 'store',
      storage: 'parquet',
      account: '111122223333',
      region: 'us-east-1',
      firstDay: '2026-11-01',
    })
    const { rows, columns: names } = await ask(url, "SELECT * FROM logs.store WHERE day = '2026-11-20'")
    expect(names.map(({ name }) => name)).toEqual([...STORE_COLUMNS, 'account', 'region', 'day'])
    expect(rows).toEqual([
      [...STORE_COLUMNS.map(column => `${column} of a record`), '111122223333', 'us-east-1', '2026-11-20'],
    ])
  })

  test('hostile comments come back as they went in', async () => {
    for (const [at, comment] of HOSTILE_TEXTS.entries()) {
      await make('sample', { table: `hostile_${at}`, comment })
    }
    const { rows } = await ask(
      url,
      "SELECT table_name, comment FROM system.metadata.table_comments WHERE catalog_name = 'hive' AND schema_name = 'logs'",
    )
    const comments = new Map(rows.map(([name, comment]) => [name, comment]))
    expect(HOSTILE_TEXTS.map((_, at) => comments.get(`hostile_${at}`))).toEqual(HOSTILE_TEXTS)
  })

  test('an injected account has to be named, and is read then', async () => {
    await make('sample', { table: 'injected', account: 'injected' })
    await expect(ask(url, 'SELECT count(*) FROM logs.injected')).rejects.toThrow(/Injected projection/i)
    const count = async (where: string) =>
      (
        await ask(
          url,
          `SELECT count(*) FROM logs.injected CROSS JOIN UNNEST(records) AS t (record) WHERE day >= '2026/11/01' AND ${where}`,
        )
      ).rows[0]?.[0]
    expect(await count("account = '444455556666'")).toBeGreaterThan(0)
    expect(await count("account = '999999999999'")).toBe(0)
  })

  test("a saved query's days are known when it is planned: partitions are pruned by them", async () => {
    await make('sample', { table: 'pruned' })
    const plan = await ask(
      url,
      `EXPLAIN (TYPE IO, FORMAT JSON) SELECT count(*) FROM logs.pruned WHERE day >= date_format(current_date - INTERVAL '7' DAY, '%Y/%m/%d')`,
    )
    const week = new Date(NOW.getTime() - 7 * 86_400_000).toISOString().slice(0, 10).replaceAll('-', '/')
    expect(JSON.stringify(plan.rows)).toContain(week)
    const { rows } = await ask(url, "SELECT date_format(current_timestamp - INTERVAL '7' DAY, '%Y-%m-%dT%H:%i:%sZ')")
    expect(rows[0]?.[0]).toMatch(new RegExp(`^${week.replaceAll('/', '-')}T\\d\\d:\\d\\d:\\d\\dZ$`))
  })

  test('it has teeth', async () => {
    const good =
      statements(
        printTable(
          tableDefinition({ location: 's3://sample-bucket', database: 'logs', table: 'bad', ...extent('sample') }),
          'trino',
        ),
        'sample',
      )[0] ?? ''
    const bad = {
      'a format that is none': good.replace("'OPENX_JSON'", "'CLOUDTRAIL'"),
      'a type that is none': good.replace('array(varchar)', 'array(string)'),
      'a property that is none': good.replace('partition_projection_enabled', 'partition_projection_on'),
      'a quote that is one': good.replace("COMMENT 'CloudTrail", "COMMENT ''CloudTrail"),
      'a template without a key': good.replace('${region}', 'us-east-1'),
    }
    for (const [what, text] of Object.entries(bad)) {
      expect(text, what).not.toBe(good)
      await expect(ask(url, text), what).rejects.toThrow()
    }
  })
})

/** The accounts, regions and organization that lie in a folder. */
function extent(trail: string): Partial<TableOptions> {
  const place = TRAILS[trail]
  if (place === undefined) return {}
  const paths = readdirSync(join(place, 'AWSLogs'), { recursive: true, encoding: 'utf8' })
  const found = paths
    .map(path => /^(?:(o-[a-z0-9]+)\/)?(\d{12})\/CloudTrail\/([^/]+)\/\d{4}\//.exec(path))
    .filter(match => match !== null)
  const organization = found[0]?.[1]
  return {
    ...(organization === undefined ? {} : { organization }),
    account: [...new Set(found.map(([, , account = '']) => account))],
    region: [...new Set(found.map(([, , , region = '']) => region))],
  }
}

/** The statements of a file, over a folder of the server's own instead of a bucket. */
function statements(file: string, trail: string): readonly string[] {
  return file
    .split(/;\n(?:\n|$)/)
    .filter(text => text !== '')
    .map(text => text.replaceAll(`s3://${trail}-bucket/`, `local:///${trail}/`))
}

function start(run: string): Promise<string> {
  const child = spawn(TRINO, ['start', join(run, 'server')], {
    env: { ...process.env, TRINO_DATA: join(run, 'data'), TRINO_OWNER: String(process.pid) },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  return new Promise((resolve, reject) => {
    let told = ''
    child.stdout.on('data', (part: Buffer) => {
      told += part.toString()
    })
    child.on('error', reject)
    child.on('exit', code => (code === 0 ? resolve(told.trim()) : reject(new Error(`${dirname(TRINO)}: ${code}`))))
  })
}

interface Page {
  readonly nextUri?: string
  readonly columns?: readonly { readonly name: string }[]
  readonly data?: readonly (readonly unknown[])[]
  readonly error?: { readonly message: string }
}

/** A statement by the tests' own hand: trailq's client refuses whatever is no SELECT. */
async function ask(
  url: string,
  sql: string,
): Promise<{ columns: NonNullable<Page['columns']>; rows: NonNullable<Page['data']> }> {
  const headers = {
    'X-Trino-User': 'judge',
    'X-Trino-Catalog': 'hive',
    'X-Trino-Time-Zone': 'UTC',
    'X-Trino-Session': 'hive.ignore_absent_partitions=true',
  }
  const rows: (readonly unknown[])[] = []
  let columns: NonNullable<Page['columns']> = []
  let answer = await fetch(`${url}/v1/statement`, { method: 'POST', headers, body: sql })
  for (;;) {
    const page = (await answer.json()) as Page
    if (page.error !== undefined) throw new Error(`${page.error.message}\n${sql}`)
    columns = page.columns ?? columns
    rows.push(...(page.data ?? []))
    if (page.nextUri === undefined) return { columns, rows }
    answer = await fetch(page.nextUri, { headers })
  }
}

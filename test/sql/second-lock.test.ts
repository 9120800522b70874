import { existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { DuckDBInstance } from '@duckdb/node-api'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { FileReport } from '../../src/engines/duckdb/file-report.ts'
import { readText } from '../../src/engines/duckdb/guard.ts'
import { Session } from '../../src/engines/duckdb/session.ts'
import { openTrail } from '../../src/index.ts'
import { codeOf, HERE, Logs, record } from './logs.ts'

/** What holds where the guard has been passed by: a session is asked without it. */
const logs = new Logs()
const inside = logs.deliver([record()])
const outside = logs.deliver([record({ eventName: 'secret' })], { ...HERE, account: '444455556666' })
const elsewhere = new Logs()
const secret = join(elsewhere.path, 'secret.json')
writeFileSync(secret, '{"secret": 1}\n')
const link = join(logs.path, 'link.json')
symlinkSync(secret, link)
const before = readFileSync(inside)

let session: Session

async function locked(files: readonly string[]): Promise<Session> {
  const opened = await Session.open()
  const report = await FileReport.of({
    files: files.map(path => ({ path, inLayout: true })),
    stored: [],
    stores: [],
    roots: [logs.path],
    bad: [],
    leftOut: [],
  })
  await opened.lock([logs.path], report)
  await opened.read(report)
  return opened
}

beforeAll(async () => {
  session = await locked([inside])
})

afterAll(async () => {
  await session[Symbol.asyncDispose]()
  logs[Symbol.dispose]()
  elsewhere[Symbol.dispose]()
})

async function ask(sql: string, of = session): Promise<string> {
  try {
    const rows = await (await of.stream(sql)).getRows()
    return JSON.stringify(rows, (_, value) => (typeof value === 'bigint' ? Number(value) : value))
  } catch (error) {
    return error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)
  }
}

const DENIED =
  /^(?:Permission Error: (?:Cannot access|Loading external)|Catalog Error: Table with name .* does not exist)/
const NO_STATEMENT = /^(?:DuckDB was handed something else than one SELECT|Permission Error: Cannot access)/

describe('a session that was locked', () => {
  test('reads the files of the scope', async () => {
    expect(await ask(`SELECT count(*) FROM read_json('${inside}')`)).toBe('[[1]]')
  })

  test.each([
    ['another file of the logs', () => `FROM read_json('${outside}')`],
    ['another file of the logs, as text', () => `FROM read_text('${outside}')`],
    ['another file of the logs, as a blob', () => `FROM read_blob('${outside}')`],
    [
      'another file of the logs, by way of its own',
      () => `FROM read_text('${inside}/../../../../../../../../444455556666')`,
    ],
    ['all files of the logs', () => `FROM read_text('${logs.path}/AWSLogs/**/*.gz')`],
    ['the names of files', () => `FROM glob('${logs.path}/*')`],
    ['a link that leads out', () => `FROM read_json('${link}')`],
    ['a file elsewhere', () => `FROM read_json('${secret}')`],
    ['a file elsewhere, as a table', () => `FROM '${secret}'`],
    ['a file elsewhere, as CSV', () => `FROM read_csv('${secret}')`],
    ['a file elsewhere, by its form', () => `FROM sniff_csv('${secret}')`],
    ['a file elsewhere, as Parquet', () => `FROM parquet_metadata('${secret}')`],
    ['a file elsewhere, as a URL', () => `FROM read_text('file://${secret}')`],
    ['a file elsewhere, by way of a query in a text', () => `FROM query('FROM read_text(''${secret}'')')`],
    ['the environment', () => `FROM read_text('/proc/self/environ')`],
    ['names elsewhere', () => `FROM glob('/etc/*')`],
    ['the web', () => `FROM read_json('http://127.0.0.1:1/x')`],
    ['a bucket', () => `FROM read_parquet('s3://bucket/key')`],
  ])('does not read %s', async (_, sql) => {
    expect(await ask(sql())).toMatch(DENIED)
  })

  test('hands its own readers no other file either', async () => {
    expect(await ask(`SELECT trailq_read_left('${outside}'), trailq_read_left('/etc/passwd')`)).toBe('[[null,null]]')
    expect(await ask('FROM trailq_odd_files()')).toBe('[]')
  })

  test('runs a SELECT and nothing else', async () => {
    const there = join(logs.path, 'AWSLogs')
    const statements = [
      `COPY (SELECT 1) TO '${there}/w.csv'`,
      `COPY (SELECT 1) TO '${inside}' (FORMAT csv, USE_TMP_FILE false)`,
      `EXPORT DATABASE '${there}/db'`,
      `ATTACH '${there}/a.db'`,
      'CREATE TABLE t AS SELECT 1',
      'SET threads = 1',
      'SET VARIABLE trailq_files = 1',
      "CALL enable_logging(storage = 'file', storage_path = '/tmp/x')",
      'PRAGMA enable_profiling',
      'SELECT 1; SELECT 2',
      'INSTALL httpfs',
      'LOAD httpfs',
      'CHECKPOINT',
      'EXPLAIN ANALYZE SELECT 1',
    ]
    for (const sql of statements) expect([sql, await ask(sql)]).toEqual([sql, expect.stringMatching(NO_STATEMENT)])
    expect(readFileSync(inside).equals(before)).toBe(true)
    expect(readdirSync(there).sort()).toEqual(['111122223333', '444455556666'])
  })

  test('the engine itself changes no setting, loads nothing and writes nowhere', async () => {
    const refused = [
      'SET enable_external_access = true',
      "SET allowed_paths = ['/etc/passwd']",
      "SET temp_directory = '/tmp'",
      'RESET lock_configuration',
      'INSTALL httpfs',
      'LOAD httpfs',
      `COPY (SELECT 1) TO '${join(logs.path, 'w.csv')}'`,
      `ATTACH '${join(logs.path, 'a.db')}'`,
      `EXPORT DATABASE '${join(logs.path, 'db')}'`,
    ]
    for (const sql of refused)
      await expect(session.connection.run(sql)).rejects.toThrow(/Permission Error|configuration has been locked/)
    expect(existsSync(join(logs.path, 'w.csv'))).toBe(false)
  })

  test('many files are locked by their folders', async () => {
    const fast = Array.from({ length: 2001 }, (_, i) => join(logs.path, `${i}.json.gz`))
    const many = await Session.open()
    const none = { readOdd: () => [][Symbol.iterator](), readLeft: () => null, reject: () => {} }
    await many.lock([logs.path], { fast, stored: [], objectBytes: 0, ...none })
    expect(await ask(`SELECT count(*) FROM read_json('${outside}')`, many)).toBe('[[1]]')
    for (const sql of [`FROM read_json('${secret}')`, `FROM read_json('${link}')`, `FROM glob('/etc/*')`])
      expect(await ask(sql, many)).toMatch(DENIED)
    expect(await ask(`COPY (SELECT 1) TO '${logs.path}/w.csv'`, many)).toMatch(NO_STATEMENT)
    await many[Symbol.asyncDispose]()
  })
})

describe('files with odd names are read where they lie', () => {
  test('names with marks of a pattern, and links that lead out of the folder', async () => {
    using odd = new Logs()
    const text = JSON.stringify({ Records: [record()] })
    for (const name of ['a[1].json', 'b*.json', 'c?.json', "d'.json", 'e{x,y}.json', 'f\\.json', 'g .json', 'é.json'])
      writeFileSync(join(odd.path, name), text)
    using store = new Logs()
    for (let i = 0; i < 8; i++)
      symlinkSync(store.deliver([record()], { ...HERE, file: `${i}` }), join(odd.path, `link${i}.json.gz`))
    const trail = await openTrail({ logs: odd.path })
    const result = trail.sql('SELECT count(*) AS n FROM events')
    expect(await result.toArray()).toEqual([{ n: 16 }])
    expect(result.stats?.badFiles).toEqual([])
  })
})

describe('every function of this DuckDB', () => {
  test('that makes a table is refused, but those that read their arguments only', async () => {
    const connection = await (await DuckDBInstance.create(':memory:')).connect()
    const names = async (kinds: string) => {
      const reader = await connection.runAndReadAll(
        `SELECT DISTINCT function_name FROM duckdb_functions() WHERE function_type IN (${kinds}) ORDER BY 1`,
      )
      return reader.getRows().map(([name]) => String(name))
    }
    const allowed: string[] = []
    for (const name of await names("'table', 'table_macro'"))
      if ((await codeOf(() => readText(connection, `SELECT * FROM "${name}"(1)`))) !== 'OUT_OF_SCOPE')
        allowed.push(name)
    expect(allowed).toEqual(['generate_series', 'json_each', 'json_tree', 'range', 'unnest'])

    // What sounds as if it reached a file, a setting or the engine, and does not: looked at one by one.
    const sounds =
      /sql|plan|query|file|path|dir|setting|variable|log|secret|env|read|scan|glob|attach|load|exec|database|schema|system|sleep|seed/
    const harmless: string[] = []
    for (const name of (await names("'scalar', 'macro', 'aggregate'")).filter(one => sounds.test(one)))
      if ((await codeOf(() => readText(connection, `SELECT "${name}"(1)`))) !== 'OUT_OF_SCOPE') harmless.push(name)
    expect(harmless).toMatchInlineSnapshot(`
      [
        "current_catalog",
        "current_database",
        "current_query_id",
        "current_schema",
        "current_schemas",
        "has_database_privilege",
        "has_schema_privilege",
        "in_search_path",
        "json_extract_path",
        "json_extract_path_text",
        "log",
        "log10",
        "log2",
        "parse_dirname",
        "parse_dirpath",
        "parse_filename",
        "parse_path",
        "pg_conf_load_time",
        "pg_is_other_temp_schema",
        "pg_my_temp_schema",
        "pg_sleep",
        "sleep_ms",
      ]
    `)
  })
})

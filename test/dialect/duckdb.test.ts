import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { DuckDBInstance } from '@duckdb/node-api'
import { Kysely, sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'

import { DuckDbDialect, type DuckDbDialectConfig, portable } from '../../src/index.ts'

interface Tables {
  sales: { city: string; amount: number; note: string | null }
  trips: { id: number; at: string; day: string; price: number; tags: string; who: string; open: boolean }
  numbers: { n: number }
}

const folder = mkdtempSync(join(tmpdir(), 'trailq-dialect-'))
const csv = join(folder, "o'sales.csv")
const parquet = join(folder, 'trips.parquet')
const file = join(folder, 'numbers.duckdb')
const opened: Kysely<Tables>[] = []

function open(config: DuckDbDialectConfig): Kysely<Tables> {
  const db = new Kysely<Tables>({ dialect: new DuckDbDialect(config) })
  opened.push(db)
  return db
}

beforeAll(async () => {
  writeFileSync(csv, 'city,amount,note\nOslo,5,"it\'s"\nRome,7,\nOslo,3,x\n')
  const instance = await DuckDBInstance.create(file)
  const connection = await instance.connect()
  await connection.run('CREATE TABLE numbers AS SELECT range AS n FROM range(300000)')
  await connection.run(`COPY (SELECT 9007199254740993 AS id, TIMESTAMPTZ '2026-11-20 09:00:00.25+00' AS at,
    DATE '2026-11-20' AS day, 1.5::DECIMAL(9, 2) AS price, ['a', NULL, 'b'] AS tags,
    {'name': 'Ada', 'born': TIMESTAMPTZ '1815-12-10 00:00:00+00'} AS who,
    true AS open) TO '${parquet}' (FORMAT parquet)`)
  connection.closeSync()
  instance.closeSync()
})

afterEach(async () => {
  for (const db of opened.splice(0)) await db.destroy()
  vi.restoreAllMocks()
})

afterAll(() => rmSync(folder, { recursive: true }))

describe('reading', () => {
  test('a CSV file, as a table of its own', async () => {
    const db = open({ tables: { sales: csv } })
    const totals = db
      .selectFrom('sales')
      .select(eb => ['city', eb.fn.sum<number>('amount').as('total')])
      .where('city', 'in', ['Oslo', 'Rome', "O'Higgins"])
      .groupBy('city')
      .orderBy('city')
    expect(await totals.execute()).toEqual([
      { city: 'Oslo', total: 8 },
      { city: 'Rome', total: 7 },
    ])
    expect(await db.selectFrom('sales').select('note').where('note', '=', "it's").execute()).toEqual([{ note: "it's" }])
  })

  test('a Parquet file: every type has its form', async () => {
    const db = open({ tables: { trips: join(folder, '*.parquet') } })
    expect(await db.selectFrom('trips').selectAll().executeTakeFirstOrThrow()).toEqual({
      id: 9007199254740993n,
      at: '2026-11-20T09:00:00.25Z',
      day: '2026-11-20',
      price: 1.5,
      tags: '["a",null,"b"]',
      who: '{"name":"Ada","born":"1815-12-10T00:00:00Z"}',
      open: true,
    })
  })

  test('a file by its name, where no table was declared', async () => {
    const rows = await sql<{ n: number }>`SELECT count(*) AS n FROM ${sql.table(parquet)}`.execute(open({}))
    expect(rows.rows).toEqual([{ n: 1 }])
  })

  test('a database file', async () => {
    const db = open({ path: file })
    expect(
      await db
        .selectFrom('numbers')
        .select(eb => eb.fn.max('n').as('most'))
        .execute(),
    ).toEqual([{ most: 299999 }])
  })

  test('portable functions are spelled for DuckDB', async () => {
    const db = open({ tables: { trips: parquet } })
    const named = db.selectFrom('trips').select(eb => portable.jsonText(eb.fn('to_json', ['who']), 'name').as('name'))
    expect(await named.execute()).toEqual([{ name: 'Ada' }])
  })

  test('questions side by side', async () => {
    const db = open({ path: file })
    const counts = [1, 2, 3, 4].map(n =>
      db
        .selectFrom('numbers')
        .select(eb => eb.fn.countAll<number>().as('many'))
        .where('n', '<', n)
        .execute(),
    )
    expect(await Promise.all(counts)).toEqual([1, 2, 3, 4].map(many => [{ many }]))
  })

  test('explain', async () => {
    const plan = await open({ path: file }).selectFrom('numbers').selectAll().explain()
    expect(JSON.stringify(plan)).toContain('numbers')
  })

  test('what is there, by introspection', async () => {
    const tables = await open({ tables: { sales: csv, trips: parquet } }).introspection.getTables()
    expect(tables.map(({ name, schema, isView }) => ({ name, schema, isView }))).toEqual([
      { name: 'sales', schema: 'main', isView: true },
      { name: 'trips', schema: 'main', isView: true },
    ])
    expect(tables[0]?.columns.map(({ name, dataType, isNullable }) => [name, dataType, isNullable])).toEqual([
      ['city', 'VARCHAR', true],
      ['amount', 'BIGINT', true],
      ['note', 'VARCHAR', true],
    ])
    const db = open({ path: file })
    expect(await db.introspection.getSchemas()).toEqual([{ name: 'main' }])
    expect((await db.introspection.getTables()).map(({ name, isView }) => [name, isView])).toEqual([['numbers', false]])
  })
})

describe('streaming', () => {
  test('rows come in batches, not all at once', async () => {
    let rows = 0
    for await (const { n } of open({ path: file }).selectFrom('numbers').select('n').stream(1000))
      rows += n >= 0 ? 1 : 0
    expect(rows).toBe(300_000)
  })

  test('leaving early leaves nothing behind', async () => {
    const db = open({ path: file })
    for await (const row of db.selectFrom('numbers').select('n').stream()) {
      expect(row.n).toBe(0)
      break
    }
    expect(await db.selectFrom('numbers').select('n').limit(1).execute()).toEqual([{ n: 0 }])
  })
})

describe('stopping', () => {
  /** Minutes of work. */
  const long = sql<{
    n: number
  }>`SELECT count(*) AS n FROM range(1000000) a, range(1000000) b WHERE a.range + b.range = 7`

  test('a signal stops a query at once, and says nothing else', async () => {
    const printed = vi.spyOn(console, 'error')
    const db = open({})
    const stop = new AbortController()
    setTimeout(() => stop.abort(), 100)
    const started = performance.now()
    await expect(db.executeQuery(long.compile(db), { signal: stop.signal })).rejects.toThrow('aborted')
    expect(performance.now() - started).toBeLessThan(2000)
    // The engine is free again: what is asked next does not wait for the rest.
    expect((await sql<{ n: number }>`SELECT 1 AS n`.execute(db)).rows).toEqual([{ n: 1 }])
    await new Promise(resolve => setTimeout(resolve, 100))
    expect(printed).not.toHaveBeenCalled()
  })

  test("kysely's own way to ask for it works as well", async () => {
    const printed = vi.spyOn(console, 'error')
    const db = open({})
    const signal = AbortSignal.timeout(100)
    const asked = db.executeQuery(long.compile(db), { signal, inflightQueryAbortStrategy: 'cancel query' })
    await expect(asked).rejects.toThrow()
    await new Promise(resolve => setTimeout(resolve, 100))
    expect(printed).not.toHaveBeenCalled()
  })

  test('a signal stops a stream', async () => {
    const printed = vi.spyOn(console, 'error')
    const stop = new AbortController()
    const read = async () => {
      for await (const { n } of open({ path: file })
        .selectFrom('numbers')
        .select('n')
        .stream({ signal: stop.signal })) {
        if (n > 10_000) stop.abort()
      }
    }
    await expect(read()).rejects.toThrow('aborted')
    expect(printed).not.toHaveBeenCalled()
  })

  test('a signal that has fired already starts nothing', async () => {
    const db = open({})
    await expect(db.executeQuery(long.compile(db), { signal: AbortSignal.abort() })).rejects.toThrow('aborted')
  })
})

describe('reading only', () => {
  const out = join(folder, 'out.csv')

  test.each([
    ['CREATE TABLE t (n INT)'],
    ['INSERT INTO numbers VALUES (1)'],
    ['UPDATE numbers SET n = 1'],
    ['DELETE FROM numbers'],
    ['DROP TABLE numbers'],
    [`COPY (SELECT 1) TO '${out}'`],
    [`EXPLAIN ANALYZE COPY (SELECT 1) TO '${out}'`],
    [`EXPORT DATABASE '${folder}/export'`],
    [`ATTACH '${folder}/other.duckdb'`],
    ['INSTALL httpfs'],
    ['LOAD httpfs'],
    ['SET threads = 1'],
    ['PRAGMA enable_profiling'],
    ['CALL pragma_version()'],
    [`SELECT 1; COPY (SELECT 1) TO '${out}'`],
  ])('%s', async statement => {
    for (const config of [{}, { path: file }]) {
      await expect(sql.raw(statement).execute(open(config))).rejects.toMatchObject({
        code: expect.stringMatching(/^(?:READ_ONLY|ENGINE_FAILED)$/),
      })
    }
    expect(readdirSync(folder).sort()).toEqual(['numbers.duckdb', "o'sales.csv", 'trips.parquet'])
  })

  test('the builder’s own', async () => {
    const db = open({ path: file })
    for (const asked of [
      () => db.insertInto('numbers').values({ n: 1 }).execute(),
      () => db.deleteFrom('numbers').execute(),
      () => db.schema.dropTable('numbers').execute(),
      () => db.transaction().execute(trx => trx.selectFrom('numbers').select('n').execute()),
    ]) {
      await expect(asked()).rejects.toMatchObject({ code: 'READ_ONLY' })
    }
  })
})

describe('what goes wrong has a code', () => {
  test('SQL that does not parse, and names that are not there', async () => {
    const db = open({ tables: { sales: csv } })
    await expect(sql`SELEC 1`.execute(db)).rejects.toMatchObject({ code: 'BAD_SQL' })
    await expect(sql`SELECT nothing FROM sales`.execute(db)).rejects.toMatchObject({ code: 'BAD_SQL' })
    await expect(db.selectFrom('trips').selectAll().execute()).rejects.toMatchObject({ code: 'BAD_SQL' })
  })

  test('files that are not there', async () => {
    const db = open({ tables: { sales: join(folder, 'none.csv') } })
    await expect(db.selectFrom('sales').selectAll().execute()).rejects.toMatchObject({ code: 'ENGINE_FAILED' })
    const gone = open({ path: join(folder, 'none.duckdb') })
    await expect(gone.selectFrom('sales').selectAll().execute()).rejects.toMatchObject({ code: 'ENGINE_FAILED' })
  })

  test('tables beside a database file', async () => {
    const db = open({ path: file, tables: { sales: csv } })
    await expect(db.selectFrom('sales').selectAll().execute()).rejects.toMatchObject({ code: 'BAD_CONFIGURATION' })
  })

  test('values without a spelling', () => {
    const db = open({ tables: { sales: csv } })
    const asked = db.selectFrom('sales').selectAll().where('city', '=', 'a\0b')
    expect(() => asked.compile()).toThrow(expect.objectContaining({ code: 'BAD_LITERAL' }))
  })
})

test('a database that was never asked closes without loading DuckDB', async () => {
  await new Kysely<Tables>({ dialect: new DuckDbDialect() }).destroy()
})

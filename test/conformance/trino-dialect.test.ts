import { Kysely, sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'

import { portable, TrailqError, TrinoDialect } from '../../src/index.ts'
import { statement } from './client.ts'

const { url } = inject('trino')

interface Tables {
  cities: { name: string; people: number | bigint; founded: string; tags: string }
  visits: { city: string; at: string }
}

const config = { url, user: 'dialect', catalog: 'hive', schema: 'dialect' }
const db = new Kysely<Tables>({ dialect: new TrinoDialect(config) })

beforeAll(async () => {
  for (const text of [
    'DROP SCHEMA IF EXISTS hive.dialect CASCADE',
    'CREATE SCHEMA hive.dialect',
    'CREATE TABLE hive.dialect.cities (name varchar, people bigint, founded date, tags array(varchar))',
    `INSERT INTO hive.dialect.cities VALUES ('Oslo', 700000, DATE '1048-01-01', ARRAY['fjord', NULL]),
      ('O''Higgins', 9007199254740993, NULL, ARRAY[]), ('Rome', 2800000, DATE '0001-01-01', NULL)`,
    'CREATE TABLE hive.dialect.visits (city varchar, at timestamp(3), note row(who varchar, stars integer))',
    'CREATE VIEW hive.dialect.large AS SELECT name FROM hive.dialect.cities WHERE people > 1000000',
  ])
    await statement(url, text)
})

afterAll(() => db.destroy())

const codeOf = (act: Promise<unknown>) =>
  act.then(
    () => 'ran',
    (error: unknown) => (error instanceof TrailqError ? error.code : String(error)),
  )

test('what the builder builds, runs', async () => {
  const query = db
    .selectFrom('cities as c')
    .leftJoin('visits as v', 'v.city', 'c.name')
    .select(eb => ['c.name', 'c.people', 'c.tags', eb.fn.count<number>('v.at').as('visits')])
    .where('c.name', 'in', ["O'Higgins", 'Oslo'])
    .groupBy(['c.name', 'c.people', 'c.tags'])
    .orderBy('c.name')
    .limit(5)
  expect(query.compile().sql).toBe(
    `select "c"."name", "c"."people", "c"."tags", count("v"."at") as "visits" from "cities" as "c" left join "visits" as "v" on "v"."city" = "c"."name" where "c"."name" in ('O''Higgins', 'Oslo') group by "c"."name", "c"."people", "c"."tags" order by "c"."name" limit 5`,
  )
  expect(await query.execute()).toEqual([
    { name: "O'Higgins", people: 9007199254740993n, tags: '[]', visits: 0 },
    { name: 'Oslo', people: 700000, tags: '["fjord",null]', visits: 0 },
  ])
})

test('streams, in pieces of a size', async () => {
  const sizes: number[] = []
  for await (const row of db.selectFrom('cities').select(['name', 'founded']).orderBy('name').stream(2))
    sizes.push(row.name.length)
  expect(sizes).toEqual([9, 4, 4])
})

test('offset, common tables, set operations, and the portable functions', async () => {
  expect(
    await db
      .with('big', eb => eb.selectFrom('cities').select('name').where('people', '>', 1_000_000))
      .selectFrom('big')
      .select(eb => portable.regexpExtract(eb.ref('name'), '^(.)', 1).as('first'))
      .unionAll(eb => eb.selectFrom('cities').select(sql<string | null>`'x'`.as('first')).where('name', '=', 'Oslo'))
      .orderBy('first')
      .offset(1)
      .limit(2)
      .execute(),
  ).toEqual([{ first: 'R' }, { first: 'x' }])
})

test('another catalog, by its full name', async () => {
  const rows = await sql<{
    catalog_name: string
  }>`select catalog_name from ${sql.id('system', 'metadata', 'catalogs')} order by 1`.execute(db)
  expect(rows.rows.map(row => row.catalog_name)).toEqual(expect.arrayContaining(['hive', 'system']))
})

describe('introspection', () => {
  test('of tables and views, with columns and their types', async () => {
    const tables = (await db.introspection.getTables()).filter(({ schema }) => schema === 'dialect')
    expect(
      tables.map(({ name, isView, columns }) => ({
        name,
        isView,
        columns: columns.map(c => `${c.name} ${c.dataType}`),
      })),
    ).toEqual([
      {
        name: 'cities',
        isView: false,
        columns: ['name varchar', 'people bigint', 'founded date', 'tags array(varchar)'],
      },
      { name: 'large', isView: true, columns: ['name varchar'] },
      {
        name: 'visits',
        isView: false,
        columns: ['city varchar', 'at timestamp(3)', 'note row(who varchar, stars integer)'],
      },
    ])
  })

  test('of schemas', async () => {
    const names = (await db.introspection.getSchemas()).map(({ name }) => name)
    expect(names).toContain('dialect')
    expect(names).not.toContain('information_schema')
  })

  test('of a catalog that is another', async () => {
    const system = new Kysely<unknown>({
      dialect: new TrinoDialect({ ...config, catalog: 'system', schema: undefined }),
    })
    const tables = await system.introspection.getTables()
    expect(tables.find(({ schema, name }) => schema === 'runtime' && name === 'nodes')?.columns[0]).toMatchObject({
      name: 'node_id',
      dataType: 'varchar',
      isNullable: true,
    })
    await system.destroy()
  })
})

describe('it only reads', () => {
  test.each([
    "INSERT INTO cities VALUES ('x', 1, NULL, NULL)",
    'DELETE FROM cities',
    'UPDATE cities SET people = 1',
    'MERGE INTO cities USING visits ON true WHEN MATCHED THEN DELETE',
    'DROP TABLE cities',
    'CREATE TABLE t AS SELECT 1 AS a',
    'TRUNCATE TABLE cities',
    'ALTER TABLE cities RENAME TO t',
    'CALL hive.system.sync_partition_metadata(1)',
    'GRANT SELECT ON cities TO me',
    'SET SESSION query_max_run_time = 1',
    'EXPLAIN ANALYZE INSERT INTO cities SELECT * FROM cities',
    'EXPLAIN ANALYZE EXPLAIN ANALYZE INSERT INTO cities SELECT * FROM cities',
    'explain analyze verbose insert into cities select * from cities',
    '/* a */ EXPLAIN -- b\r ANALYZE DELETE FROM cities',
    "EXECUTE IMMEDIATE 'DROP TABLE cities'",
    'PREPARE p FROM DROP TABLE cities',
    'START TRANSACTION',
    'ANALYZE cities',
    "COMMENT ON TABLE cities IS 'x'",
  ])('%s', async text => {
    expect(await codeOf(sql.raw(text).execute(db))).toBe('READ_ONLY')
    expect(await codeOf(db.transaction().execute(() => Promise.resolve()))).toBe('READ_ONLY')
    expect(
      await db
        .selectFrom('cities')
        .select(eb => eb.fn.countAll<number>().as('n'))
        .execute(),
    ).toEqual([{ n: 3 }])
  })

  test('by the builder as well', async () => {
    expect(await codeOf(db.deleteFrom('cities').execute())).toBe('READ_ONLY')
    expect(await codeOf(db.insertInto('visits').values({ city: 'x', at: 'y' }).execute())).toBe('READ_ONLY')
    expect(await codeOf(db.updateTable('visits').set({ city: 'x' }).execute())).toBe('READ_ONLY')
    expect(await codeOf(sql.raw(' ').execute(db))).toBe('NOT_A_SELECT')
  })

  test.each([
    'SHOW TABLES',
    'DESCRIBE cities',
    'DESC cities',
    'EXPLAIN SELECT 1',
    'EXPLAIN ANALYZE SELECT * FROM cities',
    'EXPLAIN ANALYZE VERBOSE SELECT * FROM cities',
    'EXPLAIN (TYPE IO, FORMAT JSON) INSERT INTO cities SELECT * FROM cities',
    '(VALUES 1)',
    'TABLE cities',
    'WITH t AS (SELECT 1 AS a) SELECT a FROM t',
  ])('%s', async text => {
    expect((await sql.raw(text).execute(db)).rows.length).toBeGreaterThan(0)
  })
})

describe('mistakes are told', () => {
  test.each([
    ['SELECT nam FROM cities', 'UNKNOWN_COLUMN', "Column 'nam' cannot be resolved, at: SELECT ⟶nam"],
    ['SELECT c.nam FROM cities c', 'UNKNOWN_COLUMN', "Column 'c.nam' cannot be resolved"],
    ['SELECT 1 FROM citis', 'TABLE_NOT_FOUND', "Table 'hive.dialect.citis' does not exist"],
    ['SELECT 1 FROM nowhere.citis', 'TABLE_NOT_FOUND', "Schema 'nowhere' does not exist"],
    ['SELECT 1 FRM cities', 'BAD_SQL', 'SELECT 1 FRM ⟶cities'],
  ])('%s', async (text, code, message) => {
    const error = (await sql
      .raw(text)
      .execute(db)
      .catch((thrown: unknown) => thrown)) as TrailqError
    expect(error).toMatchObject({ code, message: expect.stringContaining(message) })
  })
})

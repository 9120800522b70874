import { Kysely, sql } from 'kysely'
import { afterAll, expect, inject, test } from 'vitest'

import { DuckDbDialect, TrinoDialect } from '../../src/index.ts'

// A value is the same whichever engine it comes from. DuckDB's are those of src/engines/duckdb/rows.ts.

const trino = new Kysely<unknown>({
  dialect: new TrinoDialect({ url: inject('trino').url, user: 'v', catalog: 'hive' }),
})
/** A server in another time zone hands out the same. */
const elsewhere = new Kysely<unknown>({
  dialect: new TrinoDialect({ url: inject('trino').elsewhere, user: 'v', catalog: 'hive' }),
})
const duckdb = new Kysely<unknown>({ dialect: new DuckDbDialect({}) })

afterAll(async () => {
  for (const db of [trino, elsewhere, duckdb]) await db.destroy()
})

const rowsOf = async (db: Kysely<unknown>, text: string) => (await sql.raw(text).execute(db)).rows

/** A value in Trino's spelling, and in DuckDB's where that is another. */
const VALUES: readonly (readonly [trino: string, duckdb?: string])[] = [
  ...['NULL', 'true', 'false', '1', '-1', '9007199254740991', '9007199254740993', '-9007199254740993'].map(
    value => [value] as const,
  ),
  ['CAST(-9223372036854775808 AS bigint)'],
  ['CAST(5 AS tinyint)'],
  ['CAST(5 AS smallint)'],
  ["CAST('NaN' AS double)"],
  ["CAST('Infinity' AS double)"],
  ["CAST('-Infinity' AS double)"],
  ['-0e0'],
  ['1e300'],
  ['CAST(1e17 AS double)'],
  ['0.1e0'],
  ['CAST(0.1 AS real)'],
  ["CAST('NaN' AS real)"],
  ['1.5'],
  ['2.0'],
  ['CAST(1.5 AS decimal(9, 2))'],
  ['CAST(-0.10 AS decimal(3, 2))'],
  ['CAST(12345678901234567890.123456789012345678 AS decimal(38, 18))'],
  ["''"],
  ["'é𝄞 \"q\" \\ '' \n'"],
  ["'9007199254740993,:9007199254740993]'"],
  ["DATE '2026-11-20'"],
  ["DATE '0001-01-01'"],
  ["DATE '12026-11-20'"],
  ["TIMESTAMP '2026-11-20 09:00:00'"],
  ["TIMESTAMP '2026-11-20 09:00:00.120'"],
  ["TIMESTAMP '2026-11-20 09:00:00.123456'"],
  ["TIMESTAMP '1969-12-31 23:59:59.999'"],
  ["TIMESTAMP '0001-01-01 00:00:00'"],
  ["TIMESTAMP '12026-11-20 09:00:00'"],
  ["TIMESTAMP '2026-11-20 09:00:00 UTC'", "TIMESTAMPTZ '2026-11-20 09:00:00+00'"],
  ["TIMESTAMP '2026-11-20 09:00:00.5 +02:00'", "TIMESTAMPTZ '2026-11-20 09:00:00.5+02:00'"],
  ["TIMESTAMP '2026-11-20 09:00:00.123456 -03:30'", "TIMESTAMPTZ '2026-11-20 09:00:00.123456-03:30'"],
  ["TIMESTAMP '2026-07-20 09:00:00 Europe/Berlin'", "TIMESTAMPTZ '2026-07-20 09:00:00 Europe/Berlin'"],
  ["TIMESTAMP '2026-01-20 00:30:00 America/St_Johns'", "TIMESTAMPTZ '2026-01-20 00:30:00 America/St_Johns'"],
  [`CAST(TIMESTAMP '2026-11-20 09:00:00' AS timestamp with time zone)`, "TIMESTAMPTZ '2026-11-20 09:00:00+00'"],
  ["TIME '01:02:03'"],
  ["TIME '01:02:03.500'"],
  ["TIME '01:02:03.123456'"],
  ["TIME '01:02:03.5 +02:00'", "TIMETZ '01:02:03.5+02:00'"],
  ["X'7b7d00ff2227'", "'\\x7b\\x7d\\x00\\xff\\x22\\x27'::BLOB"],
  ["X''", "''::BLOB"],
  ["UUID '12345678-1234-5678-1234-56789abcdef0'"],
  ['JSON \'{"a":[1,null,"x"]}\'', '\'{"a":[1,null,"x"]}\'::JSON'],
  ['CAST(NULL AS array(bigint))', 'NULL::BIGINT[]'],
  ['CAST(ARRAY[] AS array(bigint))', '[]::BIGINT[]'],
  ['ARRAY[1, NULL, 9007199254740993]'],
  ["ARRAY['a', NULL, '']"],
  ['ARRAY[true, NULL]'],
  ["ARRAY[CAST('NaN' AS double), 1e0]"],
  ['ARRAY[CAST(1.5 AS decimal(9, 2))]'],
  ["ARRAY[DATE '2026-11-20']"],
  ["ARRAY[TIMESTAMP '2026-11-20 09:00:00.25']"],
  ["ARRAY[TIMESTAMP '2026-11-20 09:00:00 +02:00']", "[TIMESTAMPTZ '2026-11-20 09:00:00+02:00']"],
  ["ARRAY[TIME '01:02:03.5']"],
  ["ARRAY[X'00ff41']", "['\\x00\\xff\\x41'::BLOB]"],
  ['ARRAY[JSON \'{"a":1}\']', '[\'{"a":1}\'::JSON]'],
  ['ARRAY[ARRAY[1], ARRAY[]]', '[[1], []::INT[]]'],
  ["MAP(ARRAY['b', 'a'], ARRAY[1, 2])", "MAP {'b': 1, 'a': 2}"],
  ["MAP(ARRAY[1, 2], ARRAY['x', NULL])", "MAP {1: 'x', 2: NULL}"],
  ['MAP(ARRAY[9007199254740993], ARRAY[9007199254740993])', 'MAP {9007199254740993: 9007199254740993}'],
  ['MAP(ARRAY[true], ARRAY[ARRAY[1]])', 'MAP {true: [1]}'],
  ["MAP(ARRAY[0.5e0], ARRAY[DATE '2026-11-20'])", "MAP {0.5::DOUBLE: DATE '2026-11-20'}"],
  ['CAST(ROW(1, \'x\') AS ROW(a integer, "B c" varchar))', "{'a': 1, 'B c': 'x'}"],
  [
    'CAST(ROW(ROW(9007199254740993, NULL), ARRAY[ROW(\'z\')]) AS ROW(r ROW(n bigint, m double), l array(ROW("t)" varchar))))',
    "{'r': {'n': 9007199254740993, 'm': NULL::DOUBLE}, 'l': [{'t)': 'z'}]}",
  ],
]

test.each(VALUES)('%s', async (text, other = text) => {
  const expected = await rowsOf(duckdb, `SELECT ${other} AS v`)
  expect(await rowsOf(trino, `SELECT ${text} AS v`)).toEqual(expected)
  expect(await rowsOf(elsewhere, `SELECT ${text} AS v`)).toEqual(expected)
  // Beside a value of another type, in a table of two rows.
  expect(await rowsOf(trino, `SELECT * FROM (VALUES (${text}, 1), (NULL, 2)) AS t (v, n) ORDER BY n`)).toEqual([
    { ...(expected[0] as object), n: 1 },
    { v: null, n: 2 },
  ])
})

test('labels: as typed, twice, and none', async () => {
  expect(
    await rowsOf(trino, 'SELECT 1 AS Abc, 2 AS "a b", 3 AS n, 4 AS n, 5 AS n, 6, 7 AS "__proto__", 8 AS "constructor"'),
  ).toEqual([JSON.parse('{"Abc":1,"a b":2,"n":3,"n:1":4,"n:2":5,"_col5":6,"__proto__":7,"constructor":8}')])
})

test('no rows', async () => {
  expect(await rowsOf(trino, 'SELECT 1 AS n WHERE false')).toEqual([])
})

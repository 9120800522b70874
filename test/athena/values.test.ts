import fc from 'fast-check'
import { Kysely, sql } from 'kysely'
import { describe, expect, test } from 'vitest'

import { rowShape } from '../../src/engines/athena/results/columns.ts'
import { BadCsv, CsvReader } from '../../src/engines/athena/results/csv.ts'
import { decoderOf, resultType } from '../../src/engines/athena/results/values.ts'
import { DuckDbDialect } from '../../src/index.ts'
import { csvOf } from '../standins/aws/results.ts'

/** A type, a value as Athena writes it, and the same value in DuckDB's SQL. */
const VALUES: readonly (readonly [type: string, athena: string, duckdb: string])[] = [
  ['boolean', 'true', 'true'],
  ['boolean', 'false', 'false'],
  ['tinyint', '-128', '(-128)::TINYINT'],
  ['smallint', '7', '7::SMALLINT'],
  ['integer', '2147483647', '2147483647'],
  ['bigint', '42', '42::BIGINT'],
  ['bigint', '9007199254740991', '9007199254740991'],
  ['bigint', '9007199254740993', '9007199254740993'],
  ['bigint', '-9223372036854775808', '(-9223372036854775808)::BIGINT'],
  ['double', '0.1', '0.1::DOUBLE'],
  ['double', '1.0E10', '1e10::DOUBLE'],
  ['double', '-0.0', "'-0.0'::DOUBLE"],
  ['double', 'NaN', "'NaN'::DOUBLE"],
  ['double', 'Infinity', "'Infinity'::DOUBLE"],
  ['double', '-Infinity', "'-Infinity'::DOUBLE"],
  ['float', '0.5', '0.5::FLOAT'],
  ['decimal', '12.50', '12.50::DECIMAL(9, 2)'],
  ['varchar', '', "''"],
  ['varchar', 'Zoë 🚀 "x",\n', '\'Zoë 🚀 "x",\' || chr(10)'],
  ['date', '2024-02-29', "DATE '2024-02-29'"],
  ['time', '01:02:03.000', "TIME '01:02:03'"],
  ['time', '01:02:03.500', "TIME '01:02:03.5'"],
  ['timestamp', '2024-01-02 03:04:05.000', "TIMESTAMP '2024-01-02 03:04:05'"],
  ['timestamp', '2024-01-02 03:04:05.120', "TIMESTAMP '2024-01-02 03:04:05.12'"],
  ['timestamp with time zone', '2024-01-02 03:04:05.000 UTC', "TIMESTAMPTZ '2024-01-02 03:04:05+00'"],
  ['timestamp with time zone', '2024-01-02 03:04:05.250 +05:30', "TIMESTAMPTZ '2024-01-02 03:04:05.25+05:30'"],
  ['timestamp with time zone', '2024-01-02 03:04:05.000 -08:00', "TIMESTAMPTZ '2024-01-02 03:04:05-08'"],
  ['timestamp with time zone', '2024-01-02 03:04:05.000 America/New_York', "TIMESTAMPTZ '2024-01-02 03:04:05-05'"],
  ['timestamp with time zone', '2024-07-02 03:04:05.000 America/New_York', "TIMESTAMPTZ '2024-07-02 03:04:05-04'"],
  ['timestamp with time zone', '2024-03-10 03:30:00.000 America/New_York', "TIMESTAMPTZ '2024-03-10 03:30:00-04'"],
  ['varbinary', '7b 7d 00 27 22 ff', "'\\x7B\\x7D\\x00\\x27\\x22\\xFF'::BLOB"],
  ['varbinary', '', "''::BLOB"],
  ['json', '{"a":[1,"x"]}', `'{"a":[1,"x"]}'::JSON`],
  ['uuid', '12151fd2-7586-11e9-8f9e-2a86e4085a59', "'12151fd2-7586-11e9-8f9e-2a86e4085a59'::UUID"],
]

describe('values', () => {
  test.each(VALUES)('%s %s is what DuckDB gives', async (type, athena, duckdb) => {
    const db = new Kysely<object>({ dialect: new DuckDbDialect() })
    const { rows } = await sql<{ value: unknown }>`SELECT ${sql.raw(duckdb)} AS value`.execute(db)
    await db.destroy()
    expect(decoderOf(type, resultType(type))(athena)).toStrictEqual(rows[0]?.value)
  })

  test('a declared type goes before that of the result, but text stays text', () => {
    expect(decoderOf('varchar', 'text[]')('["a","b"]')).toEqual(['a', 'b'])
    expect(decoderOf('bigint', 'double')('3')).toBe(3)
    expect(decoderOf('varchar', 'timestamp')('2026-11-20')).toBe('2026-11-20')
  })
})

describe('columns', () => {
  test('labels that come twice, that nobody gave, and that an object has of its own', () => {
    const shape = rowShape(
      ['id', 'id', '_col2', 'Id', '__proto__', 'id:1'].map(Label => ({ Label, Name: Label, Type: 'varchar' })),
    )
    expect(shape.columns.map(({ name }) => name)).toEqual(['id', 'id:1', '_col2', 'Id', '__proto__', 'id:1:1'])
    const reader = new CsvReader(shape)
    const [row] = reader.rows(Buffer.from('"id","id","_col2","Id","__proto__","id:1"\n"1","2","3","4","5","6"\n'))
    expect(Object.entries(row ?? {})).toEqual([
      ['id', '1'],
      ['id:1', '2'],
      ['_col2', '3'],
      ['Id', '4'],
      ['__proto__', '5'],
      ['id:1:1', '6'],
    ])
  })
})

const shapeOf = (columns: number) =>
  rowShape(Array.from({ length: columns }, (_, i) => ({ Label: `c"${i}`, Name: `c"${i}`, Type: 'varchar' })))

/** What a result object of these bytes gives, when they come in pieces of this size. */
function read(bytes: Buffer, columns: number, size: number, skip = 0): unknown[][] {
  const reader = new CsvReader(shapeOf(columns), skip)
  const rows: object[] = []
  for (let at = 0; at < bytes.length; at += size) rows.push(...reader.rows(bytes.subarray(at, at + size)))
  rows.push(...reader.end())
  return rows.map(row => Object.values(row))
}

describe('the result object', () => {
  test('NULL is nothing, an empty text is two quotes, quotes are doubled, lines stay in quotes', () => {
    const text = '"c""0","c""1","c""2"\n"a",,""\n,,\n"""","x""""y","1\n2"\n'
    for (const size of [1, 2, 3, 7, 1000]) {
      expect(read(Buffer.from(text), 3, size)).toEqual([
        ['a', null, ''],
        [null, null, null],
        ['"', 'x""y', '1\n2'],
      ])
    }
  })

  test('one column, and NULLs in it', () => {
    expect(read(Buffer.from('"c""0"\n\n"x"\n\n'), 1, 1)).toEqual([[null], ['x'], [null]])
  })

  test('any rows, in pieces of any size, and from any row on', () => {
    const value = fc.oneof(
      fc.constant(null),
      fc.constantFrom('', '"', '""', ',', '\n', '"\n"', 'é', '🚀', '\r\n'),
      fc.string({ unit: 'binary' }).map(text => text.toWellFormed()),
    )
    const any = fc.integer({ min: 1, max: 4 }).chain(columns =>
      fc.record({
        columns: fc.constant(columns),
        rows: fc.array(fc.array(value, { minLength: columns, maxLength: columns }), { maxLength: 12 }),
        size: fc.integer({ min: 1, max: 40 }),
        skip: fc.nat(12),
      }),
    )
    fc.assert(
      fc.property(any, ({ columns, rows, size, skip }) => {
        const named = Array.from({ length: columns }, (_, i) => ({ name: `c"${i}`, type: 'varchar' }))
        expect(read(csvOf({ columns: named, rows }), columns, size, skip)).toEqual(rows.slice(skip))
      }),
      { numRuns: 2000 },
    )
  })

  test('a value of many megabytes is read in time that grows with its size only', () => {
    const row = `"${'x'.repeat(30_000_000)}"\n`
    const started = performance.now()
    expect(read(Buffer.from(`"c""0"\n${row}`), 1, 65_536)).toHaveLength(1)
    expect(performance.now() - started).toBeLessThan(3000)
  })

  test.each([
    ['no quotes', '"c""0"\nx\n'],
    ['too many values', '"c""0"\n"x","y"\n'],
    ['another header', '"other"\n"x"\n'],
    ['an end in the middle of a value', '"c""0"\n"x'],
    ['nothing at all', ''],
  ])('refused: %s', (_, text) => {
    expect(() => read(Buffer.from(text), 1, 5)).toThrow(BadCsv)
  })
})

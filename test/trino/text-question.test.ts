import { describe, expect, test } from 'vitest'

import { TrailqError } from '../../src/errors.ts'
import { textQuestion } from '../../src/events/index.ts'
import { ATTACKS, LEGAL } from './questions.ts'

// test/conformance/trino-text.test.ts runs the same texts on a server, to see what they read there.

function codeOf(text: string): string {
  try {
    textQuestion(text, 262_144)
    return 'passes'
  } catch (error) {
    return error instanceof TrailqError ? error.code : String(error)
  }
}

const columnsOf = (text: string) => [...textQuestion(text, 262_144).columns]

test.each(LEGAL.map(([text]) => text))('passes: %s', text => {
  expect(codeOf(text)).toBe('passes')
})

test('no other table, wherever it stands and whatever it is called', () => {
  const through = ATTACKS.filter(text => !['OUT_OF_SCOPE', 'BAD_SQL'].includes(codeOf(text)))
  expect(through).toEqual([])
  expect(ATTACKS.length).toBeGreaterThan(900)
})

describe('what is refused, and as what', () => {
  test.each<readonly [text: string, code: string]>([
    ['SELECT 1 FROM hive.judge.secret', 'OUT_OF_SCOPE'],
    ['WITH events AS (SELECT 1) SELECT 1', 'RESERVED_NAME'],
    ['SELECT 1 FROM (WITH a AS (SELECT 1), "EVENTS" (x) AS (SELECT 1) SELECT 1)', 'RESERVED_NAME'],
    ['WITH FUNCTION f(x integer) RETURNS integer RETURN x SELECT f(1)', 'NOT_A_SELECT'],
    ["WITH SESSION query_max_run_time = '1s' SELECT 1", 'NOT_A_SELECT'],
    ["USING EXTERNAL FUNCTION f(x varchar) RETURNS varchar LAMBDA 'name' SELECT f(1)", 'NOT_A_SELECT'],
    ...['', ' \n', ';', '-- nothing', '/* nothing */'].map(text => [text, 'NOT_A_SELECT'] as const),
    ...[
      ...['INSERT INTO events SELECT 1', 'DELETE FROM events', 'UPDATE events SET a = 1', 'DROP TABLE events'],
      ...['CREATE TABLE t AS SELECT 1', 'MERGE INTO t USING s ON true WHEN MATCHED THEN DELETE', 'CALL p()'],
      ...["EXECUTE IMMEDIATE 'SELECT 1'", 'EXPLAIN SELECT 1', 'EXPLAIN ANALYZE SELECT 1', 'SHOW TABLES', 'DESCRIBE t'],
      ...[
        'PREPARE p FROM SELECT 1',
        'SET SESSION a = 1',
        'USE hive.judge',
        'GRANT SELECT ON t TO u',
        'UNLOAD (SELECT 1)',
      ],
      ...['SELECT 1; SELECT 2', 'SELECT 1;;;DROP TABLE events', '"SELECT" 1', "'SELECT'"],
    ].map(text => [text, 'NOT_A_SELECT'] as const),
    ...[
      ...['SELECT 1)', '(SELECT 1', 'SELECT (1]', 'SELECT ARRAY[1)', 'SELECT 1) UNION (SELECT 2', 'SELECT 1))(('],
      ...["SELECT 'open", 'SELECT "open', 'SELECT `a`', 'SELECT 1a', 'SELECT 1.FROM events', 'SELECT 1.5e FROM events'],
      ...[
        'WITH',
        'WITH x',
        'WITH x AS',
        'WITH x AS SELECT 1',
        "WITH 'x' AS (SELECT 1) SELECT 1",
        'WITH x AS (SELECT 1), SELECT 1',
      ],
      ...["SELECT 1 FROM 'file.json'", 'SELECT 1 FROM 7'],
    ].map(text => [text, 'BAD_SQL'] as const),
    ['SELECT 1\0', 'BAD_LITERAL'],
  ])('%s: %s', (text, code) => {
    expect(codeOf(text)).toBe(code)
  })
})

test('brackets without end, and texts that are too long', () => {
  expect(codeOf(`SELECT ${'('.repeat(50_000)}1${')'.repeat(50_000)}`)).toBe('BAD_SQL')
  expect(codeOf(`SELECT ${'('.repeat(150)}1${')'.repeat(150)}`)).toBe('passes')
  expect(codeOf(`SELECT '${'x'.repeat(262_144)}'`)).toBe('BAD_SQL')
})

describe('the columns in use', () => {
  test.each([
    ['SELECT event_name FROM events', ['event_name']],
    ['SELECT "Event_Name", upper(e.account) FROM events e', ['event_name', 'account']],
    ["SELECT 'event_name' FROM events -- account", []],
    ['SELECT count(*) FROM events', []],
    ['SELECT 2 * length(event_id) FROM events', ['event_id']],
  ])('%s', (text, columns) => {
    expect(columnsOf(text)).toEqual(expect.arrayContaining(columns))
    expect(columnsOf(text)).toHaveLength(columns.length)
  })

  test.each([
    'SELECT * FROM events',
    'SELECT e.* FROM events e',
    'SELECT count(DISTINCT 1), * FROM events',
    'TABLE events',
    'SELECT 1 FROM events a NATURAL JOIN events b',
  ])('all: %s', text => {
    expect(columnsOf(text).length).toBeGreaterThan(80)
  })
})

test('events comes first of all that is defined', () => {
  const sql = (text: string) => textQuestion(text, 262_144).sql('BODY')
  expect(sql('-- a\nSELECT 1 FROM events; -- b')).toBe('WITH events AS (BODY) SELECT 1 FROM events')
  expect(sql('WITH/**/t AS (SELECT 1) SELECT 1 FROM t')).toBe(
    'WITH events AS (BODY),/**/t AS (SELECT 1) SELECT 1 FROM t',
  )
  expect(sql('with recursive t(n) AS (SELECT event_id FROM events) SELECT n FROM t')).toBe(
    'with recursive events ("event_id") AS (BODY), t(n) AS (SELECT event_id FROM events) SELECT n FROM t',
  )
  expect(sql('(SELECT 1)')).toBe('WITH events AS (BODY) (SELECT 1)')
})

import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import type { Trail } from '../../src/index.ts'
import { codeOf, Logs, record } from './logs.ts'

const logs = new Logs()
let trail: Trail

beforeAll(async () => {
  logs.deliver([
    record({ eventName: 'GetItem', eventID: 'e-1', requestParameters: { tableName: 'Music', keys: ['a', 'b'] } }),
    record({
      eventName: 'GetItem',
      eventID: 'e-2',
      eventTime: '2026-10-05T10:00:00Z',
      requestParameters: { tableName: 'Books' },
    }),
    record({
      eventName: 'PutItem',
      eventID: 'e-3',
      eventTime: '2026-10-06T00:00:00Z',
      readOnly: false,
      requestParameters: null,
    }),
  ])
  trail = await logs.open()
})

afterAll(() => logs[Symbol.dispose]())

const ask = (text: string) => trail.sql(text).toArray()

describe('what a question may say', () => {
  test.each<[string, readonly object[]]>([
    ['SELECT count(*) AS n FROM events', [{ n: 3 }]],
    ['select COUNT(*) as N from EVENTS', [{ N: 3 }]],
    ['SELECT count(*) AS n FROM "Events" AS "EVENTS"', [{ n: 3 }]],
    ['SELECT count(*) AS n FROM events;', [{ n: 3 }]],
    ['SELECT count(*) AS n FROM events ; ;\n;', [{ n: 3 }]],
    ['SELECT count(*) AS n FROM events -- who\n', [{ n: 3 }]],
    ['SELECT count(*) AS n FROM events -- who', [{ n: 3 }]],
    ['SELECT count(*) AS n FROM events; -- who; what', [{ n: 3 }]],
    ['SELECT count(*) AS n FROM events /* who */ ; /* /* and */ what */', [{ n: 3 }]],
    ['-- who\r\nSELECT count(*) AS n\r\nFROM events\r\n', [{ n: 3 }]],
    ['\uFEFFSELECT count(*) AS n FROM events', [{ n: 3 }]],
    ['\u00A0SELECT\u2003count(*) AS n FROM events', [{ n: 3 }]],
    ['FROM events SELECT count(*) AS n', [{ n: 3 }]],
    ['SELECT (SELECT count(*) FROM events) AS n', [{ n: 3 }]],
    ['(SELECT 1 AS n) UNION ALL (SELECT 2) ORDER BY n', [{ n: 1 }, { n: 2 }]],
    ['VALUES (1), (2)', [{ col0: 1 }, { col0: 2 }]],
    ["SELECT a || '-- ;' AS v FROM (VALUES ('x;y')) t(a)", [{ v: 'x;y-- ;' }]],
    ["SELECT $$it's; -- $$ AS v, $a$$$$a$ AS w", [{ v: "it's; -- ", w: '$$' }]],
    ["SELECT E'a\\'b\\n' AS v", [{ v: "a'b\n" }]],
    ['SELECT 1e400 AS v, -1e400 AS w, \'"value":NaN\' AS x', [{ v: Infinity, w: -Infinity, x: '"value":NaN' }]],
    ['SELECT range AS n FROM range(2)', [{ n: 0 }, { n: 1 }]],
    ['SELECT a AS n FROM generate_series(1, 3, 2) t(a)', [{ n: 1 }, { n: 3 }]],
    ["SELECT unnest(['a', 'b']) AS v", [{ v: 'a' }, { v: 'b' }]],
    ["SELECT v FROM (SELECT ['a', 'b'] AS l), unnest(l) t(v)", [{ v: 'a' }, { v: 'b' }]],
    ['WITH t AS (SELECT event_name FROM events) SELECT count(*) AS n FROM t', [{ n: 3 }]],
    ['/* a */ WITH/* b */t(a) AS NOT MATERIALIZED (SELECT 1) SELECT a FROM t', [{ a: 1 }]],
    [
      'WITH RECURSIVE t AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM t WHERE n < 3) SELECT max(n) AS n FROM t',
      [{ n: 3 }],
    ],
    ['WITH recursive t(n) AS (SELECT 1), u AS (SELECT n + 1 AS m FROM t) SELECT m FROM T, U', [{ m: 2 }]],
    ['WITH t AS (WITH t AS (SELECT 1 AS a) SELECT a FROM t) SELECT a FROM t', [{ a: 1 }]],
    ['SELECT a FROM (WITH t AS (SELECT 1 AS a) SELECT a FROM t)', [{ a: 1 }]],
    [
      "SELECT a.event_id AS id FROM events a JOIN events b ON a.event_id < b.event_id WHERE b.event_id = 'e-2'",
      [{ id: 'e-1' }],
    ],
    [
      'SELECT event_id AS id FROM events WHERE event_name IN (SELECT event_name FROM events GROUP BY ALL HAVING count(*) = 1)',
      [{ id: 'e-3' }],
    ],
    [
      'SELECT event_id AS id, row_number() OVER (ORDER BY event_time DESC) AS n FROM events QUALIFY n = 1',
      [{ id: 'e-3', n: 1 }],
    ],
    [
      'SELECT DISTINCT ON (event_name) event_name AS v FROM events ORDER BY event_name',
      [{ v: 'GetItem' }, { v: 'PutItem' }],
    ],
    [
      "SELECT request_parameters->>'$.tableName' AS v FROM events ORDER BY event_id",
      [{ v: 'Music' }, { v: 'Books' }, { v: null }],
    ],
    [
      "SELECT json_extract_string(request_parameters, '$.keys[1]') AS v FROM events WHERE event_id = 'e-1'",
      [{ v: 'b' }],
    ],
    [
      "SELECT value AS v FROM events, json_each(request_parameters, '$.keys') WHERE event_id = 'e-1' ORDER BY v",
      [{ v: '"a"' }, { v: '"b"' }],
    ],
    ["SELECT list_transform(['a'], lambda x: upper(x))[1] AS v", [{ v: 'A' }]],
    [
      'SELECT event_name AS v, count(*) AS events FROM events GROUP BY v HAVING events > 1 ORDER BY events DESC',
      [{ v: 'GetItem', events: 2 }],
    ],
    [
      "SELECT event_time::TIMESTAMPTZ AS t, event_time::DATE AS d FROM events WHERE event_id = 'e-3'",
      [{ t: '2026-10-06T00:00:00Z', d: '2026-10-06' }],
    ],
    [
      'SELECT count(*) FILTER (WHERE is_write) AS writes, bool_or(failed) AS failed FROM events',
      [{ writes: 1, failed: false }],
    ],
    [
      "FROM (PIVOT (SELECT event_name FROM events) ON event_name IN ('GetItem', 'PutItem') USING count(*))",
      [{ GetItem: 2, PutItem: 1 }],
    ],
    ['SELECT 1 AS "a ""b"" c", 2 AS "ü"', [{ 'a "b" c': 1, ü: 2 }]],
    ['SELECT count(*) AS n FROM events TABLESAMPLE 100%', [{ n: 3 }]],
    ['SELECT 1 AS "__proto__", 2 AS "constructor"', [JSON.parse('{"__proto__":1,"constructor":2}') as object]],
  ])('%s', async (text, rows) => {
    expect(await ask(text)).toEqual(rows)
  })
})

describe('columns that are taken without being named are those of the whole relation', () => {
  let columns: Promise<readonly string[]> | undefined
  const all = () => (columns ??= ask('SELECT * FROM events LIMIT 1').then(([row]) => Object.keys(row ?? {})))

  test.each([
    ['FROM events'],
    ['TABLE events'],
    ['SELECT e.* FROM events AS e'],
    ['SELECT COLUMNS(*) FROM events'],
    ['SELECT * FROM (SELECT * FROM events)'],
    ['WITH t AS (FROM events) FROM t'],
    ['SELECT * FROM events a NATURAL LEFT JOIN events b'],
  ])('%s', async text => {
    expect((await all()).length).toBeGreaterThan(80)
    expect(Object.keys((await ask(`${text} LIMIT 1`))[0] ?? {})).toEqual(await all())
  })

  test('the row as a whole, columns by pattern, by position, and renamed', async () => {
    const [row] = await ask("SELECT to_json(e) AS v FROM events e WHERE event_id = 'e-1'")
    expect(Object.keys(JSON.parse(String(row?.['v'])) as object)).toEqual(await all())
    expect(Object.keys((await ask("SELECT COLUMNS('^event_') FROM events"))[0] ?? {})).toEqual(
      (await all()).filter(name => name.startsWith('event_')),
    )
    expect(await ask("SELECT #2 AS v FROM events WHERE event_id = 'e-1'")).toEqual([{ v: '2026-10-05T09:15:30Z' }])
    expect(await ask("SELECT b AS v FROM events e(a, b) WHERE event_id = 'e-1'")).toEqual([
      { v: '2026-10-05T09:15:30Z' },
    ])
    expect(await ask('SELECT * EXCLUDE (record) FROM events LIMIT 1')).toHaveLength(1)
    // By all other columns, each record is a group of its own.
    expect(await ask("FROM (PIVOT events ON event_name IN ('GetItem') USING count(*))")).toHaveLength(3)
  })
})

describe('what is wrong is said', () => {
  test('a column that is not there', async () => {
    for (const text of [
      'SELECT event_nme FROM events',
      'SELECT e.event_nme FROM events e',
      'SELECT 1 FROM events WHERE event_nme = 1',
    ])
      await expect(ask(text)).rejects.toThrow("events has no column 'event_nme'. Did you mean 'event_name'?")
    expect(await codeOf(() => ask('SELECT quite_another FROM events'))).toBe('UNKNOWN_COLUMN')
    const db = trail.scope()
    expect(
      await codeOf(() =>
        db
          .selectFrom('events')
          .select('nothing' as 'event_name')
          .execute(),
      ),
    ).toBe('UNKNOWN_COLUMN')
  })

  test('a table that is not there, a place that does not parse, a function that is none', async () => {
    await expect(ask('SELECT 1 FROM event')).rejects.toThrow("not 'event'. Did you mean 'events'?")
    await expect(ask('SELECT 1 FROM events WHER true')).rejects.toThrow('syntax error at or near "true" (character 27)')
    expect(await codeOf(() => ask('SELECT nothing_of_the_kind(1)'))).toBe('BAD_SQL')
    expect(await codeOf(() => ask('SELECT count(*) FROM events GROUP BY 7'))).toBe('BAD_SQL')
    expect(await codeOf(() => ask("SELECT CAST('a' AS INT)"))).toBe('ENGINE_FAILED')
  })
})

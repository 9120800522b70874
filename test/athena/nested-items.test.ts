import { describe, expect, test } from 'vitest'

import { withJsonItems } from '../../src/engines/athena/nested-items.ts'

describe('arrays, maps and rows leave as JSON', () => {
  test.each([
    ['SELECT array_agg(x) FROM events', 'SELECT CAST(array_agg(x) AS json) FROM events'],
    ['SELECT array_agg(x) AS l FROM events', 'SELECT CAST(array_agg(x) AS json) AS l FROM events'],
    ['SELECT array_agg(x) l, y FROM events', 'SELECT CAST(array_agg(x) AS json) l, y FROM events'],
    ['SELECT y, array_agg(x) "a b" FROM events', 'SELECT y, CAST(array_agg(x) AS json) "a b" FROM events'],
    ["SELECT split(x, ',') FROM events", "SELECT CAST(split(x, ',') AS json) FROM events"],
    ["SELECT ARRAY[x, 'a]'] AS l", "SELECT CAST(ARRAY[x, 'a]'] AS json) AS l"],
    ['SELECT ROW(x, 1) FROM events', 'SELECT CAST(ROW(x, 1) AS json) FROM events'],
    [
      'SELECT array_agg(DISTINCT x ORDER BY x) FILTER (WHERE x > 1) AS l FROM events',
      'SELECT CAST(array_agg(DISTINCT x ORDER BY x) FILTER (WHERE x > 1) AS json) AS l FROM events',
    ],
    [
      'SELECT array_agg(x) OVER (PARTITION BY y) l FROM events',
      'SELECT CAST(array_agg(x) OVER (PARTITION BY y) AS json) l FROM events',
    ],
    [
      'SELECT coalesce(array_agg(x), ARRAY[]) AS l FROM events',
      'SELECT CAST(coalesce(array_agg(x), ARRAY[]) AS json) AS l FROM events',
    ],
    [
      'SELECT CAST(json_parse(x) AS map(varchar, varchar)) m FROM events',
      'SELECT CAST(CAST(json_parse(x) AS map(varchar, varchar)) AS json) m FROM events',
    ],
    ['SELECT max_by(x, y, 3) FROM events', 'SELECT CAST(max_by(x, y, 3) AS json) FROM events'],
    [
      'WITH a AS (SELECT array_agg(x) AS l FROM events) SELECT cardinality(l), map_keys(m) AS k FROM a ORDER BY 1 LIMIT 2',
      'WITH a AS (SELECT array_agg(x) AS l FROM events) SELECT cardinality(l), CAST(map_keys(m) AS json) AS k FROM a ORDER BY 1 LIMIT 2',
    ],
    [
      'SELECT split(x, y) AS p, count(*) FROM events GROUP BY split(x, y) ORDER BY 2 DESC',
      'SELECT CAST(split(x, y) AS json) AS p, count(*) FROM events GROUP BY split(x, y) ORDER BY 2 DESC',
    ],
    [
      'SELECT x IS DISTINCT FROM y AS d, histogram(x) h FROM events',
      'SELECT x IS DISTINCT FROM y AS d, CAST(histogram(x) AS json) h FROM events',
    ],
  ])('%s', (sql, wanted) => expect(withJsonItems(sql)).toBe(wanted))
})

describe('what is left as it is', () => {
  test.each([
    'SELECT event_name, count(*) AS n FROM events GROUP BY 1',
    'SELECT split(x, y)[1] AS first FROM events',
    'SELECT cardinality(array_agg(x)) FROM events',
    'SELECT array_agg(x)[1].y FROM events',
    'SELECT array_agg FROM events',
    'SELECT "array_agg"(x) FROM events',
    "SELECT 'array_agg(x)' AS text FROM events",
    'SELECT max(x), max_by(x, y), CAST(x AS varchar) FROM events',
    'SELECT CAST(array_agg(x) AS json) FROM events',
    'SELECT json_format(CAST(array_agg(x) AS json)) FROM events',
    'SELECT CASE WHEN true THEN 1 END FROM events',
    // JSON has another order, or none.
    'SELECT split(x, y) AS p FROM events ORDER BY p',
    'SELECT split(x, y) AS p FROM events ORDER BY 1',
    'SELECT DISTINCT split(x, y) AS p FROM events ORDER BY split(x, y)',
    // What is joined must be of one type on all sides.
    'SELECT array_agg(x) AS l FROM events UNION ALL SELECT NULL',
    '(SELECT array_agg(x) FROM events)',
    'VALUES (1)',
    '',
  ])('%s', sql => expect(withJsonItems(sql)).toBe(sql))
})

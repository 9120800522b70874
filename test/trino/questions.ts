// Texts in Trino's grammar: what must be let through, and what must not whatever it looks like.

/** A table that is none of the question's. */
export const SECRET = 'hive.judge.secret'

/** Legal questions over `events (event_id, event_name, request_parameters)`, and their rows over {@link EVENTS_BODY}. */
export const LEGAL: readonly (readonly [text: string, rows: readonly (readonly unknown[])[]])[] = [
  ['SELECT count(*) FROM events', [[3]]],
  ['select COUNT(*) as N from EVENTS;', [[3]]],
  ['SELECT count(*) FROM "Events" AS "EVENTS" ; ;\n', [[3]]],
  ['SELECT count(*) FROM events -- who\r\nWHERE true', [[3]]],
  ['/* a */ SELECT/* FROM x */count(*)\tFROM\revents -- end', [[3]]],
  ["SELECT '-- FROM x; ''quoted''' || \"event_id\" FROM events WHERE event_id = 'e1'", [["-- FROM x; 'quoted'e1"]]],
  ["SELECT U&'#00e9' UESCAPE '#', X'41' IS NULL FROM events LIMIT 1", [['é', false]]],
  ["SELECT U&'\\00e9' FROM events LIMIT 1", [['é']]],
  ['SELECT 1 AS "from", 2 AS "a ""b""", 3 AS "ü, x" FROM events LIMIT 1', [[1, 2, 3]]],
  ['SELECT 1., .5, 1e3, 1_000, 0x1F, 0b11 FROM events LIMIT 1', [['1', '0.5', 1000, 1000, 31, 3]]],
  ['SELECT (SELECT count(*) FROM events)', [[3]]],
  ['(SELECT 1) UNION ALL (SELECT 2) ORDER BY 1', [[1], [2]]],
  ['((SELECT 1) UNION ALL SELECT 1 FROM events) ORDER BY 1 LIMIT 1', [[1]]],
  ['SELECT 1 INTERSECT ALL SELECT 1 EXCEPT DISTINCT SELECT 2', [[1]]],
  ['SELECT 1 AS a UNION CORRESPONDING SELECT 1 AS a', [[1]]],
  ['VALUES 1, 2', [[1], [2]]],
  ['TABLE events ORDER BY event_id LIMIT 1', [['e1', 'GetItem', '{"keys":["a","b"]}']]],
  ['SELECT * FROM (TABLE events) AS t(a, b, c) ORDER BY a OFFSET 2 ROWS', [['e3', 'PutItem', null]]],
  ['SELECT event_id FROM events ORDER BY 1 DESC FETCH FIRST 1 ROW ONLY', [['e3']]],
  ['SELECT event_name FROM events ORDER BY 1 FETCH FIRST 1 ROWS WITH TIES', [['GetItem'], ['GetItem']]],
  ['SELECT event_name, count(*) FROM events GROUP BY event_name HAVING count(*) > 1', [['GetItem', 2]]],
  [
    'SELECT event_name, count(*), grouping(event_name) FROM events GROUP BY GROUPING SETS ((event_name), ()) ORDER BY 2',
    [
      ['PutItem', 1, 0],
      ['GetItem', 2, 0],
      [null, 3, 1],
    ],
  ],
  ['SELECT count(*) FROM events GROUP BY ROLLUP (event_name), CUBE (event_id)', undefined],
  ['SELECT count(*) FROM events GROUP BY AUTO', [[3]]],
  ['WITH t AS (SELECT event_name FROM events) SELECT count(*) FROM t', [[3]]],
  ['WITH t (a) AS (SELECT 1), "U v" AS (SELECT a + 1 AS b FROM T) SELECT b FROM "u V"', [[2]]],
  ['WITH t AS (WITH t AS (SELECT 1 AS a) SELECT a FROM t) SELECT a FROM t', [[1]]],
  ['WITH t AS (SELECT 1 AS a), t2 AS ((SELECT a FROM t) UNION SELECT a FROM t) SELECT a FROM t2', [[1]]],
  [
    'WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 3), u(m) AS (SELECT max(n) FROM t) SELECT m, (SELECT count(event_id) FROM events) FROM u',
    [[3, 3]],
  ],
  ['WITH function AS (SELECT 1 AS a), session AS (SELECT 2 AS b) SELECT a, b FROM function, session', [[1, 2]]],
  ['SELECT a FROM (WITH t AS (SELECT 1 AS a) SELECT a FROM t) x', [[1]]],
  ['SELECT count(*) FROM events a JOIN events b USING (event_id)', [[3]]],
  [
    'SELECT count(*) FROM (events a CROSS JOIN events b) LEFT JOIN events c ON c.event_id IN (a.event_id, b.event_id)',
    [[15]],
  ],
  ['SELECT count(*) FROM ((events)) CROSS JOIN (((SELECT event_id FROM events)))', [[9]]],
  ['SELECT count(*) FROM ((SELECT 1 AS x) AS a CROSS JOIN events) AS t', [[3]]],
  ['SELECT count(*) FROM events a JOIN events b ON ARRAY[1, 2][1] = 1, (VALUES (1, 2)) AS t(x, y)', [[9]]],
  ['SELECT count(*) FROM events AS "limit", events offset, events AS window', [[27]]],
  [
    'SELECT v, i FROM UNNEST(ARRAY[7, 8], ARRAY[1]) WITH ORDINALITY AS t (v, w, i) ORDER BY i',
    [
      [7, 1],
      [8, 2],
    ],
  ],
  [
    "SELECT event_id, k FROM events CROSS JOIN UNNEST(CAST(json_extract(request_parameters, '$.keys') AS array(varchar))) AS t (k) ORDER BY k",
    [
      ['e1', 'a'],
      ['e1', 'b'],
    ],
  ],
  ['SELECT event_id, x FROM events, LATERAL (SELECT upper(event_name) AS x) ORDER BY 1 LIMIT 1', [['e1', 'GETITEM']]],
  [
    "SELECT x FROM events e, JSON_TABLE('{\"a\":7}', 'lax $' COLUMNS(x integer PATH 'lax $.a')) AS j WHERE event_id = 'e1'",
    [[7]],
  ],
  [
    "SELECT json_query('{\"a\":[1]}', 'lax $.a' WITH CONDITIONAL ARRAY WRAPPER), json_object('k' : 1 WITHOUT UNIQUE KEYS)",
    undefined,
  ],
  [
    'SELECT transform(ARRAY[1, 2], x -> x + 1), reduce(ARRAY[1, 2], 0, (s, x) -> s + x, s -> s) FROM events LIMIT 1',
    [[[2, 3], 3]],
  ],
  [
    "SELECT extract(DAY FROM DATE '2026-10-05'), trim(BOTH 'x' FROM 'xax'), trim((SELECT 'x') FROM 'xax'), position('a' IN 'ba')",
    undefined,
  ],
  ["SELECT extract(DAY FROM DATE '2026-10-05'), trim(BOTH 'x' FROM 'xax')", [[5, 'a']]],
  ["SELECT substring('abc' FROM 2 FOR 1), trim(LEADING FROM ' a') FROM events LIMIT 1", [['b', 'a']]],
  [
    "SELECT TIMESTAMP '2026-10-05 00:00:00 UTC' AT TIME ZONE '+02:00' - INTERVAL '1' DAY < now(), CAST(NULL AS timestamp(3) with time zone)",
    [[true, null]],
  ],
  [
    "SELECT 1 IS DISTINCT FROM 2, 1 IS NOT DISTINCT FROM 1 FROM events WHERE event_name IS DISTINCT FROM 'x' LIMIT 1",
    [[true, true]],
  ],
  ['SELECT count(*) FROM events TABLESAMPLE BERNOULLI (100), events b TABLESAMPLE SYSTEM (100)', [[9]]],
  [
    'SELECT row_number() OVER (PARTITION BY event_name ORDER BY event_id) FROM events ORDER BY event_id',
    [[1], [2], [1]],
  ],
  [
    'SELECT count(*) OVER w, count(*) OVER v FROM events WINDOW w AS (PARTITION BY event_name), v AS (w ORDER BY event_id) ORDER BY event_id',
    [
      [2, 1],
      [2, 2],
      [1, 1],
    ],
  ],
  [
    'SELECT count(*) OVER w FROM events WINDOW w AS (ROWS BETWEEN 1 PRECEDING AND CURRENT ROW), v AS (), u AS (v) ORDER BY 1',
    [[1], [2], [2]],
  ],
  ['SELECT window, "offset" FROM (SELECT 1 AS window, 2 AS offset) AS limit', [[1, 2]]],
  [
    `SELECT m.n FROM events MATCH_RECOGNIZE (ORDER BY event_id MEASURES count(*) AS n ONE ROW PER MATCH
      AFTER MATCH SKIP PAST LAST ROW PATTERN (A+ B) SUBSET U = (A, B) DEFINE A AS event_name = 'GetItem', B AS event_name <> 'GetItem') AS m`,
    [[3]],
  ],
  [
    "SELECT listagg(event_id, ',') WITHIN GROUP (ORDER BY event_id) FILTER (WHERE event_name = 'GetItem') FROM events",
    [['e1,e2']],
  ],
  [
    'SELECT event_id FROM events WHERE EXISTS (SELECT 1) AND event_id = ANY (SELECT max(event_id) FROM events)',
    [['e3']],
  ],
  [
    'SELECT e.* FROM events AS e WHERE (event_id, event_name) IN (SELECT event_id, event_name FROM events WHERE request_parameters IS NULL)',
    [['e3', 'PutItem', null]],
  ],
  [
    'SELECT CASE WHEN event_id IN (SELECT event_id FROM events) THEN 1 ELSE 2 END, try(1 / 0), coalesce(NULL, if(true, 3)) FROM events LIMIT 1',
    [[1, null, 3]],
  ],
  [
    "SELECT MAP(ARRAY['a'], ARRAY[1])['a'], ROW(1, 'x')[2], CAST(ROW(1) AS ROW(a integer)).a FROM events LIMIT 1",
    [[1, 'x', 1]],
  ],
].map(([text, rows]) => [text, rows] as never)

const HAS = ['event_id', 'event_name', 'request_parameters']

/** What stands for `events` in the tests of these texts: three of its columns, those that a question uses. */
export function eventsBody(columns: ReadonlySet<string>): string {
  const used = HAS.filter(name => columns.has(name)).join(', ') || 'event_id AS event_time'
  return `SELECT ${used} FROM (VALUES ('e1', 'GetItem', '{"keys":["a","b"]}'), ('e2', 'GetItem', '{}'), ('e3', 'PutItem', CAST(NULL AS varchar))) AS t (${HAS.join(', ')})`
}

/** Every place where a table can be named; $t is one. */
const PLACES = [
  'SELECT 1 FROM $t',
  'SELECT 1.FROM $t',
  'SELECT 1.5FROM $t',
  'SELECT .5FROM $t',
  'SELECT 1e1FROM $t',
  "SELECT 'a'FROM $t",
  'SELECT "a"FROM $t',
  'SELECT 1/**/FROM/**/$t',
  'SELECT 1 FROM events -- x\r, $t\nWHERE true',
  'SELECT 1 FROM events /* /* */, $t /* */',
  'SELECT 1 AS "--" FROM events, $t -- \' \n',
  'SELECT 1 FROM events, $t',
  'SELECT 1 FROM events AS limit, $t',
  'SELECT 1 FROM events limit, $t',
  'SELECT 1 FROM events AS offset, $t',
  'SELECT 1 FROM events fetch, $t',
  'SELECT 1 FROM events AS window, $t',
  'SELECT 1 FROM events window JOIN $t ON true',
  'SELECT 1 FROM events limit NATURAL JOIN $t',
  'SELECT 1 FROM events AS a (x, y), $t',
  'SELECT 1 FROM events CROSS JOIN $t',
  'SELECT 1 FROM events a LEFT JOIN (events b JOIN $t ON true) ON true',
  'SELECT 1 FROM (events CROSS JOIN $t)',
  'SELECT 1 FROM ($t)',
  'SELECT 1 FROM ((($t)))',
  'SELECT 1 FROM ((SELECT 1) AS x CROSS JOIN $t)',
  'SELECT 1 FROM (((SELECT 1) AS x CROSS JOIN events) CROSS JOIN $t)',
  'SELECT 1 FROM (TABLE $t)',
  'TABLE $t',
  '(TABLE $t)',
  'SELECT 1 UNION TABLE $t',
  'SELECT 1 AS a UNION CORRESPONDING TABLE $t',
  'SELECT 1 AS a UNION ALL CORRESPONDING SELECT 1 AS a FROM $t',
  'WITH a AS (SELECT 1) TABLE $t',
  'WITH a AS (TABLE $t) SELECT 1 FROM a',
  'WITH a AS (SELECT 1 FROM $t) SELECT 1',
  'WITH a AS ((SELECT 1) UNION SELECT 1 FROM $t) SELECT 1',
  'WITH a (x) AS (SELECT 1), b (y) AS (SELECT 1 FROM $t) SELECT 1 FROM b',
  'WITH RECURSIVE a (n) AS (SELECT 1 UNION ALL SELECT n FROM a, $t WHERE n < 2) SELECT 1 FROM a',
  'SELECT 1 FROM events WHERE EXISTS (TABLE $t)',
  'SELECT 1 FROM events WHERE event_id IN (SELECT 1 FROM $t)',
  'SELECT 1 FROM events WHERE 1 = ALL (SELECT 1 FROM $t)',
  'SELECT (SELECT count(*) FROM events limit, $t)',
  'SELECT (((SELECT count(*) FROM $t)))',
  'SELECT ARRAY[(SELECT count(*) FROM $t)][1]',
  'SELECT transform(ARRAY[1], x -> (SELECT count(*) FROM $t))',
  'SELECT CASE WHEN (SELECT count(*) FROM $t) > 0 THEN 1 END',
  'SELECT 1 FROM UNNEST(ARRAY[(SELECT count(*) FROM $t)]) AS u (x)',
  'SELECT 1 FROM events, UNNEST(ARRAY[1]) WITH ORDINALITY AS u (x, i), $t',
  'SELECT 1 FROM events, LATERAL (SELECT 1 FROM $t)',
  'SELECT 1 FROM events, LATERAL (TABLE $t)',
  "SELECT 1 FROM JSON_TABLE((SELECT '{}' FROM $t), 'lax $' COLUMNS(x integer PATH 'lax $.a'))",
  'SELECT 1 FROM TABLE(exclude_columns(input => TABLE($t), columns => DESCRIPTOR(a)))',
  'SELECT 1 FROM (TABLE(exclude_columns(input => TABLE($t), columns => DESCRIPTOR(a))))',
  'SELECT 1 FROM events TABLESAMPLE BERNOULLI (10), $t',
  'SELECT 1 FROM $t TABLESAMPLE BERNOULLI (10)',
  'SELECT 1 FROM events FOR VERSION AS OF 1, $t',
  'SELECT 1 FROM events MATCH_RECOGNIZE (MEASURES 1 AS x PATTERN (A) DEFINE A AS true) AS m, $t',
  'SELECT 1 FROM $t MATCH_RECOGNIZE (MEASURES 1 AS x PATTERN (A) DEFINE A AS true) AS m',
  'SELECT 1 FROM events WHERE true UNION SELECT 1 FROM $t',
  'SELECT 1 FROM events ORDER BY (SELECT 1 FROM $t)',
  'SELECT 1 FROM events GROUP BY 1 HAVING count(*) > (SELECT 1 FROM $t)',
  'SELECT sum(1) OVER (PARTITION BY (SELECT 1 FROM $t)) FROM events',
  'SELECT 1 IS DISTINCT FROM 2 FROM $t',
  'WITH t AS (SELECT 1 "is") SELECT "is" "distinct" FROM $t, t',
  'WITH t AS (SELECT 1 "is") SELECT "not" "distinct" FROM $t, t',
  'SELECT 1 AS "(" FROM $t AS ")"',
  'SELECT 1 AS "extract(", 2 FROM $t',
  'SELECT extract(DAY FROM (SELECT current_date FROM $t))',
  "SELECT trim((SELECT 'x' FROM $t) FROM 'x')",
  "SELECT X'41' FROM $t --'",
  "SELECT U&'\\0041' FROM $t",
  'SELECT 1 FROM events WINDOW w AS (PARTITION BY (SELECT 1 FROM $t))',
  'SELECT count(*) OVER w FROM events, $t WINDOW w AS ()',
] as const

/** Ways to name a table that is none of the question's. */
const NAMES = [
  SECRET,
  'hive . judge/**/.secret',
  '"hive"."judge"."secret"',
  'HIVE.JUDGE."Secret"',
  'judge.secret',
  'secret',
  '"secret"',
  'hive.judge.events',
  'judge.events',
  '"events "',
  'hive.judge."secret$partitions"',
  'hive.information_schema.tables',
  'system.runtime.queries',
] as const

/** Definitions whose names mean something else where they stand: inside of themselves, before, and outside. */
const SHADOWS = [
  'WITH secret AS (SELECT * FROM secret) SELECT * FROM secret',
  'SELECT * FROM (WITH secret AS (SELECT * FROM secret) SELECT * FROM secret)',
  'WITH a AS (SELECT * FROM secret), secret AS (SELECT 1 AS x) SELECT * FROM a',
  'WITH RECURSIVE secret (a) AS (SELECT * FROM secret) SELECT * FROM secret',
  'WITH RECURSIVE secret (a) AS (SELECT a FROM secret UNION ALL SELECT a FROM secret) SELECT * FROM secret',
  'WITH RECURSIVE secret (a) AS ((SELECT 1 UNION ALL SELECT a FROM secret)) SELECT * FROM secret',
  'WITH RECURSIVE secret (a) AS (WITH z AS (SELECT 1) SELECT 1 UNION ALL SELECT a FROM secret) SELECT * FROM secret',
  'WITH RECURSIVE secret (a) AS (SELECT 1 UNION ALL SELECT a FROM secret EXCEPT SELECT 2) SELECT * FROM secret',
  'SELECT * FROM (WITH secret AS (SELECT 1 AS x) SELECT x FROM secret) AS t, secret',
  'SELECT (WITH secret AS (SELECT 1 AS x) SELECT x FROM secret), (SELECT count(*) FROM secret)',
  'SELECT 1 AS a FROM events AS secret WHERE EXISTS (SELECT * FROM secret)',
  'SELECT 1 AS ",", secret FROM secret',
  'SELECT 1 FROM events WINDOW secret AS (ORDER BY 1), w AS () UNION SELECT 1 FROM secret',
  'SELECT 1 FROM events MATCH_RECOGNIZE (MEASURES 1 AS x PATTERN (A secret) DEFINE A AS true, secret AS ((SELECT true))) AS m, secret',
] as const

/** Every kind of table in every place, and every trick with names. */
export const ATTACKS: readonly string[] = [
  ...PLACES.flatMap(place => NAMES.map(name => place.replaceAll('$t', () => name))),
  ...SHADOWS,
]

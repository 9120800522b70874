import { sql } from 'kysely'

import { record } from '../sql/logs.ts'
import { IN_UTC } from './legs.ts'
import { deliver } from './place.ts'
import { suite } from './suite.ts'

// What canned queries, scopes and definitions write in one spelling for all engines: its meaning must be one, too.

const legs = IN_UTC.filter(name => name !== 'Trino over Athena’s columns')
const write = (folder: string) => deliver(folder, [{ record: record() }])

/** Every kind of character that orders differ about. */
const LETTERS = [
  '-',
  '0',
  '1',
  'B',
  'Z',
  '_',
  'a',
  'b',
  'é',
  '\uFFFD',
  '\uFFFF',
  '😀',
  '',
  'aa',
  'ab ',
  'ab',
  'a\tb',
  'A',
]
const TEXTS = [
  'GetItem',
  'Get_Item',
  'get%',
  '100%',
  "O'Brien",
  'a\\b',
  'a\nb',
  '',
  'é',
  '😀x',
  'arn:aws:iam::1:role/x',
]

const EXPRESSIONS: Readonly<Record<string, string>> = {
  'NULL and a text': `NULL || 'a'`,
  'text beyond the end': `substr('abc', 4)`,
  'text from the end': `substr('abc', -2)`,
  'text up to a length': `substr('abc', 2, 5)`,
  'text of no length': `substr('abc', 1, 0)`,
  'letters beyond 65,536 count once': `length('a😀é')`,
  'part of them': `substr('a😀éb', 2, 2)`,
  'where a part stands': `strpos('a😀/b', '/')`,
  'where it does not': `strpos('abc', 'x')`,
  'where nothing stands': `strpos('abc', '')`,
  'starts with': `starts_with('abc', 'ab')`,
  'starts with nothing': `starts_with('abc', '')`,
  'starts, of NULL': `starts_with(CAST(NULL AS VARCHAR), 'a')`,
  lower: `lower('ABCxyz-09_')`,
  'the first that is there': `coalesce(CAST(NULL AS VARCHAR), 'b', 'c')`,
  'nothing of equals': `nullif('a', 'a')`,
  'something of others': `nullif('a', 'A')`,
  'NULL is not in a list': `CAST(NULL AS VARCHAR) IN ('a')`,
  'not in a list with NULL': `'a' NOT IN ('b', NULL)`,
  'distinct from NULL': `'a' IS DISTINCT FROM NULL`,
  'NULL is not distinct from NULL': `CAST(NULL AS VARCHAR) IS NOT DISTINCT FROM CAST(NULL AS VARCHAR)`,
  'unknown and false': `(CAST(NULL AS BOOLEAN) AND FALSE)`,
  'unknown or true': `(CAST(NULL AS BOOLEAN) OR TRUE)`,
  'not unknown': `NOT CAST(NULL AS BOOLEAN)`,
  'a case without else': `CASE WHEN 1 = 0 THEN 'a' END`,
  'the first case': `CASE WHEN 1 = 1 THEN 'a' WHEN 1 = 1 THEN 'b' ELSE 'c' END`,
  'an unknown case': `CASE WHEN NULL THEN 'a' ELSE 'b' END`,
  minutes: `substr('2026-10-05T09:15:30Z', 1, 16) || ':00Z'`,
  hours: `substr('2026-10-05T09:15:30Z', 1, 13) || ':00:00Z'`,
  days: `substr('2026-10-05T09:15:30Z', 1, 10)`,
  'instants as text': `'2026-10-05T09:15:30Z' < '2026-10-05T09:15:30.5Z'`,
  'integers as text': `CAST(CAST(9007199254740993 AS BIGINT) AS VARCHAR)`,
  'the largest integer': `CAST(9223372036854775807 AS BIGINT)`,
  'the smallest integer': `CAST('-9223372036854775808' AS BIGINT)`,
  'rounded, half away': `round(CAST(2.5e0 AS DOUBLE))`,
  'rounded, half away from below': `round(CAST(-2.5e0 AS DOUBLE))`,
  'a sum of doubles': `0.1e0 + 0.2e0`,
  'not a number': `CAST('NaN' AS DOUBLE)`,
  'beyond the largest double': `CAST('Infinity' AS DOUBLE)`,
  'a quote in a text': `'it''s'`,
  'a backslash is a character': `'a\\b' || '\\'`,
  'a comment in a text': `'-- /* */'`,
}

const LIKES = ['Get%', 'Get\\_%', '%\\%', 'a\\\\b', '%', '_', '__', 'a_b', 'G%m', '%é', 'get\\%', '']

/** Questions over rows of texts, `$`, each with an order of its own. */
const OVER_TEXTS: Readonly<Record<string, string>> = {
  'texts in order': 'SELECT v FROM (VALUES $) AS t(v) ORDER BY v',
  'texts in falling order': 'SELECT v FROM (VALUES $) AS t(v) ORDER BY v DESC',
  'the least and the greatest': 'SELECT min(v) AS a, max(v) AS b, count(DISTINCT v) AS c FROM (VALUES $) AS t(v)',
  'nothing last, both ways':
    "SELECT v, nullif(v, 'a') AS n FROM (VALUES $) AS t(v) ORDER BY nullif(v, 'a') DESC NULLS LAST, v",
  'nothing, where nothing is said': "SELECT nullif(v, 'a') AS n FROM (VALUES $) AS t(v) ORDER BY nullif(v, 'a')",
  'falling nothing, where nothing is said': "SELECT nullif(v, 'a') AS n FROM (VALUES $) AS t(v) ORDER BY 1 DESC",
  'counted by length': 'SELECT length(v) AS l, count(*) AS n FROM (VALUES $) AS t(v) GROUP BY length(v) ORDER BY l',
  'counted by place in the list':
    'SELECT length(v) AS l, count(*) AS n FROM (VALUES $) AS t(v) GROUP BY 1 ORDER BY 2 DESC, 1',
  'grouped by nothing':
    "SELECT nullif(v, 'a') AS k, count(*) AS n FROM (VALUES $) AS t(v) GROUP BY nullif(v, 'a') ORDER BY k",
  'some of them counted':
    "SELECT count(*) FILTER (WHERE v > 'a') AS n, count(nullif(v, 'a')) AS m FROM (VALUES $) AS t(v)",
  'counts of no rows': 'SELECT count(*) AS n, max(v) AS m, min(v) AS l FROM (VALUES $) AS t(v) WHERE 1 = 0',
  numbered: 'SELECT v, row_number() OVER (PARTITION BY length(v) ORDER BY v) AS n FROM (VALUES $) AS t(v) ORDER BY v',
  'the one before': 'SELECT v, lag(v) OVER (ORDER BY v) AS b FROM (VALUES $) AS t(v) ORDER BY v',
  'so far': 'SELECT v, count(*) OVER (ORDER BY v) AS n FROM (VALUES $) AS t(v) ORDER BY v',
  'a page': 'SELECT v FROM (VALUES $) AS t(v) ORDER BY v OFFSET 3 LIMIT 4',
  both: "SELECT v FROM (VALUES $) AS t(v) UNION SELECT 'x' UNION SELECT 'a' ORDER BY v",
  'without some': "SELECT v FROM (VALUES $) AS t(v) EXCEPT SELECT 'a' ORDER BY v",
  listed: 'SELECT array_agg(v ORDER BY v) AS l FROM (VALUES $) AS t(v)',
  'numbers listed': 'SELECT array_agg(length(v) ORDER BY v) AS l, count(*) AS n FROM (VALUES $) AS t(v)',
  'counted in a map': 'SELECT histogram(v) h FROM (VALUES $) AS t(v)',
  'texts in parts': "SELECT split(v, 'b') AS parts FROM (VALUES $) AS t(v) ORDER BY v",
  'the parts that come first':
    "SELECT split(v, 'b')[1] AS part, ARRAY[v, NULL] AS l FROM (VALUES $) AS t(v) ORDER BY v",
  'flags in order': "SELECT v > 'a' AS f, count(*) AS n FROM (VALUES $) AS t(v) GROUP BY v > 'a' ORDER BY f",
  'with others': 'SELECT a.v AS x, b.v AS y FROM (VALUES $) AS a(v) JOIN (VALUES $) AS b(v) ON a.v < b.v ORDER BY x, y',
}

suite('spellings', { schema: 'spellings', write, legs }, ({ same, sameColumns }) => {
  const values = Object.entries(EXPRESSIONS).concat(
    TEXTS.flatMap(text =>
      LIKES.map((like): [string, string] => [
        `${JSON.stringify(text)} like ${JSON.stringify(like)}`,
        `'${text.replaceAll("'", "''")}' LIKE '${like}' ESCAPE '\\'`,
      ]),
    ),
  )
  sameColumns(
    values.map(([says]) => says),
    undefined,
    async trail => {
      const columns = values.map(([, text], i) => sql`${sql.raw(text)}`.as(`v${i}`))
      const [row] = await trail.scope({ allTime: true }).selectFrom('events').select(columns).execute()
      const told = Object.values(row ?? {})
      return { rows: [Object.fromEntries(values.map(([says], i) => [says, told[i]]))] }
    },
  )
  const letters = LETTERS.map(letter => `('${letter}')`).join(', ')
  for (const [says, text] of Object.entries(OVER_TEXTS)) {
    same(says, async trail => {
      const result = trail.sql(text.replaceAll('$', letters), { allTime: true })
      return { columns: await result.columns, rows: await result.toArray() }
    })
  }
  for (const text of ['SELECT count(*) AS n FROM events GROUP BY ALL', `SELECT 'a' || 1 AS v FROM events`]) {
    same(text, async trail => ({ rows: await trail.sql(text, { allTime: true }).toArray() }))
  }
  same('a list of 5,000', async trail => ({
    rows: await trail
      .scope({ allTime: true })
      .selectFrom('events')
      .select(eb => eb.fn.countAll<number>().as('n'))
      .where('event_id', 'in', ['e-1', ...Array.from({ length: 5000 }, (_, i) => `no ${i}`)])
      .execute(),
  }))
})

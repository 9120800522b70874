import { type Expression, sql } from 'kysely'
import { describe, expect, test } from 'vitest'

import { DIALECTS } from '../../src/engines/index.ts'
import { compileSql } from '../../src/sql/compile.ts'
import * as portable from '../../src/sql/portable.ts'

const x = sql.ref<string | null>('x')
const y = sql.ref<string | null>('y')
const n = sql.ref<number | null>('n')

const INSTANT = String.raw`'^\d{4}-\d\d-\d\dT([01]\d|2[0-3]):\d\d:\d\d(\.\d+)?(Z|[+-]((0\d|1[0-3]):[0-5]\d|14:00))\z'`
/** RFC 3629, "UTF-8", section 4: the bytes that there are. */
const PERCENT_ENCODED = String.raw`'^([^%]|%[0-7][0-9A-Fa-f]|%([Cc][2-9A-Fa-f]|[Dd][0-9A-Fa-f])%[89ABab][0-9A-Fa-f]|%([Ee]0%[ABab][0-9A-Fa-f]|[Ee][1-9A-Ca-cEFef]%[89ABab][0-9A-Fa-f]|[Ee][Dd]%[89][0-9A-Fa-f])%[89ABab][0-9A-Fa-f]|%([Ff]0%[9ABab][0-9A-Fa-f]|[Ff][1-3]%[89ABab][0-9A-Fa-f]|[Ff]4%8[0-9A-Fa-f])%[89ABab][0-9A-Fa-f]%[89ABab][0-9A-Fa-f])*\z'`
const instant = (column: string) =>
  `CASE WHEN regexp_like("${column}", ${INSTANT}) THEN try(CAST(from_iso8601_timestamp("${column}") AT TIME ZONE 'UTC' AS timestamp)) END`

/** Each function, called, and the SQL that it is to be: written by hand after Trino's documentation. */
const SPELLED: readonly (readonly [Expression<unknown>, string])[] = [
  [portable.jsonText(x, 'a'), `json_extract_scalar("x", '$["a"]')`],
  [portable.jsonText(x, 'a.b', "it's", 0, 'q"\\'), `json_extract_scalar("x", '$["a.b"]["it''s"][0]["q\\"\\\\"]')`],
  [portable.jsonText(x, ''), `json_extract_scalar("x", '$[""]')`],
  [portable.jsonText(x, '*'), `json_extract_scalar("x", '$["*"]')`],
  [portable.jsonValue(x, 'a'), `nullif(json_format(json_extract("x", '$["a"]')), 'null')`],
  [portable.jsonParse(x), `CASE WHEN try(json_parse("x")) IS NOT NULL THEN json_format(json_extract("x", '$')) END`],
  [
    portable.jsonElements(x, 'a'),
    `UNNEST(transform(CASE substr(json_format(json_extract("x", '$["a"]')), 1, 1) WHEN '[' THEN CAST(json_extract("x", '$["a"]') AS array(json)) WHEN '{' THEN ARRAY[json_extract("x", '$["a"]')] ELSE CAST(ARRAY[] AS array(json)) END, x -> json_format(x)))`,
  ],
  [portable.jsonArrayOf(sql.ref<readonly string[]>('x')), 'json_format(CAST("x" AS json))'],
  [
    portable.resourceArn(x),
    `json_extract_scalar(element_at(filter(try_cast(json_extract("x", '$') AS array(json)), x -> json_extract_scalar(x, '$["ARN"]') IS NOT NULL), 1), '$["ARN"]')`,
  ],
  [
    portable.resourceArn(x, "AWS'::S3"),
    `json_extract_scalar(element_at(filter(try_cast(json_extract("x", '$') AS array(json)), x -> json_extract_scalar(x, '$["ARN"]') IS NOT NULL AND json_extract_scalar(x, '$["type"]') = 'AWS''::S3'), 1), '$["ARN"]')`,
  ],
  [portable.regexpMatches(x, "a'b"), `regexp_like("x", 'a''b')`],
  [portable.regexpExtract(x, 'a(b)', 1), `nullif(regexp_extract("x", 'a(b)', 1), '')`],
  [portable.regexpExtract(x, 'a'), `nullif(regexp_extract("x", 'a', 0), '')`],
  [portable.regexpReplace(x, 'a', "$1\\'"), `regexp_replace("x", 'a', '\\$1\\\\''')`],
  [portable.splitPart(x, '/', 2), `nullif(split_part("x", '/', 2), '')`],
  [portable.lastPart(x, '/'), `nullif(element_at(split("x", '/'), -1), '')`],
  [
    portable.urlDecode(x),
    `CASE WHEN regexp_like("x", ${PERCENT_ENCODED}) THEN url_decode(replace("x", '+', '%2B')) END`,
  ],
  [portable.timestamp(x), instant('x')],
  [portable.weekStart(x), `date_format(date_trunc('week', ${instant('x')}), '%Y-%m-%d')`],
  [portable.secondsBetween(x, y), `date_diff('second', ${instant('x')}, ${instant('y')})`],
  [portable.bigint(x), String.raw`CASE WHEN regexp_like("x", '^-?[0-9]{1,18}\z') THEN CAST("x" AS bigint) END`],
  [
    portable.double(x),
    String.raw`CASE WHEN regexp_like("x", '^-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?\z') THEN CAST("x" AS double) END`,
  ],
  [portable.ratio(n, y), '(CAST("n" AS double) / nullif(CAST("y" AS double), 0))'],
  [portable.sumBigint(n), 'CAST(sum("n") AS bigint)'],
  [portable.maxBy(x, y), `nullif(max_by(coalesce("x", ''), "y"), '')`],
  [portable.minBy(x, y), `nullif(min_by(coalesce("x", ''), "y"), '')`],
  [
    portable.distinctList(x, 3),
    `json_format(CAST(slice(coalesce(array_agg(DISTINCT "x" ORDER BY "x") FILTER (WHERE "x" IS NOT NULL), ARRAY[]), 1, 3) AS json))`,
  ],
  [portable.approxCountDistinct(x), 'approx_distinct("x")'],
]

describe.each(['trino', 'athena'] as const)('%s', engine => {
  const spell = (expression: Expression<unknown>) =>
    compileSql(expression.toOperationNode(), DIALECTS[engine].spellings)

  test.each(SPELLED.map(([expression, text]) => ({ expression, text })))('$text', ({ expression, text }) => {
    expect(spell(expression)).toBe(text)
  })

  test('every function is spelled here', () => {
    const called = new Set(
      SPELLED.map(([expression]) => JSON.stringify(expression.toOperationNode()).match(/portable:(\w+)/)?.[1]),
    )
    expect([...called].sort()).toEqual([...portable.PORTABLE_NAMES].sort())
  })

  test('values and names are written as everywhere', () => {
    const values = [null, true, false, 0, -1, 1.5, 1e21, 10n, "it's \\", new Date('2026-10-05T09:15:30.250Z')]
    expect(spell(sql`${sql.join(values)}`)).toBe(
      "NULL, TRUE, FALSE, 0, -1, 1.5e0, 1e+21, 10, 'it''s \\', TIMESTAMP '2026-10-05 09:15:30.250'",
    )
    expect(spell(sql.ref('a"b'))).toBe('"a""b"')
    for (const none of ['a\0', '\uD800', Number.NaN, 2n ** 63n, {}])
      expect(() => spell(sql`${none}`)).toThrow(expect.objectContaining({ code: 'BAD_LITERAL' }))
    for (const none of ['a\0', '\uD800', ''])
      expect(() => spell(sql.id(none))).toThrow(expect.objectContaining({ code: 'BAD_LITERAL' }))
  })
})

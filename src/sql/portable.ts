import type { Expression, SqlBool } from 'kysely'

import { call, type Portable } from './portable-call.ts'

export { PORTABLE_NAMES, PORTABLE_PREFIX, type Portable, type PortableName } from './portable-call.ts'

type Text = Expression<string | null>
type Path = readonly [string | number, ...(string | number)[]]

/**
 * The scalar at `path` of a JSON text, as text. NULL where it is missing, JSON null, an object or an array.
 * A path is a list of member names, not a string with dots: `jsonText(request, 'x-amz-acl')`.
 *
 * @example `portable.jsonText(eb.ref('request_parameters'), 'tableName')`
 */
export function jsonText(json: Text, ...path: Path): Portable<string | null> {
  return call('json_text', json, path)
}

/**
 * The value at `path` as JSON text (objects and arrays too); NULL where it is missing or JSON null.
 *
 * @example `portable.jsonValue(eb.ref('request_parameters'), 'tags')`
 */
export function jsonValue(json: Text, ...path: Path): Portable<string | null> {
  return call('json_value', json, path)
}

/**
 * Text that may hold JSON (a policy document inside a parameter), ready for {@link jsonText}; NULL where it is none.
 *
 * @example `portable.jsonText(portable.jsonParse(portable.jsonText(eb.ref('request_parameters'), 'policyDocument')), 'Version')`
 */
export function jsonParse(text: Text): Portable<string | null> {
  return call('json_parse', text)
}

/**
 * The elements of the array at `path` as a table of one column of JSON texts; an object counts as an array of one, all
 * else as empty.
 *
 * @example
 * ```ts
 * import { sql } from 'kysely'
 * import { openTrail, portable } from 'trailq'
 *
 * const trail = await openTrail({ logs: 'AWSLogs' })
 * const permissions = portable.jsonElements(sql.ref('events.request_parameters'), 'ipPermissions', 'items')
 * const opened = await trail
 *   .scope({ event: 'AuthorizeSecurityGroupIngress' })
 *   .selectFrom(['events', permissions.as<'item'>(sql`item(value)`)])
 *   .select(eb => ['caller', portable.jsonText(eb.ref('item.value'), 'fromPort').as('port')])
 *   .execute()
 * ```
 */
export function jsonElements(json: Text, ...path: Path): Portable<{ value: string }> {
  return call('json_elements', json, path)
}

/**
 * A list of texts as JSON array text: the only shape in which a list leaves SQL.
 *
 * @example `portable.jsonArrayOf(eb.fn.agg<string[]>('array_agg', ['service']))`
 */
export function jsonArrayOf(list: Expression<readonly (string | null)[] | null>): Portable<string | null> {
  return call('json_array_of', list)
}

/**
 * The ARN of the first of the record's `resources` (of that type, where one is given).
 *
 * @example `portable.resourceArn(eb.ref('resources'), 'AWS::S3::Bucket')`
 */
export function resourceArn(resources: Text, type?: string): Portable<string | null> {
  return call('resource_arn', resources, type ?? '')
}

/**
 * Whether the pattern is found anywhere in the text. RE2 syntax only; `\z` for the end, never `$`.
 *
 * @example `portable.regexpMatches(eb.ref('user_agent'), '(?i)terraform')`
 */
export function regexpMatches(text: Text, pattern: string): Portable<SqlBool> {
  return call('regexp_matches', text, pattern)
}

/**
 * What group `group` (0: all) of the first match holds; NULL where there is no match or it is empty.
 *
 * @example `portable.regexpExtract(eb.ref('user_agent'), 'Boto3/([0-9.]+)', 1)`
 */
export function regexpExtract(text: Text, pattern: string, group = 0): Portable<string | null> {
  return call('regexp_extract', text, pattern, group)
}

/**
 * Every match replaced by a fixed text.
 *
 * @example `portable.regexpReplace(eb.ref('event_name'), '[0-9]{8}.*', '')`
 */
export function regexpReplace(text: Text, pattern: string, by: string): Portable<string | null> {
  return call('regexp_replace', text, pattern, by)
}

/**
 * Part `n` (from 1) of the text between separators; NULL beyond the last one and where it is empty.
 *
 * @example `portable.splitPart(eb.ref('event_time'), 'T', 1)`
 */
export function splitPart(text: Text, separator: string, n: number): Portable<string | null> {
  return call('split_part', text, separator, n)
}

/**
 * What stands after the last separator; NULL where that is nothing.
 *
 * @example `portable.lastPart(eb.ref('principal'), '/')`
 */
export function lastPart(text: Text, separator: string): Portable<string | null> {
  return call('last_part', text, separator)
}

/**
 * Percent-decoded text (a `+` stays a `+`); NULL where the text is not well-formed.
 *
 * @example `portable.urlDecode(portable.jsonText(eb.ref('request_parameters'), 'policyDocument'))`
 */
export function urlDecode(text: Text): Portable<string | null> {
  return call('url_decode', text)
}

/**
 * An ISO 8601 instant as a timestamp in UTC; NULL where the text is none.
 *
 * @example `portable.timestamp(eb.ref('event_time'))`
 */
export function timestamp(iso: Text): Portable<Date | null> {
  return call('timestamp', iso)
}

/**
 * The Monday of an ISO instant's week, as `YYYY-MM-DD`.
 *
 * @example `portable.weekStart(eb.ref('event_time'))`
 */
export function weekStart(iso: Text): Portable<string | null> {
  return call('week_start', iso)
}

/**
 * Whole seconds from one ISO instant to another.
 *
 * @example `portable.secondsBetween(eb.fn.min('event_time'), eb.fn.max('event_time'))`
 */
export function secondsBetween(from: Text, to: Text): Portable<number | null> {
  return call('seconds_between', from, to)
}

/**
 * Text as a 64-bit integer; NULL where it is not written as one (at most 18 digits).
 *
 * @example `portable.bigint(portable.jsonText(eb.ref('request_parameters'), 'maxResults'))`
 */
export function bigint(text: Text): Portable<number | null> {
  return call('bigint', text)
}

/**
 * Text as a double; NULL where it is no number.
 *
 * @example `portable.double(portable.jsonText(eb.ref('request_parameters'), 'threshold'))`
 */
export function double(text: Text): Portable<number | null> {
  return call('double', text)
}

/**
 * `a / b` as a double; NULL where b is zero.
 *
 * @example `portable.ratio(eb.fn.countAll().filterWhere('failed', '=', true), eb.fn.countAll())`
 */
export function ratio(a: Expression<unknown>, b: Expression<unknown>): Portable<number | null> {
  return call('ratio', a, b)
}

/**
 * The sum of integers as a 64-bit integer.
 *
 * @example `portable.sumBigint(portable.bigint(portable.jsonText(eb.ref('additional_event_data'), 'bytesTransferredOut')))`
 */
export function sumBigint(value: Expression<number | null>): Portable<number> {
  return call('sum_bigint', value)
}

/**
 * `value` of the row with the greatest `key`, NULL included: engines differ on NULL values unless told.
 *
 * @example `portable.maxBy(eb.ref('error_message'), eb.ref('event_time'))`
 */
export function maxBy(value: Text, key: Text): Portable<string | null> {
  return call('max_by', value, key)
}

/**
 * `value` of the row with the least `key`, NULL included.
 *
 * @example `portable.minBy(eb.ref('source_ip_address'), eb.ref('event_time'))`
 */
export function minBy(value: Text, key: Text): Portable<string | null> {
  return call('min_by', value, key)
}

/**
 * The distinct non-NULL texts of a group in order, at most `cap` of them, as JSON array text.
 *
 * @example `portable.distinctList(eb.ref('source_ip_address'), 5)`
 */
export function distinctList(value: Text, cap = 20): Portable<string> {
  return call('distinct_list', value, cap)
}

/**
 * About how many distinct values: a sketch, different on every engine, never in a canned query.
 *
 * @example `portable.approxCountDistinct(eb.ref('source_ip_address'))`
 */
export function approxCountDistinct(value: Expression<unknown>): Portable<number> {
  return call('approx_count_distinct', value)
}

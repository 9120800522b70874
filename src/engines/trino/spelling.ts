import type { OperationNode } from 'kysely'

import { GUARDS } from '../../sql/guards.ts'
import { bracketPath } from '../../sql/json-path.ts'
import { literal } from '../../sql/literal.ts'
import { constant, type Spellings, t } from '../../sql/spelling.ts'

const INSTANT = literal(GUARDS.instant)
const INTEGER = literal(GUARDS.integer)
const NUMBER = literal(GUARDS.number)
const PERCENT_ENCODED = literal(GUARDS.percentEncoded)

/** A timestamp in UTC. */
const instant = (iso: OperationNode) =>
  t`CASE WHEN regexp_like(${iso}, ${INSTANT}) THEN try(CAST(from_iso8601_timestamp(${iso}) AT TIME ZONE 'UTC' AS timestamp)) END`

/** Trino's spellings (Trino documentation, "Functions and operators"); Athena's engine version 3 takes them as they are. */
export const TRINO_SPELLINGS: Spellings = {
  json_text: (json, path) => t`json_extract_scalar(${json}, ${bracketPath(constant(path))})`,
  json_value: (json, path) => t`nullif(json_format(json_extract(${json}, ${bracketPath(constant(path))})), 'null')`,
  // json_extract stops reading where the first value ends, json_parse sorts the keys: each does its half.
  json_parse: text =>
    t`CASE WHEN try(json_parse(${text})) IS NOT NULL THEN json_format(json_extract(${text}, '$')) END`,
  json_elements: (json, path) => {
    const value = t`json_extract(${json}, ${bracketPath(constant(path))})`
    const first = ['substr(json_format(', ...value, '), 1, 1)']
    return [
      ...[
        'UNNEST(transform(CASE ',
        ...first,
        " WHEN '[' THEN CAST(",
        ...value,
        " AS array(json)) WHEN '{' THEN ARRAY[",
      ],
      ...[...value, '] ELSE CAST(ARRAY[] AS array(json)) END, x -> json_format(x)))'],
    ]
  },
  json_array_of: list => t`json_format(CAST(${list} AS json))`,
  resource_arn: (resources, type) => {
    const wanted = constant<string>(type)
    const ofType = wanted === '' ? '' : ` AND json_extract_scalar(x, '$["type"]') = ${literal(wanted)}`
    return t`json_extract_scalar(element_at(filter(try_cast(json_extract(${resources}, '$') AS array(json)), x -> json_extract_scalar(x, '$["ARN"]') IS NOT NULL${ofType}), 1), '$["ARN"]')`
  },
  regexp_matches: (text, pattern) => t`regexp_like(${text}, ${pattern})`,
  regexp_extract: (text, pattern, group) => t`nullif(regexp_extract(${text}, ${pattern}, ${group}), '')`,
  regexp_replace: (text, pattern, by) =>
    t`regexp_replace(${text}, ${pattern}, ${literal(constant<string>(by).replace(/[\\$]/g, '\\$&'))})`,
  split_part: (text, separator, n) => t`nullif(split_part(${text}, ${separator}, ${n}), '')`,
  last_part: (text, separator) => t`nullif(element_at(split(${text}, ${separator}), -1), '')`,
  // Trino turns a + into a blank, DuckDB keeps it.
  url_decode: text =>
    t`CASE WHEN regexp_like(${text}, ${PERCENT_ENCODED}) THEN url_decode(replace(${text}, '+', '%2B')) END`,
  timestamp: instant,
  week_start: iso => ["date_format(date_trunc('week', ", ...instant(iso), "), '%Y-%m-%d')"],
  seconds_between: (from, to) => ["date_diff('second', ", ...instant(from), ', ', ...instant(to), ')'],
  bigint: text => t`CASE WHEN regexp_like(${text}, ${INTEGER}) THEN CAST(${text} AS bigint) END`,
  double: text => t`CASE WHEN regexp_like(${text}, ${NUMBER}) THEN CAST(${text} AS double) END`,
  ratio: (a, b) => t`(CAST(${a} AS double) / nullif(CAST(${b} AS double), 0))`,
  sum_bigint: value => t`CAST(sum(${value}) AS bigint)`,
  max_by: (value, key) => t`nullif(max_by(coalesce(${value}, ''), ${key}), '')`,
  min_by: (value, key) => t`nullif(min_by(coalesce(${value}, ''), ${key}), '')`,
  distinct_list: (value, cap) =>
    t`json_format(CAST(slice(coalesce(array_agg(DISTINCT ${value} ORDER BY ${value}) FILTER (WHERE ${value} IS NOT NULL), ARRAY[]), 1, ${cap}) AS json))`,
  approx_count_distinct: value => t`approx_distinct(${value})`,
}

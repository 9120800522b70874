import type { OperationNode } from 'kysely'

import { GUARDS } from '../../sql/guards.ts'
import { dottedPath } from '../../sql/json-path.ts'
import { literal } from '../../sql/literal.ts'
import { constant, type Spellings, t } from '../../sql/spelling.ts'

const INSTANT = literal(GUARDS.instant)
const INTEGER = literal(GUARDS.integer)
const NUMBER = literal(GUARDS.number)
const PERCENT_ENCODED = literal(GUARDS.percentEncoded)

/** A TIMESTAMP in UTC. */
const instant = (iso: OperationNode) =>
  t`CASE WHEN regexp_matches(${iso}, ${INSTANT}) THEN try_cast(${iso} AS TIMESTAMPTZ) AT TIME ZONE 'UTC' END`

/** DuckDB's spellings, each tried on 1.5.6 (DuckDB documentation, "Functions"). */
export const DUCKDB_SPELLINGS: Spellings = {
  // json_value is NULL for objects and arrays; json_extract_string would give their text.
  json_text: (json, path) => t`(json_value(${json}, ${dottedPath(constant(path))}) ->> '$')`,
  json_value: (json, path) => t`nullif(CAST(json_extract(${json}, ${dottedPath(constant(path))}) AS VARCHAR), 'null')`,
  // By way of json_extract, for the text to be written as Trino writes it: no blanks, numbers in one form.
  json_parse: text => t`CAST(json_extract(TRY_CAST(${text} AS JSON), '$') AS VARCHAR)`,
  json_elements: (json, path) => {
    const at = dottedPath(constant(path))
    return t`unnest(CASE json_type(${json}, ${at}) WHEN 'ARRAY' THEN CAST(json_extract(json_extract(${json}, ${at}), '$[*]') AS VARCHAR[]) WHEN 'OBJECT' THEN [CAST(json_extract(${json}, ${at}) AS VARCHAR)] ELSE []::VARCHAR[] END)`
  },
  json_array_of: list => t`CAST(to_json(${list}) AS VARCHAR)`,
  resource_arn: (resources, type) => {
    const wanted = constant<string>(type)
    const ofType = wanted === '' ? '' : ` AND x.type = ${literal(wanted)}`
    // The cast is for a NULL that DuckDB sees through: it would have no such fields.
    return t`list_filter(CAST(json_transform(${resources}, '[{"ARN":"VARCHAR","type":"VARCHAR"}]') AS STRUCT("ARN" VARCHAR, "type" VARCHAR)[]), lambda x: x.ARN IS NOT NULL${ofType})[1].ARN`
  },
  regexp_matches: (text, pattern) => t`regexp_matches(${text}, ${pattern})`,
  regexp_extract: (text, pattern, group) => t`nullif(regexp_extract(${text}, ${pattern}, ${group}), '')`,
  regexp_replace: (text, pattern, by) =>
    t`regexp_replace(${text}, ${pattern}, ${literal(constant<string>(by).replaceAll('\\', '\\\\'))}, 'g')`,
  split_part: (text, separator, n) => t`nullif(split_part(${text}, ${separator}, ${n}), '')`,
  last_part: (text, separator) => t`nullif(string_split(${text}, ${separator})[-1], '')`,
  url_decode: text => t`CASE WHEN regexp_matches(${text}, ${PERCENT_ENCODED}) THEN TRY(url_decode(${text})) END`,
  timestamp: instant,
  week_start: iso => ["strftime(date_trunc('week', ", ...instant(iso), "), '%Y-%m-%d')"],
  // date_diff counts boundaries crossed; date_sub counts whole units, as Trino's date_diff does.
  seconds_between: (from, to) => ["date_sub('second', ", ...instant(from), ', ', ...instant(to), ')'],
  bigint: text => t`CASE WHEN regexp_matches(${text}, ${INTEGER}) THEN CAST(${text} AS BIGINT) END`,
  double: text => t`CASE WHEN regexp_matches(${text}, ${NUMBER}) THEN CAST(${text} AS DOUBLE) END`,
  ratio: (a, b) => t`(CAST(${a} AS DOUBLE) / nullif(CAST(${b} AS DOUBLE), 0))`,
  sum_bigint: value => t`CAST(sum(${value}) AS BIGINT)`,
  // DuckDB skips rows whose value is NULL, Trino does not: with '' in its place both take the row.
  max_by: (value, key) => t`nullif(max_by(coalesce(${value}, ''), ${key}), '')`,
  min_by: (value, key) => t`nullif(min_by(coalesce(${value}, ''), ${key}), '')`,
  distinct_list: (value, cap) =>
    t`CAST(to_json(list_slice(coalesce(array_agg(DISTINCT ${value} ORDER BY ${value}) FILTER (WHERE ${value} IS NOT NULL), []), 1, ${cap})) AS VARCHAR)`,
  approx_count_distinct: value => t`approx_count_distinct(${value})`,
}

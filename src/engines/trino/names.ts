import { type RawBuilder, sql } from 'kysely'

/** Words that can't be names without quotes, in Trino or in Athena (their documentation, on reserved keywords). */
const RESERVED = new Set(
  `alter and as between by case cast constraint create cross cube current_catalog current_date current_path current_role
  current_schema current_time current_timestamp current_user deallocate delete describe distinct drop else end escape
  except exists extract execute false first for from full group grouping having in inner insert intersect into is join
  json_array json_exists json_object json_query json_table json_value last left like listagg localtime localtimestamp
  natural normalize not null of on or order outer prepare recursive right rollup select skip table then trim true
  uescape union unnest using values when where with`.split(/\s+/),
)

/** A name as a person would write it: quotes only where the grammar needs them. */
export function name(text: string): RawBuilder<unknown> {
  return /^[a-z][a-z0-9_]*$/.test(text) && !RESERVED.has(text) ? sql.raw(text) : sql.id(text)
}

/** A name with those that it lies in, outermost first. */
export function qualified(names: readonly string[]): RawBuilder<unknown> {
  return sql.join(names.map(name), sql`.`)
}

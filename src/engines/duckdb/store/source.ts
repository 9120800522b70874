import { type Expression, type RawBuilder, sql } from 'kysely'

import { type EventSource, RECORD_MEMBERS, type SourceRows, storeSource } from '../../../events/index.ts'
import type { EventField } from '../../../model/index.ts'

/** The variable that holds the list of a store's files. */
export const STORE_FILES = 'trailq_store_files'

/** DuckDB over the files of a store. */
export function storeFileSource(): EventSource {
  // Keys as the text that they are: 012345678901 is no number.
  const options = sql`hive_partitioning = true, hive_types_autocast = false`
  return storeSource({ from: sql`read_parquet(getvariable(${sql.lit(STORE_FILES)}), ${options})`, member })
}

/** A member as the reader of raw files has it, where an object in place of a text is the object's text. */
function member({ path, type }: EventField): Expression<string | null> {
  const [parent = '', ...inside] = path.split('.')
  const at = sql.lit(`$${inside.map(part => `."${part}"`).join('')}`)
  const object = sql.ref(columnOf(parent))
  if (type === 'json') return sql`nullif(CAST(json_extract(${object}, ${at}) AS VARCHAR), 'null')`
  const value = sql<string | null>`json_extract_string(${object}, ${at})`
  return parent === 'userIdentity' ? sql`nullif(${value}, '')` : value
}

function columnOf(parent: string): string {
  return RECORD_MEMBERS.find(({ path }) => path === parent)?.column ?? parent
}

/** The rows of two sources, one behind the other. */
export function both(first: EventSource, second: EventSource): EventSource {
  return {
    rows: (columns, scope): SourceRows => {
      const select = ({ from, column }: SourceRows): RawBuilder<unknown> =>
        sql`SELECT ${sql.join(columns.map(name => sql`${column(name) ?? sql`CAST(NULL AS VARCHAR)`} AS ${sql.ref(name)}`))} FROM ${from}`
      const rows = [first, second].map(source => select(source.rows(columns, scope)))
      return { from: sql`(${sql.join(rows, sql` UNION ALL `)})`, column: name => sql.ref(name) }
    },
  }
}

import { type RawBuilder, sql } from 'kysely'

import type { EventSource } from '../../events/index.ts'
import { EVENT_FIELDS } from '../../model/index.ts'
import { bracketPath } from '../../sql/json-path.ts'
import { isEvent } from './is-event.ts'
import { name, qualified } from './names.ts'
import { partitionCondition, SLASHES } from './partitions.ts'
import { partitionKeys, type Table } from './table.ts'

/** The table that `trailq ddl --target trino` prints over raw files, for SQL that is shown before a catalog was asked. */
export function rawTable(...names: readonly string[]): Table {
  const text = { kind: 'scalar', name: 'varchar' } as const
  const keys = ['account', 'region', 'day'].map(key => ({
    name: key,
    type: text,
    isPartitionKey: true,
    dayFormat: key === 'day' ? SLASHES : undefined,
  }))
  return { name: names, columns: [{ name: 'records', type: { kind: 'array', element: text } }, ...keys] }
}

/**
 * Raw files behind the Hive connector: each record is one JSON text (`records array(varchar)`, format OPENX_JSON).
 *
 * @param isShown whether a person is to read it: then without the care for elements that are no events
 */
export function rawSource(table: Table, { isShown = false }: { readonly isShown?: boolean } = {}): EventSource {
  const keys = partitionKeys(table)
  return {
    rows: (_columns, scope) => {
      const conditions = [partitionCondition(table, scope), isShown ? undefined : isEvent(path => member(path, false))]
      const known = conditions.filter(condition => condition !== undefined)
      return {
        from: sql`${qualified(table.name)} CROSS JOIN UNNEST(records) AS t (record)`,
        ...(known.length === 0 ? {} : { partitions: sql<boolean>`${sql.join(known, sql` AND `)}` }),
        column: wanted => {
          if (wanted === 'record') return sql`record`
          if (wanted === 'delivery_account' || wanted === 'delivery_region') {
            const key = keys.get(wanted === 'delivery_account' ? 'account' : 'region')
            return key === undefined ? undefined : sql`${name(key.name)}`
          }
          const field = EVENT_FIELDS.find(({ column }) => column === wanted)
          return field === undefined ? undefined : member(field.path, field.type === 'json')
        },
      }
    },
  }
}

function member(path: string, isJson: boolean): RawBuilder<string | null> {
  const at = sql.raw(bracketPath(path.split('.')))
  if (isJson) return sql`nullif(json_format(json_extract(record, ${at})), 'null')`
  const value = sql<string | null>`json_extract_scalar(record, ${at})`
  return path.startsWith('userIdentity.') ? sql`nullif(${value}, '')` : value
}

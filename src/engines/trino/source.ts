import { type RawBuilder, sql } from 'kysely'

import type { EventSource } from '../../events/index.ts'
import { EVENT_FIELDS } from '../../model/index.ts'
import { bracketPath } from '../../sql/json-path.ts'
import { partitionCondition } from './partitions.ts'

/** Raw files behind the Hive connector: each record is one JSON text (`records array(varchar)`, format OPENX_JSON). */
export function rawTrinoSource(table: string): EventSource {
  return {
    rows: (_columns, scope) => {
      const partitions = partitionCondition(scope)
      return {
        from: sql`${sql.table(table)} CROSS JOIN UNNEST(records) AS t (record)`,
        ...(partitions === undefined ? {} : { partitions }),
        column: name => {
          if (name === 'record') return sql`record`
          if (name === 'delivery_account') return sql`account`
          if (name === 'delivery_region') return sql`region`
          const field = EVENT_FIELDS.find(({ column }) => column === name)
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

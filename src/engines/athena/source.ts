import { type RawBuilder, sql } from 'kysely'

import type { EventSource } from '../../events/index.ts'
import { EVENT_FIELDS } from '../../model/index.ts'
import { partitionCondition } from '../trino/partitions.ts'

/**
 * The table of columns and structs that AWS's CloudTrail SerDe makes, partitioned by account, region and day. Hive
 * stores names in lower case: `useridentity.sessioncontext.sessionissuer.arn`.
 *
 * Source: Amazon Athena User Guide, "Query AWS CloudTrail logs".
 */
export function athenaTableSource(table: string): EventSource {
  return {
    rows: (_columns, scope) => {
      const partitions = partitionCondition(scope)
      return {
        from: sql`${sql.table(table)}`,
        ...(partitions === undefined ? {} : { partitions }),
        column: name => {
          // The table has no column with the whole record.
          if (name === 'record') return undefined
          if (name === 'delivery_account') return sql`account`
          if (name === 'delivery_region') return sql`region`
          const field = EVENT_FIELDS.find(({ column }) => column === name)
          return field === undefined ? undefined : member(field.path, field.type === 'json' ? field.path : undefined)
        },
      }
    },
  }
}

/** Objects that the table holds as structs or lists, which leave SQL as JSON; the free-form ones are text already. */
const STRUCTS = /^(?:userIdentity(?:\.sessionContext)?|resources|tlsDetails|addendum|eventContext.*|insightDetails)$/

function member(path: string, json: string | undefined): RawBuilder<string | null> {
  const name = path.toLowerCase()
  const value = sql<string | null>`${sql.raw(name)}`
  if (json !== undefined && STRUCTS.test(json)) return sql`json_format(CAST(${value} AS json))`
  return path.startsWith('userIdentity.') ? sql`nullif(${value}, '')` : value
}

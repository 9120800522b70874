import { type Expression, type RawBuilder, sql } from 'kysely'

import type { EventSource, SourceRows } from '../../events/index.ts'
import { EVENT_FIELDS, type EventField } from '../../model/index.ts'
import { isEvent } from './is-event.ts'
import { fieldExpression } from './member.ts'
import { name, qualified } from './names.ts'
import { partitionCondition } from './partitions.ts'
import { columnNamed, partitionKeys, type Table } from './table.ts'

/** What a table of columns hands over, and what it lacks. */
export interface TypedSource extends EventSource {
  /** Fields that a question uses and the table has no place for: they are NULL. Filled in by {@link EventSource.rows}. */
  readonly missing: ReadonlySet<string>
}

type Column = Parameters<SourceRows['column']>[0]

/**
 * A table whose columns are CloudTrail's, in any spelling and at any depth: structs as AWS's SerDe makes them, columns
 * named like those of `events`, text with JSON in it. Hive stores names in lower case, so case tells nothing.
 *
 * @param isShown whether a person is to read it: then without the care for rows that are no events
 *
 * Source: Amazon Athena User Guide, "Query AWS CloudTrail logs".
 */
export function typedSource(table: Table, { isShown = false }: { readonly isShown?: boolean } = {}): TypedSource {
  const missing = new Set<string>()
  return {
    missing,
    rows: (_columns, scope) => {
      const field = (path: string) => EVENT_FIELDS.find(known => known.path === path)
      const value = (path: string) => {
        const found = field(path)
        return (found === undefined ? undefined : fieldExpression(table, found)) ?? NULL_TEXT
      }
      const conditions = [
        partitionCondition(table, scope),
        timeCondition(table, scope.since, scope.until),
        isShown ? undefined : isEvent(value),
      ].filter(condition => condition !== undefined)
      return {
        from: sql`${qualified(table.name)}`,
        ...(conditions.length === 0 ? {} : { partitions: sql<boolean>`${sql.join(conditions, sql` AND `)}` }),
        column: column => {
          const expression = columnExpression(table, column)
          if (expression === undefined) missing.add(column)
          return expression
        },
      }
    },
  }
}

const NULL_TEXT = sql<string | null>`CAST(NULL AS varchar)`

function columnExpression(table: Table, wanted: Column): Expression<string | null> | undefined {
  if (wanted === 'delivery_account' || wanted === 'delivery_region') {
    const key = partitionKeys(table).get(wanted === 'delivery_account' ? 'account' : 'region')
    return key === undefined ? NULL_TEXT : sql`CAST(${name(key.name)} AS varchar)`
  }
  if (wanted === 'record') {
    const whole = columnNamed(table, 'record', 'rawrecord', 'rawevent')
    return whole === undefined ? undefined : sql`${name(whole.name)}`
  }
  const field: EventField | undefined = EVENT_FIELDS.find(({ column }) => column === wanted)
  return field === undefined ? undefined : fieldExpression(table, field)
}

/** The window over a column of real time, as it is stored: text made of it would keep no file from being read. */
function timeCondition(
  table: Table,
  since: string | undefined,
  until: string | undefined,
): RawBuilder<boolean> | undefined {
  const time = columnNamed(table, 'eventtime')
  if (time?.type.kind !== 'scalar' || !time.type.name.startsWith('timestamp')) return undefined
  const zone = time.type.name.includes('with time zone') ? ' UTC' : ''
  const at = (iso: string) => sql`TIMESTAMP ${sql.lit(`${iso.replace('T', ' ').replace('Z', '')}${zone}`)}`
  const sides = [
    ...(since === undefined ? [] : [sql`${name(time.name)} >= ${at(since)}`]),
    ...(until === undefined ? [] : [sql`${name(time.name)} < ${at(until)}`]),
  ]
  return sides.length === 0 ? undefined : sql<boolean>`${sql.join(sides, sql` AND `)}`
}

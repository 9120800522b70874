import { type Expression, type RawBuilder, sql } from 'kysely'

import { type DeliveryColumn, type DirectColumn, EVENT_COLUMNS, type EventColumn, isDirectColumn } from './columns.ts'
import { scopeConditions } from './conditions.ts'
import { type ColumnReader, type Condition, eb } from './derived/column.ts'
import { DERIVED_COLUMNS, type DerivedName } from './derived/index.ts'
import type { Scope } from './scope.ts'
import type { EventSource } from './source.ts'

/** A column for questions that read none, such as a bare count. */
const ANY_COLUMN: EventColumn = 'event_time'

/**
 * The body of `WITH events AS (…)`: the columns in use and no others, the scope applied, in two layers. The inner one
 * reads fields of the record; the outer one derives from them, so that a definition reads like its sentence.
 */
export function eventsSelect(used: ReadonlySet<EventColumn>, scope: Scope, source: EventSource): RawBuilder<unknown> {
  const columns = EVENT_COLUMNS.filter(name => used.has(name))
  if (columns.length === 0) columns.push(ANY_COLUMN)

  const reader = columnReader()
  const outputs = columns.map(name => ({ name, value: reader.any(name) }))
  const conditions = scopeConditions(scope, reader)
  const copyKey = scope.dedupe ? { id: reader('event_id'), account: reader('account') } : undefined

  const fields = [...reader.fields]
  const rows = source.rows(fields, scope)
  const inner = sql`SELECT ${sql.join(fields.map(name => aliased(rows.column(name) ?? sql`CAST(NULL AS VARCHAR)`, name)))}
    FROM ${rows.from}${rows.partitions === undefined ? sql`` : sql` WHERE ${rows.partitions}`}`
  const where = conditions.length === 0 ? sql`` : sql` WHERE ${eb.and([...conditions])}`

  if (copyKey === undefined) {
    return sql`SELECT ${sql.join(outputs.map(({ name, value }) => aliased(value, name)))} FROM (${inner}) AS source${where}`
  }
  // One of each (event_id, account), the first in a total order over all that is read: which of two equal rows stays
  // makes no difference. A record without an event_id is no copy of anything.
  const order = sql.join([
    sql.ref('event_time'),
    ...fields.filter(name => name !== 'event_time').map(name => sql.ref(name)),
  ])
  const copies = sql`SELECT *, row_number() OVER (PARTITION BY ${copyKey.id}, ${copyKey.account} ORDER BY ${order}) AS copy
    FROM (${inner}) AS source${where}`
  return sql`SELECT ${sql.join(outputs.map(({ name, value }) => aliased(value, name)))} FROM (${copies}) AS source
    WHERE copy = 1 OR ${copyKey.id} IS NULL`
}

interface RecordingReader extends ColumnReader {
  any(name: EventColumn): Expression<unknown>
  readonly fields: ReadonlySet<DirectColumn | DeliveryColumn>
}

/** Reads columns, opening derived ones down to fields, and remembers which fields were read. */
function columnReader(): RecordingReader {
  const fields = new Set<DirectColumn | DeliveryColumn>()
  const any = (name: EventColumn | DeliveryColumn): Expression<unknown> => {
    if (isDerived(name)) return DERIVED_COLUMNS[name].sql(reader)
    fields.add(name)
    return sql.ref(name)
  }
  const reader: RecordingReader = Object.assign(
    (name: EventColumn | DeliveryColumn) => any(name) as Expression<string | null>,
    {
      any,
      condition: (name: 'failed' | 'is_write') => any(name) as Condition,
      fields,
    },
  )
  return reader
}

function isDerived(name: EventColumn | DeliveryColumn): name is DerivedName {
  return !isDirectColumn(name) && Object.hasOwn(DERIVED_COLUMNS, name)
}

function aliased(value: Expression<unknown>, name: string): RawBuilder<unknown> {
  const node = value.toOperationNode()
  // `x AS x` says nothing.
  const plain = node.kind === 'RawNode' && isReferenceTo(node, name)
  return plain ? sql`${value}` : sql`${value} AS ${sql.ref(name)}`
}

function isReferenceTo(node: object, name: string): boolean {
  return JSON.stringify(node) === JSON.stringify(sql.ref(name).toOperationNode())
}

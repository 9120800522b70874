import { type Expression, type RawBuilder, sql } from 'kysely'

import { EVENT_COLUMNS, type EventColumn } from './columns.ts'
import { scopeConditions } from './conditions.ts'
import type { ColumnReader, Condition } from './derived/column.ts'
import { eb } from './derived/column.ts'
import { DERIVED_COLUMNS, STEPS, type StepName } from './derived/index.ts'
import { type DeliveryColumn, type DirectColumn, isDirectColumn } from './direct.ts'
import type { Scope } from './scope.ts'
import type { EventSource } from './source.ts'

/** A column for questions that read none, such as a bare count. */
const ANY_COLUMN: EventColumn = 'event_time'

/** Whatever a definition can stand on. */
type Name = EventColumn | DeliveryColumn | StepName

/**
 * The body of `WITH events AS (…)`: the columns in use and no others, and the scope. The innermost SELECT reads fields
 * of the record; the next ones define what several definitions stand on, each once; the outermost hands out the
 * columns. So each definition is there once, and reads like its sentence.
 */
export function eventsSelect(used: ReadonlySet<EventColumn>, scope: Scope, source: EventSource): RawBuilder<unknown> {
  const columns = relationColumns(used)
  const names = new Names()
  const conditions = scopeConditions(scope, names.reader)
  const copies = scope.dedupe ? { id: names.reader('event_id'), account: names.reader('account') } : undefined
  // All definitions are opened before one is printed: what another one stands on is defined further in, and only there.
  const opened = columns.map(name => ({ name, value: names.open(name) }))
  const outputs = opened.map(({ name, value }) => (names.has(name) ? sql.ref(name) : aliased(value, name)))

  const fields = [...names.fields]
  const rows = source.rows(fields, scope)
  const where = rows.partitions === undefined ? sql`` : sql` WHERE ${rows.partitions}`
  let from = sql`SELECT ${sql.join(fields.map(name => aliased(rows.column(name) ?? NULL_TEXT, name)))} FROM ${rows.from}${where}`
  for (const layer of names.layers()) {
    from = sql`SELECT *, ${sql.join(layer.map(([name, value]) => aliased(value, name)))} FROM (${from}) AS source`
  }
  const scoped = conditions.length === 0 ? sql`` : sql` WHERE ${eb.and([...conditions])}`
  const selected = sql.join(outputs)
  if (copies === undefined) return sql`SELECT ${selected} FROM (${from}) AS source${scoped}`

  // One of each (event_id, account), the first in a total order over all that is read: which of two equal rows stays
  // makes no difference. A record without an event_id is no copy of anything.
  const order = fields.map(name => sql.ref(name))
  const numbered = sql`SELECT *, row_number() OVER (PARTITION BY ${copies.id}, ${copies.account} ORDER BY ${sql.join(order)}) AS copy
    FROM (${from}) AS source${scoped}`
  return sql`SELECT ${selected} FROM (${numbered}) AS source WHERE copy = 1 OR coalesce(${copies.id}, '') = ''`
}

/** The columns that the relation of a question has, in order. */
export function relationColumns(used: ReadonlySet<EventColumn>): readonly EventColumn[] {
  const columns = EVENT_COLUMNS.filter(name => used.has(name))
  return columns.length === 0 ? [ANY_COLUMN] : columns
}

const NULL_TEXT = sql<string | null>`CAST(NULL AS VARCHAR)`

/** The names that a relation needs, found by opening definitions until only fields are left. */
class Names {
  readonly fields = new Set<DirectColumn | DeliveryColumn>()
  readonly #defined = new Map<string, { value: Expression<unknown>; depth: number }>()

  /** Refers to columns by name, and sees to it that they are defined further in. */
  readonly reader: ColumnReader = this.#readerFor(() => {})

  /** The definition of a column, after which all that it stands on is known. */
  open(name: EventColumn): Expression<unknown> {
    return isField(name) ? this.reader(name) : definition(name).sql(this.reader)
  }

  /** Whether a name can be referred to: a field, or defined further in. */
  has(name: EventColumn): boolean {
    return isField(name) || this.#defined.has(name)
  }

  /** What is defined further in, from the inside out. */
  layers(): readonly (readonly (readonly [name: string, value: Expression<unknown>])[])[] {
    const layers: [string, Expression<unknown>][][] = []
    for (const [name, { value, depth }] of this.#defined) {
      layers[depth] ??= []
      layers[depth].push([name, value])
    }
    return layers
  }

  #readerFor(seen: (depth: number) => void): ColumnReader {
    const read = (name: Name): Expression<unknown> => {
      if (isField(name)) this.fields.add(name)
      else seen(this.#define(name))
      return sql.ref(name)
    }
    return Object.assign((name: Name) => read(name) as Expression<string | null>, {
      condition: (name: Name) => read(name) as Condition,
    })
  }

  /** @returns how many layers of definitions stand below and including this one, less one. */
  #define(name: Exclude<Name, DirectColumn | DeliveryColumn>): number {
    const known = this.#defined.get(name)
    if (known !== undefined) return known.depth
    let depth = 0
    const value = definition(name).sql(
      this.#readerFor(below => {
        depth = Math.max(depth, below + 1)
      }),
    )
    this.#defined.set(name, { value, depth })
    return depth
  }
}

function definition(name: Exclude<Name, DirectColumn | DeliveryColumn>) {
  return Object.hasOwn(STEPS, name) ? STEPS[name as StepName] : DERIVED_COLUMNS[name as keyof typeof DERIVED_COLUMNS]
}

function isField(name: Name): name is DirectColumn | DeliveryColumn {
  return isDirectColumn(name) || name === 'delivery_account' || name === 'delivery_region'
}

function aliased(value: Expression<unknown>, name: string): RawBuilder<unknown> {
  return sql`${value} AS ${sql.ref(name)}`
}

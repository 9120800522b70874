import { type Expression, type RawBuilder, sql } from 'kysely'

import type { Scope } from '../../events/index.ts'
import { type DayRange, deliveryDays } from '../../model/index.ts'
import { name } from './names.ts'
import { type PartitionRole, partitionKeys, type Table, type TableColumn } from './table.ts'

/** How AWS writes days in the keys of objects, and this project its tables. */
const SLASHES = 'yyyy/MM/dd'

/**
 * The partitions that a scope can need, by whatever keys a table has: accounts, regions, and the days of delivery, from
 * the window's first day to one day past its last. A superset: the time of each event decides.
 */
export function partitionCondition(table: Table, scope: Scope): Expression<boolean> | undefined {
  const keys = partitionKeys(table)
  const days = deliveryDays({
    ...(scope.since === undefined ? {} : { since: scope.since }),
    ...(scope.until === undefined ? {} : { until: scope.until }),
  })
  const account = keys.get('account')
  const region = keys.get('region')
  const conditions: RawBuilder<unknown>[] = []
  if (account !== undefined && scope.account.length > 0) conditions.push(oneOf(account, scope.account))
  if (region !== undefined && scope.region.length > 0) conditions.push(oneOf(region, scope.region))
  conditions.push(...dayConditions(keys, days))
  return conditions.length === 0 ? undefined : sql<boolean>`${sql.join(conditions, sql` AND `)}`
}

function dayConditions(
  keys: ReadonlyMap<PartitionRole, TableColumn>,
  { first, last }: DayRange,
): RawBuilder<unknown>[] {
  const day = keys.get('day')
  if (day !== undefined) return between(name(day.name), writer(day), first, last)
  const year = keys.get('year')
  if (year === undefined) return []
  // Keys of numbers may be written with or without zeros in front: both are read as numbers.
  const parts = [year, keys.get('month'), keys.get('dayOfMonth')].filter(part => part !== undefined)
  const padded = parts.map((part, i) => (i === 0 ? text(part) : sql`lpad(${text(part)}, 2, '0')`))
  const written = parts.length === 1 ? text(year) : sql`${sql.join(padded, sql` || '/' || `)}`
  const length = [4, 7, 10][parts.length - 1] ?? 10
  return between(sql`(${written})`, value => sql`${sql.lit(value.slice(0, length))}`, first, last)
}

function between(
  value: Expression<unknown>,
  write: (day: string) => RawBuilder<unknown>,
  first: string | undefined,
  last: string | undefined,
): RawBuilder<unknown>[] {
  return [
    ...(first === undefined ? [] : [sql`${value} >= ${write(first)}`]),
    ...(last === undefined ? [] : [sql`${value} <= ${write(last)}`]),
  ]
}

/** A day as the key has it. */
function writer({ type, dayFormat = SLASHES }: TableColumn): (day: string) => RawBuilder<unknown> {
  if (type.kind === 'scalar' && type.name === 'date') return day => sql`DATE ${sql.lit(day.replaceAll('/', '-'))}`
  const separator = dayFormat.replace(/^yyyy|MM|dd$/g, '')[0] ?? ''
  const written = (day: string) => day.replaceAll('/', separator)
  if (type.kind === 'scalar' && /int$|^integer$/.test(type.name)) return day => sql`${sql.lit(Number(written(day)))}`
  return day => sql`${sql.lit(written(day))}`
}

function text(column: TableColumn): RawBuilder<unknown> {
  const isText = column.type.kind === 'scalar' && /^(?:varchar|char|string)/.test(column.type.name)
  return isText ? sql`${name(column.name)}` : sql`CAST(${name(column.name)} AS varchar)`
}

function oneOf(key: TableColumn, values: readonly string[]): RawBuilder<unknown> {
  return sql`${text(key)} IN (${sql.join(values.map(value => sql.lit(value)))})`
}

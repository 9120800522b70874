import { type Expression, type RawBuilder, sql } from 'kysely'

import type { Scope } from '../../events/index.ts'
import { type DayRange, deliveryDays } from '../../model/index.ts'
import { name } from './names.ts'
import { type PartitionRole, partitionKeys, type Table, type TableColumn } from './table.ts'

/** How AWS writes days in the keys of objects, and this project its tables. */
export const SLASHES = 'yyyy/MM/dd'

/** A day in such letters comes in the order of time; others must be asked for one by one. */
const IN_ORDER = /^yyyy[^yMdH]*MM(?:[^yMdH]*dd(?:[^yMdH]*HH)?)?$/

/** More days than these are not asked for one by one. */
const MOST_DAYS = 400

const DAY_MS = 86_400_000

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
  if (account !== undefined && scope.account.length > 0) conditions.push(oneOf(accountText(account), scope.account))
  if (region !== undefined && scope.region.length > 0) conditions.push(oneOf(text(region), scope.region))
  conditions.push(...dayConditions(keys, days))
  return conditions.length === 0 ? undefined : sql<boolean>`${sql.join(conditions, sql` AND `)}`
}

function dayConditions(keys: ReadonlyMap<PartitionRole, TableColumn>, range: DayRange): RawBuilder<unknown>[] {
  const day = keys.get('day')
  if (day !== undefined) return ofDays(day, range)
  const year = keys.get('year')
  if (year === undefined) return []
  // Keys of numbers may be written with or without zeros in front: both are read as numbers.
  const parts = [year, keys.get('month'), keys.get('dayOfMonth')].filter(part => part !== undefined)
  const padded = parts.map((part, i) => (i === 0 ? text(part) : sql`lpad(${text(part)}, 2, '0')`))
  const written = parts.length === 1 ? text(year) : sql`${sql.join(padded, sql` || '/' || `)}`
  const length = [4, 7, 10][parts.length - 1] ?? 10
  return [
    // A catalog looks for partitions by plain comparisons only: with the year alone it lists few enough.
    ...(parts.length === 1 ? [] : between(name(year.name), day => yearOf(day, year), range)),
    ...between(sql`(${written})`, value => sql`${sql.lit(value.slice(0, length))}`, range),
  ]
}

function yearOf(day: string, { type }: TableColumn): RawBuilder<unknown> {
  const year = day.slice(0, 4)
  return type.kind === 'scalar' && /int$|^integer$/.test(type.name)
    ? sql`${sql.lit(Number(year))}`
    : sql`${sql.lit(year)}`
}

/** The days of a window in one key, as it writes them. */
function ofDays(key: TableColumn, range: DayRange): RawBuilder<unknown>[] {
  const type = key.type.kind === 'scalar' ? key.type.name : ''
  const column = name(key.name)
  if (type === 'date') return between(column, day => sql`DATE ${sql.lit(day.replaceAll('/', '-'))}`, range)
  if (type.startsWith('timestamp')) {
    const at = (day: string, isLast: boolean) => `${day.replaceAll('/', '-')} ${isLast ? '23:59:59.999' : '00:00:00'}`
    return between(column, (day, isLast) => sql`TIMESTAMP ${sql.lit(at(day, isLast))}`, range)
  }
  if (/int$|^integer$/.test(type)) {
    return between(
      column,
      (day, isLast) => sql`${sql.lit(Number(inLetters(key.dayFormat ?? 'yyyyMMdd', day, isLast)))}`,
      range,
    )
  }
  const { dayFormat } = key
  if (dayFormat === undefined) {
    // Whatever stands between its digits: a wrong guess would leave out all that there is.
    const digits = sql`substr(replace(replace(${column}, '-', ''), '/', ''), 1, 8)`
    return between(digits, day => sql`${sql.lit(day.replaceAll('/', ''))}`, range)
  }
  const letters = dayFormat.replaceAll("'", '')
  if (IN_ORDER.test(letters)) {
    return between(column, (day, isLast) => sql`${sql.lit(inLetters(letters, day, isLast))}`, range)
  }
  const days = daysOf(range).map(day => inLetters(letters, day, false))
  // One by one is no way where hours are told too.
  if (days.length === 0 || letters.includes('H')) return []
  return [sql`${column} IN (${sql.join([...new Set(days)].map(day => sql.lit(day)))})`]
}

/** A day as Java's letters have it; of its hours the first or the last. */
function inLetters(letters: string, date: string, isLast: boolean): string {
  const [year = '', month = '', day = ''] = date.split('/')
  const hour = isLast ? '23' : '00'
  const short = (part: string) => String(Number(part))
  const parts: Readonly<Record<string, string>> = {
    yyyy: year,
    MM: month,
    dd: day,
    HH: hour,
    M: short(month),
    d: short(day),
  }
  return letters.replace(/yyyy|MM|dd|HH|M|d/g, letter => parts[letter] ?? letter)
}

function daysOf({ first, last }: DayRange): readonly string[] {
  if (first === undefined || last === undefined) return []
  const [from, to] = [first, last].map(day => Date.parse(`${day.replaceAll('/', '-')}T00:00:00Z`)) as [number, number]
  const count = (to - from) / DAY_MS + 1
  if (count > MOST_DAYS) return []
  return Array.from({ length: count }, (_, i) =>
    new Date(from + i * DAY_MS).toISOString().slice(0, 10).replaceAll('-', '/'),
  )
}

function between(
  value: Expression<unknown>,
  write: (day: string, isLast: boolean) => RawBuilder<unknown>,
  { first, last }: DayRange,
): RawBuilder<unknown>[] {
  return [
    ...(first === undefined ? [] : [sql`${value} >= ${write(first, false)}`]),
    ...(last === undefined ? [] : [sql`${value} <= ${write(last, true)}`]),
  ]
}

function text(column: TableColumn): RawBuilder<unknown> {
  const isText = column.type.kind === 'scalar' && /^(?:varchar|char|string)/.test(column.type.name)
  return isText ? sql`${name(column.name)}` : sql`CAST(${name(column.name)} AS varchar)`
}

/** A key of numbers has no zeros in front, which a tenth of all accounts begin with. */
function accountText(column: TableColumn): RawBuilder<unknown> {
  const isNumber = column.type.kind === 'scalar' && /int$|^integer$|^decimal$/.test(column.type.name)
  return isNumber ? sql`lpad(${text(column)}, 12, '0')` : text(column)
}

function oneOf(value: RawBuilder<unknown>, values: readonly string[]): RawBuilder<unknown> {
  return sql`${value} IN (${sql.join(values.map(value => sql.lit(value)))})`
}

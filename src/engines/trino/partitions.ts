import { type Expression, type RawBuilder, sql } from 'kysely'

import type { Scope } from '../../events/index.ts'
import { type DayRange, deliveryDays } from '../../model/index.ts'
import { isFormKnown, writeDate } from './date-form.ts'
import { name } from './names.ts'
import { type PartitionRole, partitionKeys, type Table, type TableColumn } from './table.ts'

/** How AWS writes days in the keys of objects, and this project its tables. */
export const SLASHES = 'yyyy/MM/dd'

/** A day in such letters comes in the order of time; others must be asked for one by one. */
const IN_ORDER = /^(?:yyyy|uuuu)[^yMdHm]*MM(?:[^yMdHm]*dd(?:[^yMdHm]*HH(?:[^yMdHm]*mm)?)?)?$/

/** What begins with a day, whatever stands between its digits. */
const BEGINS_WITH_DAY = '^20\\d\\d\\D?[01]\\d\\D?[0-3]\\d'

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

/** Whether a window keeps no file of a table from being read. */
export function isUnpruned(table: Table, { since, until }: Scope): boolean {
  const keys = partitionKeys(table)
  const isBounded = since !== undefined || until !== undefined
  return isBounded && table.knowsItsFiles !== true && !keys.has('day') && !keys.has('year')
}

function dayConditions(keys: ReadonlyMap<PartitionRole, TableColumn>, range: DayRange): RawBuilder<unknown>[] {
  const day = keys.get('day')
  if (day !== undefined) return ofDays(day, range)
  const year = keys.get('year')
  if (year === undefined) return []
  // Keys of numbers may be written with or without zeros in front: both are read as numbers.
  const parts = [year, keys.get('month'), keys.get('dayOfMonth')].filter(part => part !== undefined)
  const padded = parts.map((part, i) => (i === 0 ? text(part) : sql`lpad(${lastDigits(part)}, 2, '0')`))
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
function ofDays(key: TableColumn, window: DayRange): RawBuilder<unknown>[] {
  const type = key.type.kind === 'scalar' ? key.type.name : ''
  const column = name(key.name)
  const range = widened(window, key.days ?? 1)
  if (type === 'date') return between(column, day => sql`DATE ${sql.lit(day.replaceAll('/', '-'))}`, range)
  if (type.startsWith('timestamp')) {
    const instant = (day: string, isLast: boolean) =>
      `${day.replaceAll('/', '-')} ${isLast ? '23:59:59.999' : '00:00:00'}`
    return between(column, (day, isLast) => sql`TIMESTAMP ${sql.lit(instant(day, isLast))}`, range)
  }
  const { dayFormat } = key
  if (dayFormat === undefined) {
    // A wrong guess would leave out all that there is: only what looks like a day is compared, by its digits.
    const digits = sql`substr(regexp_replace(${text(key)}, '\\D', ''), 1, 8)`
    const inside = between(digits, day => sql`${sql.lit(day.replaceAll('/', ''))}`, range)
    if (inside.length === 0) return []
    return [sql`(NOT regexp_like(${text(key)}, ${sql.lit(BEGINS_WITH_DAY)}) OR (${sql.join(inside, sql` AND `)}))`]
  }
  if (/int$|^integer$/.test(type)) {
    const number = (day: string, isLast: boolean) => sql`${sql.lit(Number(written(dayFormat, day, isLast)))}`
    return between(column, number, range)
  }
  if (!isFormKnown(dayFormat)) return []
  if (IN_ORDER.test(dayFormat.replaceAll("'", ''))) {
    return between(column, (day, isLast) => sql`${sql.lit(written(dayFormat, day, isLast))}`, range)
  }
  const days = daysOf(range).map(day => written(dayFormat, day, false))
  // One by one is no way where hours are told too.
  if (days.length === 0 || dayFormat.includes('H')) return []
  return [sql`${column} IN (${sql.join([...new Set(days)].map(day => sql.lit(day)))})`]
}

/** A window that begins earlier: in a partition of a week are events of all its days, and it is called by the first. */
function widened({ first, ...rest }: DayRange, days: number): DayRange {
  if (first === undefined || days <= 1) return { ...rest, ...(first === undefined ? {} : { first }) }
  return { ...rest, first: slashed(at(first) - (days - 1) * DAY_MS) }
}

function at(day: string): number {
  return Date.parse(`${day.replaceAll('/', '-')}T00:00:00Z`)
}

function slashed(time: number): string {
  return new Date(time).toISOString().slice(0, 10).replaceAll('-', '/')
}

/** A day as a key writes it; of its hours and minutes the first or the last. */
function written(format: string, day: string, isLast: boolean): string {
  return writeDate(at(day) + (isLast ? DAY_MS - 1 : 0), format)
}

function daysOf({ first, last }: DayRange): readonly string[] {
  if (first === undefined || last === undefined) return []
  const count = (at(last) - at(first)) / DAY_MS + 1
  if (count > MOST_DAYS) return []
  return Array.from({ length: count }, (_, i) => slashed(at(first) + i * DAY_MS))
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
  return isText(column) ? sql`${name(column.name)}` : sql`CAST(${name(column.name)} AS varchar)`
}

function isText({ type }: TableColumn): boolean {
  return type.kind === 'scalar' && /^(?:varchar|char|string)/.test(type.name)
}

/** The month of `11` and of `2026-11`, the day of `5`, `05` and `2026-11-05`. */
function lastDigits(column: TableColumn): RawBuilder<unknown> {
  const value = text(column)
  return isText(column) ? sql`regexp_extract(${value}, '\\d{1,2}$')` : value
}

/** A key of numbers has no zeros in front, which a tenth of all accounts begin with. */
function accountText(column: TableColumn): RawBuilder<unknown> {
  const isNumber = column.type.kind === 'scalar' && /int$|^integer$|^decimal$/.test(column.type.name)
  return isNumber ? sql`lpad(${text(column)}, 12, '0')` : text(column)
}

function oneOf(value: RawBuilder<unknown>, values: readonly string[]): RawBuilder<unknown> {
  return sql`${value} IN (${sql.join(values.map(value => sql.lit(value)))})`
}

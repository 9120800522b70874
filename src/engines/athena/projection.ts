import { TrailqError } from '../../errors.ts'
import type { Scope } from '../../events/index.ts'
import { deliveryDays } from '../../model/index.ts'
import { type PartitionRole, partitionKeys } from '../trino/table.ts'
import type { CatalogTable } from './catalog.ts'

const DAY = 86_400_000

/** Units of a date's interval, from the smallest on. Months and years are found by their days. */
const HOURS = /^HOURS?$/i

/** The keys of a table, and for each the values that a scope leaves. */
export type KeyValues = ReadonlyMap<string, readonly string[]>

/**
 * The values that a projected table has for each of its keys, within a scope.
 *
 * Source: Amazon Athena User Guide, "Supported types for partition projection".
 *
 * @throws TrailqError BAD_CONFIGURATION for a key without a projection, BAD_PARAMETER for one that wants to be told
 */
export function projectedValues(found: CatalogTable, scope: Scope, now: Date): KeyValues {
  const { table, properties } = found
  const roles = new Map([...partitionKeys(table)].map(([role, { name }]) => [name, role]))
  const keys = table.columns.filter(({ isPartitionKey }) => isPartitionKey === true)
  return new Map(
    keys.map(({ name }) => {
      const property = (what: string) => properties[`projection.${name}.${what}`]
      return [name, valuesOf(name, property, roles.get(name), scope, now)]
    }),
  )
}

type Property = (what: string) => string | undefined

function valuesOf(
  key: string,
  property: Property,
  role: PartitionRole | undefined,
  scope: Scope,
  now: Date,
): readonly string[] {
  const wanted = role === 'account' ? scope.account : role === 'region' ? scope.region : []
  const isWanted = (value: string) => wanted.length === 0 || wanted.includes(value)
  switch (property('type')?.toLowerCase()) {
    case 'enum':
      return (property('values') ?? '').split(',').filter(isWanted)
    case 'injected':
      if (wanted.length > 0) return wanted
      throw new TrailqError('BAD_PARAMETER', `The table wants to be told its ${key}`, {
        next: role === 'region' ? 'Give --region us-east-1.' : 'Give --account 111122223333.',
      })
    case 'integer':
      return integers(property).filter(isWanted)
    case 'date':
      return dates(property, scope, now)
    default:
      throw new TrailqError('BAD_CONFIGURATION', `The table says nothing of how its key ${key} is projected`, {
        next: `Set projection.${key}.type; 'trailq ddl' prints a complete table.`,
      })
  }
}

function integers(property: Property): readonly string[] {
  const [from = 0, to = -1] = (property('range') ?? '').split(',').map(Number)
  const step = Number(property('interval') ?? 1)
  const digits = Number(property('digits') ?? 0)
  const count = Math.max(Math.floor((to - from) / step) + 1, 0)
  return Array.from({ length: count }, (_, i) => `${from + i * step}`.padStart(digits, '0'))
}

/** The days of delivery that a scope can need, or whatever is longer than a day, as the table writes them. */
function dates(property: Property, scope: Scope, now: Date): readonly string[] {
  const { format, from, to } = dateRange(property, now)
  const { first, last } = deliveryDays({
    ...(scope.since === undefined ? {} : { since: scope.since }),
    ...(scope.until === undefined ? {} : { until: scope.until }),
  })
  const step = HOURS.test(property('interval.unit') ?? '') || format.includes('HH') ? DAY / 24 : DAY
  const start = Math.max(from, first === undefined ? from : midnight(first))
  const end = Math.min(to, last === undefined ? to : midnight(last) + DAY - 1)
  const found = new Set<string>()
  for (let at = Math.floor(start / step) * step; at <= end; at += step) found.add(written(at, format))
  return [...found]
}

/** What a projected date says of itself: the form, and the first and last instants it covers. */
export function dateRange(property: Property, now: Date): { format: string; from: number; to: number } {
  const format = property('format') ?? 'yyyy/MM/dd'
  const [from = '', to = ''] = (property('range') ?? '').split(',').map(end => end.trim())
  return { format, from: instantOf(from, now), to: instantOf(to, now) }
}

const UNIT_MS: Readonly<Record<string, number>> = {
  SECOND: 1000,
  MINUTE: 60_000,
  HOUR: DAY / 24,
  DAY,
  WEEK: 7 * DAY,
  MONTH: 30.44 * DAY,
  YEAR: 365.25 * DAY,
}

/** An end of a range: NOW, NOW+1DAYS, or a date in the key's own form. */
function instantOf(text: string, now: Date): number {
  const [, sign = '+', amount = '0', unit = 'DAY'] = /^NOW\s*(?:([+-])\s*(\d+)\s*([A-Z]+?)S?)?$/i.exec(text) ?? []
  if (/^NOW/i.test(text)) {
    return now.getTime() + (sign === '-' ? -1 : 1) * Number(amount) * (UNIT_MS[unit.toUpperCase()] ?? DAY)
  }
  const [, year = '1970', month = '01', day = '01'] = /^(\d{4})\D?(\d\d)?\D?(\d\d)?/.exec(text) ?? []
  return Date.UTC(Number(year), Number(month) - 1, Number(day))
}

function written(at: number, format: string): string {
  const [year = '', month = '', day = '', hour = ''] = new Date(at).toISOString().split(/[-T:]/)
  return format.replace('yyyy', year).replace('MM', month).replace('dd', day).replace('HH', hour).replaceAll("'", '')
}

function midnight(day: string): number {
  return Date.parse(`${day.replaceAll('/', '-')}T00:00:00Z`)
}

import { TrailqError } from '../../errors.ts'
import type { Scope } from '../../events/index.ts'
import { type PartitionRole, partitionKeys } from '../trino/table.ts'
import type { CatalogTable } from './catalog.ts'
import { dateRule, datesOf, type Property } from './projected-dates.ts'
import { type Days, daysOf, mayHold } from './window-days.ts'

/** More values than these are not counted up: Athena reads no more partitions at once ("Service quotas"). */
const MOST_VALUES = 1_000_000

/** Keys that go together, and each of the values that they have together. */
export interface KeyGroup {
  readonly keys: readonly string[]
  readonly values: readonly (readonly string[])[]
}

/** Keys that tell a date in parts. */
const PARTS = ['year', 'month', 'dayOfMonth'] as const satisfies readonly PartitionRole[]

/**
 * The values that a projected table has for its keys, within a scope. A partition is one of each group. Year, month and
 * day in keys of their own are one group: each by itself would keep nothing out.
 *
 * Source: Amazon Athena User Guide, "Supported types for partition projection".
 *
 * @throws TrailqError BAD_CONFIGURATION for a key without a projection, BAD_PARAMETER for one that wants to be told, or
 * has more values than can be
 */
export function projectedKeys(found: CatalogTable, scope: Scope, now: Date): readonly KeyGroup[] {
  const { table } = found
  const roles = partitionKeys(table)
  const roleOf = new Map([...roles].map(([role, { name }]) => [name, role]))
  const keys = table.columns.filter(({ isPartitionKey }) => isPartitionKey === true).map(({ name }) => name)
  const days = daysOf(scope)
  const values = (key: string) => valuesOf(key, propertyOf(found, key), roleOf.get(key), scope, now)
  const parts = PARTS.map(role => roles.get(role)?.name).filter(name => name !== undefined)
  const ofDate = roles.has('year') ? parts : []
  const rest = keys
    .filter(key => !ofDate.includes(key))
    .map(key => ({ keys: [key], values: values(key).map(one => [one]) }))
  return ofDate.length === 0 ? rest : [...rest, { keys: ofDate, values: dates(ofDate.map(values), days) }]
}

/** How many partitions are made of groups of keys. */
export function countOf(groups: readonly KeyGroup[]): number {
  return groups.reduce((n, { values }) => n * values.length, 1)
}

/** How a key is projected. */
export function propertyOf({ properties }: CatalogTable, key: string): Property {
  return what => properties[`projection.${key}.${what}`]
}

function valuesOf(
  key: string,
  property: Property,
  role: PartitionRole | undefined,
  scope: Scope,
  now: Date,
): readonly string[] {
  const wanted = role === 'account' ? scope.account : role === 'region' ? scope.region : []
  const days = daysOf(scope)
  const isWanted = (value: string) =>
    (wanted.length === 0 || wanted.includes(role === 'account' ? value.padStart(12, '0') : value)) &&
    (role !== 'day' || mayHold(value, days))
  switch (property('type')?.trim().toLowerCase()) {
    case 'enum':
      return (property('values') ?? '').split(',').filter(isWanted)
    case 'injected':
      if (wanted.length > 0) return wanted
      throw new TrailqError('BAD_PARAMETER', `The table wants to be told its ${key}`, {
        next: role === 'region' ? 'Give --region us-east-1.' : 'Give --account 111122223333.',
      })
    case 'integer':
      return integers(key, property, role === 'account' ? wanted : []).filter(isWanted)
    case 'date':
      return datesOf(dateRule(property, now), days.first, days.last)
    default:
      throw new TrailqError('BAD_CONFIGURATION', `The table says nothing of how its key ${key} is projected`, {
        next: `Set projection.${key}.type; 'trailq ddl' prints a complete table.`,
      })
  }
}

/** The numbers of a range; of wanted ones those that are in it, for a range of all accounts can't be counted up. */
function integers(key: string, property: Property, wanted: readonly string[]): readonly string[] {
  const [from = 0, to = -1] = (property('range') ?? '').split(',').map(Number)
  const step = Number(property('interval') ?? 1)
  const digits = Number(property('digits') ?? 0)
  const write = (n: number) => `${n}`.padStart(digits, '0')
  if (wanted.length > 0)
    return wanted
      .map(Number)
      .filter(n => n >= from && n <= to && (n - from) % step === 0)
      .map(write)
  const count = Math.max(Math.floor((to - from) / step) + 1, 0)
  if (count <= MOST_VALUES) return Array.from({ length: count }, (_, i) => write(from + i * step))
  throw new TrailqError('BAD_PARAMETER', `Key ${key} of the table can have ${count} values: too many to be looked at`, {
    next: 'Name accounts: --account 111122223333.',
  })
}

/** The dates of a window, put together of the values of each part, from the year on. */
function dates(parts: readonly (readonly string[])[], days: Days): readonly (readonly string[])[] {
  return parts.reduce<readonly (readonly string[])[]>(
    (begun, values) =>
      begun.flatMap(before => values.map(value => [...before, value])).filter(date => mayHold(date.join('/'), days)),
    [[]],
  )
}

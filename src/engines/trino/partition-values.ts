import { type PartitionRole, partitionKeys, type Table } from './table.ts'

const ACCOUNT = /^\d{12}$/
const REGION = /^[a-z]{2}(?:-[a-z]+)+-\d$/
const YEAR = /^20\d\d$/
const TWO_DIGITS = /^\d{1,2}$/
/** A day or a month, with an hour behind it or not. */
const DAY = /^20\d\d(?<between>\D?)\d\d(?<day>\k<between>\d\d)?(?:(?<before>\D?)(?<hour>\d\d))?$/

/** Whether the partitions that are there must be looked at to know what the keys of a table mean. */
export function needsValues(table: Table): boolean {
  const roles = partitionKeys(table)
  const known = new Set([...roles.values()].map(({ name }) => name))
  const day = roles.get('day')
  const isWhole = day?.type.kind === 'scalar' && /^(?:date$|timestamp)/.test(day.type.name)
  const isOpen = table.columns.some(({ name, isPartitionKey }) => isPartitionKey === true && !known.has(name))
  return (day !== undefined && !isWhole && day.dayFormat === undefined) || isOpen
}

/**
 * A table with what one of its partitions tells: how a day is written, and what the keys are that are called `partition_0`,
 * `partition_1`, as a crawler does where folders have no names.
 *
 * Source: AWS Glue Developer Guide, "How does a crawler determine when to create partitions?".
 *
 * @param values of the keys, in their order
 */
export function withPartition(table: Table, values: readonly string[]): Table {
  const keys = table.columns.filter(({ isPartitionKey }) => isPartitionKey === true)
  const roles = new Map<string, PartitionRole>([...partitionKeys(table)].map(([role, { name }]) => [name, role]))
  const taken = new Set(roles.values())
  const take = (index: number, role: PartitionRole) => {
    const name = keys[index]?.name
    if (name === undefined || roles.has(name) || taken.has(role)) return
    roles.set(name, role)
    taken.add(role)
  }
  const [year, month] = ['year', 'month'].map(role => taken.has(role as PartitionRole))
  for (const [i, value] of values.entries()) {
    const name = keys[i]?.name ?? ''
    // Beside a year and a month it is the day of the month, whatever its name is.
    if (roles.get(name) === 'day' && year && month && TWO_DIGITS.test(value)) roles.set(name, 'dayOfMonth')
    if (ACCOUNT.test(value)) take(i, 'account')
    else if (REGION.test(value)) take(i, 'region')
    else if (YEAR.test(value) && TWO_DIGITS.test(values[i + 1] ?? '') && TWO_DIGITS.test(values[i + 2] ?? '')) {
      for (const [n, role] of (['year', 'month', 'dayOfMonth'] as const).entries()) take(i + n, role)
    } else if (DAY.test(value)) take(i, 'day')
  }
  return {
    ...table,
    columns: table.columns.map(column => {
      const role = roles.get(column.name)
      if (column.isPartitionKey !== true || role === undefined) return column
      const value = values[keys.indexOf(column)] ?? ''
      const dayFormat = column.dayFormat ?? (role === 'day' ? formatOf(value) : undefined)
      return { ...column, role, ...(dayFormat === undefined ? {} : { dayFormat }) }
    }),
  }
}

function formatOf(value: string): string | undefined {
  const { between, day, before, hour } = DAY.exec(value)?.groups ?? {}
  if (between === undefined) return undefined
  return `yyyy${between}MM${day === undefined ? '' : `${between}dd`}${hour === undefined ? '' : `${before}HH`}`
}

import type { Unit } from '../trino/date-form.ts'
import { withPartition } from '../trino/partition-values.ts'
import type { Table, TableColumn } from '../trino/table.ts'
import { dateRule } from './projected-dates.ts'

/** Days at most of the units that an interval counts; shorter ones are a part of one. */
const DAYS: Readonly<Partial<Record<Unit, number>>> = { DAY: 1, WEEK: 7, MONTH: 31, YEAR: 366 }

/**
 * A table whose partitions Athena computes, with what the rules for it tell of its keys: how a day is written and how
 * many days it stands for, and which of them are accounts and regions, whatever they are called.
 *
 * Source: Amazon Athena User Guide, "Supported types for partition projection".
 */
export function withProjection(table: Table, properties: Readonly<Record<string, string>>): Table {
  const property = (key: string, what: string) => properties[`projection.${key}.${what}`]
  const columns = table.columns.map((column): TableColumn => {
    const { name, isPartitionKey } = column
    const dayFormat = property(name, 'format')
    // Only dates have a form.
    if (isPartitionKey !== true || dayFormat === undefined) return column
    const { every } = dateRule(what => property(name, what), new Date())
    const days = every.count * (DAYS[every.unit] ?? 0)
    return { ...column, role: 'day', dayFormat, ...(days > 1 ? { days } : {}) }
  })
  const keys = columns.filter(({ isPartitionKey }) => isPartitionKey === true)
  return withPartition(
    { ...table, columns },
    keys.map(({ name }) => {
      const first = (what: string) => property(name, what)?.split(',')[0]?.trim() ?? ''
      return property(name, 'type')?.toLowerCase() === 'integer' ? first('range') : first('values')
    }),
  )
}

import { withPartition } from '../trino/partition-values.ts'
import type { Table, TableColumn } from '../trino/table.ts'

/** Days of the units that a date's interval is given in; shorter ones are a part of one. */
const DAYS: Readonly<Record<string, number>> = { DAY: 1, WEEK: 7, MONTH: 31, YEAR: 366 }

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
    const days = daysOf(property(name, 'interval'), property(name, 'interval.unit'), dayFormat)
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

/** Without a unit an interval is of the smallest unit of the form: days, or months. */
function daysOf(interval = '1', unit: string | undefined, format: string): number {
  const usual = /[dH]/.test(format) ? 'DAY' : format.includes('M') ? 'MONTH' : 'YEAR'
  const days = DAYS[(unit ?? usual).toUpperCase().replace(/S$/, '')] ?? 1
  return Math.max(Math.ceil(Number(interval) * days) || 1, 1)
}

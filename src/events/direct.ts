import { EVENT_FIELDS, type EventField } from '../model/index.ts'

/** A column that is a field of the record, or the record itself. */
export type DirectColumn = EventField['column'] | 'record'

/** Fields that only the way of delivery knows: where the file lies says whose records it holds. */
export type DeliveryColumn = 'delivery_account' | 'delivery_region'

/** Every direct column in the order in which `SELECT *` gives them. */
export const DIRECT_COLUMNS: readonly DirectColumn[] = [...EVENT_FIELDS.map(field => field.column), 'record']

const DIRECT_NAMES: ReadonlySet<string> = new Set(DIRECT_COLUMNS)

export function isDirectColumn(name: string): name is DirectColumn {
  return DIRECT_NAMES.has(name)
}

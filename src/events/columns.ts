import { EVENT_FIELDS, type EventField } from '../model/index.ts'
import { DERIVED_COLUMNS, type DerivedName } from './derived/index.ts'

/** A column that is a field of the record, or the record itself. */
export type DirectColumn = EventField['column'] | 'record'

/** Fields that only the way of delivery knows: where the file lies says whose records it holds. */
export type DeliveryColumn = 'delivery_account' | 'delivery_region'

/** Every direct column in the order in which `SELECT *` gives them. */
export const DIRECT_COLUMNS: readonly DirectColumn[] = [...EVENT_FIELDS.map(field => field.column), 'record']

const DIRECT_NAMES: ReadonlySet<string> = new Set(DIRECT_COLUMNS)

/** Any column of `events`. */
export type EventColumn = DirectColumn | DerivedName

/** All columns of `events`, direct ones first. */
export const EVENT_COLUMNS: readonly EventColumn[] = [...DIRECT_COLUMNS, ...derivedNames()]

export function isDirectColumn(name: string): name is DirectColumn {
  return DIRECT_NAMES.has(name)
}

export function isEventColumn(name: string): name is EventColumn {
  return isDirectColumn(name) || Object.hasOwn(DERIVED_COLUMNS, name)
}

function derivedNames(): readonly DerivedName[] {
  return Object.keys(DERIVED_COLUMNS) as DerivedName[]
}

import { DERIVED_COLUMNS, type DerivedName } from './derived/index.ts'
import { DIRECT_COLUMNS, type DirectColumn, isDirectColumn } from './direct.ts'

/** Any column of `events`. */
export type EventColumn = DirectColumn | DerivedName

/** All columns of `events`, direct ones first. */
export const EVENT_COLUMNS: readonly EventColumn[] = [...DIRECT_COLUMNS, ...derivedNames()]

export function isEventColumn(name: string): name is EventColumn {
  return isDirectColumn(name) || Object.hasOwn(DERIVED_COLUMNS, name)
}

function derivedNames(): readonly DerivedName[] {
  return Object.keys(DERIVED_COLUMNS) as DerivedName[]
}

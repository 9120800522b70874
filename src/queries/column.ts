import type { ResultType } from '../sql/result-type.ts'
import type { QueryColumn } from './define.ts'

function typed<Type extends ResultType>(type: Type) {
  return (doc: string): QueryColumn<Type, false, true> => ({ type, doc, optional: false, nullable: true })
}

export const text = typed('text')
export const time = typed('timestamp')
export const number = typed('double')
export const flag = typed('boolean')
export const json = typed('json')
export const list = typed('text[]')

/** A number of events or things: never NULL. */
export function count(doc: string): QueryColumn<'bigint', false, false> {
  return { type: 'bigint', doc, optional: false, nullable: false }
}

/** The same column, there only for some parameters. */
export function sometimes<T extends ResultType, N extends boolean>(
  column: QueryColumn<T, false, N>,
): QueryColumn<T, true, N> {
  return { ...column, optional: true }
}

/** The same column, never NULL. */
export function always<T extends ResultType, O extends boolean>(
  column: QueryColumn<T, O, true>,
): QueryColumn<T, O, false> {
  return { ...column, nullable: false }
}

import type { ResultType } from '../sql/result-type.ts'
import type { QueryColumn } from './define.ts'

function typed<Type extends ResultType>(type: Type) {
  return (doc: string): QueryColumn<Type, false, true> => ({ type, doc, optional: false, nullable: true })
}

/**
 * Text, or NULL.
 *
 * @example `column.text('The table.')`
 */
export const text = typed('text')

/**
 * An instant as ISO 8601 text, or NULL.
 *
 * @example `column.time('The first of them.')`
 */
export const time = typed('timestamp')

/**
 * A number, or NULL.
 *
 * @example `column.number('How many of a hundred failed.')`
 */
export const number = typed('double')

/**
 * True, false or NULL.
 *
 * @example `column.always(column.flag('Whether it failed.'))`
 */
export const flag = typed('boolean')

/**
 * JSON text, or NULL.
 *
 * @example `column.json('What was asked for.')`
 */
export const json = typed('json')

/**
 * A list of texts, or NULL; in SQL it is JSON array text, as `portable.distinctList` gives it.
 *
 * @example `column.list('The addresses that they came from.')`
 */
export const list = typed('text[]')

/**
 * A number of events or things: never NULL.
 *
 * @example `column.count('How many calls.')`
 */
export function count(doc: string): QueryColumn<'bigint', false, false> {
  return { type: 'bigint', doc, optional: false, nullable: false }
}

/**
 * The same column, there only for some parameters.
 *
 * @example `column.sometimes(column.text('Who called.'))`
 */
export function sometimes<T extends ResultType, N extends boolean>(
  column: QueryColumn<T, false, N>,
): QueryColumn<T, true, N> {
  return { ...column, optional: true }
}

/**
 * The same column, never NULL.
 *
 * @example `column.always(column.text('Who called.'))`
 */
export function always<T extends ResultType, O extends boolean>(
  column: QueryColumn<T, O, true>,
): QueryColumn<T, O, false> {
  return { ...column, nullable: false }
}

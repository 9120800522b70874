import { TrailqError } from '../errors.ts'
import { literal } from './literal.ts'

/** Member names and array positions (from 0), outermost first. */
export type JsonPath = readonly (string | number)[]

/**
 * A path of member names as a JSON path literal. Every segment is quoted, because engines disagree on which bare
 * characters are allowed; the quotes inside are escaped the same way everywhere.
 */
export function dottedPath(path: JsonPath): string {
  // DuckDB takes no empty name in a path, and a star for all members even in quotes; its JSON pointers do neither.
  if (path.some(segment => segment === '' || segment === '*')) return literal(path.map(pointed).join(''))
  return literal(`$${path.map(segment => (isPosition(segment) ? `[${segment}]` : `."${escaped(segment)}"`)).join('')}`)
}

/** The same path with brackets: Trino refuses a quoted name after a dot. */
export function bracketPath(path: JsonPath): string {
  return literal(`$${path.map(segment => (isPosition(segment) ? `[${segment}]` : `["${escaped(segment)}"]`)).join('')}`)
}

/** @throws TrailqError BAD_LITERAL for a position that is none: counted from the end, or between two. */
function isPosition(segment: string | number): segment is number {
  if (typeof segment === 'string') return false
  if (Number.isSafeInteger(segment) && segment >= 0) return true
  throw new TrailqError('BAD_LITERAL', `${segment} is no position in a JSON array`, { next: 'Count from 0.' })
}

function escaped(segment: string): string {
  return segment.replaceAll('\\', '\\\\').replaceAll('"', '\\"')
}

function pointed(segment: string | number): string {
  return isPosition(segment) ? `/${segment}` : `/${segment.replaceAll('~', '~0').replaceAll('/', '~1')}`
}

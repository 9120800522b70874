import { literal } from './literal.ts'

/** Member names and array positions (from 0), outermost first. */
export type JsonPath = readonly (string | number)[]

/**
 * A path of member names as a JSON path literal. Every segment is quoted, because engines disagree on which bare
 * characters are allowed; the quotes inside are escaped the same way everywhere.
 */
export function dottedPath(path: JsonPath): string {
  return literal(
    `$${path.map(segment => (typeof segment === 'number' ? `[${segment}]` : `."${escaped(segment)}"`)).join('')}`,
  )
}

/** The same path with brackets: Trino refuses a quoted name after a dot. */
export function bracketPath(path: JsonPath): string {
  return literal(
    `$${path.map(segment => (typeof segment === 'number' ? `[${segment}]` : `["${escaped(segment)}"]`)).join('')}`,
  )
}

function escaped(segment: string): string {
  return segment.replaceAll('\\', '\\\\').replaceAll('"', '\\"')
}

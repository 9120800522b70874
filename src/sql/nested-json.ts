/** A value that holds others, on its way into JSON text: integers of any size, maps with keys made text. */
export type Nested =
  | string
  | number
  | bigint
  | boolean
  | null
  | readonly Nested[]
  | ReadonlyMap<string, Nested>
  | { readonly [name: string]: Nested }

/**
 * An array, a map or a row as JSON text, the same on every engine: integers keep all their digits, and a map is an
 * object with its keys in order, as `CAST(… AS json)` gives it in Trino and Athena.
 *
 * Source: Trino documentation, "JSON functions and operators", on casts to JSON.
 */
export function nestedJson(value: Nested): string {
  if (typeof value === 'bigint') return `${value}`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  if (isList(value)) return `[${value.map(nestedJson).join(',')}]`
  if (!(value instanceof Map)) return object(Object.entries(value))
  const entries = [...(value as ReadonlyMap<string, Nested>)]
  return object(entries.sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b))))
}

function object(entries: readonly (readonly [string, Nested])[]): string {
  return `{${entries.map(([name, value]) => `${JSON.stringify(name)}:${nestedJson(value)}`).join(',')}}`
}

function isList(value: object): value is readonly Nested[] {
  return Array.isArray(value)
}

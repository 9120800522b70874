import type { Field } from './fields/index.ts'

/** What a part of a record is made of, as tables have it: times and truth values are text too. */
export type RecordShape =
  | { readonly kind: 'text' }
  | { readonly kind: 'number' }
  /** Names to texts. */
  | { readonly kind: 'map' }
  | { readonly kind: 'object'; readonly members: readonly ShapeMember[] }
  | { readonly kind: 'list'; readonly of: RecordShape }

/** A member of an object: lower-case, as Hive stores names. */
export interface ShapeMember {
  readonly name: string
  readonly type: RecordShape
}

/** The name of the part at the top of a record that a path leads into. */
export function topName(path: string): string {
  return (path.split('.')[0] ?? '').replace('[]', '')
}

/**
 * What stands at a path, `[]` left out, from the fields at and below it. Objects of any content are text: JSON as it
 * stands in the record. Some objects are documented by their members only.
 *
 * @example
 * ```ts
 * shapeAt(FIELDS, 'tlsDetails') // { kind: 'object', members: [{ name: 'tlsversion', type: { kind: 'text' } }, …] }
 * ```
 */
export function shapeAt(fields: readonly Field[], at: string): RecordShape {
  const bare = (path: string) => path.replaceAll('[]', '')
  const field = fields.find(({ path }) => bare(path) === at)
  const below = fields.filter(({ path }) => bare(path).startsWith(`${at}.`))
  if (field !== undefined && field.type !== 'json') return { kind: field.type === 'number' ? 'number' : 'text' }
  if (field?.shape === 'map') return { kind: 'map' }
  if (field !== undefined && (field.shape ?? 'free') === 'free') return { kind: 'text' }
  const depth = at.split('.').length
  const names = new Set(below.map(({ path }) => bare(path).split('.')[depth] ?? ''))
  const members = [...names].map(name => ({ name: name.toLowerCase(), type: shapeAt(fields, `${at}.${name}`) }))
  const isList = field?.shape === 'list' || below.some(({ path }) => path.split('.')[depth - 1]?.endsWith('[]'))
  return isList ? { kind: 'list', of: { kind: 'object', members } } : { kind: 'object', members }
}

/** The type of a column as this room thinks of it; each grammar has its own words for it. */
export type ColumnType =
  | { readonly kind: 'text' }
  | { readonly kind: 'number' }
  /** Names to texts. */
  | { readonly kind: 'map' }
  | { readonly kind: 'object'; readonly members: readonly Member[] }
  | { readonly kind: 'list'; readonly of: ColumnType }

/** A member of an object: lower-case, as Hive stores names. */
export interface Member {
  readonly name: string
  readonly type: ColumnType
}

/**
 * The type in the words of Hive, which the Glue Data Catalog and Athena's CREATE TABLE share.
 *
 * @example
 * ```ts
 * hiveType({ kind: 'list', of: { kind: 'object', members: [{ name: 'arn', type: { kind: 'text' } }] } })
 * // 'array<struct<arn:string>>'
 * ```
 */
export function hiveType(type: ColumnType): string {
  switch (type.kind) {
    case 'text':
      return 'string'
    case 'number':
      return 'double'
    case 'map':
      return 'map<string,string>'
    case 'object':
      return `struct<${type.members.map(member => `${member.name}:${hiveType(member.type)}`).join(',')}>`
    case 'list':
      return `array<${hiveType(type.of)}>`
  }
}

/** The type in the words of Trino's CREATE TABLE. Names are quoted: some of them are words of the grammar. */
export function trinoType(type: ColumnType): string {
  switch (type.kind) {
    case 'text':
      return 'varchar'
    case 'number':
      return 'double'
    case 'map':
      return 'map(varchar, varchar)'
    case 'object':
      return `row(${type.members.map(member => `"${member.name}" ${trinoType(member.type)}`).join(', ')})`
    case 'list':
      return `array(${trinoType(type.of)})`
  }
}

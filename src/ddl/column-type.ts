import type { RecordShape } from '../model/index.ts'

/** The type of a column; each grammar has its own words for it. */
export type ColumnType = RecordShape

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

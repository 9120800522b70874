import { AGGREGATED_FIELDS } from './aggregated.ts'
import { DIGEST_FIELDS } from './digest.ts'
import type { Field, FieldCategory } from './field.ts'
import { IDENTITY_FIELDS } from './identity.ts'
import { INSIGHT_FIELDS } from './insight.ts'
import { OCCURRENCE_FIELDS } from './occurrence.ts'
import { REQUEST_FIELDS } from './request.ts'
import { SESSION_FIELDS } from './session.ts'

export type { EventVersion, Field, FieldCategory, FieldType, JsonShape } from './field.ts'
export { DIGEST_FIELDS }

/** Every field that management and data events are documented to have, members of lists included. */
const LOGGED_FIELDS = [...OCCURRENCE_FIELDS, ...REQUEST_FIELDS, ...IDENTITY_FIELDS, ...SESSION_FIELDS] as const

/**
 * Every documented field of every CloudTrail record: the one declaration that columns, tables and help come from.
 *
 * Paths are unique. Columns are unique among the fields of one category: `eventID` of events and `eventId` of
 * aggregated records are both `event_id`.
 */
export const FIELDS = [...LOGGED_FIELDS, ...INSIGHT_FIELDS, ...AGGREGATED_FIELDS] as const

/** One of the documented fields. */
export type RecordField = (typeof FIELDS)[number]
/** A documented path, in CloudTrail's spelling. */
export type FieldPath = RecordField['path']
/** A documented path in snake_case. */
export type FieldColumn = RecordField['column']

/** A field that is a direct column of the `events` relation: of management or data events, and not inside a list. */
export type EventField = Exclude<(typeof LOGGED_FIELDS)[number], { readonly path: `${string}[]${string}` }>

/** The direct columns of the `events` relation, in the order of declaration. */
export const EVENT_FIELDS: readonly EventField[] = LOGGED_FIELDS.filter(
  (field): field is EventField => !field.path.includes('[]'),
)

const BY_PATH = new Map<string, RecordField>(FIELDS.map(field => [field.path, field]))

/** The field at a path in CloudTrail's own spelling, or undefined where none is documented. */
export function fieldByPath<Path extends FieldPath>(path: Path): Extract<RecordField, { readonly path: Path }>
export function fieldByPath(path: string): RecordField | undefined
export function fieldByPath(path: string): RecordField | undefined {
  return BY_PATH.get(path)
}

/**
 * The field of a column, or undefined where none is documented. A column of two families is that of `events` unless a
 * category is given.
 *
 * @example
 * ```ts
 * fieldByColumn('event_id')?.path // 'eventID'
 * fieldByColumn('event_id', 'aggregated')?.path // 'eventId'
 * ```
 */
export function fieldByColumn(column: string, category?: FieldCategory): RecordField | undefined {
  const fits = ({ categories }: Field) => category === undefined || categories.includes(category)
  return FIELDS.find(field => field.column === column && fits(field))
}

/**
 * The snake_case name of a path: what its column is called. `[]` is dropped, and runs of capitals are one word.
 *
 * @example
 * ```ts
 * columnName('sourceIPAddress') // 'source_ip_address'
 * columnName('resources[].ARNPrefix') // 'resources_arn_prefix'
 * ```
 */
export function columnName(path: string): string {
  return path
    .replaceAll('[]', '')
    .replaceAll('.', '_')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1_$2')
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
}

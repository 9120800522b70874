import { DIGEST_FIELDS, type Family, FIELDS, type Field, type FieldCategory, shapeAt, topName } from '../model/index.ts'
import { type ColumnType, hiveType } from './column-type.ts'

/** One column of a table. */
export interface TableColumn {
  /** Lower-case, as the catalog stores it. */
  readonly name: string
  /** In Hive's words: what a catalog says. */
  readonly type: string
  /** The same, taken apart. */
  readonly shape: ColumnType
  /** What it says; one sentence or two, at most 255 characters. */
  readonly comment: string
  /** The documented fields that it holds, itself first: CloudTrail's own paths. */
  readonly paths: readonly string[]
}

/** The kinds of records in the files of each family. Digests are no records. */
const CATEGORIES: Readonly<Record<Exclude<Family, 'digest'>, readonly FieldCategory[]>> = {
  events: ['management', 'data'],
  insight: ['insight'],
  'network-activity': ['network'],
  aggregated: ['aggregated'],
}

/**
 * The columns of a table over the files of a family as CloudTrail writes them: a column for each field at the top of a
 * record, objects with all their documented members, free JSON as text.
 *
 * Everything else is text too, times and truth values as well: Athena's own page has them so, and records of different
 * ages write them differently.
 *
 * Source: Amazon Athena User Guide, "Create the table for CloudTrail logs in Athena using partition projection".
 */
export function recordColumns(family: Family): readonly TableColumn[] {
  const fields: readonly Field[] = family === 'digest' ? DIGEST_FIELDS : fieldsOf(CATEGORIES[family])
  const names = new Set(fields.map(({ path }) => topName(path)))
  return [...names].map(name => {
    const own = fields.filter(({ path }) => topName(path) === name)
    const shape = shapeAt(own, name)
    const field = own.find(({ path }) => path === name)
    return {
      name: name.toLowerCase(),
      type: hiveType(shape),
      shape,
      comment: commentOf(field, own, shape),
      paths: own.map(({ path }) => path),
    }
  })
}

/** An object is whole in every family that has it: a member that its records lack is NULL there. */
function fieldsOf(categories: readonly FieldCategory[]): readonly Field[] {
  const names = FIELDS.filter(field => field.categories.some(category => categories.includes(category)))
  const columns = new Set(names.map(({ path }) => topName(path)))
  return FIELDS.filter(({ path }) => columns.has(topName(path)))
}

function commentOf(field: Field | undefined, own: readonly Field[], shape: ColumnType): string {
  // An object of which only the members are documented.
  if (field === undefined) return `With ${own.map(({ path }) => path.slice(path.indexOf('.') + 1)).join(', ')}.`
  if (shape.kind !== 'text' || own.length === 1) return field.doc
  const members = own.filter(({ path }) => path !== field.path).map(({ path }) => path.slice(field.path.length + 1))
  return `${field.doc} JSON text with ${members.join(' and ')}.`
}

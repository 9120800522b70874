import { type RawBuilder, sql } from 'kysely'

import { type EventField, FIELDS } from '../../model/index.ts'
import { bracketPath } from '../../sql/json-path.ts'
import { name } from './names.ts'
import type { SqlType } from './sql-type.ts'
import { columnNamed, plain, type Table } from './table.ts'

/** A place in a row of a table, and its type. */
interface Place {
  readonly sql: RawBuilder<unknown>
  readonly type: SqlType
  /** What of the path is left: members of a text with JSON in it. */
  readonly inside: readonly string[]
  /** The path of the record that led here. */
  readonly path: readonly string[]
  readonly names: MemberNames
}

type MemberNames = Table['memberNames']

/** A field of the record, wherever a table has it; undefined where it has no place for it. */
export function fieldExpression(table: Table, field: EventField): RawBuilder<string | null> | undefined {
  const path = field.path.split('.')
  const place = columnPlace(table, path)
  if (place === undefined) return undefined
  const value = field.type === 'json' ? jsonOf(place) : textOf(place)
  // Newer services write '' where an identity has no such part.
  return path[0] === 'userIdentity' && field.type !== 'json' ? sql`nullif(${value}, '')` : value
}

/** A column of the field's whole path, else of the longest start of it that there is a column for. */
function columnPlace(table: Table, path: readonly string[]): Place | undefined {
  for (let length = path.length; length > 0; length--) {
    const column = columnNamed(table, plain(path.slice(0, length).join('')))
    if (column === undefined) continue
    const found = walk({
      sql: name(column.name),
      type: column.type,
      inside: path.slice(length),
      path: path.slice(0, length),
      names: table.memberNames,
    })
    if (found !== undefined) return found
  }
  return undefined
}

/** Goes into rows and maps as far as the path leads. */
function walk(place: Place): Place | undefined {
  const [next, ...inside] = place.inside
  const { names } = place
  if (next === undefined || place.type.kind === 'scalar') return place
  if (place.type.kind === 'map') {
    const value = sql`element_at(${place.sql}, ${sql.lit(next)})`
    return walk({ sql: value, type: place.type.value, inside, path: [...place.path, next], names })
  }
  if (place.type.kind === 'array') return undefined
  const field = place.type.fields.find(known => plain(known.name) === plain(next))
  if (field === undefined) return undefined
  const path = [...place.path, next]
  return walk({ sql: sql`${place.sql}.${name(field.name)}`, type: field.type, inside, path, names })
}

function textOf(place: Place): RawBuilder<string | null> {
  const { sql: value, type, inside } = place
  if (inside.length > 0) return sql`json_extract_scalar(${value}, ${sql.raw(bracketPath(inside))})`
  if (type.kind !== 'scalar') return jsonOf(place)
  if (isText(type)) return sql`${value}`
  if (type.name === 'timestamp with time zone') return isoText(sql`(${value} AT TIME ZONE 'UTC')`)
  if (type.name.startsWith('timestamp')) return isoText(value)
  if (type.name === 'json') return sql`json_extract_scalar(${value}, '$')`
  return sql`CAST(${value} AS varchar)`
}

function isoText(value: RawBuilder<unknown>): RawBuilder<string | null> {
  return sql`date_format(${value}, '%Y-%m-%dT%H:%i:%sZ')`
}

function jsonOf({ sql: value, type, inside, path, names }: Place): RawBuilder<string | null> {
  if (inside.length > 0)
    return sql`nullif(json_format(json_extract(${value}, ${sql.raw(bracketPath(inside))})), 'null')`
  if (type.kind === 'scalar' && isText(type)) return sql`nullif(nullif(${value}, 'null'), '')`
  return sql`json_format(${asJson(value, type, path, names)})`
}

/**
 * A value of structs as JSON with the names that CloudTrail writes: the table has them in lower case, and has a place
 * for members that the record did not have.
 */
function asJson(
  value: RawBuilder<unknown>,
  type: SqlType,
  path: readonly string[],
  names: MemberNames,
  depth = 0,
): RawBuilder<unknown> {
  if (type.kind === 'array' && type.element.kind === 'row') {
    const item = sql.id(`item${depth}`)
    const listed = [...path.slice(0, -1), `${path.at(-1)}[]`]
    const inner = asJson(sql`${item}`, type.element, listed, names, depth + 1)
    return sql`CAST(transform(${value}, ${item} -> ${inner}) AS json)`
  }
  if (type.kind !== 'row') return sql`CAST(${value} AS json)`
  const members = type.fields.flatMap(field => spellings(path, field.name, names).map(spelled => ({ field, spelled })))
  const spelled = sql.join(members.map(member => sql.lit(member.spelled)))
  const values = members.map(member =>
    asJson(sql`${value}.${name(member.field.name)}`, member.field.type, [...path, member.spelled], names, depth),
  )
  const present = sql`map_filter(MAP(ARRAY[${spelled}], ARRAY[${sql.join(values)}]), (name, held) -> held IS NOT NULL)`
  return sql`CASE WHEN ${value} IS NOT NULL THEN CAST(${present} AS json) END`
}

/** How a member is called: as CloudTrail documents it, else as the question asks for it, else as it is stored. */
function spellings(path: readonly string[], stored: string, names: MemberNames): readonly string[] {
  const documented = documentedName(path, stored)
  if (documented !== undefined) return [documented]
  const asked = [...(names ?? [])].filter(known => known.toLowerCase() === stored.toLowerCase())
  return asked.length === 0 ? [stored] : asked
}

/** How CloudTrail spells a member that it documents. */
function documentedName(path: readonly string[], stored: string): string | undefined {
  const parent = path.join('.')
  for (const field of FIELDS) {
    if (!field.path.startsWith(`${parent}.`)) continue
    const child = field.path.slice(parent.length + 1).split('.')[0] ?? ''
    if (plain(child) === plain(stored)) return child
  }
  return undefined
}

function isText(type: SqlType): boolean {
  return type.kind === 'scalar' && /^(?:varchar|char|string)$/.test(type.name)
}

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
}

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
    })
    if (found !== undefined) return found
  }
  return undefined
}

/** Goes into rows and maps as far as the path leads. */
function walk(place: Place): Place | undefined {
  const [next, ...inside] = place.inside
  if (next === undefined || place.type.kind === 'scalar') return place
  if (place.type.kind === 'map') {
    const value = sql`element_at(${place.sql}, ${sql.lit(next)})`
    return walk({ sql: value, type: place.type.value, inside, path: [...place.path, next] })
  }
  if (place.type.kind === 'array') return undefined
  const field = place.type.fields.find(known => plain(known.name) === plain(next))
  if (field === undefined) return undefined
  return walk({ sql: sql`${place.sql}.${name(field.name)}`, type: field.type, inside, path: [...place.path, next] })
}

function textOf({ sql: value, type, inside, path }: Place): RawBuilder<string | null> {
  if (inside.length > 0) return sql`json_extract_scalar(${value}, ${sql.raw(bracketPath(inside))})`
  if (type.kind !== 'scalar') return jsonOf({ sql: value, type, inside, path })
  if (isText(type)) return sql`${value}`
  if (type.name === 'timestamp with time zone') return isoText(sql`(${value} AT TIME ZONE 'UTC')`)
  if (type.name.startsWith('timestamp')) return isoText(value)
  if (type.name === 'json') return sql`json_extract_scalar(${value}, '$')`
  return sql`CAST(${value} AS varchar)`
}

function isoText(value: RawBuilder<unknown>): RawBuilder<string | null> {
  return sql`date_format(${value}, '%Y-%m-%dT%H:%i:%sZ')`
}

function jsonOf({ sql: value, type, inside, path }: Place): RawBuilder<string | null> {
  if (inside.length > 0)
    return sql`nullif(json_format(json_extract(${value}, ${sql.raw(bracketPath(inside))})), 'null')`
  if (type.kind === 'scalar' && isText(type)) return sql`nullif(nullif(${value}, 'null'), '')`
  return sql`json_format(${asJson(value, type, path, 0)})`
}

/**
 * A value of structs as JSON with the names that CloudTrail writes: the table has them in lower case, and has a place
 * for members that the record did not have.
 */
function asJson(
  value: RawBuilder<unknown>,
  type: SqlType,
  path: readonly string[],
  depth: number,
): RawBuilder<unknown> {
  if (type.kind === 'array' && type.element.kind === 'row') {
    const item = sql.id(`item${depth}`)
    const listed = [...path.slice(0, -1), `${path.at(-1)}[]`]
    return sql`CAST(transform(${value}, ${item} -> ${asJson(sql`${item}`, type.element, listed, depth + 1)}) AS json)`
  }
  if (type.kind !== 'row') return sql`CAST(${value} AS json)`
  const members = type.fields.map(field => ({ field, spelled: documentedName(path, field.name) }))
  const names = sql.join(members.map(({ spelled }) => sql.lit(spelled)))
  const values = members.map(({ field, spelled }) =>
    asJson(sql`${value}.${name(field.name)}`, field.type, [...path, spelled], depth),
  )
  const present = sql`map_filter(MAP(ARRAY[${names}], ARRAY[${sql.join(values)}]), (name, held) -> held IS NOT NULL)`
  return sql`CASE WHEN ${value} IS NOT NULL THEN CAST(${present} AS json) END`
}

/** How CloudTrail spells a member; a name that it does not document stays as it is. */
function documentedName(path: readonly string[], stored: string): string {
  const parent = path.join('.')
  for (const field of FIELDS) {
    if (!field.path.startsWith(`${parent}.`)) continue
    const child = field.path.slice(parent.length + 1).split('.')[0] ?? ''
    if (plain(child) === plain(stored)) return child
  }
  return stored
}

function isText(type: SqlType): boolean {
  return type.kind === 'scalar' && /^(?:varchar|char|string)$/.test(type.name)
}

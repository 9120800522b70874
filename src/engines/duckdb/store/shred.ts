import { RECORD_MEMBERS, RECORD_REST, STORE_FIELDS } from '../../../events/index.ts'
import type { EventField } from '../../../model/index.ts'
import { identifier, literal } from '../../../sql/literal.ts'
import { textShapes } from '../text-shape.ts'

/**
 * The SQL that makes the columns of a store out of records: `from` gives `record` as JSON text, and others by name.
 *
 * A record is parsed once, into the text of each documented member. Where these and their names are as long as the
 * record, nothing else is in it; nearly all others hold a null beside, which is found in the text. Only what is left is
 * taken apart member by member.
 */
export function shredded(from: string, others: readonly string[]): string {
  const beside = others.map(name => `, ${identifier(name)}`).join('')
  const members = `SELECT record, json_transform(record, ${literal(shape())}) AS m${beside} FROM (${from})`
  const sized = `SELECT *, ${openedObjects()}, ${size()} AS known, ${typed()} AS typed FROM (${members})`
  const inside = INSIDE.map(field => `${insideOf(field)} AS ${field.column}`).join(', ')
  // With nothing in the record that is escaped, its texts stand between their quotes as they are.
  const looked = `SELECT *, ${inside}, typed AND NOT contains(record, '\\') AS plain,
    CASE WHEN typed AND known <> strlen(record) THEN ${nulls()} ELSE '' END AS nulls FROM (${sized})`
  return `SELECT ${columns().join(', ')}${beside} FROM (${looked})`
}

const INSIDE = STORE_FIELDS.filter(({ path }) => path.includes('.'))
const OBJECTS = RECORD_MEMBERS.filter(({ type }) => type === 'json')
const FLAGS = RECORD_MEMBERS.filter(({ type }) => type === 'boolean')
const TEXTS = RECORD_MEMBERS.filter(({ type }) => type !== 'json' && type !== 'boolean')

const member = ({ path }: EventField) => `m.${identifier(path)}`

function shape(): string {
  return JSON.stringify(Object.fromEntries(RECORD_MEMBERS.map(({ path }) => [path, 'JSON'])))
}

/** How long the record is as far as it is known: each member with its name, quotes, colon and comma, and the braces. */
function size(): string {
  const sizes = RECORD_MEMBERS.map(field => `coalesce(strlen(${member(field)}) + ${field.path.length + 4}, 0)`)
  return `(1 + ${sizes.join(' + ')})`
}

/** Whether every member is of its documented type. */
function typed(): string {
  const texts = TEXTS.map(field => `coalesce(starts_with(${member(field)}, '"'), true)`)
  const flags = FLAGS.map(field => `coalesce(${member(field)} IN ('true', 'false'), true)`)
  return `(${[...texts, ...flags].join(' AND ')})`
}

/** The two that are null in most records. */
const OFTEN_NULL = OBJECTS.filter(({ path }) => path === 'requestParameters' || path === 'responseElements')

/**
 * Which of these two are there as null, as text. Not looked for where an object has a null inside: its member may have
 * the same name. (In a text it would have backslashes, and a member that nobody knows would be longer.)
 */
function nulls(): string {
  const each = OFTEN_NULL.map(field => {
    const text = literal(`"${field.path}":null`)
    return `CASE WHEN ${member(field)} IS NULL AND contains(record, ${text}) THEN ${text} END`
  })
  const isDeep = OBJECTS.map(field => `coalesce(contains(${member(field)}, ':null'), false)`).join(' OR ')
  return `CASE WHEN ${isDeep} THEN '' ELSE concat_ws(',', ${each.join(', ')}) END`
}

function rest(): string {
  return `CASE WHEN typed AND known = strlen(record) THEN NULL
    WHEN nulls <> '' AND known + strlen(nulls) + 1 = strlen(record) THEN '{' || nulls || '}'
    ELSE ${restByMember()} END`
}

/** What the columns can't give back, found member by member. Of a name that is there twice all are kept. */
function restByMember(): string {
  const names = (fields: readonly EventField[]) => fields.map(({ path }) => literal(path)).join(', ')
  const isGiven = `CASE WHEN e.key IN (${names(OBJECTS)}) THEN e.value IS NOT NULL
    WHEN e.key IN (${names(FLAGS)}) THEN coalesce(e.value IN ('true', 'false'), false)
    WHEN e.key IN (${names(TEXTS)}) THEN coalesce(starts_with(e.value, '"'), false) ELSE false END`
  const entries = `map_entries(json_transform(record, '"MAP(VARCHAR, JSON)"'))`
  const isTwice = `len(list_filter(json_keys(record), lambda k: k = e.key)) > 1`
  const kept = `list_filter(${entries}, lambda e: ${isTwice} OR NOT (${isGiven}))`
  const texts = `list_transform(${kept}, lambda e: CAST(to_json(e.key) AS VARCHAR) || ':' || coalesce(CAST(e.value AS VARCHAR), 'null'))`
  return `nullif('{' || array_to_string(${texts}, ',') || '}', '{}')`
}

function columns(): readonly string[] {
  return [...STORE_FIELDS.map(field => `${column(field)} AS ${field.column}`), `${rest()} AS ${RECORD_REST}`]
}

function column(field: EventField): string {
  // As everywhere in events: newer services write '' where an identity has no such part.
  if (INSIDE.includes(field))
    return field.path.startsWith('userIdentity.') ? `nullif(${field.column}, '')` : field.column
  const value = member(field)
  if (field.type === 'json') return `CAST(${value} AS VARCHAR)`
  const text = `json_extract_string(${value}, '$')`
  if (field.type === 'boolean') return `CASE WHEN typed THEN CAST(${value} AS VARCHAR) ELSE ${text} END`
  return `CASE WHEN plain THEN ${value}[2:-2] ELSE ${text} END`
}

function insideOf({ path }: EventField): string {
  const [parent = '', ...inside] = path.split('.')
  return [opened(parent), ...inside].map(identifier).join('.')
}

const opened = (parent: string) => `${parent}_`

/** All members of one object in one call. */
function openedObjects(): string {
  const calls = [...textShapes(STORE_FIELDS.map(({ path }) => path))].map(
    ([parent, inside]) =>
      `json_transform(m.${identifier(parent)}, ${literal(JSON.stringify(inside))}) AS ${identifier(opened(parent))}`,
  )
  return calls.join(', ')
}

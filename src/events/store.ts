import { type Expression, type RawBuilder, sql } from 'kysely'

import { EVENT_FIELDS, type EventField } from '../model/index.ts'
import { jsonArrayOf, jsonText, jsonValue, regexpMatches } from '../sql/portable.ts'
import type { DeliveryColumn, DirectColumn } from './direct.ts'
import type { Scope } from './scope.ts'
import type { EventSource, SourceRows } from './source.ts'

/** The layout of the store that this version writes and reads. Another layout has another number. */
export const STORE_LAYOUT = 1

/** The folders of a store, outermost first: `account=…/region=…/day=…`, of the event and not of its delivery. */
export const STORE_KEYS = ['account', 'region', 'day'] as const

/** What Hive, and all that came after it, calls the folder of a key that is NULL. */
export const NULL_KEY = '__HIVE_DEFAULT_PARTITION__'

/** Members of objects that questions ask for all the time. Others are read from the object's own text. */
const MEMBERS: readonly EventField['path'][] = [
  'userIdentity.type',
  'userIdentity.principalId',
  'userIdentity.arn',
  'userIdentity.accountId',
  'userIdentity.accessKeyId',
  'userIdentity.userName',
  'userIdentity.invokedBy',
  'userIdentity.sessionContext.sessionIssuer.type',
  'userIdentity.sessionContext.sessionIssuer.arn',
  'userIdentity.sessionContext.sessionIssuer.userName',
]

/** The fields at the top of a record, in the order in which a record is written again. */
export const RECORD_MEMBERS: readonly EventField[] = EVENT_FIELDS.filter(({ path }) => !path.includes('.'))

/**
 * The fields that have a column in the files of a store, by the column's name in `events`. All columns are text:
 * scalars as they are, flags as 'true' or 'false', objects and lists as JSON text.
 */
export const STORE_FIELDS: readonly EventField[] = [
  ...RECORD_MEMBERS,
  ...EVENT_FIELDS.filter(({ path }) => MEMBERS.includes(path)),
]

/**
 * The column of what the others can't give back, as the text of a JSON object: members that are not documented, that
 * are not of the documented type, that are there twice, or that are there as null. It wins over the other columns.
 */
export const RECORD_REST = 'record_rest'

/** Every column inside of the files, in order; the folders' names hold the others. */
export const STORE_COLUMNS: readonly string[] = [...STORE_FIELDS.map(({ column }) => column), RECORD_REST]

const STORED: ReadonlySet<string> = new Set(STORE_COLUMNS)

/** How an engine reads a store. */
export interface StoreReading {
  /** The table, or the files. */
  readonly from: Expression<unknown>
  /** The partitions that a scope can need; undefined where the files have been chosen already. */
  partitions?(scope: Scope): Expression<boolean> | undefined
  /** A member that has no column of its own. Default: a portable function, for which objects are no text. */
  member?(field: EventField): Expression<string | null>
}

/**
 * The relation over a store that `trailq compact` wrote, for any engine.
 *
 * @example
 * ```ts
 * storeSource({ from: sql.table('cloudtrail_store') })
 * ```
 */
export function storeSource({ from, partitions, member = portableMember }: StoreReading): EventSource {
  return {
    rows: (columns, scope): SourceRows => {
      const condition = partitions?.(scope)
      const read = columns.includes('record') ? sql`(SELECT *, ${overrides()} AS record_override FROM ${from})` : from
      return {
        from: sql`${read}`,
        ...(condition === undefined ? {} : { partitions: condition }),
        column: name => columnOf(name, member),
      }
    },
  }
}

function columnOf(
  name: DirectColumn | DeliveryColumn,
  member: (field: EventField) => Expression<string | null>,
): Expression<string | null> | undefined {
  if (name === 'delivery_account') return sql.ref('account')
  if (name === 'delivery_region') return sql.ref('region')
  if (name === 'record') return recordText()
  if (STORED.has(name)) return sql.ref(name)
  const field = EVENT_FIELDS.find(({ column }) => column === name)
  return field === undefined ? undefined : member(field)
}

function portableMember({ path, type }: EventField): Expression<string | null> {
  const [parent = '', first = '', ...rest] = path.split('.')
  const object = sql.ref<string | null>(RECORD_MEMBERS.find(field => field.path === parent)?.column ?? '')
  if (type === 'json') return jsonValue(object, first, ...rest)
  const value = jsonText(object, first, ...rest)
  return parent === 'userIdentity' ? sql<string | null>`nullif(${value}, '')` : value
}

/**
 * The record, written again: its documented members in the order of their declaration, then the others. Equal to the
 * original as JSON; blanks and order are not kept. Reads `record_override` beside the store's columns.
 */
function recordText(): RawBuilder<string | null> {
  const rest = sql.ref<string | null>(RECORD_REST)
  const members = RECORD_MEMBERS.map(field => {
    const column = sql.ref<string | null>(field.column)
    const isOverridden = jsonValue(sql.ref('record_override'), field.path)
    return sql`CASE WHEN ${column} IS NOT NULL AND ${isOverridden} IS NULL THEN ${sql.lit(`"${field.path}":`)} || ${json(field, column)} END`
  })
  const others = sql`substr(${rest}, 2, length(${rest}) - 2)`
  return sql`'{' || concat_ws(',', ${sql.join([...members, others])}) || '}'`
}

function json(field: EventField, column: Expression<string | null>): Expression<unknown> {
  if (field.type === 'json' || field.type === 'boolean') return column
  // A list of one, without its brackets: the text in it begins and ends in quotes.
  return sql`trim(BOTH '[]' FROM ${jsonArrayOf(sql`ARRAY[${column}]`)})`
}

/** The rest where it may hold a member that has a column with a value; seldom, so that it is seldom looked into. */
function overrides(): RawBuilder<string | null> {
  const names = RECORD_MEMBERS.map(({ path }) => path).join('|')
  const holdsMember = regexpMatches(sql.ref(RECORD_REST), `"(${names})":[^n]`)
  return sql`CASE WHEN ${holdsMember} THEN ${sql.ref(RECORD_REST)} END`
}

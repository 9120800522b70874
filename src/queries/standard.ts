import type { Expression, ExpressionBuilder, OrderByItemBuilder, SqlBool } from 'kysely'

import { type EventColumn, type EventsDatabase, matchesAny } from '../events/index.ts'
import { maxBy, minBy } from '../sql/portable.ts'
import { always, count, json, list, text, time } from './column.ts'

/** kysely's expression builder over the relation. */
export type EventsExpression = ExpressionBuilder<EventsDatabase, 'events'>

/** Columns that mean the same in every query. */
export const COLUMN = {
  event_time: time('When it happened, UTC.'),
  service: text('The service that was called.'),
  event_name: text('The API that was called.'),
  caller: always(text('Who called, with the session.')),
  principal: always(text('Who called: the user, or the role whatever the session.')),
  caller_kind: always(text('What kind of caller: root, iam-user, role, service-linked-role, …')),
  via_service: text('The AWS service that called on the caller’s behalf.'),
  source_ip: text('The address that the call came from.'),
  access_key: text('The access key that signed the call.'),
  user_agent: text('The client that called.'),
  region: text('The region of the call.'),
  account: text('The account that the event belongs to.'),
  resource: text('What the call was about.'),
  outcome: always(text('ok or failed.')),
  error_code: text('The error code; (none) where a failure has none.'),
  error_class: text('The kind of failure: denied, throttled, not-found, …'),
  error_message: text('The error in words.'),
  read_only: text('Whether the record says that the call only reads.'),
  request: json('The request’s parameters.'),
  event_id: text('The event’s id.'),
  events: count('How many events.'),
  failed: count('How many of them failed.'),
  throttled: count('How many of them were throttled.'),
  denied: count('How many of them were denied.'),
  writes: count('How many of them may have changed something.'),
  callers: count('How many different callers.'),
  services: count('How many different services were called.'),
  event_names: count('How many different APIs were called.'),
  source_ips: count('From how many different addresses.'),
  source_ip_list: always(list('The addresses that they came from, 20 at most.')),
  first_seen: time('The first of them.'),
  last_seen: time('The last of them.'),
} as const

/** The number of rows of a group for which a condition holds. */
export function countWhere(eb: EventsExpression, condition: Expression<SqlBool>) {
  return eb.fn.countAll<number>().filterWhere(condition)
}

/** How many different values. */
export function countDistinct(eb: EventsExpression, column: TextColumn) {
  return eb.fn.count<number>(column).distinct()
}

/** `ok` or `failed`. */
export function outcome(eb: EventsExpression) {
  return eb.case().when('failed', '=', true).then(eb.val('failed')).else(eb.val('ok')).end()
}

/** A column that holds text. */
export type TextColumn = Exclude<EventColumn, 'failed' | 'is_write'>

/** A column of a group's first event. */
export function ofFirst(eb: EventsExpression, column: TextColumn) {
  return minBy(eb.ref(column), moment(eb, column))
}

/** A column of a group's latest event. */
export function ofLatest(eb: EventsExpression, column: TextColumn) {
  return maxBy(eb.ref(column), moment(eb, column))
}

/** Orders events: the time, then the id, then the value that is looked for, so that one answer is left in any case. */
function moment(eb: EventsExpression, column: TextColumn): Expression<string | null> {
  const byId = eb('event_time', '||', eb.fn.coalesce('event_id', eb.val('')))
  const all = column === 'event_id' ? byId : eb(byId, '||', eb.fn.coalesce(column, eb.val('')))
  return all.$castTo<string | null>()
}

/**
 * Whether the API is one of these: in any case of letters, `*` for any text, its version (AddPermission20150331v2) there
 * or not. AWS writes names in one case only, and people in many.
 */
export function isCalled(eb: EventsExpression, names: readonly string[]) {
  const patterns = names.map(name => name.toLowerCase())
  const matches = (column: 'event_name' | 'event_base') => matchesAny(eb.fn('lower', [column]), patterns)
  return eb.or([matches('event_name'), matches('event_base')])
}

/** Ascending with NULL at the end: said, because other engines and sorts put it elsewhere. */
export const nullsLast = (order: OrderByItemBuilder) => order.asc().nullsLast()

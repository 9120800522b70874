import type { Expression, ExpressionBuilder, OrderByItemBuilder, SqlBool } from 'kysely'

import type { EventsDatabase } from '../events/index.ts'
import { always, count, json, text, time } from './column.ts'

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
  callers: count('How many different callers.'),
  source_ips: count('From how many different addresses.'),
  first_seen: time('The first of them.'),
  last_seen: time('The last of them.'),
} as const

/** The number of rows of a group for which a condition holds. */
export function countWhere(eb: EventsExpression, condition: Expression<SqlBool>) {
  return eb.fn.countAll<number>().filterWhere(condition)
}

/** How many different values. */
export function countDistinct(
  eb: EventsExpression,
  column: 'caller' | 'principal' | 'source_ip_address' | 'event_name' | 'service' | 'resource',
) {
  return eb.fn.count<number>(column).distinct()
}

/** `ok` or `failed`. */
export function outcome(eb: EventsExpression): Expression<string> {
  return eb.case().when('failed', '=', true).then(eb.val('failed')).else(eb.val('ok')).end()
}

/** The key of "latest": the time, and the id where times are equal. */
export function latest(eb: EventsExpression): Expression<string | null> {
  return eb('event_time', '||', eb.fn.coalesce('event_id', eb.val(''))) as Expression<string | null>
}

/** Ascending with NULL at the end: said, because other engines and sorts put it elsewhere. */
export const nullsLast = (order: OrderByItemBuilder) => order.asc().nullsLast()

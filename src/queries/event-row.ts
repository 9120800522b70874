import type { SelectQueryBuilder } from 'kysely'

import type { EventsDatabase } from '../events/index.ts'
import { text } from './column.ts'
import { COLUMN, type EventsExpression, nullsLast, outcome, type TextColumn } from './standard.ts'

/** What every question for single events shows between the call and its own columns. */
export const WHO_AND_WHERE = {
  caller: COLUMN.caller,
  caller_kind: COLUMN.caller_kind,
  source_ip: COLUMN.source_ip,
  region: COLUMN.region,
  account: COLUMN.account,
  resource: COLUMN.resource,
  outcome: COLUMN.outcome,
  error_code: text('The error code of a call that failed.'),
} as const

/** The columns of {@link WHO_AND_WHERE}. */
export function whoAndWhere(eb: EventsExpression) {
  return [
    'caller',
    'caller_kind',
    eb.ref('source_ip_address').as('source_ip'),
    'region',
    'account',
    'resource',
    outcome(eb).as('outcome'),
    'error_code',
  ] as const
}

type Rows<O> = SelectQueryBuilder<EventsDatabase, 'events', O>

/** What single events are ordered by after their time: ids first, which leaves the rest to copies and to events without. */
const TIES = [
  'event_id',
  'account',
  'region',
  'service',
  'event_name',
  'caller',
  'source_ip_address',
  'resource',
  'error_code',
] as const

/** Single events by time. Many share a second, so all else that is shown decides too: `more` is what a query adds. */
export function inOrder(direction: 'asc' | 'desc', more: readonly TextColumn[]) {
  return <O>(rows: Rows<O>): Rows<O> => {
    const byTime = rows.orderBy('event_time', order => order[direction]().nullsLast())
    return [...TIES, ...more].reduce((ordered, column) => ordered.orderBy(column, nullsLast), byTime)
  }
}

/** Single events, newest first. */
export function newestFirst(more: readonly TextColumn[]) {
  return inOrder('desc', more)
}

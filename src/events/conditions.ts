import { type Expression, sql } from 'kysely'

import { type ColumnReader, type Condition, eb, is, isOneOf } from './derived/column.ts'
import type { Scope } from './scope.ts'

/** Kinds of caller that are AWS itself. */
const AWS_KINDS = ['aws-service', 'service-linked-role', 'service-event']

/** The scope as conditions on the columns of a record: the truth, whatever the partitions say. */
export function scopeConditions(scope: Scope, columns: ColumnReader): readonly Condition[] {
  const conditions: Condition[] = []
  if (scope.since !== undefined) conditions.push(eb(columns('event_time'), '>=', scope.since))
  if (scope.until !== undefined) conditions.push(eb(columns('event_time'), '<', scope.until))
  if (scope.account.length > 0) conditions.push(isOneOf(columns('account'), scope.account))
  if (scope.region.length > 0) conditions.push(isOneOf(columns('region'), scope.region))
  if (scope.service.length > 0) conditions.push(isOneOf(columns('event_source'), scope.service.flatMap(hosts)))
  if (scope.event.length > 0) conditions.push(matchesAny(columns('event_name'), scope.event))
  if (scope.caller.length > 0) conditions.push(matchesAny(columns('caller'), scope.caller))
  if (scope.principal.length > 0) conditions.push(matchesAny(columns('principal'), scope.principal))
  if (scope.ip.length > 0) conditions.push(matchesAny(columns('source_ip_address'), scope.ip))
  if (scope.accessKey.length > 0) conditions.push(isOneOf(columns('user_identity_access_key_id'), scope.accessKey))
  if (scope.outcome === 'failed') conditions.push(columns.condition('failed'))
  if (scope.outcome === 'ok') conditions.push(eb.not(columns.condition('failed')))
  if (scope.writesOnly) conditions.push(columns.condition('is_write'))
  if (scope.readsOnly) conditions.push(eb.not(columns.condition('is_write')))
  if (scope.excludeAws) conditions.push(eb(columns('caller_kind'), 'not in', AWS_KINDS))
  return conditions
}

/** Whether a text matches one of the patterns, in which only `*` is special. */
export function matchesAny(text: Expression<string | null>, patterns: readonly string[]): Condition {
  const names = patterns.filter(pattern => !pattern.includes('*'))
  const wild = patterns.filter(pattern => pattern.includes('*')).map(pattern => matches(text, pattern))
  const [name, ...more] = names
  if (name === undefined) return eb.or(wild)
  return eb.or([more.length === 0 ? is(text, name) : isOneOf(text, names), ...wild])
}

function matches(text: Expression<string | null>, pattern: string): Condition {
  // Trino refuses a backslash before an ordinary character, so only these three are escaped.
  const like = pattern.replace(/[%_\\]/g, '\\$&').replaceAll('*', '%')
  return like.includes('\\') ? sql<boolean>`${text} like ${like} escape ${'\\'}` : eb(text, 'like', like)
}

function hosts(service: string): readonly string[] {
  return [`${service}.amazonaws.com`, `${service}.amazonaws.com.cn`]
}

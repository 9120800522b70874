import { sometimes } from './column.ts'
import { COLUMN, type EventsExpression } from './standard.ts'

/** What calls can be counted by: a column of `events`, and its name in a result. */
export const CALLER_KEYS = {
  principal: { column: 'principal', name: 'principal' },
  caller: { column: 'caller', name: 'caller' },
  ip: { column: 'source_ip_address', name: 'source_ip' },
  'access-key': { column: 'user_identity_access_key_id', name: 'access_key' },
  'user-agent': { column: 'user_agent', name: 'user_agent' },
  account: { column: 'account', name: 'account' },
} as const

/** A word of `--by`. */
export type CallerKey = keyof typeof CALLER_KEYS

/** The columns of a few keys, of which a result has the one that was asked for. */
export const CALLER_KEY_COLUMNS = {
  principal: sometimes(COLUMN.principal),
  caller: sometimes(COLUMN.caller),
  source_ip: sometimes(COLUMN.source_ip),
  access_key: sometimes(COLUMN.access_key),
  user_agent: sometimes(COLUMN.user_agent),
  account: sometimes(COLUMN.account),
} as const

/** The key's column, under the name that it has in a result. */
export function callerKey(eb: EventsExpression, by: CallerKey) {
  const { column, name } = CALLER_KEYS[by]
  return eb.ref(column).$notNull().as(name)
}

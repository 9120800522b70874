import { SCOPE_PARAMS } from '../events/index.ts'
import type { ParamSet } from '../param.ts'

/** Of all flags those that are the question's: its scope, its parameters, its limit. */
export function questionFlags(
  flags: Readonly<Record<string, unknown>>,
  params: ParamSet = {},
): Record<string, unknown> {
  const limit = flags['limit'] === undefined ? {} : { limit: flags['limit'] }
  return { ...scopeFlags(flags), ...pick(flags, Object.keys(params)), ...limit }
}

/** Of all flags those that bound a question. */
export function scopeFlags(flags: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return pick(flags, Object.keys(SCOPE_PARAMS))
}

function pick(flags: Readonly<Record<string, unknown>>, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(names.filter(name => flags[name] !== undefined).map(name => [name, flags[name]]))
}

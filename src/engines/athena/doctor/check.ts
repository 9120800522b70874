import { TrailqError } from '../../../errors.ts'
import { apiFailure } from '../failure.ts'

/** One line of an examination. */
export interface Check {
  readonly name: string
  readonly verdict: 'ok' | 'warning' | 'wrong'
  readonly says: string
  /** What to do; '' where there is nothing to do. */
  readonly next: string
}

export function ok(name: string, says: string): Check {
  return { name, verdict: 'ok', says, next: '' }
}

export function warning(name: string, says: string, next: string): Check {
  return { name, verdict: 'warning', says, next }
}

export function wrong(name: string, says: string, next: string): Check {
  return { name, verdict: 'wrong', says, next }
}

/** What most refusals of AWS say. */
const NAMED = /not authorized to perform: ([\w-]+:\w+)(?: on (?:the )?(?:resource:? )?["']?(arn:[^\s"',]+))?/i

const POLICY = "'trailq policy' prints the least policy."

/**
 * What an error means for a check.
 *
 * @param permission what the step needs, for a refusal that does not name it: `athena:GetWorkGroup on workgroup/primary`
 * @throws what ends the examination: that it was stopped, and mistakes of ours
 */
export function failed(name: string, error: unknown, permission: string, signal?: AbortSignal): Check {
  const failure = apiFailure(error, name, signal)
  if (!(failure instanceof TrailqError) || signal?.aborted === true) throw failure
  const { code, message, next } = failure
  return wrong(name, message, code === 'ACCESS_DENIED' ? allowing(message, permission) : next)
}

/** What to allow, by AWS's own words where they tell it. */
export function allowing(message: string, permission: string): string {
  const [, action, resource] = NAMED.exec(message) ?? []
  const asked = action === undefined ? permission : `${action}${resource === undefined ? '' : ` on ${resource}`}`
  if (/explicit deny/i.test(message)) return `A policy denies ${asked} explicitly: to allow it elsewhere is not enough.`
  return `Allow ${asked}. ${POLICY}`
}

/** An option of a call: that a signal ends it. */
export function until(signal: AbortSignal | undefined): { abortSignal?: AbortSignal } {
  return signal === undefined ? {} : { abortSignal: signal }
}

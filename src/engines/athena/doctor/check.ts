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

/**
 * What an error means for a check.
 *
 * @param permission what the call needs: `athena:GetWorkGroup on workgroup/primary`
 */
export function failed(name: string, error: unknown, permission: string): Check {
  const failure = apiFailure(error, name)
  if (!(failure instanceof TrailqError)) throw failure
  const next = failure.code === 'ACCESS_DENIED' ? `Allow ${permission}. ${failure.next}` : failure.next
  return wrong(name, failure.message, next)
}

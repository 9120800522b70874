import type { Engine, Estimate, Scope } from '../events/index.ts'
import type { Estimating } from './result.ts'

/**
 * Counts for an engine. Questions that are counted at the same time, within the same window, accounts and regions, lie
 * in the same folders: these are listed once.
 */
export function estimates(engine: Engine): (scope: Scope) => Estimating | undefined {
  const underWay = new Map<string, { readonly signal: AbortSignal | undefined; readonly found: Promise<Estimate> }>()
  const { estimate } = engine
  if (estimate === undefined) return () => undefined
  return scope =>
    ({ signal }) => {
      const { since, until, account, region } = scope
      const key = JSON.stringify([since, until, account, region])
      const other = underWay.get(key)
      // Who is counting may stop it for itself, but for nobody else.
      if (other !== undefined && other.signal === signal) return other.found
      const found = estimate.call(engine, scope, { signal }).finally(() => underWay.delete(key))
      underWay.set(key, { signal, found })
      return found
    }
}

import { type RunOptions, resolveScope, type ScopeInput } from '../events/index.ts'
import type { ResultRow } from '../sql/result-type.ts'
import { estimates } from './estimates.ts'
import { judged } from './judged.ts'
import { openEngine, type TrailConfig } from './open-engine.ts'
import {
  type AnyQuery,
  cannedQuestion,
  findQuery,
  type QueryId,
  type RowOfQuery,
  type RunArguments,
} from './question.ts'
import { Result, type ResultOptions } from './result.ts'
import { type ScopedKysely, scopedKysely } from './scoped-kysely.ts'

/** A trail, open for questions. */
export interface Trail extends AsyncDisposable {
  /**
   * Runs a canned query, or one made with {@link defineQuery}. Parameters and rows are typed by it.
   *
   * @example
   * ```ts
   * for await (const row of trail.run('failed-calls', { since: '7d' })) console.log(row.service, row.events)
   * ```
   */
  run<const Q extends QueryId | AnyQuery>(query: Q, ...given: RunArguments<Q>): Result<RowOfQuery<Q>>
  /**
   * Kysely over `events`, bound to a scope that no query can leave.
   *
   * @example
   * ```ts
   * const db = trail.scope({ since: '7d', region: 'us-east-1' })
   * const rows = await db.selectFrom('events').select(['service', 'event_name']).where('failed', '=', true).execute()
   * ```
   */
  scope(scope?: ScopeInput): ScopedKysely
  /** Runs a SELECT over `events` within a scope, as text. */
  sql(text: string, scope?: ScopeInput, options?: ResultOptions): Result<ResultRow>
  close(): Promise<void>
}

/**
 * Opens a trail. Nothing is read before a question is asked.
 *
 * @throws TrailqError NO_LOGS where no logs are named
 * @example
 * ```ts
 * import { openTrail } from 'trailq'
 * const trail = await openTrail({ logs: 'AWSLogs' })
 * console.log(await trail.run('failed-calls', { since: '2026-11-01' }).toArray())
 * ```
 */
export async function openTrail(config: TrailConfig): Promise<Trail> {
  const engine = await openEngine(config)
  const estimating = estimates(engine)
  const resolved = (scope: ScopeInput = {}) => resolveScope(scope, new Date(), engine)
  return {
    run: (query, ...[input, options = {}]) => {
      const question = cannedQuestion(findQuery(query as AnyQuery), (input ?? {}) as Record<string, unknown>, engine)
      const { scope, text, types } = question
      return new Result(
        async started => engine.run(text === undefined ? question : await judged(engine, scope, text, types), started),
        options,
        estimating(scope),
        scope.usualWindow,
      ) as never
    },
    scope: scope => scopedKysely(engine, resolved(scope)),
    sql: (text, given, options = {}) => {
      const scope = resolved(given)
      const start = async (started: RunOptions) => engine.run(await judged(engine, scope, text), started)
      return new Result(start, options, estimating(scope), scope.usualWindow)
    },
    close: () => engine.close(),
    [Symbol.asyncDispose]: () => engine.close(),
  }
}

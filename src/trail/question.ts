import { LimitNode, SelectQueryNode, ValueNode } from 'kysely'

import { didYouMean, TrailqError } from '../errors.ts'
import {
  type Engine,
  type EngineQuestion,
  type EventSource,
  resolveScope,
  SCOPE_PARAMS,
  type Scope,
  type ScopeInput,
} from '../events/index.ts'
import { parseTime } from '../model/index.ts'
import { integer, type ParamInput, type ParamSet, parseParams } from '../param.ts'
import type { Flat, QueryColumns, RowOf } from '../queries/define.ts'
import { QUERIES, type Query } from '../queries/index.ts'
import type { QueryInputs, QueryRows } from '../queries/types.ts'
import { compileSql } from '../sql/compile.ts'
import type { Spellings } from '../sql/spelling.ts'
import type { ResultOptions } from './result.ts'
import { builderOf } from './scoped-kysely.ts'
import { selectSql } from './select-sql.ts'

/** The id of a canned query. */
export type QueryId = keyof QueryInputs

/**
 * What a query takes: its parameters, the scope and a limit. A parameter of the query takes the place of the scope's of
 * the same name.
 *
 * @typeParam Q the id of a canned query, or the type of one made with `defineQuery`
 * @example
 * ```ts
 * import type { QueryInput } from 'trailq'
 * const input: QueryInput<'failed-calls'> = { since: '7d', by: 'caller' }
 * ```
 */
export type QueryInput<Q extends QueryId | AnyQuery> = Q extends QueryId
  ? QueryInputs[Q]
  : Q extends { readonly params: infer P extends ParamSet }
    ? OwnInput<P>
    : never

type OwnInput<P extends ParamSet> = string extends keyof P
  ? Readonly<Record<string, unknown>>
  : Flat<Omit<ScopeInput, keyof P> & ParamInput<P> & Limit>

interface Limit {
  /** At most so many rows; 0 for all. Default: 0. */
  readonly limit?: number | undefined
}

/**
 * A row of a query.
 *
 * @typeParam Q the id of a canned query, or the type of one made with `defineQuery`
 * @example
 * ```ts
 * import type { RowOfQuery } from 'trailq'
 * const worst = (rows: readonly RowOfQuery<'failed-calls'>[]) => rows.reduce((n, { events }) => Math.max(n, events), 0)
 * ```
 */
export type RowOfQuery<Q extends QueryId | AnyQuery> = Q extends QueryId
  ? QueryRows[Q]
  : Q extends { readonly columns: infer C extends QueryColumns }
    ? RowOf<C>
    : never

/** What follows the query in `run`: its input must be given where the query has a parameter that must. */
export type RunArguments<Q extends QueryId | AnyQuery> =
  Record<never, never> extends QueryInput<Q>
    ? [input?: QueryInput<Q> | undefined, options?: ResultOptions | undefined]
    : [input: QueryInput<Q>, options?: ResultOptions | undefined]

/** Any declared query. */
export type AnyQuery = Query<string, ParamSet, QueryColumns>

/** @throws TrailqError UNKNOWN_QUERY, with the nearest name. */
export function findQuery(query: QueryId | AnyQuery | (string & {})): AnyQuery {
  if (typeof query !== 'string') return query
  const all: readonly AnyQuery[] = QUERIES as unknown as readonly AnyQuery[]
  const found = all.find(({ id }) => id === query)
  if (found !== undefined) return found
  throw new TrailqError(
    'UNKNOWN_QUERY',
    `There is no query '${query}'.${didYouMean(
      query,
      all.map(({ id }) => id),
    )}`,
    {
      next: "'trailq list' shows them all.",
    },
  )
}

const LIMIT = integer('At most so many rows; 0 for all.', 0, { min: 0, max: Number.MAX_SAFE_INTEGER })

/** A question made from a declaration. */
export interface CannedQuestion extends EngineQuestion {
  /** Its SQL over `events`, where somebody else declared it: such a text is judged before it runs. */
  readonly text?: string
}

/**
 * A canned question, its values checked and its window resolved.
 *
 * @throws TrailqError BAD_PARAMETER, MISSING_PARAMETER, and what {@link resolveScope} throws
 */
export function cannedQuestion(
  query: AnyQuery,
  input: Readonly<Record<string, unknown>>,
  engine: Pick<Engine, 'spellings' | 'isRemote'>,
  now = new Date(),
): CannedQuestion {
  const { limit = 0, ...given } = input
  const own = pick(given, name => Object.hasOwn(query.params, name))
  const rest = pick(given, name => !Object.hasOwn(query.params, name))
  refuseUnknown(query, Object.keys(rest))
  const params = parseParams(query.params, own, query.id)
  const asked = resolveScope({ ...query.scope, ...rest } as ScopeInput, now, engine)
  const scope = withBaseline(asked, query.baseline?.(params as never))
  const node = query.build(builderOf(), params as never, { since: asked.since, until: asked.until }).toOperationNode()
  const limited = withLimit(node, LIMIT.parse(limit, 'limit'))
  const canned = isCanned(query)
  return {
    scope,
    canned,
    ...(canned ? {} : { text: compileSql(limited, engine.spellings) }),
    types: new Map(Object.entries(query.columns).map(([name, { type }]) => [name, type])),
    sql: source => selectSql(limited, scope, source, engine.spellings),
  }
}

/** The SQL of a canned query as a person reads it: what `trailq show` and the folder sql/ print. */
export function querySql<Q extends QueryId | AnyQuery>(
  query: Q,
  input: QueryInput<Q>,
  dialect: { readonly spellings: Spellings; readonly shownSource: EventSource },
  now?: Date,
): string {
  const question = cannedQuestion(
    findQuery(query),
    input as Readonly<Record<string, unknown>>,
    { ...dialect, isRemote: false },
    now,
  )
  return question.sql(dialect.shownSource)
}

/** A query that somebody else declared may hold SQL text of theirs. */
function isCanned(query: AnyQuery): boolean {
  return (QUERIES as readonly unknown[]).includes(query)
}

/** A query that looks back reads from before its window on. */
function withBaseline(scope: Scope, baseline: string | undefined): Scope {
  if (baseline === undefined || scope.since === undefined) return scope
  return { ...scope, since: parseTime(baseline, new Date(scope.since)) }
}

function withLimit(node: SelectQueryNode, limit: number): SelectQueryNode {
  return limit === 0 ? node : SelectQueryNode.cloneWithLimit(node, LimitNode.create(ValueNode.create(limit)))
}

function refuseUnknown(query: AnyQuery, names: readonly string[]): void {
  const known = [...Object.keys(query.params), ...Object.keys(SCOPE_PARAMS)]
  for (const name of names) {
    if (Object.hasOwn(SCOPE_PARAMS, name)) continue
    throw new TrailqError('BAD_PARAMETER', `${query.id} has no parameter '${name}'.${didYouMean(name, known)}`, {
      next: `'trailq show ${query.id}' lists what it takes.`,
    })
  }
}

function pick(values: Readonly<Record<string, unknown>>, wanted: (name: string) => boolean): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([name]) => wanted(name)))
}

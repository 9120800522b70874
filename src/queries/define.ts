import type { Expression, SelectQueryNode } from 'kysely'
import type { ReadonlyKysely } from 'kysely/readonly'

import type { EventsDatabase, ScopeInput } from '../events/index.ts'
import type { ParamSet, ParamValues } from '../param.ts'
import type { DecodedTypes, ResultType } from '../sql/result-type.ts'

/** What a query is built on: kysely over the one relation, reading only. */
export type EventsBuilder = ReadonlyKysely<EventsDatabase>

/** A column of a query's result. */
export interface QueryColumn<
  Type extends ResultType = ResultType,
  Optional extends boolean = boolean,
  Nullable extends boolean = boolean,
> {
  readonly type: Type
  /** One sentence for help and editors. */
  readonly doc: string
  /** Whether it is there only for some parameters. */
  readonly optional: Optional
  /** Whether it can be NULL. */
  readonly nullable: Nullable
}

/** The columns of a query's result, in order. */
export type QueryColumns = Readonly<Record<string, QueryColumn>>

/** A row of a query, as its columns say. */
export type RowOf<C extends QueryColumns> = Flat<
  {
    readonly [K in keyof C as C[K] extends QueryColumn<ResultType, true> ? never : K]: ValueOf<C[K]>
  } & {
    readonly [K in keyof C as C[K] extends QueryColumn<ResultType, true> ? K : never]?: ValueOf<C[K]>
  }
>

/** What `build` has to select for these columns: their values as SQL has them, where a list is JSON array text. */
export type SelectedBy<C extends QueryColumns> = {
  [K in keyof RowOf<C>]: RowOf<C>[K] extends infer V ? (V extends readonly string[] ? string : V) : never
}

/** An intersection as one object, which is what people read in an error. */
export type Flat<T> = { [K in keyof T]: T[K] }

type ValueOf<C> =
  C extends QueryColumn<infer T, boolean, infer N> ? DecodedTypes[T] | (N extends false ? never : null) : never

/** What a trail must log for a query to find anything. */
export type Need = 'management-writes' | 'management-reads' | `data-events:${string}`

/** A question, declared once: the flags, help, row type, printed SQL and documentation come from here. */
export interface Query<
  Id extends string = string,
  P extends ParamSet = ParamSet,
  C extends QueryColumns = QueryColumns,
> {
  /** kebab-case, unique, never renamed. */
  readonly id: Id
  readonly pack: string
  /** The question in words, ending in a question mark. */
  readonly question: string
  /** What it is good to know before trusting the answer. */
  readonly notes?: string
  readonly needs: readonly Need[]
  readonly params: P
  readonly columns: C
  /** What bounds it unless the caller says otherwise. */
  readonly scope?: Pick<ScopeInput, 'outcome'>
  /** How far before the window it has to look, given its parameters: the scope is widened by it. */
  baseline?(params: ParamValues<P>): string
  /** A plain kysely query over `events`, in a total order. */
  build(db: EventsBuilder, params: ParamValues<P>, window: QueryWindow): Built<SelectedBy<C>>
}

/** A kysely query, whatever its tables: what `selectFrom` gives after any number of steps. */
export interface Built<Row> extends Expression<Row> {
  toOperationNode(): SelectQueryNode
}

/** The window that was asked for, for questions that look further back than it. */
export interface QueryWindow {
  readonly since: string | undefined
  readonly until: string | undefined
}

/**
 * A question of your own, declared as the canned ones are: `trail.run` takes it, and its parameters and rows are typed.
 *
 * @example
 * ```ts
 * import { column, defineQuery, openTrail, param } from 'trailq'
 *
 * const whoTouched = defineQuery({
 *   id: 'who-touched',
 *   pack: 'mine',
 *   question: 'Who touched this resource, and how often?',
 *   needs: ['management-writes'],
 *   params: { resource: param.requiredText('The end of its ARN.') },
 *   columns: { principal: column.text('Who.'), events: column.count('How often.') },
 *   build: (db, { resource }) =>
 *     db
 *       .selectFrom('events')
 *       .select(eb => ['principal', eb.fn.countAll<number>().as('events')])
 *       .where('resource', 'like', `%${resource}`)
 *       .groupBy('principal')
 *       .orderBy('events', 'desc')
 *       .orderBy('principal'),
 * })
 *
 * const trail = await openTrail({ logs: 'AWSLogs' })
 * for await (const row of trail.run(whoTouched, { resource: 'table/Orders' })) console.log(row.principal, row.events)
 * ```
 */
export function defineQuery<const Id extends string, const P extends ParamSet, const C extends QueryColumns>(
  query: Query<Id, P, C>,
): Query<Id, P, C> {
  return query
}

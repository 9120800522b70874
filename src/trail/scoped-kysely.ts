import {
  type CompiledQuery,
  type DatabaseIntrospector,
  Kysely,
  type QueryId,
  type RootOperationNode,
  type SelectQueryNode,
} from 'kysely'
import type { ReadonlyKysely } from 'kysely/readonly'

import { TrailqError } from '../errors.ts'
import { type Engine, EVENT_COLUMNS, EVENTS, type EventsDatabase, readQuestion, type Scope } from '../events/index.ts'
import { compileSql } from '../sql/compile.ts'
import { ReadonlyDialect, type ReadonlyEngine } from '../sql/readonly-dialect.ts'
import { judged } from './judged.ts'
import { selectSql } from './select-sql.ts'

/** Kysely over `events` within a scope. */
export type ScopedKysely = ReadonlyKysely<EventsDatabase>

/**
 * Kysely whose `events` can't be read outside of a scope: the relation is put in front when a query is compiled, with
 * the scope inside it, whatever the query does with it.
 */
export function scopedKysely(engine: Engine, scope: Scope): ScopedKysely {
  const readonly: ReadonlyEngine = {
    createCompiler: () => ({ compileQuery: (node, queryId) => compiled(engine, scope, node, queryId) }),
    createIntrospector: () => introspector,
    async *stream(query, signal) {
      const root = selectOf(query.query)
      readQuestion(root)
      // The tree may carry SQL text.
      const execution = await engine.run(await judged(engine, scope, compileSql(root, engine.spellings)), { signal })
      yield* execution.batches()
    },
    close: () => Promise.resolve(),
  }
  return new Kysely<EventsDatabase>({ dialect: new ReadonlyDialect(readonly) }) as unknown as ScopedKysely
}

/** Kysely to build canned questions with: it compiles nothing and runs nothing. */
export function builderOf(): ScopedKysely {
  BUILDER ??= new Kysely<EventsDatabase>({
    dialect: new ReadonlyDialect({
      createCompiler: () => ({ compileQuery: () => notToRun() }),
      createIntrospector: () => introspector,
      stream: () => notToRun(),
      close: () => Promise.resolve(),
    }),
  }) as unknown as ScopedKysely
  return BUILDER
}

let BUILDER: ScopedKysely | undefined

function compiled(engine: Engine, scope: Scope, node: RootOperationNode, queryId: QueryId): CompiledQuery {
  const root = selectOf(node)
  return { query: root, queryId, sql: selectSql(root, scope, engine.shownSource, engine.spellings), parameters: [] }
}

function selectOf(node: RootOperationNode): SelectQueryNode {
  if (node.kind === 'SelectQueryNode') return node
  throw new TrailqError('READ_ONLY', `trailq runs SELECT only, not ${node.kind.replace(/(Query)?Node$/, '')}`, {
    next: "Start with selectFrom('events'); for SQL as text use trail.sql().",
  })
}

function notToRun(): never {
  throw new TrailqError('NOT_SUPPORTED', 'A canned query only builds; trail.run() runs it', {
    next: 'Return the builder from build().',
  })
}

const introspector: DatabaseIntrospector = {
  getSchemas: () => Promise.resolve([]),
  getTables: () =>
    Promise.resolve([
      {
        name: EVENTS,
        isView: true,
        isForeign: false,
        columns: EVENT_COLUMNS.map(name => ({
          name,
          dataType: name === 'failed' || name === 'is_write' ? 'boolean' : 'varchar',
          isAutoIncrementing: false,
          isNullable: true,
          hasDefaultValue: false,
        })),
      },
    ]),
}

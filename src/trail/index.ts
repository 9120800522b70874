// Where a query meets an engine: opening a trail, running questions on it, handing out kysely within a scope.
// May import queries/, engines/, output/, events/ and below; nothing above but src/index.ts and cli/ imports it.
// To add an engine: one line in engines/index.ts; open.ts follows from it.
export { openTrail, type Trail } from './open.ts'
export type { AthenaConfig, LogsConfig, TrailConfig, TrinoConfig } from './open-engine.ts'
export { type AnyQuery, findQuery, type QueryId, type QueryInput, querySql, type RowOfQuery } from './question.ts'
export type { Result, ResultOptions } from './result.ts'
export type { ScopedKysely } from './scoped-kysely.ts'

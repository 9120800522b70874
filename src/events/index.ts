// The events relation: one row per CloudTrail record, its direct and derived columns, and the scope that bounds it.
// May import sql/, model/, param.ts and errors.ts; knows no engine and no query.
// To add a derived column: one entry in derived/, one line in derived/index.ts; `make sync` prints its type.

export { EVENT_COLUMNS, type EventColumn, isEventColumn } from './columns.ts'
export { matchesAny } from './conditions.ts'
export type { EventsDatabase } from './database.ts'
export { DERIVED_COLUMNS, type DerivedColumn, type DerivedName } from './derived/index.ts'
export { DIRECT_COLUMNS, type DirectColumn } from './direct.ts'
export {
  type BadFile,
  ENGINE_NAMES,
  type Engine,
  type EngineName,
  type EngineQuestion,
  type Estimate,
  type Execution,
  type LeftOut,
  type Progress,
  type RunOptions,
  type RunStats,
  type TextQuestion,
} from './engine.ts'
export type { EventsTable } from './events-table.ts'
export { columnsInText, EVENTS, outOfScope, type Question, readQuestion, reserved, withEvents } from './question.ts'
export { eventsSelect } from './relation.ts'
export { resolveScope, SCOPE_PARAMS, type Scope } from './scope.ts'
export type { ScopeInput } from './scope-input.ts'
export type { EventSource, SourceRows } from './source.ts'
export {
  NULL_KEY,
  RECORD_MEMBERS,
  RECORD_REST,
  STORE_COLUMNS,
  STORE_FIELDS,
  STORE_KEYS,
  STORE_LAYOUT,
  type StoreReading,
  storeSource,
} from './store.ts'
export { textQuestion } from './text-question.ts'

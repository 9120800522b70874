/**
 * trailq: ask CloudTrail a question.
 *
 * @example
 * ```ts
 * import { openTrail } from 'trailq'
 * const trail = await openTrail({ logs: 'AWSLogs' })
 * for await (const row of trail.run('failed-calls', { since: '7d' })) console.log(row.service, row.event_name, row.events)
 * ```
 */
export {
  type Extras,
  listPartitions,
  type NamedQuery,
  namedQuery,
  type PartitionCount,
  type PartitionKey,
  type PartitionValues,
  type Policy,
  type PolicyOptions,
  type PolicyTarget,
  partitionCount,
  partitionFolder,
  policyFor,
  printPolicy,
  printTable,
  type TableColumn,
  type TableDefinition,
  type TableFamily,
  type TableOptions,
  type TargetName,
  type TaskName,
  tableDefinition,
  type Workgroup,
  workgroup,
} from './ddl/index.ts'
export { AthenaDialect, type AthenaDialectConfig } from './engines/athena/dialect.ts'
export { DuckDbDialect, type DuckDbDialectConfig } from './engines/duckdb/dialect.ts'
export {
  type CompactOptions,
  type CompactPlan,
  type CompactResult,
  compactLogs,
} from './engines/duckdb/store/compact-logs.ts'
export { TrinoDialect, type TrinoDialectConfig } from './engines/trino/dialect.ts'
export { type ErrorCode, EXIT, type ExitStatus, TrailqError } from './errors.ts'
export type {
  BadFile,
  Estimate,
  EventsDatabase,
  EventsTable,
  LeftOut,
  Progress,
  RunStats,
  ScopeInput,
} from './events/index.ts'
export type { MimeBundle } from './output/index.ts'
export type { Param, ParamSet, ParamValues, RequiredParam } from './param.ts'
/**
 * The kinds of column that a query of your own can declare.
 *
 * @example
 * ```ts
 * import { column } from 'trailq'
 * const columns = { table_name: column.text('The table.'), events: column.count('How many calls.') }
 * ```
 */
export * as column from './queries/column.ts'
export {
  type Built,
  defineQuery,
  type EventsBuilder,
  type Need,
  type Query,
  type QueryColumn,
  type QueryColumns,
  type QueryWindow,
  type RowOf,
} from './queries/define.ts'
/**
 * The kinds of parameter that a query of your own can declare.
 *
 * @example
 * ```ts
 * import { param } from 'trailq'
 * const params = { table: param.requiredText('The table.'), by: param.choice('A row for each.', ['day', 'hour'], 'day') }
 * ```
 */
export * as param from './queries/param.ts'
/**
 * SQL functions that mean the same on every engine: DuckDB, Trino and Athena spell them differently.
 *
 * @example
 * ```ts
 * import { openTrail, portable } from 'trailq'
 * const trail = await openTrail({ logs: 'AWSLogs' })
 * const tables = await trail
 *   .scope({ service: 'dynamodb' })
 *   .selectFrom('events')
 *   .select(eb => portable.jsonText(eb.ref('request_parameters'), 'tableName').as('table_name'))
 *   .distinct()
 *   .execute()
 * ```
 */
export * as portable from './queries/portable.ts'
export type { ResultColumn, ResultRow, ResultType, ResultValue } from './sql/result-type.ts'
export {
  type AnyQuery,
  type AthenaConfig,
  type LogsConfig,
  openTrail,
  type QueryId,
  type QueryInput,
  type Result,
  type ResultOptions,
  type RowOfQuery,
  type ScopedKysely,
  type Trail,
  type TrailConfig,
  type TrinoConfig,
} from './trail/index.ts'

// What lives here: one model of a table over a trail's files (pure data), and the targets that print it.
// It may import ../model, ../param.ts, ../errors.ts, and ../events/store.ts for the columns of the compact store; yaml.
// To add a target: a file in targets/ with a Target, and a line in targets/index.ts.
export type { PlanLine } from './catalog/compare.ts'
export { NO_TABLE, type Plan } from './catalog/plan.ts'
export { type ColumnType, hiveType, trinoType } from './column-type.ts'
export { recordColumns, type TableColumn } from './columns.ts'
export {
  partitionFolder,
  type TableDefinition,
  tableDefinition,
} from './definition.ts'
export { type Extras, type NamedQuery, namedQuery, type Workgroup, workgroup } from './extras.ts'
export { TABLE_FAMILIES, tableFamily } from './layout.ts'
export { CONTROL_TOWER_BUCKET, parseLocation, parseS3 } from './location.ts'
export type { Folders } from './look/folders.ts'
export { findStore } from './look/store.ts'
export { type FoundTrail, findTrails } from './look/trail.ts'
export { TABLE_PARAMS, tableOptions } from './params.ts'
export {
  PARTITION_LIMIT,
  PARTITIONINGS,
  type PartitionCount,
  type Partitioning,
  type PartitionKey,
  partitionCount,
} from './partitioning.ts'
export { listPartitions, type PartitionValues } from './partitions.ts'
export type { PolicyOptions } from './policy/names.ts'
export {
  LONGEST_POLICY,
  POLICY_TARGETS,
  type Policy,
  type PolicyTarget,
  policyFor,
  printPolicy,
  TASK_NAMES,
} from './policy/policy.ts'
export type { Statement, TaskName } from './policy/tasks.ts'
export { STORAGES, type Storage } from './storage.ts'
export type { TableFamily, TableOptions } from './table-options.ts'
export { printTable, TARGET_NAMES, TARGETS, type TargetName, targetNamed } from './targets/index.ts'
export { CHANGES, type Change, type Target } from './targets/target.ts'

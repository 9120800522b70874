import {
  BatchCreatePartitionCommand,
  CreateDatabaseCommand,
  CreateTableCommand,
  GetTableCommand,
  type GlueClient,
  type PartitionInput,
  paginateGetPartitions,
  UpdateTableCommand,
} from '@aws-sdk/client-glue'

import { TrailqError } from '../../errors.ts'
import { batches, PARTITIONS_AT_ONCE } from '../batches.ts'
import type { TableDefinition } from '../definition.ts'
import type { PartitionValues } from '../partitions.ts'
import { partitionInput } from '../table-input.ts'
import { type CurrentTable, currentTable } from './current.ts'
import { type Plan, planOf } from './plan.ts'

/** The table as the catalog has it; undefined where it, or its database, is not there. */
export async function readTable(
  client: GlueClient,
  { database, name }: Pick<TableDefinition, 'database' | 'name'>,
): Promise<CurrentTable | undefined> {
  try {
    const { Table } = await client.send(new GetTableCommand({ DatabaseName: database, Name: name }))
    return Table === undefined ? undefined : currentTable(Table)
  } catch (error) {
    if (isNamed(error, 'EntityNotFoundException')) return undefined
    throw error
  }
}

/**
 * What it takes to make the catalog as defined; reads, and changes nothing.
 *
 * @param partitions those that are to be registered, where the table's are not projected
 * @throws TrailqError NOT_CLOUDTRAIL, and what the Glue API throws
 */
export async function planTable(
  client: GlueClient,
  table: TableDefinition,
  partitions: readonly PartitionValues[],
  isTold: boolean,
): Promise<Plan> {
  const current = await readTable(client, table)
  const registered = current === undefined || partitions.length === 0 ? new Set() : await readPartitions(client, table)
  const fresh = partitions.filter(values => !registered.has(keyOf([values.account, values.region, values.day])))
  return planOf(table, current, fresh, isTold)
}

/**
 * Does what a plan says, if the catalog still is as the plan saw it. Never drops or empties anything.
 *
 * @throws TrailqError TABLE_CHANGED, TABLE_NOT_FOUND, and what the Glue API throws
 */
export async function applyPlan(client: GlueClient, table: TableDefinition, plan: Plan): Promise<void> {
  const { database: DatabaseName, input: TableInput } = plan
  try {
    if (plan.action === 'create') await client.send(new CreateTableCommand({ DatabaseName, TableInput }))
    if (plan.action === 'update') {
      await refuseChanged(client, table, plan)
      // The catalog checks the version once more: between the look and the update a moment is left.
      await client.send(new UpdateTableCommand({ DatabaseName, TableInput, VersionId: plan.version }))
    }
  } catch (error) {
    if (isNamed(error, 'AlreadyExistsException', 'ConcurrentModificationException')) throw changed(plan, error)
    if (isNamed(error, 'EntityNotFoundException')) {
      throw new TrailqError('TABLE_NOT_FOUND', `There is no database ${DatabaseName} in the catalog`, {
        next: 'Add --create-database, or name another --database.',
        cause: error,
      })
    }
    throw error
  }
  await addPartitions(client, table, plan.partitions)
}

/** The database, where it is not there yet. */
export async function createDatabase(client: GlueClient, name: string, comment: string): Promise<void> {
  try {
    await client.send(new CreateDatabaseCommand({ DatabaseInput: { Name: name, Description: comment } }))
  } catch (error) {
    if (!isNamed(error, 'AlreadyExistsException')) throw error
  }
}

async function refuseChanged(client: GlueClient, table: TableDefinition, plan: Plan): Promise<void> {
  const now = await readTable(client, table)
  if (now?.version !== plan.version) throw changed(plan)
}

/** The error for a table that is no longer as the plan saw it. */
export function changed({ database, name, version }: Pick<Plan, 'database' | 'name' | 'version'>, cause?: unknown) {
  return new TrailqError('TABLE_CHANGED', `${database}.${name} is no longer as it was planned against (${version})`, {
    next: "Look again: 'trailq table plan'.",
    cause,
  })
}

/** The keys of every partition that is registered. */
async function readPartitions(client: GlueClient, { database, name }: TableDefinition): Promise<ReadonlySet<string>> {
  const found = new Set<string>()
  const pages = paginateGetPartitions(
    { client },
    { DatabaseName: database, TableName: name, ExcludeColumnSchema: true },
  )
  for await (const { Partitions = [] } of pages) for (const { Values = [] } of Partitions) found.add(keyOf(Values))
  return found
}

/** One that is there already is no failure: somebody else may have been quicker. */
async function addPartitions(
  client: GlueClient,
  table: TableDefinition,
  partitions: readonly PartitionValues[],
): Promise<void> {
  for (const [at, batch] of batches(partitions, PARTITIONS_AT_ONCE).entries()) {
    const { Errors = [] } = await client.send(
      new BatchCreatePartitionCommand({
        DatabaseName: table.database,
        TableName: table.name,
        PartitionInputList: batch.map(values => partitionInput(table, values) as unknown as PartitionInput),
      }),
    )
    const failed = Errors.filter(({ ErrorDetail }) => ErrorDetail?.ErrorCode !== 'AlreadyExistsException')
    if (failed[0] === undefined) continue
    const { PartitionValues: values = [], ErrorDetail } = failed[0]
    const done = at * PARTITIONS_AT_ONCE + batch.length - failed.length
    throw new TrailqError(
      'ENGINE_FAILED',
      `The partition ${values.join(', ')} could not be registered: ${ErrorDetail?.ErrorMessage ?? ErrorDetail?.ErrorCode}. ${done} of ${partitions.length} are`,
      { next: 'The same command again goes on from there.' },
    )
  }
}

function keyOf(values: readonly string[]): string {
  return values.join('\n')
}

function isNamed(error: unknown, ...names: readonly string[]): error is Error {
  return error instanceof Error && names.includes(error.name)
}

import type { TableInput as GlueTableInput } from '@aws-sdk/client-glue'

import { TrailqError } from '../../errors.ts'
import type { TableDefinition } from '../definition.ts'
import type { PartitionValues } from '../partitions.ts'
import { tableInput } from '../table-input.ts'
import { compare, mergedParameters, type PlanLine } from './compare.ts'
import type { CurrentTable } from './current.ts'

/** What it takes to make the catalog as wanted. */
export interface Plan {
  readonly database: string
  readonly name: string
  /** The version that the plan is made against; `none` where there is no such table. */
  readonly version: string
  readonly action: 'create' | 'update' | 'none'
  readonly lines: readonly PlanLine[]
  /** The request, where there is one. */
  readonly input: GlueTableInput
  /** Partitions that are not registered yet. */
  readonly partitions: readonly PartitionValues[]
}

/** The version of a table that is not there. */
export const NO_TABLE = 'none'

/**
 * What it takes to make the catalog's table as defined.
 *
 * @param current the table as it is; undefined where there is none
 * @param partitions those that are to be registered and are not
 * @param isTold whether a table over something else may be taken over
 * @throws TrailqError NOT_CLOUDTRAIL for a table that is not a trail's
 */
export function planOf(
  table: TableDefinition,
  current: CurrentTable | undefined,
  partitions: readonly PartitionValues[],
  isTold: boolean,
): Plan {
  const wanted = tableInput(table)
  const plan = { database: table.database, name: table.name, partitions }
  if (current === undefined) {
    const columns = `${table.columns.length} columns, ${table.location}`
    return {
      ...plan,
      version: NO_TABLE,
      action: 'create',
      lines: [{ sign: '+', text: `table ${table.database}.${table.name}: ${columns}` }],
      input: glueInput(wanted),
    }
  }
  refuseOthers(table, current, isTold)
  const lines = compare(current, wanted)
  const { Owner, LastAccessTime, LastAnalyzedTime, Retention, StorageDescriptor: storage, TargetTable } = current.whole
  // An update replaces all: what others set stays as it is.
  const kept = { Owner, LastAccessTime, LastAnalyzedTime, Retention, TargetTable }
  return {
    ...plan,
    version: current.version,
    action: lines.length === 0 ? 'none' : 'update',
    lines,
    input: {
      ...Object.fromEntries(Object.entries(kept).filter(([, value]) => value !== undefined)),
      ...glueInput(wanted),
      Parameters: { ...mergedParameters(current.parameters, wanted.Parameters) },
      StorageDescriptor: {
        ...storage,
        ...glueInput(wanted).StorageDescriptor,
        SerdeInfo: {
          ...storage?.SerdeInfo,
          SerializationLibrary: wanted.StorageDescriptor.SerdeInfo.SerializationLibrary,
        },
      },
    },
  }
}

function glueInput(input: ReturnType<typeof tableInput>): GlueTableInput {
  return structuredClone(input) as unknown as GlueTableInput
}

/** A view, a table of another format, or one over other files is nobody's but its owner's. */
function refuseOthers(table: TableDefinition, current: CurrentTable, isTold: boolean): void {
  const name = `${table.database}.${table.name}`
  const format = current.parameters['table_type'] ?? current.parameters['spark.sql.sources.provider']
  const what =
    current.type === 'VIRTUAL_VIEW'
      ? 'a view'
      : current.type === 'MANAGED_TABLE'
        ? 'a table that owns its files'
        : format === undefined
          ? undefined
          : `a table of ${format}`
  if (what !== undefined) {
    throw new TrailqError('NOT_CLOUDTRAIL', `${name} is ${what}: it is left alone`, { next: 'Take another --table.' })
  }
  const isTrail = /^s3:\/\/[^/]+\/(?:.*\/)?AWSLogs(?:\/|$)/.test(current.location)
  const isStore = /\/account=\$\{account\}\/region=/.test(current.parameters['storage.location.template'] ?? '')
  if (isTrail || isStore || current.location === table.location || isTold) return
  throw new TrailqError(
    'NOT_CLOUDTRAIL',
    `${name} is over ${current.location || 'nothing'}, which is no trail's folder`,
    {
      next: 'Take another --table; or add --take-over, if it is to become the table of this trail.',
    },
  )
}

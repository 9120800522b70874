import {
  type AthenaClient,
  type Column,
  GetTableMetadataCommand,
  ListTableMetadataCommand,
  type TableMetadata,
} from '@aws-sdk/client-athena'

import { didYouMean, TrailqError } from '../../errors.ts'
import { needsValues, withPartition } from '../trino/partition-values.ts'
import { roleNamed, type Table, type TableColumn } from '../trino/table.ts'
import type { Aws } from './aws.ts'
import { apiFailure } from './failure.ts'
import { hiveType } from './hive-type.ts'
import { listedValues } from './listed-partition.ts'
import { withProjection } from './projected-keys.ts'
import { OWN_CATALOG, type TableName } from './table-name.ts'

/** A table as the catalog describes it. */
export interface CatalogTable {
  readonly table: Table
  /** Its properties: the location, the input format, partition projection. */
  readonly properties: Readonly<Record<string, string>>
  readonly isView: boolean
}

/** How many tables of a database are named where one is not found. */
const NAMED = 10

/** Asks the catalog about a table. @throws TrailqError TABLE_NOT_FOUND with the nearest name, ACCESS_DENIED */
export async function describeTable(aws: Aws, name: TableName, signal?: AbortSignal): Promise<CatalogTable> {
  const client = await aws.athena(signal).catch(error => {
    throw apiFailure(error, 'find credentials', signal)
  })
  const metadata = await metadataOf(client, name, signal).catch(async error => {
    throw await nearestTable(client, name, apiFailure(error, `look at table ${name.database}.${name.table}`, signal))
  })
  const found = tableOf(name, metadata)
  if (isProjected(found)) return { ...found, table: withProjection(found.table, found.properties) }
  if (found.isView || !needsValues(found.table)) return found
  const values = await listedValues(aws, name, signal)
  return values === undefined ? found : { ...found, table: withPartition(found.table, values) }
}

/** Whether Athena computes the partitions of a table and does not ask the catalog for them. */
export function isProjected({ properties }: CatalogTable): boolean {
  return properties['projection.enabled']?.toLowerCase() === 'true'
}

async function metadataOf(client: AthenaClient, name: TableName, signal?: AbortSignal): Promise<TableMetadata> {
  const { TableMetadata: metadata } = await client.send(
    new GetTableMetadataCommand({
      CatalogName: name.catalog ?? OWN_CATALOG,
      DatabaseName: name.database,
      TableName: name.table,
    }),
    signal === undefined ? {} : { abortSignal: signal },
  )
  if (metadata !== undefined) return metadata
  throw new TrailqError('TABLE_NOT_FOUND', `The catalog says nothing of ${name.database}.${name.table}`)
}

function tableOf({ catalog, database, table: name }: TableName, metadata: TableMetadata): CatalogTable {
  const {
    Columns: columns = [],
    PartitionKeys: keys = [],
    Parameters: properties = {},
    TableType: type = '',
  } = metadata
  const all = [...columns.map(column => described(column, false)), ...keys.map(key => described(key, true))]
  const names = [...(catalog === undefined || catalog === OWN_CATALOG ? [] : [catalog]), database, name]
  const isView = type === 'VIRTUAL_VIEW'
  const knowsItsFiles = properties['table_type']?.toUpperCase() === 'ICEBERG'
  return {
    table: { name: names.map(part => part.toLowerCase()), columns: isView ? handedOver(all) : all, knowsItsFiles },
    properties,
    isView,
  }
}

function described({ Name: name = '', Type: type = 'string' }: Column, isPartitionKey: boolean): TableColumn {
  return { name, type: hiveType(type), isPartitionKey }
}

/** A view hands over the day that its table is partitioned by as a column: a condition on it reaches through. */
function handedOver(columns: readonly TableColumn[]): readonly TableColumn[] {
  return columns.map(column =>
    column.type.kind === 'scalar' && roleNamed(column.name) === 'day' ? { ...column, isPartitionKey: true } : column,
  )
}

/** The error for a table that is not there, with the nearest that is; any other error as it is. */
async function nearestTable(client: AthenaClient, name: TableName, error: unknown): Promise<unknown> {
  if (!(error instanceof TrailqError) || error.code !== 'TABLE_NOT_FOUND') return error
  const { database, table, catalog = OWN_CATALOG } = name
  const listed = await client
    .send(new ListTableMetadataCommand({ CatalogName: catalog, DatabaseName: database, MaxResults: 50 }))
    .catch(() => undefined)
  const names =
    listed?.TableMetadataList?.map(({ Name }) => Name ?? '').filter(other => other !== table.toLowerCase()) ?? []
  return new TrailqError('TABLE_NOT_FOUND', `Athena has no table ${database}.${table}.${didYouMean(table, names)}`, {
    next:
      listed === undefined
        ? `There is no database '${database}' in this region, or you may not see it: check --database and --aws-region.`
        : names.length === 0
          ? `Database ${database} has no tables; 'trailq ddl' prints one over the trail's files.`
          : `In ${database}: ${names.slice(0, NAMED).join(', ')}${names.length > NAMED ? ', …' : ''}.`,
    cause: error,
  })
}

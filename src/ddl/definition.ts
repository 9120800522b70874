import { didYouMean, TrailqError } from '../errors.ts'
import { FAMILIES } from '../model/index.ts'
import { recordColumns, type TableColumn } from './columns.ts'
import { accountsOf, firstDayOf, regionsOf } from './extent.ts'
import { dayFormat, type Layout, layoutOf, locationTemplate, rootFolder } from './layout.ts'
import { checkName, checkText } from './names.ts'
import { PARTITIONINGS, type Partitioning, type PartitionKey, projectionParameters } from './partitioning.ts'
import { type FileFormat, fileFormat, STORAGES, type Storage } from './storage.ts'
import { storeColumns } from './store-columns.ts'
import type { TableFamily, TableOptions } from './table-options.ts'

/** A table, wholly decided: what every target prints. Pure data. */
export interface TableDefinition {
  readonly database: string
  readonly name: string
  readonly comment: string
  readonly family: TableFamily
  readonly storage: Storage
  readonly partitioning: Partitioning
  readonly layout: Layout
  /** The folder that holds all partitions, with a slash at its end. */
  readonly location: string
  /** The folder of one partition, with `${account}`, `${region}` and `${day}` in it. */
  readonly locationTemplate: string
  readonly columns: readonly TableColumn[]
  readonly partitionKeys: readonly PartitionKey[]
  readonly format: FileFormat
  /** The table's properties, projection included. */
  readonly parameters: Readonly<Record<string, string>>
}

const NAMES: Readonly<Record<TableFamily, string>> = {
  events: 'cloudtrail_logs',
  insight: 'cloudtrail_insights',
  'network-activity': 'cloudtrail_network_activity',
  digest: 'cloudtrail_digests',
}

/**
 * The definition of a table over the logs of a trail, for any layout: the columns, the partitions and where they are.
 *
 * @throws TrailqError BAD_LOCATION, BAD_NAME, BAD_ACCOUNT, BAD_REGION, BAD_TIME, BAD_LITERAL, MISSING_PARAMETER,
 * NOT_SUPPORTED
 * @example
 * ```ts
 * import { printTable, tableDefinition } from 'trailq'
 * const table = tableDefinition({ location: 's3://my-trail', account: '111122223333', region: 'us-east-1' })
 * console.log(table.columns.length, printTable(table, 'terraform'))
 * ```
 */
export function tableDefinition(options: TableOptions): TableDefinition {
  const storage = oneOf('storage', STORAGES, options.storage ?? 'json')
  const layout = layoutOf(options, storage)
  const { family } = layout
  if (storage === 'parquet' && family !== 'events') {
    throw new TrailqError('NOT_SUPPORTED', `'trailq compact' stores events; there is no Parquet of ${family} files`, {
      next: 'Leave out --family, or --storage parquet.',
    })
  }
  const accounts = accountsOf(options.account ?? layout.account)
  const regions = regionsOf(options.region ?? layout.region, options.awsPartition)
  const partitionKeys = keysOf(accounts, regions, firstDayOf(options.firstDay), dayFormat(layout))
  const partitioning = oneOf('partitioning', PARTITIONINGS, options.partitioning ?? 'projection')
  const format = fileFormat(storage, family)
  const name = checkName(options.table ?? (storage === 'parquet' ? 'cloudtrail_events' : NAMES[family]), 'table')
  const template = locationTemplate(layout)
  return {
    database: checkName(options.database ?? 'default', 'database'),
    name,
    comment: checkText(
      options.comment ?? `${FAMILIES[family].label}${family === 'digest' ? ' files' : ''}, a row each.`,
      'The comment',
      255,
    ),
    family,
    storage,
    partitioning,
    layout,
    location: rootFolder(layout, accounts === 'injected' ? undefined : accounts),
    locationTemplate: template,
    columns: storage === 'parquet' ? storeColumns() : recordColumns(family),
    partitionKeys,
    format,
    parameters: {
      EXTERNAL: 'TRUE',
      classification: format.classification,
      ...(partitioning === 'projection' ? projectionParameters(partitionKeys, template) : {}),
    },
  }
}

/**
 * The folder of one partition. The day is written as the table's own format says.
 *
 * @example
 * ```ts
 * import { partitionFolder, tableDefinition } from 'trailq'
 * const table = tableDefinition({ location: 's3://my-trail', account: '111122223333' })
 * console.log(partitionFolder(table, { account: '111122223333', region: 'us-east-1', day: '2026/11/20' }))
 * // s3://my-trail/AWSLogs/111122223333/CloudTrail/us-east-1/2026/11/20/
 * ```
 */
export function partitionFolder(
  table: Pick<TableDefinition, 'locationTemplate'>,
  values: { readonly account: string; readonly region: string; readonly day: string },
): string {
  return table.locationTemplate.replace(/\$\{(account|region|day)\}/g, (_, key: keyof typeof values) => values[key])
}

function oneOf<V extends string>(what: string, known: readonly V[], given: string): V {
  const found = known.find(word => word === given)
  if (found !== undefined) return found
  throw new TrailqError('BAD_PARAMETER', `There is no ${what} '${given}'.${didYouMean(given, known)}`, {
    next: `Write one of: ${known.join(', ')}.`,
  })
}

function keysOf(
  accounts: readonly string[] | 'injected',
  regions: readonly string[],
  first: string,
  format: ReturnType<typeof dayFormat>,
): readonly PartitionKey[] {
  return [
    {
      name: 'account',
      type: 'string',
      comment: 'The account whose events the file holds.',
      projection: accounts === 'injected' ? { type: 'injected' } : { type: 'enum', values: accounts },
    },
    {
      name: 'region',
      type: 'string',
      comment: 'The region whose events the file holds.',
      projection: { type: 'enum', values: regions },
    },
    {
      name: 'day',
      type: 'string',
      comment:
        format === 'yyyy/MM/dd'
          ? 'The day of delivery in UTC: events may be of the day before.'
          : 'The day of the events in UTC.',
      projection: {
        type: 'date',
        format,
        first: format === 'yyyy/MM/dd' ? first : first.replaceAll('/', '-'),
      },
    },
  ]
}

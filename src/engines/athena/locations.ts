import { TrailqError } from '../../errors.ts'
import type { Scope } from '../../events/index.ts'
import { isoInstant } from '../../model/index.ts'
import { isUnpruned } from '../trino/partitions.ts'
import { type PartitionRole, partitionKeys } from '../trino/table.ts'
import type { Aws } from './aws.ts'
import { type CatalogTable, isProjected } from './catalog.ts'
import { apiFailure } from './failure.ts'
import { countOf, type KeyGroup, projectedKeys } from './projection.ts'
import type { TableName } from './table-name.ts'
import { daysOf, mayHold, plainDay } from './window-days.ts'

/** The folders in S3 that a question can touch. */
export interface Places {
  readonly count: number
  /** `s3://bucket/prefix/`, made as they are asked for. */
  readonly folders: Iterable<string>
  /** Whether the window keeps none of them from being read. */
  readonly isUnpruned: boolean
}

/** The two parts of `s3://bucket/prefix/`; the bucket is empty where it is no such place. */
export function bucketOf(place: string): { bucket: string; prefix: string } {
  const [, bucket = '', prefix = ''] = /^s3[an]?:\/\/([^/]+)\/?(.*)$/s.exec(place) ?? []
  return { bucket, prefix }
}

/** A partition that the catalog lists. */
export interface ListedPartition {
  readonly place: string
  readonly account: string | undefined
  readonly region: string | undefined
  /** `2026`, `2026/11` or `2026/11/20`. */
  readonly date: string | undefined
}

/**
 * The folders that a question can touch, one for each partition: computed where the table projects them, else those
 * that the catalog lists.
 *
 * @throws TrailqError NOT_SUPPORTED for what has no place in S3, ACCESS_DENIED, and what {@link projectedKeys} throws
 */
export async function locations(
  aws: Aws,
  name: TableName,
  found: CatalogTable,
  scope: Scope,
  signal?: AbortSignal,
): Promise<Places> {
  const location = found.properties['location'] ?? ''
  refusePlaceless(name, found, location)
  if (!found.table.columns.some(({ isPartitionKey }) => isPartitionKey === true)) {
    return { count: 1, folders: [location], isUnpruned: isUnpruned(found.table, scope) }
  }
  const unpruned = isUnpruned(found.table, scope)
  if (isProjected(found)) {
    // A range may go on for years, and nothing lies there yet.
    const now = new Date()
    const groups = projectedKeys(found, { ...scope, until: scope.until ?? isoInstant(now.getTime()) }, now)
    return { count: countOf(groups), folders: expanded(templateOf(found), groups), isUnpruned: unpruned }
  }
  const folders = (await listedPartitions(aws, name, found, scope, signal)).map(({ place }) => place)
  return { count: folders.length, folders, isUnpruned: unpruned }
}

/** Where the partitions of a projected table are, with `${key}` for the value of each key. */
export function templateOf({ table, properties }: CatalogTable): string {
  const keys = table.columns.filter(({ isPartitionKey }) => isPartitionKey === true)
  const folder = (properties['location'] ?? '').replace(/\/?$/, '/')
  return (
    properties['storage.location.template'] ?? `${folder}${keys.map(({ name }) => `${name}=\${${name}}/`).join('')}`
  )
}

/** A template with all values of its keys put in, one after the other. */
export function* expanded(template: string, groups: readonly KeyGroup[]): Generator<string> {
  const [group, ...rest] = groups
  if (group === undefined) {
    yield template
    return
  }
  for (const values of group.values) {
    const place = group.keys.reduce((text, key, i) => text.replaceAll(`\${${key}}`, () => values[i] ?? ''), template)
    yield* expanded(place, rest)
  }
}

/** The partitions that the catalog lists and a scope can need. What their keys don't tell, they may hold. */
export async function listedPartitions(
  aws: Aws,
  { database, table }: TableName,
  found: CatalogTable,
  scope: Scope,
  signal?: AbortSignal,
): Promise<readonly ListedPartition[]> {
  const { paginateGetPartitions } = await import('@aws-sdk/client-glue')
  const keys = found.table.columns.filter(({ isPartitionKey }) => isPartitionKey === true)
  const roles = partitionKeys(found.table)
  const partitions: ListedPartition[] = []
  try {
    const client = await aws.glue()
    const input = { DatabaseName: database, TableName: table, ExcludeColumnSchema: true }
    for await (const page of paginateGetPartitions({ client }, input, { abortSignal: signal })) {
      for (const { Values: values = [], StorageDescriptor: storage } of page.Partitions ?? []) {
        const keyOf = (role: PartitionRole) => values[keys.findIndex(({ name }) => name === roles.get(role)?.name)]
        const partition = described(keyOf, storage?.Location ?? '')
        if (isNeeded(partition, scope)) partitions.push(partition)
      }
    }
    return partitions
  } catch (error) {
    throw apiFailure(error, `list the partitions of ${database}.${table}`, signal)
  }
}

function described(keyOf: (role: PartitionRole) => string | undefined, place: string): ListedPartition {
  const parts = [keyOf('year'), keyOf('month'), keyOf('dayOfMonth')].filter(part => part !== undefined)
  const date = keyOf('day') ?? (parts.length === 0 ? undefined : parts.join('/'))
  return {
    place,
    account: keyOf('account')?.padStart(12, '0'),
    region: keyOf('region'),
    date: date === undefined ? undefined : plainDay(date),
  }
}

function isNeeded({ account, region, date }: ListedPartition, scope: Scope): boolean {
  if (account !== undefined && scope.account.length > 0 && !scope.account.includes(account)) return false
  if (region !== undefined && scope.region.length > 0 && !scope.region.includes(region)) return false
  return date === undefined || mayHold(date, daysOf(scope))
}

function refusePlaceless({ database, table }: TableName, { isView }: CatalogTable, location: string): void {
  if (!isView && /^s3[an]?:\/\/[^/]/.test(location)) return
  const what = isView ? 'is a view' : 'lies in no folder of S3'
  throw new TrailqError('NOT_SUPPORTED', `${database}.${table} ${what}: what a question reads can't be counted`, {
    next: isView
      ? 'Give the --table that the view reads; or run the question with --max-scan, which stops it.'
      : 'Run the question with --max-scan, which stops it.',
  })
}

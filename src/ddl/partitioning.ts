/** How an engine finds the partitions of a table: it computes them, or each is registered in the catalog. */
export const PARTITIONINGS = ['projection', 'hive'] as const

/** The name of a way to partition. */
export type Partitioning = (typeof PARTITIONINGS)[number]

/** The values that partition projection makes for a key. */
export type Projection =
  | { readonly type: 'enum'; readonly values: readonly string[] }
  /** Whatever a query asks for: it has to ask for something. */
  | { readonly type: 'injected' }
  /** Every day from the first to tomorrow: a log is delivered under the day of UTC, which starts early in the east. */
  | { readonly type: 'date'; readonly format: string; readonly first: string }

/** A column that is a folder. */
export interface PartitionKey {
  readonly name: 'account' | 'region' | 'day'
  readonly type: 'string'
  readonly comment: string
  readonly projection: Projection
}

/** How far a date goes: one day past today. */
export const LAST_DAY = 'NOW+1DAYS'

/** As many partitions as Athena reads at once (Amazon Athena User Guide, "Service quotas", partitions). */
export const PARTITION_LIMIT = 1_000_000

/**
 * The table properties by which Athena, and Trino over a Glue catalog, project the partitions.
 *
 * Source: Amazon Athena User Guide, "Set up partition projection" and "Supported types for partition projection".
 */
export function projectionParameters(
  keys: readonly PartitionKey[],
  template: string,
): Readonly<Record<string, string>> {
  const entries = keys.flatMap(({ name, projection }) =>
    Object.entries(parametersOf(projection)).map(([key, value]) => [`projection.${name}.${key}`, value]),
  )
  return { 'projection.enabled': 'true', ...Object.fromEntries(entries), 'storage.location.template': template }
}

function parametersOf(projection: Projection): Readonly<Record<string, string>> {
  switch (projection.type) {
    case 'enum':
      return { type: 'enum', values: projection.values.join(',') }
    case 'injected':
      return { type: 'injected' }
    case 'date':
      return {
        type: 'date',
        format: projection.format,
        range: `${projection.first},${LAST_DAY}`,
        interval: '1',
        'interval.unit': 'DAYS',
      }
  }
}

/** The sum that decides whether a query without conditions can be planned at all. */
export interface PartitionCount {
  /** 1 where accounts are injected: a query names its own. */
  readonly accounts: number
  readonly regions: number
  readonly days: number
  readonly total: number
  readonly limit: number
}

/**
 * Accounts × regions × days of a table as of a day.
 *
 * @example
 * ```ts
 * import { partitionCount, tableDefinition } from 'trailq'
 * const table = tableDefinition({ location: 's3://my-trail', account: '111122223333', firstDay: '2026-01-01' })
 * console.log(partitionCount(table.partitionKeys, new Date('2026-11-20T09:00:00Z')).total) // 34 regions × 325 days
 * ```
 */
export function partitionCount(keys: readonly PartitionKey[], today: Date): PartitionCount {
  const [accounts = 1, regions = 1, days = 1] = keys.map(({ projection }) => size(projection, today))
  return { accounts, regions, days, total: accounts * regions * days, limit: PARTITION_LIMIT }
}

function size(projection: Projection, today: Date): number {
  if (projection.type === 'enum') return projection.values.length
  if (projection.type === 'injected') return 1
  const first = Date.parse(`${projection.first.replaceAll('/', '-')}T00:00:00Z`)
  const tomorrow = Math.floor(today.getTime() / 86_400_000) + 1
  return Math.max(0, tomorrow - first / 86_400_000 + 1)
}

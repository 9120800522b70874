import type { Partition } from '@aws-sdk/client-glue'

import type { Scope } from '../../events/index.ts'
import { deliveryDays } from '../../model/index.ts'
import { type PartitionRole, partitionKeys } from '../trino/table.ts'
import type { Aws } from './aws.ts'
import { type CatalogTable, isProjected } from './catalog.ts'
import { apiFailure } from './failure.ts'
import { type KeyValues, projectedValues } from './projection.ts'
import type { TableName } from './table-name.ts'

/**
 * The folders in S3 that a question can touch, one for each partition: computed where the table projects them, else
 * those that the catalog lists.
 *
 * @throws TrailqError ACCESS_DENIED, and what {@link projectedValues} throws
 */
export async function locations(
  aws: Aws,
  name: TableName,
  found: CatalogTable,
  scope: Scope,
  signal?: AbortSignal,
): Promise<readonly string[]> {
  const location = found.properties['location'] ?? ''
  const keys = found.table.columns.filter(({ isPartitionKey }) => isPartitionKey === true)
  if (keys.length === 0) return [location]
  if (isProjected(found)) {
    const hive = `${location.replace(/\/?$/, '/')}${keys.map(key => `${key.name}=\${${key.name}}/`).join('')}`
    const template = found.properties['storage.location.template'] ?? hive
    return expanded(template, projectedValues(found, scope, new Date()))
  }
  const roles = partitionKeys(found.table)
  const positions = new Map([...roles].map(([role, { name }]) => [role, keys.findIndex(key => key.name === name)]))
  const partitions = await listed(aws, name, signal)
  return partitions
    .filter(({ Values: values = [] }) => isNeeded(role => values[positions.get(role) ?? -1], scope))
    .map(({ StorageDescriptor: storage }) => storage?.Location ?? '')
}

function expanded(template: string, values: KeyValues): readonly string[] {
  let places = [template]
  for (const [key, all] of values) {
    const slot = `\${${key}}`
    places = places.flatMap(place => all.map(value => place.replaceAll(slot, value)))
  }
  return places
}

async function listed(aws: Aws, { database, table }: TableName, signal?: AbortSignal): Promise<readonly Partition[]> {
  const { paginateGetPartitions } = await import('@aws-sdk/client-glue')
  const partitions: Partition[] = []
  try {
    const input = { DatabaseName: database, TableName: table, ExcludeColumnSchema: true }
    for await (const page of paginateGetPartitions({ client: await aws.glue() }, input)) {
      signal?.throwIfAborted()
      partitions.push(...(page.Partitions ?? []))
    }
    return partitions
  } catch (error) {
    throw apiFailure(error, `list the partitions of ${database}.${table}`, signal)
  }
}

/** Whether a partition can hold what a scope asks for. What its keys don't tell, it may hold. */
function isNeeded(keyOf: (role: PartitionRole) => string | undefined, scope: Scope): boolean {
  const account = keyOf('account')
  const region = keyOf('region')
  if (account !== undefined && scope.account.length > 0 && !scope.account.includes(account)) return false
  if (region !== undefined && scope.region.length > 0 && !scope.region.includes(region)) return false
  const whole = [keyOf('year'), keyOf('month'), keyOf('dayOfMonth')].filter(part => part !== undefined)
  const [, ...ofDay] = /^(\d{4})\D?(\d\d)\D?(\d\d)/.exec(keyOf('day') ?? '') ?? []
  const day = ofDay.length === 0 ? undefined : ofDay.join('/')
  const at =
    day ?? (whole.length === 0 ? undefined : whole.map((part, i) => part.padStart(i === 0 ? 4 : 2, '0')).join('/'))
  if (at === undefined) return true
  const { first, last } = deliveryDays({
    ...(scope.since === undefined ? {} : { since: scope.since }),
    ...(scope.until === undefined ? {} : { until: scope.until }),
  })
  return (
    (first === undefined || at >= first.slice(0, at.length)) && (last === undefined || at <= last.slice(0, at.length))
  )
}

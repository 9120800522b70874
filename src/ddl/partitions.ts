import { TrailqError } from '../errors.ts'
import { deliveryDays, listDays, type TimeWindow } from '../model/index.ts'
import { partitionFolder, type TableDefinition } from './definition.ts'

/** One partition: the values of its keys, and its folder. */
export interface PartitionValues {
  readonly account: string
  readonly region: string
  /** As the table writes days. */
  readonly day: string
  readonly location: string
}

/** More than that in one go is a mistake of the window, not a wish. */
const MOST = 100_000

/**
 * The partitions that hold the events of a window, for a table whose partitions are registered one by one.
 *
 * @throws TrailqError NOT_SUPPORTED for injected accounts, BAD_PARAMETER for too many
 * @example
 * ```ts
 * import { listPartitions, tableDefinition } from 'trailq'
 * const table = tableDefinition({ location: 's3://my-trail', account: '111122223333', partitioning: 'hive' })
 * const partitions = listPartitions(table, { since: '2026-11-01T00:00:00Z' }, new Date('2026-11-20T00:00:00Z'))
 * console.log(partitions[0]?.location)
 * ```
 */
export function listPartitions(table: TableDefinition, window: TimeWindow, today: Date): readonly PartitionValues[] {
  const [accounts, regions, days] = table.partitionKeys.map(({ projection }) => projection)
  if (accounts?.type !== 'enum' || regions?.type !== 'enum' || days?.type !== 'date') {
    throw new TrailqError('NOT_SUPPORTED', 'Partitions can be listed for known accounts only', {
      next: 'Name them: --account 111122223333,444455556666.',
    })
  }
  // A store has the days of the events, a trail those of their delivery.
  const asked = deliveryDays(window, table.storage === 'parquet' ? 0 : 1)
  const begins = days.first.replaceAll('-', '/')
  const tomorrow = deliveryDays({ until: new Date(today.getTime() + 86_400_000).toISOString() }, 0).last ?? ''
  const first = asked.first === undefined || asked.first < begins ? begins : asked.first
  const last = asked.last === undefined || asked.last > tomorrow ? tomorrow : asked.last
  const all = listDays(first, last)
  const total = all.length * accounts.values.length * regions.values.length
  if (total > MOST) {
    throw new TrailqError('BAD_PARAMETER', `That would be ${total} partitions, and ${MOST} are taken at once`, {
      next: 'Take a shorter time with --since and --until, or fewer regions; or let the engine project them.',
    })
  }
  return accounts.values.flatMap(account =>
    regions.values.flatMap(region =>
      all.map(slashed => {
        const day = days.format === 'yyyy/MM/dd' ? slashed : slashed.replaceAll('/', '-')
        return { account, region, day, location: partitionFolder(table, { account, region, day }) }
      }),
    ),
  )
}

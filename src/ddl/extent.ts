import { didYouMean, TrailqError } from '../errors.ts'
import {
  PARTITION_NAMES,
  PARTITIONS,
  type Partition,
  parseAccount,
  parseRegion,
  parseTime,
  partitionOf,
} from '../model/index.ts'

/** Account ids, or the word `injected`. */
export type AccountInput = string | readonly string[]

/** CloudTrail's first day (AWS CloudTrail User Guide, Document history). Nothing is older. */
export const CLOUDTRAIL_BEGAN = '2013/11/13'

/** The accounts of a table, sorted, each once. @throws TrailqError BAD_ACCOUNT, MISSING_PARAMETER */
export function accountsOf(input: AccountInput | undefined): readonly string[] | 'injected' {
  const given = listOf(input)
  if (given.length === 0) {
    throw new TrailqError('MISSING_PARAMETER', 'Whose logs are they? The location names no account', {
      next: 'Add --account 111122223333,444455556666; or --account injected, and each query names its own; or --from s3://BUCKET, and trailq looks.',
    })
  }
  if (!given.includes('injected')) return [...new Set(given.map(parseAccount))].sort()
  if (given.length === 1) return 'injected'
  throw new TrailqError('BAD_PARAMETER', "Accounts are either listed or 'injected'", {
    next: 'Leave out one or the other.',
  })
}

/**
 * The regions of a table, sorted, each once: as given, else all that the partition of AWS has.
 *
 * @throws TrailqError BAD_REGION, BAD_PARAMETER
 */
export function regionsOf(input: string | readonly string[] | undefined, partition?: Partition): readonly string[] {
  const given = listOf(input)
  if (partition !== undefined && !PARTITION_NAMES.includes(partition)) {
    throw new TrailqError(
      'BAD_PARAMETER',
      `There is no partition '${partition}' of AWS.${didYouMean(partition, PARTITION_NAMES)}`,
      {
        next: `Partitions: ${PARTITION_NAMES.join(', ')}.`,
      },
    )
  }
  if (given.length === 0) return [...PARTITIONS[partition ?? 'aws'].regions].sort()
  const regions = [...new Set(given.map(parseRegion))].sort()
  const partitions = [...new Set([...(partition === undefined ? [] : [partition]), ...regions.map(partitionOf)])]
  if (partitions.length === 1) return regions
  throw new TrailqError(
    'BAD_REGION',
    `A trail never crosses partitions of AWS, and these are of ${words(partitions)}`,
    {
      next: 'Print a table for each.',
    },
  )
}

/** The first day of a table, `yyyy/MM/dd`. @throws TrailqError BAD_TIME */
export function firstDayOf(text: string | undefined): string {
  if (text === undefined) return CLOUDTRAIL_BEGAN
  // A time before now would print another table every day.
  const date = /^\d{4}([-/])\d\d\1\d\d$/.test(text) ? text.replaceAll('/', '-') : undefined
  if (date === undefined) {
    throw new TrailqError('BAD_TIME', `'${text}' is not a day`, { next: 'Write it as 2024-01-01.' })
  }
  return parseTime(date, new Date(0)).slice(0, 10).replaceAll('-', '/')
}

function listOf(input: string | readonly string[] | undefined): readonly string[] {
  if (input === undefined) return []
  return typeof input === 'string' ? [input] : input
}

function words(list: readonly string[]): string {
  return list.length < 3 ? list.join(' and ') : `${list.slice(0, -1).join(', ')} and ${list.at(-1)}`
}

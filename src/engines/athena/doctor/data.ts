import { TrailqError } from '../../../errors.ts'
import { resolveScope } from '../../../events/index.ts'
import { dayOf, isoInstant } from '../../../model/index.ts'
import type { Aws } from '../aws.ts'
import type { CatalogTable } from '../catalog.ts'
import { bucketOf, locations } from '../locations.ts'
import type { TableName } from '../table-name.ts'
import { type Check, failed, ok, warning } from './check.ts'
import { dayShelves, injectedKeys, told } from './day-shelves.ts'
import { anyOf, type Look, type Newest, newestOn } from './shelves.ts'

const DAY = 86_400_000

/** How far to look back for data. */
const MOST_DAYS = 14

/** Looks for the newest day that holds data. Tells what it found by `found`. */
export async function* checkData(
  aws: Aws,
  name: TableName,
  table: CatalogTable,
  now: Date,
  found: (newest: Newest) => void,
  signal?: AbortSignal,
): AsyncGenerator<Check> {
  const { bucket } = bucketOf(table.properties['location'] ?? '')
  try {
    const known = await told(aws, table, signal)
    if (known === undefined) {
      yield warning(
        'data',
        `the table wants to be told its ${injectedKeys(table).join(', ')}, and the bucket does not tell: none was looked at`,
        'Give --account to each question; compare its location with the bucket: aws s3 ls.',
      )
      return
    }
    const scope = resolveScope({ since: isoInstant(now.getTime() - MOST_DAYS * DAY), until: isoInstant(now.getTime()) })
    const shelves = await dayShelves(aws, name, known, scope, now, signal)
    const yesterday = dayOf(now.getTime() - DAY)
    const look =
      shelves === undefined
        ? await anyOf(aws, await locations(aws, name, known, scope, signal), signal)
        : await newestOn(aws, shelves, yesterday, signal)
    if (look.newest !== undefined) found(look.newest)
    yield lineOf(look, shelves !== undefined, yesterday)
  } catch (error) {
    if (error instanceof TrailqError && error.code === 'NOT_SUPPORTED') {
      yield warning('data', `not looked for: ${error.message}`, error.next)
      return
    }
    yield failed(
      'data',
      error,
      `s3:ListBucket on ${bucket === '' ? 'the bucket of the logs' : bucket} (and glue:GetPartitions on the table)`,
      signal,
    )
  }
}

function lineOf({ newest, looked, of }: Look, isDated: boolean, yesterday: string): Check {
  if (newest !== undefined) {
    if (newest.day === undefined) return ok('data', newest.folder)
    const says = `newest of ${newest.day.replaceAll('/', '-')}: ${newest.folder}`
    if (newest.day >= yesterday) return ok('data', says)
    return warning('data', `the ${says}`, 'Look whether the trail still logs: aws cloudtrail get-trail-status.')
  }
  const what = isDated ? `there is none of the last ${MOST_DAYS} days` : 'there is none'
  if (of === 0) {
    return warning(
      'data',
      `the table has no partition of the last ${MOST_DAYS} days`,
      "Add partitions, or compute them: 'trailq ddl' prints a table that does.",
    )
  }
  if (looked < of) {
    return warning(
      'data',
      `${what} in ${looked} of ${of} folders; the others were not looked into`,
      'Ask for an account and a region that you know of: trailq run log-coverage --account 111122223333 --region us-east-1.',
    )
  }
  return warning(
    'data',
    `${what} where the table looks (${of === 1 ? '1 folder' : `${of} folders`})`,
    'Compare its location with the bucket: aws s3 ls.',
  )
}

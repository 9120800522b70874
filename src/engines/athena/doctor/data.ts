import { ListObjectsV2Command } from '@aws-sdk/client-s3'

import { resolveScope } from '../../../events/index.ts'
import { isoInstant } from '../../../model/index.ts'
import type { Aws } from '../aws.ts'
import type { CatalogTable } from '../catalog.ts'
import { locations } from '../locations.ts'
import type { TableName } from '../table-name.ts'
import { type Check, failed, ok, warning } from './check.ts'

const DAY = 86_400_000

/** How far to look back for data, and in how many folders of a day. */
const MOST_DAYS = 14
const MOST_FOLDERS = 400
const AT_ONCE = 24

/** What was found of the newest data. */
export interface Newest {
  /** The day of delivery, `2026-11-20`; undefined where the table has no days. */
  readonly day: string | undefined
  readonly folder: string
}

/** Looks for the newest day that holds data. Tells what it found by `found`. */
export async function* checkData(
  aws: Aws,
  name: TableName,
  table: CatalogTable,
  now: Date,
  found: (newest: Newest) => void,
): AsyncGenerator<Check> {
  try {
    for (let back = 0; back <= MOST_DAYS; back++) {
      const from = now.getTime() - back * DAY
      // A window that ends a day before its own: the library asks for one day of delivery more than that.
      const day = isoInstant(from).slice(0, 10)
      const scope = resolveScope({ since: `${day}T00:00:00Z`, until: `${day}T00:00:01Z` })
      const account = injected(table, 'account')
      if (account) {
        yield warning(
          'data',
          'the table wants to be told its accounts, so none was looked at',
          'Give --account to each question.',
        )
        return
      }
      const places = await locations(aws, name, table, scope)
      const ofDay = places.filter(place => holdsDay(place, day)).slice(0, MOST_FOLDERS)
      const whole = ofDay.length === 0 ? places.slice(0, 1) : ofDay
      const folder = await firstWithData(aws, whole)
      if (folder !== undefined) {
        const dated = ofDay.length > 0
        found({ day: dated ? day : undefined, folder })
        yield dated && back > 1
          ? warning(
              'data',
              `the newest is of ${day}: ${folder}`,
              'Look whether the trail still logs: aws cloudtrail get-trail-status.',
            )
          : ok('data', dated ? `newest of ${day}: ${folder}` : folder)
        return
      }
      if (ofDay.length === 0) break
    }
    yield warning(
      'data',
      `there is none of the last ${MOST_DAYS} days where the table looks`,
      'Compare its location with the bucket: aws s3 ls.',
    )
  } catch (error) {
    yield failed('data', error, 's3:ListBucket on the bucket of the logs (and glue:GetPartitions on the table)')
  }
}

function injected({ table, properties }: CatalogTable, role: string): boolean {
  return table.columns.some(({ name }) => name.includes(role) && properties[`projection.${name}.type`] === 'injected')
}

function holdsDay(place: string, day: string): boolean {
  const plain = place.replace(/\b(year|month|day)=/g, '').replace(/[^0-9]+/g, '')
  return plain.includes(day.replaceAll('-', ''))
}

async function firstWithData(aws: Aws, places: readonly string[]): Promise<string | undefined> {
  const client = await aws.s3()
  const waiting = [...places]
  let found: string | undefined
  const worker = async () => {
    for (let place = waiting.shift(); place !== undefined && found === undefined; place = waiting.shift()) {
      const [, bucket = '', prefix = ''] = /^s3[an]?:\/\/([^/]+)\/?(.*)$/s.exec(place) ?? []
      const { KeyCount: keys = 0 } = await client.send(
        new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, MaxKeys: 1 }),
      )
      if (keys > 0) found ??= place
    }
  }
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, places.length) }, worker))
  return found
}

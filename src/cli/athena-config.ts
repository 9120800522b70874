import { TrailqError } from '../errors.ts'
import type { TrailConfig } from '../trail/index.ts'
import { byteSize } from './byte-size.ts'
import { flagOf, type Settings } from './settings.ts'

/** Seven days: the oldest answer that Athena uses again, minutes (Athena API reference, MaxAgeInMinutes). */
const OLDEST_REUSE = 10_080

const MINUTES: Readonly<Record<string, number>> = { m: 1, h: 60, d: 1440, w: OLDEST_REUSE }

/**
 * The trail in Athena that settings tell of.
 *
 * @param needed gives a setting that must be there, or says what to do
 * @throws TrailqError BAD_PARAMETER
 */
export function athenaConfig(
  found: Settings,
  needed: (name: 'database' | 'table', example: string) => string,
): TrailConfig {
  const { catalog, workgroup, outputLocation, bucketOwner, awsRegion: region, profile, maxScan, reuse, price } = found
  return {
    engine: 'athena',
    database: needed('database', 'security'),
    table: needed('table', 'cloudtrail_logs'),
    catalog,
    workgroup,
    outputLocation: outputLocation === undefined ? undefined : location(outputLocation),
    bucketOwner: bucketOwner === undefined ? undefined : account(bucketOwner),
    region,
    profile,
    maxScan: maxScan === undefined ? undefined : byteSize(maxScan, flagOf('maxScan')),
    reuseMinutes: reuse === undefined ? undefined : minutes(reuse),
    pricePerTerabyte: price === undefined ? undefined : dollars(price),
  }
}

function location(text: string): string {
  if (/^s3:\/\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](?:\/|$)/.test(text)) return text
  throw bad('outputLocation', `a place in S3, not '${text}'`, 's3://BUCKET/PREFIX/')
}

function account(text: string): string {
  if (/^\d{12}$/.test(text)) return text
  throw bad('bucketOwner', `an account of 12 digits, not '${text}'`, '111122223333')
}

function minutes(text: string): number {
  const [, amount, unit = ''] = /^(\d{1,6})([mhdw])$/.exec(text.trim()) ?? []
  const found = Number(amount) * (MINUTES[unit] ?? Number.NaN)
  if (found >= 1 && found <= OLDEST_REUSE) return found
  throw bad('reuse', `a time from 1m to 7d, not '${text}'`, '60m')
}

function dollars(text: string): number {
  const found = /^\d{1,6}(?:\.\d{1,6})?$/.test(text) ? Number(text) : Number.NaN
  if (!Number.isNaN(found)) return found
  throw bad('price', `dollars for a terabyte, not '${text}'`, '5')
}

function bad(name: keyof Settings, wants: string, example: string): TrailqError {
  return new TrailqError('BAD_PARAMETER', `${flagOf(name)} takes ${wants}`, {
    next: `Write ${flagOf(name)} ${example}.`,
  })
}

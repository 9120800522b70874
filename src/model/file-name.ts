import { isoInstant, millisecondsAt } from './calendar.ts'
import { type Family, familyOfFolder } from './families.ts'

/** What the name of a delivered file says. Where a key's folders say otherwise, the folders are right. */
export interface Delivery {
  /** Mostly 12 digits; anonymised logs carry other text. */
  readonly account: string
  readonly family: Family
  readonly region: string
  /** When the file was delivered, UTC, to the minute (digests: to the second): `YYYY-MM-DDTHH:MM:SSZ`. */
  readonly at: string
  /** The random end of the name, 16 characters where AWS wrote it. */
  readonly id?: string
  /** Digests only: the trail, and the region where it was made. */
  readonly trail?: string
  readonly homeRegion?: string
  /** Digests only: written later, for a time when digests could not be delivered. */
  readonly backfill?: true
}

/** A region inside keys and names: wider than what a person may type, for anonymised logs. */
export const REGION_IN_KEYS = '[a-z]{2,}(?:-[a-z0-9]+)+'

const EXTENSION = '(?:\\.json(?:\\.gz)?|\\.gz)'
const STAMP = '(\\d{4})(\\d\\d)(\\d\\d)T(\\d\\d)(\\d\\d)(\\d\\d)?Z?'

// Copies of real logs are met with a dash before the time, without its Z, and without the random end. Because of the
// dash the region stops as soon as it can (the lone `?`), or it would take the time for a part of its own.
const LOG = new RegExp(
  `^([^/]+?)_(CloudTrail(?:-[A-Za-z]+)?)_(${REGION_IN_KEYS}?)[_-]${STAMP}(?:_([^/.]+))?${EXTENSION}$`,
)
const DIGEST = new RegExp(
  `^([^/]+?)_(CloudTrail-Digest)_(${REGION_IN_KEYS})_([^/]+)_(${REGION_IN_KEYS})_${STAMP}(_backfill)?${EXTENSION}$`,
)

/**
 * Reads the standard name of a CloudTrail file, as it is met in flat folders too; undefined for any other name.
 *
 * The time is that of delivery: events of a file may be much older. Never prune by the minute.
 *
 * Source: AWS CloudTrail User Guide, CloudTrail log file examples (log file name format); digest file names.
 *
 * @example
 * ```ts
 * parseFileName('111122223333_CloudTrail_us-east-1_20261120T0905Z_AbCdEfGhIjKlMnOp.json.gz')
 * // { account: '111122223333', family: 'events', region: 'us-east-1', at: '2026-11-20T09:05:00Z',
 * //   id: 'AbCdEfGhIjKlMnOp' }
 * ```
 */
export function parseFileName(name: string): Delivery | undefined {
  const digest = DIGEST.exec(name)
  if (digest !== null) {
    const [, account = '', , region = '', trail = '', homeRegion = '', ...rest] = digest
    const at = stamp(rest)
    const backfill = rest[6] === undefined ? {} : ({ backfill: true } as const)
    return at === undefined ? undefined : { account, family: 'digest', region, at, trail, homeRegion, ...backfill }
  }
  const log = LOG.exec(name)
  if (log === null) return undefined
  const [, account = '', marker = '', region = '', ...rest] = log
  const family = familyOfFolder(marker)
  const at = stamp(rest)
  if (family === undefined || at === undefined) return undefined
  return { account, family, region, at, ...(rest[6] === undefined ? {} : { id: rest[6] }) }
}

function stamp([year, month, day, hour, minute, second = '00']: readonly (string | undefined)[]): string | undefined {
  const milliseconds = millisecondsAt({
    year: Number(year),
    month: Number(month),
    day: Number(day),
    hour: Number(hour),
    minute: Number(minute),
    second: Number(second),
  })
  return milliseconds === undefined ? undefined : isoInstant(milliseconds)
}

import { millisecondsAt } from './calendar.ts'
import { FAMILIES, FAMILY_NAMES, type Family, familyOfFolder } from './families.ts'
import { type Delivery, parseFileName, REGION_IN_KEYS } from './file-name.ts'

/** The parts of a key that CloudTrail chose. {@link printKey} puts them together again, byte by byte. */
export interface KeyParts {
  /** All that stands before `AWSLogs/`, with the slash at its end; '' where the trail has no prefix. */
  readonly prefix: '' | `${string}/`
  /** The organization's id (`o-...`), where an organization trail wrote the file. */
  readonly organization?: string
  /** Mostly 12 digits; anonymised logs carry other text. */
  readonly account: string
  readonly family: Family
  readonly region: string
  /** The day of delivery in UTC, `yyyy/MM/dd`: not the day of the events. */
  readonly day: string
  /** The file's name, as it is. */
  readonly file: string
}

/** A key, read. */
export interface ParsedKey extends KeyParts {
  /** What the file's name adds, where it is a standard one. */
  readonly delivered?: Delivery
}

const FOLDERS = FAMILY_NAMES.map(name => FAMILIES[name].folder).join('|')

// Anchored at the end, where the number of folders is fixed: so a key has one reading, although a prefix may hold
// `AWSLogs/` itself and a Control Tower bucket repeats the organization (`o-x/AWSLogs/o-x/...`).
const KEY = new RegExp(
  `^(.*/)?AWSLogs/(?:(o-[a-z0-9]+)/)?([^/]+)/(${FOLDERS})/(${REGION_IN_KEYS})/(\\d{4})/(\\d\\d)/(\\d\\d)/([^/]+)$`,
  's',
)

/**
 * Reads the S3 key (or the path of a copy) of a CloudTrail file; undefined where it has another layout.
 *
 * One layout covers them all: one account, an organization trail, Control Tower, any prefix.
 *
 * Source: AWS CloudTrail User Guide, Finding your CloudTrail log files.
 *
 * @example
 * ```ts
 * parseKey('logs/AWSLogs/o-abc123/111122223333/CloudTrail/us-east-1/2026/11/20/any.json.gz')
 * // { prefix: 'logs/', organization: 'o-abc123', account: '111122223333', family: 'events', region: 'us-east-1',
 * //   day: '2026/11/20', file: 'any.json.gz' }
 * ```
 */
export function parseKey(key: string): ParsedKey | undefined {
  const match = KEY.exec(key)
  if (match === null) return undefined
  const [, prefix = '', organization, account = '', folder = '', region = '', year = '', month = '', day = ''] = match
  const file = match[9] ?? ''
  const family = familyOfFolder(folder)
  const date = millisecondsAt({ year: Number(year), month: Number(month), day: Number(day) })
  if (family === undefined || date === undefined) return undefined
  const delivered = parseFileName(file)
  return {
    prefix: prefix as KeyParts['prefix'],
    ...(organization === undefined ? {} : { organization }),
    account,
    family,
    region,
    day: `${year}/${month}/${day}`,
    file,
    ...(delivered === undefined ? {} : { delivered }),
  }
}

/**
 * The S3 key of its parts: `printKey(parseKey(key))` is `key`.
 *
 * @example
 * ```ts
 * const where = { prefix: '', account: '111122223333', family: 'events', region: 'us-east-1' } as const
 * printKey({ ...where, day: '2026/11/20', file: 'a.json' })
 * // 'AWSLogs/111122223333/CloudTrail/us-east-1/2026/11/20/a.json'
 * ```
 */
export function printKey(parts: KeyParts): string {
  return `${familyFolder(parts)}${parts.region}/${parts.day}/${parts.file}`
}

/** The folder that holds all regions of one account and family, with the slash at its end: where a table can point. */
export function familyFolder(parts: Pick<KeyParts, 'prefix' | 'organization' | 'account' | 'family'>): string {
  const organization = parts.organization === undefined ? '' : `${parts.organization}/`
  return `${parts.prefix}AWSLogs/${organization}${parts.account}/${FAMILIES[parts.family].folder}/`
}

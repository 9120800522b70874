import { existsSync } from 'node:fs'
import { resolve } from 'node:path'

import {
  type Folders,
  type FoundTrail,
  findStore,
  findTrails,
  parseLocation,
  parseS3,
  type TableOptions,
  tableFamily,
} from '../ddl/index.ts'
import { TrailqError } from '../errors.ts'
import { localFolders } from './local-folders.ts'
import { say } from './terminal.ts'

/** Where to look, and what is known already. */
export interface LookFlags {
  readonly from?: string
  readonly logs?: readonly string[]
  readonly awsRegion?: string
  readonly profile?: string
}

/**
 * What the folders of a bucket, or of its copy on disk, say about a trail. What the flags say wins.
 *
 * @throws TrailqError NO_LOGS, BAD_USAGE where there is more than one trail, and of S3
 */
export async function lookedAt(flags: LookFlags, given: Partial<TableOptions>): Promise<Partial<TableOptions>> {
  if (flags.from !== undefined) return lookInBucket(flags.from, flags, given)
  const [folder, another] = flags.logs ?? []
  if (folder === undefined) return given
  if (another !== undefined) {
    throw new TrailqError('BAD_USAGE', 'A table has one trail: --logs names more than one folder', {
      next: 'Name one.',
    })
  }
  return lookOnDisk(folder, given)
}

async function lookInBucket(
  from: string,
  flags: LookFlags,
  given: Partial<TableOptions>,
): Promise<Partial<TableOptions>> {
  const { bucket, prefix, organization, account, family } = parseLocation(from)
  const known = {
    ...(organization === undefined ? {} : { organization }),
    ...(account === undefined ? {} : { account }),
    ...(family === undefined ? {} : { family: tableFamily(family) }),
    ...given,
  }
  const start = given.storage === 'parquet' ? withSlash(parseS3(from).key) : prefix
  const place = (at: string) => `s3://${bucket}/${at}`
  const [{ onAws }, { bucketFolders }] = await Promise.all([import('./aws-access.ts'), import('../ddl/look/s3.ts')])
  const found = await onAws(flags, `list the folders of ${bucket}`, async aws =>
    search(bucketFolders(await aws.s3(), bucket), start, known),
  )
  return optionsOf(one(found, known, place, from), known, place)
}

async function lookOnDisk(folder: string, given: Partial<TableOptions>): Promise<Partial<TableOptions>> {
  if (!existsSync(folder)) {
    throw new TrailqError('LOGS_NOT_FOUND', `There is no folder ${folder}`, { next: 'Name the folder of the copy.' })
  }
  if (given.location === undefined) {
    throw new TrailqError('MISSING_PARAMETER', 'Of which bucket is this a copy? There is no --location', {
      next: `Add --location s3://BUCKET: 'aws cloudtrail describe-trails' shows it.`,
    })
  }
  const location = given.location
  // A folder further down belongs to the trail above it.
  const [, top = resolve(folder)] = /^(.*?)\/AWSLogs(?:\/.*)?$/.exec(resolve(folder)) ?? []
  const found = await search(localFolders(top), '', given)
  const { prefix } = parseLocation(location)
  const place = (at: string) => (prefix === '' ? `${location.replace(/\/$/, '')}/${at}` : location)
  return optionsOf(one(found, given, place, folder), given, place)
}

async function search(folders: Folders, start: string, known: Partial<TableOptions>): Promise<readonly FoundTrail[]> {
  if (known.storage === 'parquet') {
    const store = await findStore(folders, start)
    return store === undefined ? [] : [store]
  }
  const trails = await findTrails(folders, start, known.family ?? 'events')
  return trails.filter(({ organization }) => known.organization === undefined || organization === known.organization)
}

function one(
  found: readonly FoundTrail[],
  known: Partial<TableOptions>,
  place: (prefix: string) => string,
  where: string,
): FoundTrail {
  const [trail, another] = found
  if (trail === undefined) {
    throw new TrailqError('NO_LOGS', `No ${known.family ?? 'events'} files of a trail were found below ${where}`, {
      next: 'Name the folder that holds AWSLogs/, or say what is there: --location, --account, --region, --first-day.',
    })
  }
  if (another === undefined) return trail
  throw new TrailqError('BAD_USAGE', `There are ${found.length} trails below ${where}, and a table has one`, {
    next: `Take one of them:\n${found.map(each => `    trailq ddl ${words(optionsOf(each, known, place))}`).join('\n')}`,
  })
}

function optionsOf(
  { prefix, organization, accounts, regions, firstDay }: FoundTrail,
  known: Partial<TableOptions>,
  place: (prefix: string) => string,
): Partial<TableOptions> {
  return {
    ...(organization === undefined ? {} : { organization }),
    account: accounts,
    region: regions,
    firstDay,
    ...known,
    location: place(prefix),
  }
}

/** Says what was found, in the flags that say the same. */
export function sayFound(options: Partial<TableOptions>): void {
  say(`Found: ${words(options)}`)
}

const FLAGS = {
  location: '--location',
  storage: '--storage',
  organization: '--organization',
  family: '--family',
  account: '--account',
  region: '--region',
  firstDay: '--first-day',
} as const satisfies Partial<Record<keyof TableOptions, string>>

function words(options: Partial<TableOptions>): string {
  return Object.entries(FLAGS)
    .flatMap(([name, flag]) => {
      const value = options[name as keyof typeof FLAGS]
      return value === undefined ? [] : [`${flag} ${typeof value === 'string' ? value : value.join(',')}`]
    })
    .join(' ')
}

function withSlash(key: string): string {
  return key === '' || key.endsWith('/') ? key : `${key}/`
}

import { ListObjectsV2Command, paginateListObjectsV2 } from '@aws-sdk/client-s3'

import type { Aws } from '../aws.ts'
import { bucketOf } from '../locations.ts'
import { until } from './check.ts'

/** How many folders are listed at once. */
const AT_ONCE = 24

/** More listings than these take too long for a look. */
const MOST_LISTINGS = 2000

/** Where CloudTrail writes what belongs to no region: the place where most trails have something. */
const LIKELIEST = 'us-east-1'

/** A folder in which those of days lie. */
export interface Shelf {
  /** `s3://bucket/…/us-east-1/2026/11/` */
  readonly place: string
  /** Names of the folders that are looked for in it, and the day of each: `20`, `2026/11/20`. */
  readonly names: ReadonlyMap<string, string>
}

/** The newest data that was found. */
export interface Newest {
  /** The day of delivery, `2026/11/20`; undefined where partitions don't tell it. */
  readonly day: string | undefined
  readonly folder: string
}

/** What a look at folders came to. */
export interface Look {
  readonly newest: Newest | undefined
  /** Folders that were looked into, of those that there are. */
  readonly looked: number
  readonly of: number
}

/**
 * The newest day of which there is anything. One listing tells all days of a shelf. Likely shelves come first; a day that
 * is new enough ends the search.
 */
export async function newestOn(
  aws: Aws,
  shelves: readonly Shelf[],
  enough: string,
  signal: AbortSignal | undefined,
): Promise<Look> {
  const waiting = sampled(shelves, MOST_LISTINGS)
  let newest: Newest | undefined
  let looked = 0
  const isNews = (day: string) => newest?.day === undefined || day > newest.day
  const worker = async () => {
    for (let shelf = waiting.shift(); shelf !== undefined; shelf = waiting.shift()) {
      if (newest?.day !== undefined && newest.day >= enough) return
      if (![...shelf.names.values()].some(isNews)) continue
      looked++
      for (const folder of await foldersIn(aws, shelf.place, signal, [...shelf.names.keys()].sort())) {
        const day = shelf.names.get(folder)
        if (day !== undefined && isNews(day)) newest = { day, folder: `${shelf.place}${folder}/` }
      }
    }
  }
  await together(waiting.length, worker)
  return { newest, looked, of: shelves.length }
}

/** The first of some folders in which there is anything. */
export async function anyOf(
  aws: Aws,
  { count, folders }: { count: number; folders: Iterable<string> },
  signal: AbortSignal | undefined,
): Promise<Look> {
  const step = Math.ceil(count / MOST_LISTINGS)
  const waiting: string[] = []
  let seen = 0
  for (const place of folders) if (seen++ % step === 0) waiting.push(place)
  const client = await aws.s3()
  let folder: string | undefined
  let looked = 0
  const worker = async () => {
    for (let place = waiting.shift(); place !== undefined && folder === undefined; place = waiting.shift()) {
      const { bucket, prefix } = bucketOf(place)
      const { KeyCount: keys = 0 } = await client.send(
        new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, MaxKeys: 1 }),
        until(signal),
      )
      looked++
      if (keys > 0) folder ??= place
    }
  }
  await together(waiting.length, worker)
  return { newest: folder === undefined ? undefined : { day: undefined, folder }, looked, of: count }
}

/**
 * Names of the folders in a place, `s3://bucket/AWSLogs/`.
 *
 * @param wanted those that are looked for, in their order: what lies before the first and after the last is left out
 */
export async function foldersIn(
  aws: Aws,
  place: string,
  signal: AbortSignal | undefined,
  wanted: readonly string[] = [],
): Promise<readonly string[]> {
  const { bucket, prefix } = bucketOf(place)
  const [first] = wanted
  const last = wanted.at(-1) ?? '\uffff'
  const asked = { Bucket: bucket, Prefix: prefix, Delimiter: '/' }
  const input = first === undefined ? asked : { ...asked, StartAfter: `${prefix}${first}` }
  const names: string[] = []
  for await (const { CommonPrefixes: folders = [] } of paginateListObjectsV2(
    { client: await aws.s3() },
    input,
    until(signal),
  )) {
    names.push(...folders.map(({ Prefix: folder = '' }) => folder.slice(prefix.length, -1)))
    if ((names.at(-1) ?? '') >= last) break
  }
  return names
}

async function together(work: number, worker: () => Promise<void>): Promise<void> {
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, work) }, worker))
}

/** So many shelves: the likely ones first, and both kinds over all accounts and regions. */
function sampled(shelves: readonly Shelf[], most: number): Shelf[] {
  const likely = shelves.filter(({ place }) => place.includes(LIKELIEST))
  const others = shelves.filter(({ place }) => !place.includes(LIKELIEST))
  const first = spread(likely, Math.max(most / 2, most - others.length))
  return [...first, ...spread(others, most - first.length)]
}

/** So many of a list, at even distances. */
function spread<T>(all: readonly T[], most: number): T[] {
  if (all.length <= most) return [...all]
  return Array.from({ length: Math.floor(most) }, (_, i) => all[Math.floor((i * all.length) / most)] as T)
}

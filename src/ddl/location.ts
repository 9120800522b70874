import { TrailqError } from '../errors.ts'
import { type Family, familyOfFolder, isRegion } from '../model/index.ts'
import { checkText } from './names.ts'

/** A place in S3, and what its folders already say about a trail. */
export interface Location {
  readonly bucket: string
  /** All that stands before `AWSLogs/`, with the slash at its end; '' where there is nothing. */
  readonly prefix: '' | `${string}/`
  readonly organization?: string
  readonly account?: string
  readonly family?: Family
  readonly region?: string
}

/** Control Tower names its buckets so. */
export const CONTROL_TOWER_BUCKET = /^aws-controltower-(?:logs|s3-access-logs)-/

const BUCKET = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/
const ORGANIZATION = /^o-[a-z0-9]{1,32}$/

/**
 * Where a trail writes, as people have it at hand: the bucket alone, with the trail's prefix, or any folder further
 * down, such as the one of an account that the console shows.
 *
 * @throws TrailqError BAD_LOCATION
 * @example
 * ```ts
 * parseLocation('s3://my-trail/audit') // { bucket: 'my-trail', prefix: 'audit/' }
 * parseLocation('s3://my-trail/AWSLogs/111122223333/CloudTrail/')
 * // { bucket: 'my-trail', prefix: '', account: '111122223333', family: 'events' }
 * ```
 */
export function parseLocation(text: string): Location {
  const { bucket, key } = parseS3(text)
  const folders = key.replace(/\/+$/, '').split('/')
  for (const [at, folder] of folders.entries()) {
    const known = folder === 'AWSLogs' ? below(folders.slice(at + 1)) : undefined
    if (known !== undefined) return { bucket, prefix: withSlash(folders.slice(0, at).join('/')), ...known }
  }
  return { bucket, prefix: withSlash(folders.join('/')) }
}

/** The bucket and the rest of an S3 address. @throws TrailqError BAD_LOCATION */
export function parseS3(text: string): { readonly bucket: string; readonly key: string } {
  const [, bucket, key = ''] = /^s3:\/\/([^/]*)(?:\/(.*))?$/s.exec(text) ?? []
  if (bucket === undefined) throw badLocation(text, 'does not start with s3://')
  if (!BUCKET.test(bucket) || bucket.includes('..')) {
    throw badLocation(text, `names no bucket: ${JSON.stringify(bucket)} has not the form of one`)
  }
  if (key.includes('\n')) throw badLocation(text, 'has a line end in it')
  if (key.startsWith('/')) throw badLocation(text, 'has two slashes behind the bucket')
  if (key.includes('${')) throw badLocation(text, "holds '${', where partition projection would put in a value")
  checkText(key, 'The location', 700)
  return { bucket, key }
}

/** An organization's id. @throws TrailqError BAD_LOCATION */
export function checkOrganization(text: string): string {
  if (ORGANIZATION.test(text)) return text
  throw new TrailqError('BAD_LOCATION', `${JSON.stringify(text)} is not the id of an organization`, {
    next: "It starts with o-, such as o-exampleorgid: 'aws organizations describe-organization' shows it.",
  })
}

/** What stands below AWSLogs/, from the organization down to a region and a day; undefined where it is no trail's. */
function below(folders: readonly string[]): Partial<Location> | undefined {
  const left = [...folders]
  const take = (fits: (folder: string) => boolean) =>
    left[0] !== undefined && fits(left[0]) ? left.shift() : undefined
  const organization = take(folder => ORGANIZATION.test(folder))
  const account = take(folder => /^\d{12}$/.test(folder))
  const family = account === undefined ? undefined : take(folder => familyOfFolder(folder) !== undefined)
  const region = family === undefined ? undefined : take(isRegion)
  const isDay = region !== undefined && left.length <= 3 && left.every(folder => /^\d{2}(?:\d{2})?$/.test(folder))
  if (left.length > 0 && !isDay) return undefined
  return {
    ...(organization === undefined ? {} : { organization }),
    ...(account === undefined ? {} : { account }),
    ...(family === undefined ? {} : { family: familyOfFolder(family) as Family }),
    ...(region === undefined ? {} : { region }),
  }
}

function withSlash(path: string): Location['prefix'] {
  return path === '' ? '' : `${path}/`
}

function badLocation(text: string, why: string): TrailqError {
  return new TrailqError('BAD_LOCATION', `${JSON.stringify(text)} ${why}`, {
    next: 'Write where the trail writes: s3://BUCKET, or s3://BUCKET/PREFIX.',
  })
}

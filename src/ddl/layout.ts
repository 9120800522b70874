import { didYouMean, TrailqError } from '../errors.ts'
import { FAMILIES, familyFolder } from '../model/index.ts'
import { checkOrganization, type Location, parseLocation, parseS3 } from './location.ts'
import type { Storage } from './storage.ts'
import type { TableFamily, TableOptions } from './table-options.ts'

/** Where the files of a table are. */
export interface Layout {
  readonly storage: Storage
  readonly bucket: string
  readonly prefix: Location['prefix']
  readonly organization?: string
  readonly family: TableFamily
  /** What the location itself says of an account and a region. */
  readonly account?: string
  readonly region?: string
}

/** The families that tables can be made of. */
export const TABLE_FAMILIES = ['events', 'insight', 'network-activity', 'digest'] as const

/** The layout that options ask for. @throws TrailqError BAD_LOCATION, BAD_PARAMETER, NOT_SUPPORTED */
export function layoutOf(options: TableOptions, storage: Storage): Layout {
  return storage === 'parquet' ? storeLayout(options) : trailLayout(options)
}

/** How the days of a layout are written. */
export function dayFormat({ storage }: Layout): 'yyyy/MM/dd' | 'yyyy-MM-dd' {
  return storage === 'parquet' ? 'yyyy-MM-dd' : 'yyyy/MM/dd'
}

/**
 * The folder of one partition, with a slash at its end, its values left open. Without that slash a day's folder would
 * be any that starts like it.
 */
export function locationTemplate(layout: Layout): string {
  const root = `s3://${layout.bucket}/`
  const [account, region, day] = ['account', 'region', 'day'].map(key => `\${${key}}`)
  if (layout.storage === 'parquet') return `${root}${layout.prefix}account=${account}/region=${region}/day=${day}/`
  return `${root}${familyFolder({ ...layout, account: account ?? '' })}${region}/${day}/`
}

/** The folder above all partitions of these accounts; of all accounts where they are not known. */
export function rootFolder(layout: Layout, accounts: readonly string[] | undefined): string {
  const root = `s3://${layout.bucket}/`
  if (layout.storage === 'parquet') return root + layout.prefix
  const [only, another] = accounts ?? []
  if (only !== undefined && another === undefined) return root + familyFolder({ ...layout, account: only })
  return `${root}${layout.prefix}AWSLogs/${layout.organization === undefined ? '' : `${layout.organization}/`}`
}

/** What a trail writes: `[prefix/]AWSLogs/[organization/]account/family/region/yyyy/MM/dd/`. */
function trailLayout(options: TableOptions): Layout {
  const location = parseLocation(options.location)
  const organization = organizationOf(options, location)
  return {
    storage: 'json',
    ...location,
    prefix: prefixOf(options, location, organization),
    ...(organization === undefined ? {} : { organization }),
    family: tableFamily(options.family ?? location.family ?? 'events'),
  }
}

/** What `trailq compact` writes: `account=…/region=…/day=yyyy-MM-dd/`. */
function storeLayout(options: TableOptions): Layout {
  if (options.organization !== undefined || options.controlTower) {
    throw new TrailqError('BAD_PARAMETER', 'A store of Parquet has no organization in its folders', {
      next: 'Leave out --organization and --control-tower.',
    })
  }
  const { bucket, key } = parseS3(options.location)
  const folders = key.replace(/\/+$/, '')
  return {
    storage: 'parquet',
    bucket,
    prefix: folders === '' ? '' : `${folders}/`,
    family: tableFamily(options.family ?? 'events'),
  }
}

function organizationOf(options: TableOptions, location: Location): string | undefined {
  const given = options.organization === undefined ? undefined : checkOrganization(options.organization)
  if (given !== undefined && location.organization !== undefined && given !== location.organization) {
    throw new TrailqError('BAD_LOCATION', `The location is of ${location.organization}, not of ${given}`, {
      next: 'Leave out --organization, or mend one of the two.',
    })
  }
  return given ?? location.organization
}

function prefixOf(options: TableOptions, location: Location, organization: string | undefined): Location['prefix'] {
  if (!options.controlTower) return location.prefix
  if (organization === undefined) {
    throw new TrailqError('MISSING_PARAMETER', "Control Tower's folders start with the organization's id", {
      next: 'Add --organization o-….',
    })
  }
  return location.prefix.endsWith(`${organization}/`) ? location.prefix : `${location.prefix}${organization}/`
}

/** A family by its name, if tables can be made of it. @throws TrailqError BAD_PARAMETER, NOT_SUPPORTED */
export function tableFamily(name: string): TableFamily {
  const found = TABLE_FAMILIES.find(known => known === name)
  if (found !== undefined) return found
  if (Object.hasOwn(FAMILIES, name)) {
    throw new TrailqError('NOT_SUPPORTED', `No table can be made of ${name} files: their form is not documented`, {
      next: `Families: ${TABLE_FAMILIES.join(', ')}.`,
    })
  }
  throw new TrailqError('BAD_PARAMETER', `There is no family '${name}'.${didYouMean(name, TABLE_FAMILIES)}`, {
    next: `Families: ${TABLE_FAMILIES.join(', ')}.`,
  })
}

import { familyOfFolder } from '../../model/index.ts'

/** Where a folder stands in CloudTrail's layout. */
export interface Place {
  readonly account?: string
  readonly family?: ReturnType<typeof familyOfFolder>
  readonly region?: string
  /** `yyyy`, `yyyy/mm` or `yyyy/mm/dd`. */
  readonly day?: string
}

const PLACE =
  /(?:^|\/)AWSLogs\/(?:o-[a-z0-9]+\/)?([^/]+)(?:\/(CloudTrail[^/]*)(?:\/([^/]+)(?:\/(\d{4}(?:\/\d\d){0,2}))?)?)?/

/** Where a folder stands in CloudTrail's layout, as far as its path goes; undefined outside of one. */
export function placeOf(path: string): Place | undefined {
  const inside = path.slice(path.lastIndexOf('/AWSLogs/') + 1)
  const [, account, folder, region, day] = PLACE.exec(inside) ?? []
  // Right below AWSLogs the organization's folder looks like an account's.
  if (account === undefined || (folder === undefined && /^o-/.test(account))) return undefined
  const family = folder === undefined ? undefined : familyOfFolder(folder)
  return {
    account,
    ...(family === undefined ? {} : { family }),
    ...(region === undefined || family === undefined ? {} : { region }),
    ...(day === undefined || family === undefined ? {} : { day }),
  }
}

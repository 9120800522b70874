import { FAMILIES, isRegion } from '../../model/index.ts'
import type { TableFamily } from '../table-options.ts'
import { type Folders, forEach } from './folders.ts'

/** A trail that was found, as a table's options say it. */
export interface FoundTrail {
  /** With the slash at its end; '' where there is none. */
  readonly prefix: string
  readonly organization?: string
  readonly accounts: readonly string[]
  readonly regions: readonly string[]
  /** `yyyy-mm-dd` */
  readonly firstDay: string
}

/** A prefix has a folder or two, and a bucket of much else is not searched to its end. */
const DEEPEST = 3
const MOST_FOLDERS = 500

/**
 * The trails below a folder that have files of a family: one for each prefix and organization. Reads names of folders
 * and nothing else; below an account and a region only those of the first year, month and day.
 */
export async function findTrails(folders: Folders, start: string, family: TableFamily): Promise<readonly FoundTrail[]> {
  const found: FoundTrail[] = []
  for (const prefix of await prefixesBelow(folders, start)) {
    const names = await folders.list(`${prefix}AWSLogs/`)
    const own = await trail(folders, prefix, `${prefix}AWSLogs/`, names, family)
    if (own !== undefined) found.push(own)
    for (const organization of names.filter(name => /^o-[a-z0-9]+$/.test(name)).sort()) {
      const root = `${prefix}AWSLogs/${organization}/`
      const its = await trail(folders, prefix, root, await folders.list(root), family)
      if (its !== undefined) found.push({ ...its, organization })
    }
  }
  return found
}

/** Where `AWSLogs/` stands, nearest first. */
async function prefixesBelow(folders: Folders, start: string): Promise<readonly string[]> {
  const found: string[] = []
  let level = [start]
  for (let depth = 0; depth <= DEEPEST && level.length > 0; depth++) {
    const lists = await forEach(level, async at => ({ at, names: await folders.list(at) }))
    for (const { at, names } of lists) if (names.includes('AWSLogs')) found.push(at)
    level = lists
      .flatMap(({ at, names }) => names.filter(name => name !== 'AWSLogs').map(name => `${at}${name}/`))
      .slice(0, MOST_FOLDERS)
  }
  return found
}

async function trail(
  folders: Folders,
  prefix: string,
  root: string,
  names: readonly string[],
  family: TableFamily,
): Promise<FoundTrail | undefined> {
  const accounts = names.filter(name => /^\d{12}$/.test(name)).sort()
  const lists = await forEach(accounts, async account => {
    const folder = `${root}${account}/${FAMILIES[family].folder}/`
    return { account, folder, regions: (await folders.list(folder)).filter(isRegion) }
  })
  const having = lists.filter(({ regions }) => regions.length > 0)
  const places = having.flatMap(({ folder, regions }) => regions.map(region => `${folder}${region}/`))
  const firstDay = await firstDayBelow(folders, places)
  if (firstDay === undefined) return undefined
  return {
    prefix,
    accounts: having.map(({ account }) => account),
    regions: [...new Set(having.flatMap(({ regions }) => regions))].sort(),
    firstDay,
  }
}

/** The first day of all places: only the folders of the first year, and then of its first month, are opened. */
async function firstDayBelow(folders: Folders, places: readonly string[]): Promise<string | undefined> {
  const parts: string[] = []
  let level = places
  for (const form of [/^\d{4}$/, /^\d\d$/, /^\d\d$/]) {
    const lists = await forEach(level, async at => ({
      at,
      names: (await folders.list(at)).filter(name => form.test(name)),
    }))
    const first = lists.flatMap(({ names }) => names).sort()[0]
    if (first === undefined) return undefined
    parts.push(first)
    level = lists.filter(({ names }) => names.includes(first)).map(({ at }) => `${at}${first}/`)
  }
  return parts.join('-')
}

import { NULL_KEY } from '../../events/store.ts'
import { type Folders, forEach } from './folders.ts'
import type { FoundTrail } from './trail.ts'

/** A store of Parquet at a folder, where there is one. */
export async function findStore(folders: Folders, start: string): Promise<FoundTrail | undefined> {
  const accounts = await values(folders, start, 'account')
  const regions = await forEach(accounts, async account => ({
    account,
    regions: await values(folders, `${start}account=${account}/`, 'region'),
  }))
  const places = regions.flatMap(({ account, regions: names }) =>
    names.map(region => `${start}account=${account}/region=${region}/`),
  )
  const days = (await forEach(places, place => values(folders, place, 'day'))).flat().sort()
  if (days[0] === undefined) return undefined
  return {
    prefix: start,
    accounts,
    regions: [...new Set(regions.flatMap(({ regions: names }) => names))].sort(),
    firstDay: days[0],
  }
}

/** The values of a key's folders: `day=2026-11-20`. Those of records that don't say are no partitions of a table. */
async function values(folders: Folders, at: string, key: string): Promise<readonly string[]> {
  const names = (await folders.list(at)).filter(name => name.startsWith(`${key}=`))
  return names
    .map(name => name.slice(key.length + 1))
    .filter(value => value !== NULL_KEY)
    .sort()
}

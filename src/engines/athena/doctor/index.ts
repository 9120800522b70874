// The examination of a configuration for Athena: each file looks at one thing and gives lines, ok, warning or wrong.
// May import what engines/athena may. Nothing is changed; one tiny query is run.
// To look at one more thing: a generator of checks beside these, one line in examine().
import type { Aws } from '../aws.ts'
import { type CatalogTable, describeTable } from '../catalog.ts'
import type { AthenaOptions } from '../engine.ts'
import { type Check, failed, ok } from './check.ts'
import { checkData } from './data.ts'
import { checkQuery } from './first-query.ts'
import type { Newest } from './shelves.ts'
import { checkTable } from './table.ts'
import { checkWorkgroup } from './workgroup.ts'

export type { Check } from './check.ts'

/** What an examination goes by. */
export interface Examining {
  /** Stops it, and the query that it runs. */
  readonly signal?: AbortSignal | undefined
  readonly now?: Date
}

/**
 * Looks at everything that a question needs, from the outside in, and says each as soon as it is known.
 *
 * @throws TrailqError CANCELLED, and where the query could not be stopped ENGINE_FAILED
 */
export async function* examine(
  aws: Aws,
  options: AthenaOptions,
  { signal, now = new Date() }: Examining = {},
): AsyncGenerator<Check> {
  try {
    await aws.athena(signal)
    const account = await aws.account()
    yield ok('credentials', account === undefined ? 'found' : `of account ${account}`)
    yield ok('region', await aws.region())
  } catch (error) {
    yield failed('credentials', error, 'the credentials', signal)
    return
  }
  yield* checkWorkgroup(aws, options, signal)
  const { catalog, database, table } = options
  let found: CatalogTable
  try {
    found = await describeTable(aws, { catalog, database, table }, signal)
  } catch (error) {
    const permission = `athena:GetTableMetadata, glue:GetTable and GetDatabase on ${database}.${table}`
    yield failed('table', error, permission, signal)
    return
  }
  let isCloudTrail = true
  for (const check of checkTable(found, now)) {
    isCloudTrail &&= !(check.name === 'table' && check.verdict === 'wrong')
    yield check
  }
  if (!isCloudTrail) return
  let newest: Newest | undefined
  if (!found.isView) {
    const tell = (seen: Newest) => {
      newest = seen
    }
    yield* checkData(aws, { catalog, database, table }, found, now, tell, signal)
  }
  yield* checkQuery(aws, options, found, newest, now, signal)
}

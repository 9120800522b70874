// The examination of a configuration for Athena: each file looks at one thing and gives lines, ok, warning or wrong.
// May import what engines/athena may. Nothing is changed; one tiny query is run.
// To look at one more thing: a generator of checks beside these, one line in examine().
import type { Aws } from '../aws.ts'
import { type CatalogTable, describeTable } from '../catalog.ts'
import type { AthenaOptions } from '../engine.ts'
import { type Check, failed, ok } from './check.ts'
import { checkData, type Newest } from './data.ts'
import { checkQuery } from './first-query.ts'
import { checkTable } from './table.ts'
import { checkWorkgroup } from './workgroup.ts'

export type { Check } from './check.ts'

/** Looks at everything that a question needs, from the outside in, and says each as soon as it is known. */
export async function* examine(aws: Aws, options: AthenaOptions, now = new Date()): AsyncGenerator<Check> {
  try {
    await aws.athena()
    const account = await aws.account()
    yield ok('credentials', account === undefined ? 'found' : `of account ${account}`)
    yield ok('region', await aws.region())
  } catch (error) {
    yield failed('credentials', error, 'the credentials')
    return
  }
  yield* checkWorkgroup(aws, options)
  const { catalog, database, table } = options
  let found: CatalogTable
  try {
    found = await describeTable(aws, { catalog, database, table })
  } catch (error) {
    yield failed('table', error, `athena:GetTableMetadata, glue:GetTable and GetDatabase on ${database}.${table}`)
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
    yield* checkData(aws, { catalog, database, table }, found, now, seen => {
      newest = seen
    })
  }
  yield* checkQuery(aws, options, found, newest)
}

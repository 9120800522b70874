import { eventsSelect, resolveScope } from '../../../events/index.ts'
import { compileSql } from '../../../sql/compile.ts'
import { tableSource } from '../../trino/source.ts'
import { partitionKeys } from '../../trino/table.ts'
import type { Aws } from '../aws.ts'
import type { CatalogTable } from '../catalog.ts'
import { AthenaQuery, type Taken } from '../query.ts'
import type { AthenaSettings } from '../settings.ts'
import { ATHENA_SPELLINGS } from '../spelling.ts'
import { type Check, failed, ok, warning } from './check.ts'
import { injectedKeys, isDaily } from './day-shelves.ts'
import { checkReading, checkStopping } from './query-rights.ts'
import type { Newest } from './shelves.ts'

/** A first query that reads more is stopped: it is there to see whether one can be run. */
const MOST_BYTES = 1e9

const DAY = 86_400_000

/** What needs no table: the least that starts, ends and has a result. */
const NO_TABLE = 'SELECT 1 AS one'

/**
 * Runs a query for one event of the newest folder: what it takes to start, to read the logs, and to read results. Where
 * no partition would keep it from reading the whole bucket, it reads no table: a limit on what is read is kept only as
 * long as this process lives.
 */
export async function* checkQuery(
  aws: Aws,
  settings: AthenaSettings,
  table: CatalogTable,
  newest: Newest | undefined,
  now: Date,
  signal?: AbortSignal,
): AsyncGenerator<Check> {
  const why = whyUnbounded(table, newest, now)
  if (why !== undefined) {
    yield warning(
      'query',
      `none was run on the table: ${why}, so that even one event may cost reading all of it`,
      'Ask with a limit: trailq run log-coverage --since 24h --max-scan 1GB.',
    )
  }
  const { catalog: _, database: __, ...asked } = settings
  const maxScan = Math.min(MOST_BYTES, settings.maxScan ?? MOST_BYTES)
  const sql = why === undefined ? firstQuery(table, newest, now) : NO_TABLE
  const query = new AthenaQuery(aws, { ...asked, maxScan, reuseMinutes: undefined }, { sql, signal })
  const started = performance.now()
  try {
    await query.start()
    let rows = 0
    for await (const batch of query.batches()) rows += batch.length
    const taken = query.taken()
    const took = `${((performance.now() - started) / 1000).toFixed(1)} s, ${megabytes(taken)} read, $${taken.cost.toFixed(5)} (${taken.id})`
    if (why !== undefined) yield ok('query', `one that reads no table ends in ${took}`)
    else if (rows === 0 && newest?.day !== undefined) yield noEvent(took, taken, table, newest)
    else yield ok('query', `${rows === 0 ? 'no event' : 'an event'} in ${took}`)
  } catch (error) {
    yield failed('query', error, needed(query.taken(), settings.workgroup), signal)
    return
  }
  yield* checkStopping(aws, settings.workgroup, query.taken().id, signal)
  yield* checkReading(aws, query.resultPlace, settings.bucketOwner, signal)
}

/** Why a query for one event of a day may read far more than that day; undefined where it can't. */
function whyUnbounded(table: CatalogTable, newest: Newest | undefined, now: Date): string | undefined {
  if (table.isView) return 'it is a view, and what that reads is not seen from here'
  if (!table.table.columns.some(({ isPartitionKey }) => isPartitionKey === true)) return 'it has no partitions'
  if (!isDaily(table, now)) return 'none of its partition keys tells the day'
  const untold = injectedKeys(table).filter(key => {
    const [role] = [...partitionKeys(table.table)].find(([, { name }]) => name === key) ?? []
    return !(newest !== undefined && (role === 'account' || role === 'region'))
  })
  return untold.length === 0 ? undefined : `it wants to be told its ${untold.join(', ')}`
}

/** Objects lie there, and Athena has no event of them: one of the two looks at the wrong thing. */
function noEvent(took: string, { bytesScanned }: Taken, { properties }: CatalogTable, newest: Newest): Check {
  const says = `no event in ${took}, although there are objects in ${newest.folder}`
  const serde = properties['serde.serialization.lib'] ?? 'none'
  const input = properties['inputformat'] ?? 'none'
  return bytesScanned === 0
    ? warning(
        'query',
        says,
        'It read nothing, so Athena looks elsewhere. Look at the range and the form of the days (projection.*), at storage.location.template, and whether the catalog lists that partition.',
      )
    : warning(
        'query',
        says,
        `It read them, so the table takes them for something else. Look at its SerDe (${serde}) and input format (${input}); 'trailq ddl' prints a table with those that read CloudTrail.`,
      )
}

/** What the step that failed needs, by how far the query came. */
function needed({ id, state }: Taken, workgroup = 'primary'): string {
  if (id === undefined) return `athena:StartQueryExecution on workgroup/${workgroup}`
  if (state === 'starting') return `athena:GetQueryExecution on workgroup/${workgroup}`
  if (state === 'succeeded') return `athena:GetQueryResults on workgroup/${workgroup}`
  return 'glue:GetTable and GetPartitions on the table; s3:GetObject and ListBucket on the logs, kms:Decrypt where they are encrypted; s3:PutObject and GetBucketLocation on the bucket of results'
}

function megabytes({ bytesScanned }: Taken): string {
  return `${(bytesScanned / 1e6).toFixed(1)} MB`
}

function firstQuery(table: CatalogTable, newest: Newest | undefined, now: Date): string {
  const roles = partitionKeys(table.table)
  const account = /(?:^|[/=])(\d{12})(?=\/)/.exec(newest?.folder ?? '')?.[1]
  const region = /(?:^|[/=])([a-z]{2}(?:-[a-z]+)+-\d)(?=\/)/.exec(newest?.folder ?? '')?.[1]
  const day = Date.parse(newest?.day?.replaceAll('/', '-') ?? now.toISOString().slice(0, 10))
  const scope = resolveScope({
    // Delivered on a day: of that day, or of the end of the day before.
    since: new Date(day - DAY).toISOString(),
    until: new Date(day + DAY).toISOString(),
    ...(roles.has('account') && account !== undefined ? { account } : {}),
    ...(roles.has('region') && region !== undefined ? { region } : {}),
  })
  const events = eventsSelect(new Set(['event_time']), scope, tableSource(table.table))
  return `${compileSql(events.toOperationNode(), ATHENA_SPELLINGS)} LIMIT 1`
}

import { HeadObjectCommand } from '@aws-sdk/client-s3'

import { eventsSelect, resolveScope } from '../../../events/index.ts'
import { compileSql } from '../../../sql/compile.ts'
import { tableSource } from '../../trino/source.ts'
import { partitionKeys } from '../../trino/table.ts'
import type { Aws } from '../aws.ts'
import type { CatalogTable } from '../catalog.ts'
import { isDenied } from '../failure.ts'
import { placeOf } from '../object.ts'
import { AthenaQuery } from '../query.ts'
import type { AthenaSettings } from '../settings.ts'
import { ATHENA_SPELLINGS } from '../spelling.ts'
import { type Check, failed, ok, warning } from './check.ts'
import type { Newest } from './data.ts'

/** A first query that reads more is stopped: it is there to see whether one can be run. */
const MOST_BYTES = 1e9

const DAY = 86_400_000

/** Runs a query for one event of the newest folder: what it takes to start, to read the logs, and to read results. */
export async function* checkQuery(
  aws: Aws,
  settings: AthenaSettings,
  table: CatalogTable,
  newest: Newest | undefined,
): AsyncGenerator<Check> {
  const { catalog: _, database: __, ...asked } = settings
  const sql = firstQuery(table, newest)
  const query = new AthenaQuery(aws, { ...asked, maxScan: MOST_BYTES, reuseMinutes: undefined }, { sql })
  const started = performance.now()
  try {
    await query.start()
    let rows = 0
    for await (const batch of query.batches()) rows += batch.length
    const { id, bytesScanned, cost } = query.taken()
    const seconds = ((performance.now() - started) / 1000).toFixed(1)
    yield ok(
      'query',
      `${rows === 0 ? 'no event' : 'an event'} in ${seconds} s, ${(bytesScanned / 1e6).toFixed(1)} MB read, $${cost.toFixed(5)} (${id})`,
    )
    yield* checkResultObject(aws, query.resultPlace)
  } catch (error) {
    yield failed(
      'query',
      error,
      'athena:StartQueryExecution, GetQueryExecution, GetQueryResults and StopQueryExecution on the workgroup; glue:GetTable and GetPartitions on the table; s3:GetObject on the logs; s3:PutObject and GetBucketLocation on the bucket of results',
    )
  }
}

/** Whether large answers can be read from S3. */
async function* checkResultObject(aws: Aws, location: string | undefined): AsyncGenerator<Check> {
  const place = placeOf(location ?? '')
  if (place === undefined) return
  try {
    const owner = await aws.account()
    await (await aws.s3()).send(
      new HeadObjectCommand({
        Bucket: place.bucket,
        Key: place.key,
        ...(owner === undefined ? {} : { ExpectedBucketOwner: owner }),
      }),
    )
    yield ok('reading', `results can be read from s3://${place.bucket}, so large answers are fast`)
  } catch (error) {
    const why = isDenied(error) ? 'may not be read' : 'could not be read'
    yield warning(
      'reading',
      `results in s3://${place.bucket} ${why}: large answers come by pages, which is slow`,
      `Allow s3:GetObject on ${place.bucket}/*; where another account owns it, give --bucket-owner.`,
    )
  }
}

function firstQuery(table: CatalogTable, newest: Newest | undefined): string {
  const roles = partitionKeys(table.table)
  const account = /(?:^|[/=])(\d{12})(?=\/)/.exec(newest?.folder ?? '')?.[1]
  const region = /(?:^|[/=])([a-z]{2}(?:-[a-z]+)+-\d)(?=\/)/.exec(newest?.folder ?? '')?.[1]
  const day = newest?.day ?? new Date().toISOString().slice(0, 10)
  const scope = resolveScope({
    // Delivered on a day: of that day, or of the end of the day before.
    since: new Date(Date.parse(day) - DAY).toISOString(),
    until: new Date(Date.parse(day) + DAY).toISOString(),
    ...(roles.has('account') && account !== undefined ? { account } : {}),
    ...(roles.has('region') && region !== undefined ? { region } : {}),
  })
  const events = eventsSelect(new Set(['event_time']), scope, tableSource(table.table))
  return `${compileSql(events.toOperationNode(), ATHENA_SPELLINGS)} LIMIT 1`
}

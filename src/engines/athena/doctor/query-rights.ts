import { StopQueryExecutionCommand } from '@aws-sdk/client-athena'
import { HeadObjectCommand } from '@aws-sdk/client-s3'

import type { Aws } from '../aws.ts'
import { isDenied, plain } from '../failure.ts'
import { placeOf } from '../results/object.ts'
import { allowing, type Check, ok, until, warning } from './check.ts'

/**
 * Whether a query could be stopped: by stopping one that has ended, which has no effect.
 *
 * Source: Athena API reference, StopQueryExecution.
 */
export async function* checkStopping(
  aws: Aws,
  workgroup = 'primary',
  id?: string,
  signal?: AbortSignal,
): AsyncGenerator<Check> {
  if (id === undefined) return
  try {
    const client = await aws.athena(signal)
    await client.send(new StopQueryExecutionCommand({ QueryExecutionId: id }), until(signal))
    yield ok('stopping', 'Ctrl-C can stop a query in Athena')
  } catch (error) {
    signal?.throwIfAborted()
    const message = plain(error instanceof Error ? error.message : String(error))
    yield isDenied(error)
      ? warning(
          'stopping',
          'athena:StopQueryExecution is missing: Ctrl-C could not stop a query, nor could --max-scan',
          allowing(message, `athena:StopQueryExecution on workgroup/${workgroup}`),
        )
      : warning('stopping', `a query may not be stopped by Ctrl-C: ${message}`, 'Look into it before long questions.')
  }
}

/** Whether large answers can be read from S3. */
export async function* checkReading(
  aws: Aws,
  location: string | undefined,
  bucketOwner: string | undefined,
  signal?: AbortSignal,
): AsyncGenerator<Check> {
  const place = placeOf(location ?? '')
  if (place === undefined) return
  try {
    const owner = bucketOwner ?? (await aws.account())
    const client = await aws.s3()
    const head = {
      Bucket: place.bucket,
      Key: place.key,
      ...(owner === undefined ? {} : { ExpectedBucketOwner: owner }),
    }
    await client.send(new HeadObjectCommand(head), until(signal))
    yield ok('reading', `results can be read from s3://${place.bucket}, so large answers are fast`)
  } catch (error) {
    signal?.throwIfAborted()
    const why = isDenied(error) ? 'may not be read' : 'could not be read'
    yield warning(
      'reading',
      `results in s3://${place.bucket} ${why}: large answers come by pages, which is slow`,
      `Allow s3:GetObject on ${place.bucket}/*; where another account owns it, give --bucket-owner.`,
    )
  }
}

import { ListObjectsV2Command, type S3Client } from '@aws-sdk/client-s3'

import { TrailqError } from '../../errors.ts'
import type { Estimate } from '../../events/index.ts'
import type { Aws } from './aws.ts'
import { apiFailure } from './failure.ts'
import { bucketOf, type Places } from './locations.ts'
import { costOf, isPriceKnown, pricePerTerabyte } from './price.ts'

/** How many folders are listed at once. */
const AT_ONCE = 24

/** More listings than this take minutes, and cents. */
const MOST_FOLDERS = 20_000

/**
 * What a question can touch at most: the objects under exactly these folders, counted by listing them. What it costs goes
 * by the price that is given, else by that of the region, which is assumed where it is not known.
 *
 * @throws TrailqError ACCESS_DENIED, BAD_PARAMETER where that would be too many listings
 */
export async function estimate(
  aws: Aws,
  places: Places,
  price: number | undefined,
  signal?: AbortSignal,
): Promise<Estimate> {
  const { count, folders, isUnpruned } = places
  if (count > MOST_FOLDERS) {
    throw new TrailqError('BAD_PARAMETER', `The scope covers ${count} partitions: too many to be listed`, {
      next: 'Ask for a shorter window, fewer accounts or regions (--since, --account, --region).',
    })
  }
  await aws.athena(signal)
  const client = await aws.s3()
  const waiting = folders[Symbol.iterator]()
  const total = { partitions: count, objects: 0, bytes: 0 }
  const worker = async () => {
    for (let next = waiting.next(); next.done !== true; next = waiting.next()) {
      const { objects, bytes } = await sizeOf(client, next.value, signal)
      total.objects += objects
      total.bytes += bytes
    }
  }
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, count) }, worker))
  const region = await aws.region()
  const perTerabyte = price ?? pricePerTerabyte(region)
  return {
    ...total,
    cost: costOf(total.bytes, perTerabyte),
    ...(isUnpruned ? { isUnpruned } : {}),
    ...(price !== undefined || isPriceKnown(region) ? {} : { assumedPrice: perTerabyte }),
  }
}

async function sizeOf(client: S3Client, place: string, signal?: AbortSignal) {
  const { bucket, prefix } = bucketOf(place)
  if (bucket === '') {
    throw new TrailqError('NOT_SUPPORTED', `A partition lies in '${place}', which is no folder of S3`, {
      next: 'Run the question with --max-scan, which stops it.',
    })
  }
  let objects = 0
  let bytes = 0
  let token: string | undefined
  try {
    do {
      const page = await client.send(
        new ListObjectsV2Command({
          Bucket: bucket,
          Prefix: prefix,
          ...(token === undefined ? {} : { ContinuationToken: token }),
        }),
        signal === undefined ? {} : { abortSignal: signal },
      )
      objects += page.Contents?.length ?? 0
      bytes += page.Contents?.reduce((sum, { Size = 0 }) => sum + Size, 0) ?? 0
      token = page.NextContinuationToken
    } while (token !== undefined)
    return { objects, bytes }
  } catch (error) {
    throw apiFailure(error, `list s3://${bucket}/${prefix}`, signal)
  }
}

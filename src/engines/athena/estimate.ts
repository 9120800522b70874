import { ListObjectsV2Command, type S3Client } from '@aws-sdk/client-s3'

import { TrailqError } from '../../errors.ts'
import type { Estimate } from '../../events/index.ts'
import type { Aws } from './aws.ts'
import { apiFailure } from './failure.ts'
import { costOf, pricePerTerabyte } from './price.ts'

/** How many folders are listed at once. */
const AT_ONCE = 24

/** More listings than this take minutes, and cents. */
const MOST_FOLDERS = 20_000

/**
 * What a question can touch at most: the objects under exactly these folders, counted by listing them.
 *
 * @param places `s3://bucket/prefix/`
 * @throws TrailqError ACCESS_DENIED, BAD_PARAMETER where that would be too many listings
 */
export async function estimate(
  aws: Aws,
  places: readonly string[],
  price: number | undefined,
  signal?: AbortSignal,
): Promise<Estimate> {
  if (places.length > MOST_FOLDERS) {
    throw new TrailqError('BAD_PARAMETER', `The scope covers ${places.length} partitions: too many to be listed`, {
      next: 'Ask for a shorter window, fewer accounts or regions (--since, --account, --region).',
    })
  }
  await aws.athena(signal)
  const client = await aws.s3()
  const waiting = [...places]
  const total = { partitions: places.length, objects: 0, bytes: 0 }
  const worker = async () => {
    for (let place = waiting.pop(); place !== undefined; place = waiting.pop()) {
      const { objects, bytes } = await sizeOf(client, place, signal)
      total.objects += objects
      total.bytes += bytes
    }
  }
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, places.length) }, worker))
  return { ...total, cost: costOf(total.bytes, price ?? pricePerTerabyte(await aws.region())) }
}

async function sizeOf(client: S3Client, place: string, signal?: AbortSignal) {
  const [, bucket = '', prefix = ''] = /^s3[an]?:\/\/([^/]+)\/?(.*)$/s.exec(place) ?? []
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

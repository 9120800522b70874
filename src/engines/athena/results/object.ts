import type { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'

import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3'

/** Where an object is. */
export interface ObjectPlace {
  readonly bucket: string
  readonly key: string
  /** The account that must own the bucket: a bucket of somebody else with that name is not read. */
  readonly owner?: string | undefined
}

/** No byte for so long, and the connection is given up. */
const STALL_MS = 20_000

/** How often a download may break, where it does not get on much in between. */
const MOST_BREAKS = 5
const MUCH_BYTES = 1024 ** 2
const PAUSE_MS = 100

/** @param url `s3://bucket/key`, as GetQueryExecution gives it */
export function placeOf(url: string): { bucket: string; key: string } | undefined {
  const [, bucket, key] = /^s3:\/\/([^/]+)\/(.+)$/s.exec(url) ?? []
  return bucket === undefined || key === undefined ? undefined : { bucket, key }
}

/**
 * The bytes of an object, in pieces as they come. A connection that breaks (the SDK sees that, and leaves it at that:
 * `ECONNRESET "aborted"`) or stands still is followed by another one for the rest, of the same version of the object.
 */
export async function* objectBytes(
  client: S3Client,
  { bucket, key, owner }: ObjectPlace,
  signal: AbortSignal,
): AsyncGenerator<Buffer> {
  let read = 0
  let size = Number.POSITIVE_INFINITY
  let version: string | undefined
  let breaks = 0
  while (read < size) {
    const answer = await client.send(
      new GetObjectCommand({
        Bucket: bucket,
        Key: key,
        ...(owner === undefined ? {} : { ExpectedBucketOwner: owner }),
        ...(read === 0 ? {} : { Range: `bytes=${read}-`, IfMatch: version }),
      }),
      { abortSignal: signal },
    )
    version ??= answer.ETag
    size = Math.min(size, read + (answer.ContentLength ?? 0))
    const before = read
    try {
      for await (const piece of pieces(answer.Body as Readable, signal)) {
        read += piece.length
        yield piece
      }
      if (read < size) throw new Error('The object ended early')
    } catch (error) {
      if (signal.aborted) throw error
      breaks = read - before > MUCH_BYTES ? 1 : breaks + 1
      if (breaks > MOST_BREAKS) throw error
      await sleep(PAUSE_MS * 2 ** breaks, undefined, { signal })
    }
  }
}

/** Pieces of a body. The clock runs while one is awaited, not while the reader is busy with the last. */
async function* pieces(body: Readable, signal: AbortSignal): AsyncGenerator<Buffer> {
  let clock: NodeJS.Timeout | undefined
  const wind = () => {
    clock = setTimeout(() => body.destroy(new Error(`No byte came for ${STALL_MS / 1000} seconds`)), STALL_MS)
  }
  const onAbort = () => body.destroy(signal.reason instanceof Error ? signal.reason : new Error('aborted'))
  signal.addEventListener('abort', onAbort, { once: true })
  try {
    wind()
    for await (const piece of body) {
      clearTimeout(clock)
      yield piece as Buffer
      wind()
    }
  } finally {
    clearTimeout(clock)
    signal.removeEventListener('abort', onAbort)
    body.destroy()
  }
}

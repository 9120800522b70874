import type { ServerResponse } from 'node:http'

import { s3Error } from './s3.ts'
import { AwsError, errorReply, type Reply, type Seen, send } from './wire.ts'

/** What can go wrong with a request. */
export type Fault =
  /** An error in place of the answer, as awsJson or as S3's XML. Nothing is done. */
  | {
      readonly kind: 'error'
      readonly status: number
      readonly type: string
      readonly message?: string
      readonly more?: Readonly<Record<string, unknown>>
    }
  /** Any other answer. Nothing is done. */
  | { readonly kind: 'reply'; readonly reply: Reply }
  /** The connection is cut before anything is done. */
  | { readonly kind: 'reset' }
  /** It is done, and the answer gets lost. */
  | { readonly kind: 'lost' }
  /** The answer breaks off after so many bytes of its body. */
  | { readonly kind: 'cut'; readonly bytes: number }
  /** The answer stops after so many bytes, and the connection stays. */
  | { readonly kind: 'stall'; readonly bytes: number }
  /** It is done, and no answer ever comes. */
  | { readonly kind: 'unanswered' }
  /** No answer ever comes; nothing is done. */
  | { readonly kind: 'silence' }
  /** The answer comes late. */
  | { readonly kind: 'late'; readonly ms: number }
  /** The body comes in pieces, so many bytes at a time, with a pause in front of each. */
  | { readonly kind: 'slow'; readonly bytes: number; readonly ms: number }

/** Which requests a fault is for. */
export interface Aim {
  readonly on?: string | undefined
  /** Only the n-th request that fits, from 1. */
  readonly nth?: number | undefined
  /** How often; default: once, from the n-th on. */
  readonly times?: number | undefined
}

/** Faults that are waiting for their requests. */
export class Faults {
  readonly #waiting: { fault: Fault; on: string | undefined; skip: number; left: number }[] = []

  add(fault: Fault, { on, nth = 1, times = 1 }: Aim = {}): void {
    this.#waiting.push({ fault, on, skip: nth - 1, left: times })
  }

  clear(): void {
    this.#waiting.length = 0
  }

  take(operation: string): Fault | undefined {
    for (const waiting of this.#waiting) {
      if (waiting.left === 0 || (waiting.on !== undefined && waiting.on !== operation)) continue
      if (waiting.skip > 0) {
        waiting.skip--
        continue
      }
      waiting.left--
      return waiting.fault
    }
    return undefined
  }
}

/** The answer with its fault. `work` does what was asked and says what the answer would be. */
export async function answerWith(
  fault: Fault | undefined,
  work: () => Promise<Reply>,
  response: ServerResponse,
  seen: Seen,
): Promise<void> {
  const isS3 = seen.headers['x-amz-target'] === undefined
  if (fault === undefined) return finish(response, await work(), seen)
  switch (fault.kind) {
    case 'error': {
      const { status, type, message = type, more } = fault
      return finish(
        response,
        isS3 ? s3Error(status, type, message) : errorReply(new AwsError(type, message, more, status)),
        seen,
      )
    }
    case 'reply':
      return finish(response, fault.reply, seen)
    case 'reset':
      response.destroy()
      return
    case 'lost':
      await work()
      response.destroy()
      return
    case 'silence':
      return
    case 'unanswered':
      await work()
      return
    case 'late': {
      await new Promise(resolve => setTimeout(resolve, fault.ms))
      return finish(response, await work(), seen)
    }
    default:
      return inPieces(fault, await work(), response, seen)
  }
}

function finish(response: ServerResponse, reply: Reply, seen: Seen): void {
  seen.status = reply.status
  if (!response.destroyed) send(response, reply)
}

async function inPieces(
  fault: Extract<Fault, { bytes: number }>,
  reply: Reply,
  response: ServerResponse,
  seen: Seen,
): Promise<void> {
  const body = Buffer.from(reply.body)
  seen.status = reply.status
  response.writeHead(reply.status, { ...reply.headers, 'content-length': String(body.length) })
  if (fault.kind !== 'slow') {
    response.write(body.subarray(0, fault.bytes), () => {
      if (fault.kind === 'cut') response.destroy()
    })
    return
  }
  for (let at = 0; at < body.length && !response.destroyed; at += fault.bytes) {
    await new Promise(resolve => setTimeout(resolve, fault.ms))
    response.write(body.subarray(at, at + fault.bytes))
  }
  response.end()
}

import type { ServerResponse } from 'node:http'

export type Method = 'GET' | 'POST' | 'DELETE'

export interface Reply {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body: string
}

/** What can go wrong with a request. */
export type Fault =
  /** Another answer; nothing is done. */
  | ({ readonly kind: 'reply' } & Reply)
  /** The connection breaks before anything is done. */
  | { readonly kind: 'reset' }
  /** It is done, and the answer gets lost. */
  | { readonly kind: 'lost' }
  /** The answer breaks off after a part of its body, whose length was told, or which comes in chunks. */
  | { readonly kind: 'cut'; readonly part: number; readonly chunked?: boolean }
  /** A part of the body that looks like all of it. */
  | { readonly kind: 'short'; readonly part: number }
  /** It is done, and no answer ever comes. */
  | { readonly kind: 'silence' }
  /** The answer stops after a part of its body, and the connection stays. */
  | { readonly kind: 'stall'; readonly part: number }
  /** The answer comes late. */
  | { readonly kind: 'late'; readonly ms: number }
  /** The body comes in so many pieces, with a pause in front of each. */
  | { readonly kind: 'slow'; readonly pieces: number; readonly ms: number }

/** Faults that wait for their requests. */
export class Faults {
  readonly #waiting: { fault: Fault; on: Method; skip: number; left: number }[] = []

  add(fault: Fault, on: Method, nth: number, times: number): void {
    this.#waiting.push({ fault, on, skip: nth - 1, left: times })
  }

  clear(): void {
    this.#waiting.length = 0
  }

  take(method: Method): Fault | undefined {
    for (const waiting of this.#waiting) {
      if (waiting.left === 0 || waiting.on !== method) continue
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

const pause = (ms: number) => new Promise(resolve => setTimeout(resolve, ms))

/** The answer with its fault. `work` does what was asked and says what the answer would be. */
export async function answerWith(fault: Fault | undefined, work: () => Reply, response: ServerResponse): Promise<void> {
  switch (fault?.kind) {
    case undefined:
      return send(response, work())
    case 'reply':
      return send(response, fault)
    case 'reset':
      response.destroy()
      return
    case 'lost':
      work()
      response.destroy()
      return
    case 'silence':
      work()
      return
    case 'late':
      await pause(fault.ms)
      return send(response, work())
    case 'short': {
      const reply = work()
      return send(response, { ...reply, body: partOf(reply.body, fault.part) })
    }
    case 'cut':
    case 'stall': {
      const { body } = begin(response, work(), fault.kind === 'cut' && fault.chunked === true)
      response.write(partOf(body, fault.part), () => {
        if (fault.kind === 'cut') setTimeout(() => response.destroy(), 5)
      })
      return
    }
    case 'slow': {
      const { body } = begin(response, work(), false)
      const size = Math.ceil(body.length / fault.pieces)
      for (let at = 0; at < body.length && !response.destroyed; at += size) {
        await pause(fault.ms)
        response.write(body.slice(at, at + size))
      }
      response.end()
    }
  }
}

function partOf(body: string, part: number): string {
  return body.slice(0, Math.floor(body.length * part))
}

function begin(response: ServerResponse, reply: Reply, isChunked: boolean): Reply {
  const length = isChunked ? {} : { 'content-length': String(Buffer.byteLength(reply.body)) }
  response.writeHead(reply.status, { ...reply.headers, ...length })
  return reply
}

function send(response: ServerResponse, { status, headers, body }: Reply): void {
  if (!response.destroyed) response.writeHead(status, headers).end(body)
}

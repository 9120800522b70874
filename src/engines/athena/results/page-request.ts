import type { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'

import { type AthenaClient, GetQueryResultsCommand, type GetQueryResultsOutput } from '@aws-sdk/client-athena'

/** The most that a page can hold. The header is one of them. */
const PAGE_ROWS = 1000

/** One page of a result. */
export type Page = GetQueryResultsOutput

/** What the SDK is given to decode in place of a page. */
const NOTHING = Buffer.from('{}')

/** What the middleware sees of an answer. */
interface Answer {
  readonly statusCode: number
  body: Readable | Uint8Array
}

/**
 * A request for a page, in two steps: the token of the next page is known when the bytes are there, and decoding them
 * can be put off until the next request is out. They are plain JSON, and the SDK's decoder takes twice as long as
 * JSON.parse, so it is given nothing to decode; signing, retries and errors are its own.
 */
export class PageRequest {
  /** The token of the next page; undefined where this is the last. */
  readonly token: Promise<string | undefined>
  /** When the request is on its way. */
  readonly sent: Promise<void>
  readonly #page: Promise<Page>
  readonly #decode: () => void

  constructor(client: AthenaClient, id: string, token: string | undefined, signal: AbortSignal) {
    const next = Promise.withResolvers<string | undefined>()
    const sent = Promise.withResolvers<void>()
    const decoding = Promise.withResolvers<void>()
    this.token = next.promise
    this.sent = sent.promise
    this.#decode = decoding.resolve
    const onAbort = () => decoding.resolve()
    signal.addEventListener('abort', onAbort, { once: true })
    let decoded: Page = {}
    const command = new GetQueryResultsCommand({
      QueryExecutionId: id,
      MaxResults: PAGE_ROWS,
      ...(token === undefined ? {} : { NextToken: token }),
    })
    command.middlewareStack.add(
      handle => async args => {
        const answering = handle(args)
        sent.resolve()
        const result = await answering
        const answer = result.response as Answer
        if (answer.statusCode === 200 && !(answer.body instanceof Uint8Array)) {
          const bytes = await buffer(answer.body)
          answer.body = NOTHING
          next.resolve(tokenIn(bytes))
          await decoding.promise
          decoded = JSON.parse(bytes.toString()) as Page
        }
        return result
      },
      // The innermost of all: retries are around it.
      { step: 'deserialize', priority: 'low', name: 'trailqPages' },
    )
    // A listener that stays would keep every page of a long answer.
    this.#page = client
      .send(command, { abortSignal: signal })
      .then(() => decoded)
      .finally(() => signal.removeEventListener('abort', onAbort))
    // Whoever waits for one of them learns of it; nobody may.
    this.#page.catch(error => {
      next.reject(error)
      sent.resolve()
    })
    next.promise.catch(() => {})
  }

  /** The page, decoded. */
  page(): Promise<Page> {
    this.#decode()
    return this.#page
  }
}

const NAME = Buffer.from('"NextToken"')

/** The next token among the bytes of a page. No value can look like it: quotes in values are escaped. */
function tokenIn(bytes: Buffer): string | undefined {
  for (let at = bytes.indexOf(NAME); at >= 0; at = bytes.indexOf(NAME, at + 1)) {
    const behind = bytes.toString('utf8', at + NAME.length, at + NAME.length + 4096)
    const [, text] = /^\s*:\s*("(?:[^"\\]|\\.)*")/.exec(behind) ?? []
    if (text !== undefined) return JSON.parse(text) as string
  }
  return undefined
}

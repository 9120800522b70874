import { setTimeout as sleep } from 'node:timers/promises'

import type { AthenaClient, Row } from '@aws-sdk/client-athena'

import { TrailqError } from '../../../errors.ts'
import { isPassing } from '../failure.ts'
import { type Page, PageRequest } from './page-request.ts'

export type { Page } from './page-request.ts'

/** How long decoding waits for the next request to go out. */
const SEND_MS = 20

/** How long to wait before a page is asked for again. The query is paid for: a moment's throttling must not waste it. */
const AGAIN_MS = [1_000, 2_000, 4_000, 8_000] as const

/** The first page, asked for once: there may be another way to the rows. */
export function firstPage(client: AthenaClient, id: string, signal: AbortSignal): Promise<Page> {
  return new PageRequest(client, id, undefined, signal).page()
}

/** The first page, where there is no other way. */
export async function firstPageAgain(client: AthenaClient, id: string, signal: AbortSignal): Promise<Page> {
  await sleep(AGAIN_MS[0], undefined, { signal })
  const asked = new PatientRequest(client, id, undefined, signal)
  await asked.token
  return asked.page()
}

/** A request for a page that is made again where what failed may pass. */
class PatientRequest {
  /** When the first of its requests is on its way. */
  readonly sent: Promise<void>
  /** The token of the next page; undefined where this is the last. */
  readonly token: Promise<string | undefined>
  #request: PageRequest

  constructor(client: AthenaClient, id: string, token: string | undefined, signal: AbortSignal) {
    const ask = () => new PageRequest(client, id, token, signal)
    this.#request = ask()
    this.sent = this.#request.sent
    this.token = this.#told(ask, signal)
    // Whoever waits for it learns of it; nobody may.
    this.token.catch(() => {})
  }

  /** The page, decoded; once its token is there. */
  page(): Promise<Page> {
    return this.#request.page()
  }

  async #told(ask: () => PageRequest, signal: AbortSignal): Promise<string | undefined> {
    for (const pause of AGAIN_MS) {
      try {
        return await this.#request.token
      } catch (error) {
        if (signal.aborted || !isPassing(error)) throw error
        await sleep(pause, undefined, { signal })
        this.#request = ask()
      }
    }
    return this.#request.token
  }
}

/**
 * The pages behind a token. Each is asked for as soon as the one before has come, and before that one is decoded: the
 * service takes its time for each, and one page's token is told by the page before.
 */
export async function* pagesFrom(
  client: AthenaClient,
  id: string,
  first: string | undefined,
  signal: AbortSignal,
): AsyncGenerator<Page> {
  const leave = new AbortController()
  const either = AbortSignal.any([signal, leave.signal])
  const ask = (token: string) => new PatientRequest(client, id, token, either)
  let token = first
  let coming = token === undefined ? undefined : ask(token)
  try {
    while (coming !== undefined) {
      const told: string | undefined = await coming.token
      if (told !== undefined && told === token) throw repeated(id)
      const next = told === undefined ? undefined : ask(told)
      if (next !== undefined) await Promise.race([next.sent, sleep(SEND_MS)])
      const page = await coming.page()
      token = told
      coming = next
      yield page
    }
  } finally {
    leave.abort()
  }
}

function repeated(id: string): TrailqError {
  return new TrailqError('ENGINE_FAILED', `Athena gives the same page of query ${id} again and again`, {
    next: 'Ask again.',
  })
}

/** The values of a row: undefined for NULL, '' for ''. */
export function valuesOf({ Data = [] }: Row): readonly (string | undefined)[] {
  return Data.map(({ VarCharValue }) => VarCharValue ?? undefined)
}

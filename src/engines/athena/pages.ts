import { setTimeout as sleep } from 'node:timers/promises'

import type { AthenaClient, Row } from '@aws-sdk/client-athena'

import { TrailqError } from '../../errors.ts'
import { type Page, PageRequest } from './page-request.ts'

export type { Page } from './page-request.ts'

/** How long decoding waits for the next request to go out. */
const SEND_MS = 20

/** The first page. */
export function firstPage(client: AthenaClient, id: string, signal: AbortSignal): Promise<Page> {
  return new PageRequest(client, id, undefined, signal).page()
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
  const ask = (token: string) => new PageRequest(client, id, token, either)
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

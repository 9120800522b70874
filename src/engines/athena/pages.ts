import {
  type AthenaClient,
  GetQueryResultsCommand,
  type GetQueryResultsCommandOutput,
  type Row,
} from '@aws-sdk/client-athena'

import { TrailqError } from '../../errors.ts'

/** The most that a page can hold. The header is one of them. */
const PAGE_ROWS = 1000

/** One page of a result. */
export type Page = GetQueryResultsCommandOutput

export function readPage(
  client: AthenaClient,
  id: string,
  token: string | undefined,
  signal: AbortSignal,
): Promise<Page> {
  return client.send(
    new GetQueryResultsCommand({
      QueryExecutionId: id,
      MaxResults: PAGE_ROWS,
      ...(token === undefined ? {} : { NextToken: token }),
    }),
    { abortSignal: signal },
  )
}

/** The pages behind a token, each asked for while the one before is being read. */
export async function* pagesFrom(
  client: AthenaClient,
  id: string,
  first: string | undefined,
  signal: AbortSignal,
): AsyncGenerator<Page> {
  const leave = new AbortController()
  const either = AbortSignal.any([signal, leave.signal])
  const fetch = (token: string) => {
    const page = readPage(client, id, token, either)
    // Awaited later, or never: an error is then nobody's.
    page.catch(() => {})
    return page
  }
  let token = first
  let coming = token === undefined ? undefined : fetch(token)
  try {
    while (coming !== undefined) {
      const page: Page = await coming
      const next: string | undefined = page.NextToken
      if (next !== undefined && next === token) {
        throw new TrailqError('ENGINE_FAILED', `Athena gives the same page of query ${id} again and again`, {
          next: 'Ask again.',
        })
      }
      token = next
      coming = next === undefined ? undefined : fetch(next)
      yield page
    }
  } finally {
    leave.abort()
  }
}

/** The values of a row: undefined for NULL, '' for ''. */
export function valuesOf({ Data = [] }: Row): readonly (string | undefined)[] {
  return Data.map(({ VarCharValue }) => VarCharValue)
}

import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'

import {
  type AthenaClient,
  StartQueryExecutionCommand,
  type StartQueryExecutionInput,
  StopQueryExecutionCommand,
} from '@aws-sdk/client-athena'

import { TrailqError } from '../../errors.ts'
import { isPassing, plain } from './failure.ts'

/** The longest statement that Athena takes, bytes (Amazon Athena User Guide, "Service quotas"). */
export const LONGEST = 262_144

/** How long a start that is under way may still take, once nobody wants the answer any more. */
const GRACE_MS = 400

/** A start whose fate is unknown is sent again so often, with the same token. */
const MOST_TRIES = 3
const PAUSE_MS = 500

/** How long the calls may take that learn the name of an unwanted query, and stop it. */
const STOP_MS = 8_000

/**
 * Starts a query and gives its id. One token goes with every try: a start whose answer got lost is the same query, not
 * a second one to pay for. An abort does not break the call off at once, because a query that runs without a name
 * can't be stopped: the id is handed out all the same, and it is the caller who stops it.
 *
 * Source: Athena API reference, StartQueryExecution, ClientRequestToken.
 */
export async function startQuery(
  client: AthenaClient,
  input: Omit<StartQueryExecutionInput, 'ClientRequestToken'>,
  signal: AbortSignal,
): Promise<string> {
  signal.throwIfAborted()
  refuseTooLong(input.QueryString ?? '')
  const command = { ...input, ClientRequestToken: randomUUID() }
  for (let tries = 1; ; tries++) {
    try {
      return await tryToStart(client, command, signal)
    } catch (error) {
      if (!isUncertain(error)) throw error
      if (tries === MOST_TRIES) throw uncertain(error)
      if (!signal.aborted) await sleep(PAUSE_MS, undefined, { signal }).catch(() => {})
    }
  }
}

async function tryToStart(client: AthenaClient, input: StartQueryExecutionInput, signal: AbortSignal): Promise<string> {
  const own = new AbortController()
  let grace: NodeJS.Timeout | undefined
  const endAfter = (ms: number) => {
    grace = setTimeout(() => own.abort(), ms)
  }
  const wait = () => endAfter(GRACE_MS)
  // A try that begins when nobody wants the query any more is there to learn its name: that one gets its time.
  if (signal.aborted) endAfter(STOP_MS)
  else signal.addEventListener('abort', wait, { once: true })
  try {
    const { QueryExecutionId: id } = await client.send(new StartQueryExecutionCommand(input), {
      abortSignal: own.signal,
    })
    if (id !== undefined) return id
    throw new TrailqError('ENGINE_FAILED', 'Athena started a query and did not say which', { next: 'Ask again.' })
  } finally {
    clearTimeout(grace)
    signal.removeEventListener('abort', wait)
  }
}

function refuseTooLong(sql: string): void {
  const bytes = Buffer.byteLength(sql)
  if (bytes <= LONGEST) return
  throw new TrailqError(
    'BAD_SQL',
    `The SQL is ${bytes} bytes long with all that events is made of; Athena takes ${LONGEST}`,
    {
      next: 'Ask in parts: shorter lists, fewer columns.',
    },
  )
}

/** Whether a query may run although the call failed: all but a plain refusal. */
function isUncertain(error: unknown): boolean {
  if (error instanceof TrailqError) return false
  const status = (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode ?? 0
  const isRefusal = status >= 400 && status < 500 && (error as Error).name !== 'InternalServerException'
  return (isPassing(error) && !isRefusal) || error instanceof SyntaxError
}

function uncertain(error: unknown): unknown {
  const message = plain(error instanceof Error ? error.message : String(error))
  return new TrailqError('ENGINE_FAILED', `Athena was asked to start the query and never answered: ${message}`, {
    next: 'It may run all the same: look at the recent queries of the workgroup in Athena before asking again.',
    cause: error,
  })
}

/**
 * Stops a query, with a signal of its own: the one that has fired would keep the stop from going out.
 *
 * @throws TrailqError ENGINE_FAILED where it may run on
 */
export async function stopQuery(client: AthenaClient, id: string): Promise<void> {
  const signal = AbortSignal.timeout(STOP_MS)
  for (;;) {
    try {
      await client.send(new StopQueryExecutionCommand({ QueryExecutionId: id }), { abortSignal: signal })
      return
    } catch (error) {
      if (isPassing(error) && !signal.aborted) continue
      const message = error instanceof Error ? error.message : String(error)
      throw new TrailqError('ENGINE_FAILED', `Query ${id} could not be stopped and may run on: ${message}`, {
        next: `aws athena stop-query-execution --query-execution-id ${id}`,
        cause: error,
      })
    }
  }
}

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

/** How long the name of a query may be looked for that nobody wants any more, and how long stopping it may take. */
const LEARN_MS = 5_000
const STOP_MS = 4_000

/** A start whose fate is unknown is sent again so often, with the same token. */
const MOST_TRIES = 4
const PAUSE_MS = 500

/** How long to wait before a stop is asked for again: the quota is one of a whole account. */
const STOP_PAUSE_MS = 200

/**
 * Starts a query and gives its id. One token goes with every try: a start whose answer got lost is the same query, not
 * a second one to pay for. An abort does not break the call off at once, because a query that runs without a name
 * can't be stopped: the id is handed out all the same, and it is the caller who stops it.
 *
 * Source: Athena API reference, StartQueryExecution, ClientRequestToken.
 *
 * @throws TrailqError ENGINE_FAILED where it may run without a name; else why AWS refused
 */
export function startQuery(
  client: AthenaClient,
  input: Omit<StartQueryExecutionInput, 'ClientRequestToken'>,
  signal: AbortSignal,
): Promise<string> {
  return new Start(client, input, signal).id()
}

/** A start, and whether one of its tries may have got through. */
class Start {
  readonly #client: AthenaClient
  readonly #input: StartQueryExecutionInput
  readonly #signal: AbortSignal
  /** Whether the answer to a try got lost: a refusal of a later one then says nothing of it. */
  #isUnsure = false
  #deadline = Number.POSITIVE_INFINITY

  constructor(client: AthenaClient, input: StartQueryExecutionInput, signal: AbortSignal) {
    this.#client = client
    this.#input = { ...input, ClientRequestToken: randomUUID() }
    this.#signal = signal
  }

  async id(): Promise<string> {
    this.#signal.throwIfAborted()
    refuseTooLong(this.#input.QueryString ?? '')
    for (let tries = 1; ; tries++) {
      try {
        return await this.#try()
      } catch (error) {
        if (error instanceof TrailqError || !this.#isUnsure) throw error
        const canHelp = isPassing(error) || error instanceof SyntaxError
        if (!canHelp || tries === MOST_TRIES || performance.now() > this.#deadline) throw uncertain(error)
        const pause = this.#signal.aborted ? 0 : PAUSE_MS * 2 ** (tries - 1)
        await sleep(pause, undefined, { signal: this.#signal }).catch(() => {})
      }
    }
  }

  async #try(): Promise<string> {
    const own = new AbortController()
    let end: NodeJS.Timeout | undefined
    const endAfter = (ms: number) => {
      end = setTimeout(() => own.abort(), ms)
    }
    const onAbort = () => {
      this.#deadline = performance.now() + LEARN_MS
      endAfter(GRACE_MS)
    }
    // A try that begins when nobody wants the query any more is there to learn its name: that one gets its time.
    if (this.#signal.aborted) endAfter(this.#deadline - performance.now())
    else this.#signal.addEventListener('abort', onAbort, { once: true })
    try {
      const { QueryExecutionId: id } = await this.#client.send(this.#command(), { abortSignal: own.signal })
      if (id !== undefined) return id
      throw new TrailqError('ENGINE_FAILED', 'Athena started a query and did not say which', { next: 'Ask again.' })
    } finally {
      clearTimeout(end)
      this.#signal.removeEventListener('abort', onAbort)
    }
  }

  /** The call, with an ear on each of the tries that the SDK makes of it: it tells of the last alone. */
  #command(): StartQueryExecutionCommand {
    const command = new StartQueryExecutionCommand(this.#input)
    command.middlewareStack.add(
      handle => async args => {
        try {
          return await handle(args)
        } catch (error) {
          if (isUncertain(error)) this.#isUnsure = true
          throw error
        }
      },
      { step: 'deserialize', priority: 'high', name: 'trailqTries' },
    )
    return command
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
  let why: unknown
  for (let pause = STOP_PAUSE_MS; ; pause *= 2) {
    try {
      await client.send(new StopQueryExecutionCommand({ QueryExecutionId: id }), { abortSignal: signal })
      return
    } catch (error) {
      // That our own patience has run out is no reason to tell.
      if (why === undefined || !signal.aborted) why = error
      if (isPassing(error) && !signal.aborted) await sleep(pause, undefined, { signal }).catch(() => {})
      if (isPassing(error) && !signal.aborted) continue
      const message = plain(why instanceof Error ? why.message : String(why))
      throw new TrailqError('ENGINE_FAILED', `Query ${id} could not be stopped and may run on: ${message}`, {
        next: `aws athena stop-query-execution --query-execution-id ${id}`,
        cause: why,
      })
    }
  }
}

import { setTimeout as sleep } from 'node:timers/promises'

import { type AthenaClient, GetQueryExecutionCommand, type QueryExecution } from '@aws-sdk/client-athena'

import { TrailqError } from '../../errors.ts'
import { isPassing } from './failure.ts'

/**
 * When a query is asked whether it has ended, milliseconds after its start; then every five seconds. At no time are
 * these more calls than 100 ms doubling to 5 s would have made, but they are put where queries end: hardly one ends
 * within 300 ms, most within ten seconds. The quota is shared by a whole account.
 */
const DUE = [300, 800, 1_600, 3_000, 5_000, 8_000, 11_300] as const
const LONGEST_MS = 5_000

/** A query that may be stopped by what it reads is looked at more often. */
const WATCHED_MS = 1_000

/** So many calls in a row may fail before the query is given up. The SDK has tried each three times by then. */
const MOST_FAILURES = 4

/** A clock may ring a moment too early: that was the look that was due, and no reason for another at once. */
const EARLY_MS = 50

/** How long to wait with the next look at a query that runs for so long. */
export function nextLook(spentMs: number, isWatched = false): number {
  const due = DUE.find(due => due > spentMs + EARLY_MS) ?? spentMs + LONGEST_MS
  return Math.min(due - spentMs, isWatched ? WATCHED_MS : LONGEST_MS)
}

/** What to do while a query runs. */
export interface Watch {
  readonly signal: AbortSignal
  /** Whether what it reads decides how long it may run. */
  readonly isWatched: boolean
  /** Called with each look; may throw, which gives the query up. */
  onSeen(execution: QueryExecution): void
}

/** Waits for the end of a query: SUCCEEDED, FAILED or CANCELLED. RUNNING may go back to QUEUED. */
export async function untilEnded(client: AthenaClient, id: string, watch: Watch): Promise<QueryExecution> {
  const started = performance.now()
  let failures = 0
  for (;;) {
    await sleep(nextLook(performance.now() - started, watch.isWatched), undefined, { signal: watch.signal })
    const execution = await look(client, id, watch.signal).catch(error => {
      if (watch.signal.aborted || !isPassing(error) || ++failures > MOST_FAILURES) throw error
    })
    if (execution === undefined) continue
    failures = 0
    watch.onSeen(execution)
    if (hasEnded(execution)) return execution
  }
}

/** How long a look may take that nobody needs. */
const LAST_LOOK_MS = 1_500

/** One look at a query that has been stopped. */
export function lookOnce(client: AthenaClient, id: string): Promise<QueryExecution> {
  return look(client, id, AbortSignal.timeout(LAST_LOOK_MS))
}

export function hasEnded(execution: QueryExecution): boolean {
  const state = execution.Status?.State
  return state === 'SUCCEEDED' || state === 'FAILED' || state === 'CANCELLED'
}

async function look(client: AthenaClient, id: string, signal: AbortSignal): Promise<QueryExecution> {
  const { QueryExecution: execution } = await client.send(new GetQueryExecutionCommand({ QueryExecutionId: id }), {
    abortSignal: signal,
  })
  if (execution?.Status?.State !== undefined) return execution
  throw new TrailqError('ENGINE_FAILED', `Athena does not tell the state of query ${id}`, { next: 'Ask again.' })
}

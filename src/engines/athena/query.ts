import { setTimeout as sleep } from 'node:timers/promises'

import type { AthenaClient, QueryExecution, StartQueryExecutionInput } from '@aws-sdk/client-athena'

import { TrailqError } from '../../errors.ts'
import type { ResultColumn, ResultRow, ResultType } from '../../sql/result-type.ts'
import type { Aws } from './aws.ts'
import { apiFailure } from './failure.ts'
import { hasEnded, lookOnce, untilEnded } from './polling.ts'
import { costOf, isPriceKnown, pricePerTerabyte } from './price.ts'
import { isRetryable, queryFailure, scanLimit } from './query-failure.ts'
import { Results, type Way } from './results/index.ts'
import type { AthenaSettings } from './settings.ts'
import { startQuery, stopQuery } from './starting.ts'

/** How often a query that Athena calls retryable is started anew, and how long to wait before. */
const RETRY_AFTER_MS = [1_000, 4_000] as const

/** What to run, and who wants to know. */
export interface Asked {
  readonly sql: string
  readonly types?: ReadonlyMap<string, ResultType> | undefined
  readonly signal?: AbortSignal | undefined
  /** Whether no part of the SQL comes from outside. */
  readonly isCanned?: boolean
}

/** What a query took. */
export interface Taken {
  readonly id?: string
  readonly state: string
  readonly bytesScanned: number
  /** US dollars; 0 while it is not known. */
  readonly cost: number
  /** Dollars for a terabyte that are only assumed. */
  readonly assumedPrice?: number
  readonly reused: boolean
  /** By which way the rows came. */
  readonly way: Way | undefined
  /** Columns whose text can't be read back. */
  readonly nested: readonly string[]
}

/** A query in Athena: started, waited for, read, and never left running. */
export class AthenaQuery {
  columns: readonly ResultColumn[] = []
  readonly #aws: Aws
  readonly #settings: AthenaSettings
  readonly #asked: Asked
  /** Fires with the signal of the one who asks, and when nobody reads on. */
  readonly #leave = new AbortController()
  readonly #signal: AbortSignal
  #client: AthenaClient | undefined
  #id: string | undefined
  #seen: QueryExecution | undefined
  #results: Results | undefined
  #perTerabyte = 0
  #isAssumed = false
  #starting: Promise<void> | undefined
  #stopped: string | undefined
  /** The limit that it has passed. */
  #limit: number | undefined

  constructor(aws: Aws, settings: AthenaSettings, asked: Asked) {
    this.#aws = aws
    this.#settings = settings
    this.#asked = asked
    const own = this.#leave.signal
    this.#signal = asked.signal === undefined ? own : AbortSignal.any([own, asked.signal])
  }

  /** Runs the query to its end and reads the first rows. @throws TrailqError with the query's id and AWS's reason */
  start(): Promise<void> {
    this.#starting ??= this.#start()
    return this.#starting
  }

  async #start(): Promise<void> {
    try {
      this.#signal.throwIfAborted()
      const client = await this.#aws.athena(this.#signal)
      this.#client = client
      const region = await this.#aws.region()
      this.#perTerabyte = this.#settings.pricePerTerabyte ?? pricePerTerabyte(region)
      this.#isAssumed = this.#settings.pricePerTerabyte === undefined && !isPriceKnown(region)
      const execution = await this.#untilSucceeded(client)
      this.#results = await Results.open(client, this.#aws, this.#owned(execution), this.#asked.types, this.#signal)
      this.columns = this.#results.columns
    } catch (error) {
      throw await this.#ended(error)
    }
  }

  /** The rows, in batches, once. Leaving the loop ends all that goes on. */
  async *batches(): AsyncIterableIterator<readonly ResultRow[]> {
    try {
      if (this.#results !== undefined) yield* this.#results.batches()
      this.#signal.throwIfAborted()
    } catch (error) {
      throw await this.#ended(error)
    } finally {
      await this.close()
    }
  }

  /** Stops the query where it runs, and every request. Can be called at any time, and again. */
  async close(): Promise<void> {
    this.#leave.abort()
    // A query that is being started has no name yet; the start learns it, and stops it.
    await this.#starting?.catch(() => {})
    await this.#halt(true)
  }

  /** Where the result lies, as Athena says it; undefined for managed results. */
  get resultPlace(): string | undefined {
    return this.#seen?.ResultConfiguration?.OutputLocation
  }

  taken(): Taken {
    const { DataScannedInBytes: bytes = 0, ResultReuseInformation: reuse } = this.#seen?.Statistics ?? {}
    const state = this.#seen?.Status?.State
    const reused = reuse?.ReusedPreviousResult === true
    const isFree = reused || state === undefined || state === 'FAILED' || this.#seen?.StatementType === 'DDL'
    return {
      ...(this.#id === undefined ? {} : { id: this.#id }),
      state: (state ?? 'STARTING').toLowerCase(),
      bytesScanned: bytes,
      cost: isFree ? 0 : costOf(bytes, this.#perTerabyte),
      ...(this.#isAssumed ? { assumedPrice: this.#perTerabyte } : {}),
      reused,
      way: this.#results?.way,
      nested: this.#results?.nested ?? [],
    }
  }

  async #untilSucceeded(client: AthenaClient): Promise<QueryExecution> {
    for (let tries = 0; ; tries++) {
      // An id that is known is one that can be stopped: it is kept before anything else can go wrong.
      this.#seen = undefined
      this.#id = undefined
      this.#id = await startQuery(client, this.#input(), this.#signal)
      this.#signal.throwIfAborted()
      const execution = await untilEnded(client, this.#id, {
        signal: this.#signal,
        isWatched: this.#settings.maxScan !== undefined,
        onSeen: seen => this.#see(seen),
      })
      if (execution.Status?.State === 'SUCCEEDED') return execution
      const pause = RETRY_AFTER_MS[tries]
      if (pause === undefined || !isRetryable(execution)) throw queryFailure(execution, this.#asked.isCanned)
      await sleep(pause, undefined, { signal: this.#signal })
    }
  }

  #see(execution: QueryExecution): void {
    this.#seen = execution
    const { maxScan } = this.#settings
    if (maxScan === undefined || this.taken().bytesScanned <= maxScan || hasEnded(execution)) return
    this.#limit = maxScan
    throw scanLimit(this.taken(), maxScan)
  }

  #input(): Omit<StartQueryExecutionInput, 'ClientRequestToken'> {
    const { database, catalog, workgroup, outputLocation, bucketOwner, reuseMinutes } = this.#settings
    const context = {
      ...(database === undefined ? {} : { Database: database }),
      ...(catalog === undefined ? {} : { Catalog: catalog }),
    }
    const result = {
      ...(outputLocation === undefined ? {} : { OutputLocation: outputLocation }),
      ...(bucketOwner === undefined || outputLocation === undefined ? {} : { ExpectedBucketOwner: bucketOwner }),
    }
    const reuse = { ResultReuseByAgeConfiguration: { Enabled: true, MaxAgeInMinutes: reuseMinutes } }
    return {
      QueryString: this.#asked.sql,
      ...(workgroup === undefined ? {} : { WorkGroup: workgroup }),
      ...(Object.keys(context).length === 0 ? {} : { QueryExecutionContext: context }),
      ...(outputLocation === undefined ? {} : { ResultConfiguration: result }),
      ...(reuseMinutes === undefined ? {} : { ResultReuseConfiguration: reuse }),
    }
  }

  /** Ends all that goes on because of an error. @returns what to throw: that it runs on, where it could not be stopped */
  async #ended(error: unknown): Promise<unknown> {
    const what = this.#results === undefined ? 'run the query' : 'read the result'
    const failure = this.#named(apiFailure(error, what, this.#asked.signal))
    this.#leave.abort()
    const isWanted = this.#asked.signal?.aborted === true || error instanceof TrailqError
    return await this.#halt(isWanted).then(
      // By now it is known what it has read until it was stopped.
      () => (this.#limit === undefined ? failure : scanLimit(this.taken(), this.#limit)),
      notStopped => notStopped,
    )
  }

  /** With the owner of the bucket of results as it is configured: a workgroup's place need not be of this account. */
  #owned(execution: QueryExecution): QueryExecution {
    const { bucketOwner } = this.#settings
    if (bucketOwner === undefined) return execution
    return { ...execution, ResultConfiguration: { ...execution.ResultConfiguration, ExpectedBucketOwner: bucketOwner } }
  }

  /** An error with the query's name in it, and where its answer lies if it has one: it is paid for. */
  #named(failure: unknown): unknown {
    const id = this.#id
    if (!(failure instanceof TrailqError) || failure.code === 'CANCELLED') return failure
    if (id === undefined || failure.message.includes(id)) return failure
    const place = this.#seen?.Status?.State === 'SUCCEEDED' ? this.resultPlace : undefined
    const next =
      place === undefined ? failure.next : `${failure.next} The query has succeeded: its answer is in ${place}.`
    return new TrailqError(failure.code, `${failure.message} (query ${id})`, { next, cause: failure.cause })
  }

  /**
   * Stops a query that has not ended, once.
   *
   * @param isWanted whether it is stopped on purpose: then it is told what it has read until then, because it is billed
   */
  async #halt(isWanted: boolean): Promise<void> {
    const id = this.#id
    const isOver = this.#seen !== undefined && hasEnded(this.#seen)
    if (this.#client === undefined || id === undefined || isOver || this.#stopped === id) return
    this.#stopped = id
    await stopQuery(this.#client, id)
    // That nobody tells is no reason to fail.
    const seen = isWanted ? await lookOnce(this.#client, id).catch(() => undefined) : undefined
    if (seen !== undefined) this.#seen = seen
  }
}

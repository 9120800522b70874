import { TrailqError } from '../errors.ts'
import type { Estimate, Execution, Progress, RunStats } from '../events/index.ts'
import { JUPYTER_DISPLAY, type MimeBundle, type OutputRow, toDisplay } from '../output/index.ts'
import type { ResultColumn } from '../sql/result-type.ts'

/** What can be asked of a run. */
export interface ResultOptions {
  /** Stops the work when it fires. */
  readonly signal?: AbortSignal | undefined
  /** Called a few times a second while the question is being answered. */
  readonly onProgress?: ((progress: Progress) => void) | undefined
}

/** Counts what a question can read. */
export type Estimating = (options: ResultOptions) => Promise<Estimate>

type Start = (options: { signal: AbortSignal; onProgress: ResultOptions['onProgress'] }) => Promise<Execution>

/**
 * The answer to a question, as an async iterable of rows. Nothing runs before it is asked for rows (or columns);
 * leaving the loop early stops the work and cleans up. It can be read once.
 *
 * @example
 * ```ts
 * const result = trail.run('failed-calls', { since: '7d' })
 * for await (const row of result) console.log(row.service, row.events)
 * console.log(result.stats?.files)
 * ```
 */
export class Result<Row> implements AsyncIterable<Row>, AsyncDisposable {
  readonly #start: Start
  readonly #estimate: Estimating | undefined
  readonly #usualWindow: string | undefined
  readonly #abort = new AbortController()
  readonly #options: ResultOptions
  #execution: Promise<Execution> | undefined
  #started: Execution | undefined

  constructor(start: Start, options: ResultOptions, estimate?: Estimating, usualWindow?: string) {
    this.#start = start
    this.#options = options
    this.#estimate = estimate
    this.#usualWindow = usualWindow
  }

  /**
   * What the question can read at most, and what that would cost, counted before anything is read. Nothing is run.
   *
   * @throws TrailqError NOT_SUPPORTED where reading costs nothing
   */
  estimate(): Promise<Estimate> {
    if (this.#estimate !== undefined) return this.#estimate(this.#options)
    return Promise.reject(
      new TrailqError(
        'NOT_SUPPORTED',
        'Only a question to Athena can be estimated: it alone is billed by what it reads',
        {
          next: 'Run it.',
        },
      ),
    )
  }

  /** The columns of the rows, in order. Starts the work. */
  get columns(): Promise<readonly ResultColumn[]> {
    return this.#run().then(({ columns }) => columns)
  }

  /** What it took so far, and what could not be read; complete once the rows have ended, undefined before the start. */
  get stats(): RunStats | undefined {
    const stats = this.#started?.stats()
    return stats === undefined || this.#usualWindow === undefined ? stats : { ...stats, usualWindow: this.#usualWindow }
  }

  /** Rows one by one. */
  async *[Symbol.asyncIterator](): AsyncIterableIterator<Row> {
    for await (const batch of this.batches()) yield* batch
  }

  /** Rows in batches as the engine hands them over: for writers that mind every microsecond. */
  async *batches(): AsyncIterableIterator<readonly Row[]> {
    const execution = await this.#run()
    yield* execution.batches() as AsyncIterableIterator<readonly Row[]>
  }

  /** All rows at once: they must fit into memory. */
  async toArray(): Promise<Row[]> {
    const rows: Row[] = []
    for await (const batch of this.batches()) rows.push(...batch)
    return rows
  }

  /** Stops the work, wherever it is, and waits until it has ended there. */
  async cancel(): Promise<void> {
    this.#abort.abort()
    await this.#execution?.then(
      execution => execution.cancel(),
      () => {},
    )
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.cancel()
  }

  /** How a notebook cell shows it: a table. Reads all rows. */
  async [JUPYTER_DISPLAY](): Promise<MimeBundle> {
    const columns = await this.columns
    return toDisplay(columns, (await this.toArray()) as readonly OutputRow[])
  }

  #run(): Promise<Execution> {
    this.#execution ??= this.#begin()
    return this.#execution
  }

  async #begin(): Promise<Execution> {
    const own = this.#abort.signal
    const signal = this.#options.signal === undefined ? own : AbortSignal.any([own, this.#options.signal])
    this.#started = await this.#start({ signal, onProgress: this.#options.onProgress })
    return this.#started
  }
}

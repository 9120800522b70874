import type { DuckDBResult } from '@duckdb/node-api'

import type { EngineQuestion, Execution, RunOptions, RunStats } from '../../events/index.ts'
import type { ResultColumn, ResultRow } from '../../sql/result-type.ts'
import { discover } from './discover.ts'
import { failure, fileAtFault } from './failure.ts'
import { FileReport } from './file-report.ts'
import { decodeChunk, resultType } from './rows.ts'
import { Session } from './session.ts'
import { fileSource } from './source.ts'

/** How often progress is told, milliseconds. */
const PROGRESS_MS = 120

/** How often one question may start anew because of a file that the first look had not shown to be odd. */
const MOST_STARTS = 5

/** Runs a question over files: finds them, looks at them, reads them in one pass. */
export async function run(logs: readonly string[], question: EngineQuestion, options: RunOptions): Promise<Execution> {
  const started = performance.now()
  options.signal?.throwIfAborted()
  const found = await discover(logs, question.scope, options.signal)
  const report = new FileReport(found)

  for (let start = 1; ; start++) {
    const session = await Session.open({
      roots: found.roots,
      fast: report.fast,
      odd: report.odd,
      readOdd: path => report.readOdd(path),
      reject: path => report.reject(path),
    })
    const running = new Running(session, report, options, started)
    try {
      await running.start(question.sql(fileSource(report.lists())), question.types)
      return running
    } catch (error) {
      await running.close()
      const path = fileAtFault(error, report.fast)
      if (path === undefined || start === MOST_STARTS || options.signal?.aborted === true)
        throw failure(error, options.signal)
      // No row has been handed over yet: the file goes to the careful reader, and the question is asked again.
      report.moveToOdd(path)
    }
  }
}

/** A question that DuckDB is answering. */
class Running implements Execution {
  columns: readonly ResultColumn[] = []
  readonly #session: Session
  readonly #report: FileReport
  readonly #options: RunOptions
  readonly #started: number
  readonly #interrupt = () => this.#session.connection.interrupt()
  #ticking: NodeJS.Timeout | undefined
  #result: DuckDBResult | undefined
  #first: readonly ResultRow[] | undefined
  #rows = 0
  #ended = 0
  #closed = false

  constructor(session: Session, report: FileReport, options: RunOptions, started: number) {
    this.#session = session
    this.#report = report
    this.#options = options
    this.#started = started
  }

  /** Starts the statement and waits for the first rows: until then it can be started anew. */
  async start(sql: string, types: EngineQuestion['types']): Promise<void> {
    this.#options.signal?.addEventListener('abort', this.#interrupt, { once: true })
    const { onProgress } = this.#options
    if (onProgress !== undefined) this.#ticking = setInterval(() => onProgress(this.#progress()), PROGRESS_MS)
    this.#report.forget()
    this.#result = await this.#session.connection.stream(sql)
    const result = this.#result
    this.columns = result
      .deduplicatedColumnNames()
      .map((name, i) => ({ name, type: types?.get(name) ?? resultType(result.columnType(i)) }))
    this.#first = await this.#fetch()
  }

  async *batches(): AsyncIterableIterator<readonly ResultRow[]> {
    try {
      for (let rows = this.#first; rows !== undefined && !this.#closed; rows = await this.#fetch()) {
        this.#rows += rows.length
        if (rows.length > 0) yield rows
      }
      this.#options.signal?.throwIfAborted()
    } catch (error) {
      throw failure(error, this.#options.signal)
    } finally {
      await this.close()
    }
  }

  stats(): RunStats {
    return {
      engine: 'duckdb',
      rows: this.#rows,
      elapsedMs: (this.#ended || performance.now()) - this.#started,
      ...this.#report.stats(),
    }
  }

  async cancel(): Promise<void> {
    this.#interrupt()
    await this.close()
  }

  async close(): Promise<void> {
    if (this.#closed) return
    this.#closed = true
    this.#ended = performance.now()
    clearInterval(this.#ticking)
    this.#options.signal?.removeEventListener('abort', this.#interrupt)
    await this.#session[Symbol.asyncDispose]()
  }

  async #fetch(): Promise<readonly ResultRow[] | undefined> {
    const chunk = await this.#result?.fetchChunk()
    return chunk === null || chunk === undefined || chunk.rowCount === 0 ? undefined : decodeChunk(chunk, this.columns)
  }

  #progress() {
    const { files, bytes } = this.#report.stats()
    const { percentage } = this.#session.connection.progress
    const fraction = Math.min(Math.max(percentage / 100, 0), 1)
    return { fraction, files, bytes, elapsedMs: performance.now() - this.#started }
  }
}

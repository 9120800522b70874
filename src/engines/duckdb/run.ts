import type { DuckDBResult } from '@duckdb/node-api'

import type { EngineQuestion, Execution, RunOptions, RunStats } from '../../events/index.ts'
import type { ResultColumn, ResultRow } from '../../sql/result-type.ts'
import { bytesRead } from './bytes-read.ts'
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
  // DuckDB wakes up on a thread of its own while the files are being found and looked at.
  const opening = Session.open()
  let running: Running | undefined
  try {
    options.signal?.throwIfAborted()
    const found = await discover(logs, question.scope, options.signal)
    const report = new FileReport(found)
    const session = await opening
    await session.lock(found.roots, report)
    running = new Running(session, report, options, started)
    return await startOf(running, report, question)
  } catch (error) {
    if (running === undefined) await (await opening)[Symbol.asyncDispose]()
    else await running.close()
    throw failure(error, options.signal)
  }
}

/** Starts a run; anew where a file turns out to be odd that did not look it. No row has been handed over by then. */
async function startOf(running: Running, report: FileReport, question: EngineQuestion): Promise<Running> {
  for (let start = 1; ; start++) {
    try {
      await running.start(question.sql(fileSource(report.lists())), question.types)
      return running
    } catch (error) {
      const path = fileAtFault(error, report.fast)
      if (path === undefined || start === MOST_STARTS) throw error
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
  #readBefore = 0
  #ended = 0
  #closed = false

  constructor(session: Session, report: FileReport, options: RunOptions, started: number) {
    this.#session = session
    this.#report = report
    this.#options = options
    this.#started = started
    options.signal?.addEventListener('abort', this.#interrupt, { once: true })
    const { onProgress } = options
    if (onProgress !== undefined) this.#ticking = setInterval(() => onProgress(this.#progress()), PROGRESS_MS)
  }

  /** Starts the statement and waits for the first rows: until then it can be started anew. */
  async start(sql: string, types: EngineQuestion['types']): Promise<void> {
    this.#options.signal?.throwIfAborted()
    this.#report.forget()
    await this.#session.read(this.#report.fast, this.#report.odd)
    this.#readBefore = bytesRead() ?? 0
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
    const read = bytesRead()
    const byEngine = this.#session.connection.progress.percentage / 100
    const byBytes = read === undefined || bytes === 0 ? 0 : (read - this.#readBefore) / bytes
    const fraction = Math.min(Math.max(byEngine, byBytes, 0), 1)
    return { fraction, files, bytes, elapsedMs: performance.now() - this.#started }
  }
}

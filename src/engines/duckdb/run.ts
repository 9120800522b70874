import { isDeepStrictEqual } from 'node:util'

import type { DuckDBResult } from '@duckdb/node-api'

import { TrailqError } from '../../errors.ts'
import type { EngineQuestion, Execution, RunOptions, RunStats } from '../../events/index.ts'
import type { ResultColumn, ResultRow } from '../../sql/result-type.ts'
import { bytesRead } from './bytes-read.ts'
import { BrokenStream, behind, nextChunk } from './chunks.ts'
import { discover } from './discover.ts'
import { failure } from './failure.ts'
import { FileReport } from './file-report.ts'
import { decodeChunk, resultType } from './rows.ts'
import { Session } from './session.ts'

/** How often progress is told, milliseconds. */
const PROGRESS_MS = 120

/** How often a statement that is to stop is told so, milliseconds: one that is about to start would not have heard. */
const INTERRUPT_MS = 50

/** How often one question may start anew because of files that the first look had not shown to be odd. */
const MOST_STARTS = 8

/** Runs a question over files: finds them, looks at them, reads them in one pass. */
export async function run(logs: readonly string[], question: EngineQuestion, options: RunOptions): Promise<Execution> {
  const started = performance.now()
  // DuckDB wakes up on a thread of its own while the files are being found and looked at.
  const opening = Session.open()
  let running: Running | undefined
  try {
    options.signal?.throwIfAborted()
    const found = await discover(logs, question.scope, options.signal)
    const report = await FileReport.of(found, options.signal)
    const session = await opening
    await session.lock(found.roots, report, question.canned)
    running = new Running(session, report, question, options, started)
    await running.start()
    return running
  } catch (error) {
    if (running === undefined) await (await opening)[Symbol.asyncDispose]()
    else await running.close()
    throw failure(error, options.signal)
  }
}

/** A question that DuckDB is answering. */
class Running implements Execution {
  columns: readonly ResultColumn[] = []
  readonly #session: Session
  readonly #report: FileReport
  readonly #question: EngineQuestion
  readonly #options: RunOptions
  readonly #started: number
  #ticking: NodeJS.Timeout | undefined
  #stopping: NodeJS.Timeout | undefined
  #result: DuckDBResult | undefined
  #first: readonly ResultRow[] | undefined
  #last: readonly ResultRow[] = []
  #rows = 0
  #readBefore = 0
  #ended = 0
  #closed = false

  constructor(session: Session, report: FileReport, question: EngineQuestion, options: RunOptions, started: number) {
    this.#session = session
    this.#report = report
    this.#question = question
    this.#options = options
    this.#started = started
    options.signal?.addEventListener('abort', this.#interrupt, { once: true })
    const { onProgress } = options
    if (onProgress !== undefined) this.#ticking = setInterval(() => onProgress(this.#progress()), PROGRESS_MS)
  }

  /** Starts the question and waits for the first rows. */
  async start(): Promise<void> {
    this.#first = await this.#open(0)
  }

  async *batches(): AsyncIterableIterator<readonly ResultRow[]> {
    try {
      for (let rows = this.#first; rows !== undefined && !this.#closed; rows = await this.#next()) {
        this.#rows += rows.length
        this.#last = rows
        yield rows
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
    this.#session.connection.interrupt()
    await this.close()
  }

  async close(): Promise<void> {
    if (this.#closed) return
    this.#closed = true
    this.#ended = performance.now()
    clearInterval(this.#ticking)
    clearInterval(this.#stopping)
    this.#options.signal?.removeEventListener('abort', this.#interrupt)
    await this.#session[Symbol.asyncDispose]()
  }

  readonly #interrupt = () => {
    const { connection } = this.#session
    connection.interrupt()
    this.#stopping = setInterval(() => connection.interrupt(), INTERRUPT_MS)
  }

  /** Opens the stream behind so many rows; anew where a file turns out to be odd that had not looked it. */
  async #open(rows: number): Promise<readonly ResultRow[] | undefined> {
    for (let start = 1; ; start++) {
      const { signal } = this.#options
      signal?.throwIfAborted()
      this.#report.forget()
      await this.#session.read(this.#report)
      this.#readBefore = bytesRead() ?? 0
      try {
        const sql = this.#question.sql(this.#report.source())
        this.#result = await this.#session.stream(behind(sql, rows))
        if (rows === 0) this.columns = columnsOf(this.#result, this.#question.types)
        return await this.#fetch()
      } catch (error) {
        const again = start < MOST_STARTS && (await this.#report.settle(error, signal))
        if (!again) throw error
      }
    }
  }

  async #next(): Promise<readonly ResultRow[] | undefined> {
    try {
      return await this.#fetch()
    } catch (error) {
      if (!(error instanceof BrokenStream) || this.#options.signal?.aborted === true) throw error
      return await this.#resume()
    }
  }

  /**
   * Goes on where a file broke the stream, with that file set aside. Rows come in the order of the files, so the
   * answer behind those that are out already is the rest; that the last of them come again is the proof.
   */
  async #resume(): Promise<readonly ResultRow[] | undefined> {
    const known = this.#last
    const again: ResultRow[] = []
    let rows = await this.#open(this.#rows - known.length)
    while (rows !== undefined) {
      again.push(...rows)
      if (again.length >= known.length) break
      rows = await this.#fetch()
    }
    const isSame = isDeepStrictEqual(again.slice(0, known.length), known)
    if (isSame && rows !== undefined) return again.slice(known.length)
    throw new TrailqError('ENGINE_FAILED', 'A file changed or went away after a part of the answer was written', {
      next: 'Ask again; an ORDER BY in the question holds all rows back until every file has been read.',
    })
  }

  async #fetch(): Promise<readonly ResultRow[] | undefined> {
    const result = this.#result
    const chunk = result === undefined ? undefined : await nextChunk(result)
    return chunk === undefined ? undefined : decodeChunk(chunk, this.columns)
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

function columnsOf(result: DuckDBResult, types: EngineQuestion['types']): readonly ResultColumn[] {
  return result
    .deduplicatedColumnNames()
    .map((name, i) => ({ name, type: types?.get(name) ?? resultType(result.columnType(i)) }))
}

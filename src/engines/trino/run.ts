import { TrailqError } from '../../errors.ts'
import type { EngineQuestion, Execution, Progress, RunOptions, RunStats } from '../../events/index.ts'
import type { ResultColumn, ResultRow } from '../../sql/result-type.ts'
import type { TrinoHttp } from './http.ts'
import { statementOver } from './source.ts'
import { Statement } from './statement.ts'
import type { Table } from './table.ts'
import { RowReader } from './values.ts'
import type { WireStats } from './wire.ts'

/** How often progress is told, milliseconds. */
const PROGRESS_MS = 120

/** What a question runs on, once the table is known. */
export interface Prepared {
  readonly http: TrinoHttp
  readonly table: Table
}

/** Runs a question on a server. @param prepare asks the catalog about the table */
export async function run(
  question: EngineQuestion,
  options: RunOptions,
  prepare: () => Promise<Prepared>,
): Promise<Execution> {
  const running = new Running(question, options)
  try {
    await running.start(prepare)
    return running
  } catch (error) {
    running.stop()
    throw cancelledOr(error, options.signal)
  }
}

/** A question that Trino is answering. */
class Running implements Execution {
  columns: readonly ResultColumn[] = []
  readonly #question: EngineQuestion
  readonly #options: RunOptions
  readonly #started = performance.now()
  #statement: Statement | undefined
  #reader: RowReader | undefined
  #missing: readonly string[] = []
  #seen: WireStats = {}
  #ticking: NodeJS.Timeout | undefined
  #rows = 0
  #ended = 0

  constructor(question: EngineQuestion, options: RunOptions) {
    this.#question = question
    this.#options = options
  }

  async start(prepare: () => Promise<Prepared>): Promise<void> {
    const { signal, onProgress } = this.#options
    if (onProgress !== undefined) {
      onProgress(this.#progress())
      this.#ticking = setInterval(() => onProgress(this.#progress()), PROGRESS_MS)
    }
    const { http, table } = await prepare()
    const { sql, missing } = statementOver(table, this.#question)
    this.#missing = missing
    const onStats = (stats: WireStats) => {
      this.#seen = stats
    }
    this.#statement = await Statement.start(http, sql, { signal, onStats, knowsEvents: true })
    this.#reader = new RowReader(this.#statement.columns, this.#question.types)
    this.columns = this.#reader.columns
  }

  async *batches(): AsyncIterableIterator<readonly ResultRow[]> {
    try {
      for await (const page of this.#statement?.pages() ?? []) {
        const rows = this.#reader?.rows(page) ?? []
        this.#rows += rows.length
        yield rows
      }
      this.#options.signal?.throwIfAborted()
    } catch (error) {
      throw cancelledOr(error, this.#options.signal)
    } finally {
      this.stop()
    }
  }

  stats(): RunStats {
    const id = this.#statement?.id
    return {
      engine: 'trino',
      rows: this.#rows,
      elapsedMs: (this.#ended || performance.now()) - this.#started,
      files: 0,
      bytes: this.#seen.physicalInputBytes ?? 0,
      badFiles: [],
      leftOut: [],
      ...(id === undefined ? {} : { queryId: id }),
      missingColumns: this.#missing,
    }
  }

  async cancel(): Promise<void> {
    this.stop()
    await this.#statement?.cancel()
  }

  stop(): void {
    this.#ended ||= performance.now()
    clearInterval(this.#ticking)
  }

  #progress(): Progress {
    const { progressPercentage = 0, physicalInputBytes = 0, state = 'looking at the table' } = this.#seen
    return {
      fraction: progressPercentage / 100,
      files: 0,
      bytes: 0,
      bytesRead: physicalInputBytes,
      state: state.toLowerCase(),
      ...(this.#statement === undefined ? {} : { queryId: this.#statement.id }),
      elapsedMs: performance.now() - this.#started,
    }
  }
}

function cancelledOr(error: unknown, signal: AbortSignal | undefined): unknown {
  if (signal?.aborted !== true) return error
  return new TrailqError('CANCELLED', 'Stopped before the answer was complete', { cause: error })
}

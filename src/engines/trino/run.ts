import { TrailqError } from '../../errors.ts'
import type { EngineQuestion, EventSource, Execution, Progress, RunOptions, RunStats } from '../../events/index.ts'
import type { ResultColumn, ResultRow } from '../../sql/result-type.ts'
import type { TrinoHttp } from './http.ts'
import { Statement } from './statement.ts'
import { RowReader } from './values.ts'
import type { WireStats } from './wire.ts'

/** How often progress is told, milliseconds. */
const PROGRESS_MS = 120

/** Runs a question on a server. */
export async function run(
  http: TrinoHttp,
  source: EventSource & { readonly missing?: ReadonlySet<string> },
  question: EngineQuestion,
  options: RunOptions,
): Promise<Execution> {
  const running = new Running(question, options)
  try {
    await running.start(http, question.sql(source), source.missing)
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

  async start(http: TrinoHttp, sql: string, missing: ReadonlySet<string> = new Set()): Promise<void> {
    const { signal, onProgress } = this.#options
    if (onProgress !== undefined) this.#ticking = setInterval(() => onProgress(this.#progress()), PROGRESS_MS)
    const onStats = (stats: WireStats) => {
      this.#seen = stats
    }
    this.#missing = [...missing]
    this.#statement = await Statement.start(http, sql, { signal, onStats })
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
    const { progressPercentage = 0, physicalInputBytes = 0, state } = this.#seen
    return {
      fraction: progressPercentage / 100,
      files: 0,
      bytes: 0,
      bytesRead: physicalInputBytes,
      ...(state === undefined ? {} : { state: state.toLowerCase() }),
      elapsedMs: performance.now() - this.#started,
    }
  }
}

function cancelledOr(error: unknown, signal: AbortSignal | undefined): unknown {
  if (signal?.aborted !== true) return error
  return new TrailqError('CANCELLED', 'Stopped before the answer was complete', { cause: error })
}

import type { EngineQuestion, Execution, Progress, RunOptions, RunStats } from '../../events/index.ts'
import type { ResultColumn, ResultRow } from '../../sql/result-type.ts'
import { isUnpruned } from '../trino/partitions.ts'
import { statementOver } from '../trino/source.ts'
import type { Table } from '../trino/table.ts'
import type { Aws } from './aws.ts'
import { withJsonItems } from './nested-items.ts'
import { AthenaQuery } from './query.ts'
import type { AthenaSettings } from './settings.ts'

/** How often progress is told, milliseconds. */
const PROGRESS_MS = 120

/** Runs a question, and gives it when the first rows are there. */
export async function run(
  aws: Aws,
  settings: AthenaSettings,
  table: Table,
  question: EngineQuestion,
  options: RunOptions,
): Promise<Execution> {
  const running = new Running(aws, settings, table, question, options)
  await running.start()
  return running
}

/** A question that Athena is answering. */
class Running implements Execution {
  readonly #query: AthenaQuery
  readonly #started = performance.now()
  readonly #missing: readonly string[]
  readonly #isUnpruned: boolean
  readonly #onProgress: RunOptions['onProgress']
  #ticking: NodeJS.Timeout | undefined
  #rows = 0
  #ended = 0

  constructor(aws: Aws, settings: AthenaSettings, table: Table, question: EngineQuestion, options: RunOptions) {
    const { sql: asked, missing } = statementOver(table, question)
    const sql = question.canned === true ? asked : withJsonItems(asked)
    this.#missing = missing
    this.#isUnpruned = isUnpruned(table, question.scope)
    this.#query = new AthenaQuery(aws, settings, {
      sql,
      types: question.types,
      signal: options.signal,
      isCanned: question.canned === true,
    })
    this.#onProgress = options.onProgress
  }

  get columns(): readonly ResultColumn[] {
    return this.#query.columns
  }

  async start(): Promise<void> {
    const tell = this.#onProgress
    tell?.(this.#progress())
    if (tell !== undefined) this.#ticking = setInterval(() => tell(this.#progress()), PROGRESS_MS)
    try {
      await this.#query.start()
    } catch (error) {
      this.#end()
      throw error
    }
  }

  async *batches(): AsyncIterableIterator<readonly ResultRow[]> {
    try {
      for await (const rows of this.#query.batches()) {
        this.#rows += rows.length
        yield rows
      }
    } finally {
      this.#end()
    }
  }

  stats(): RunStats {
    const { id, bytesScanned, cost, assumedPrice, reused, way, nested } = this.#query.taken()
    return {
      engine: 'athena',
      rows: this.#rows,
      elapsedMs: (this.#ended || performance.now()) - this.#started,
      files: 0,
      bytes: bytesScanned,
      ...(id === undefined ? {} : { queryId: id }),
      cost,
      ...(assumedPrice === undefined ? {} : { assumedPrice }),
      reused,
      ...(way?.because === undefined ? {} : { slowBecause: way.because }),
      missingColumns: this.#missing,
      isUnpruned: this.#isUnpruned,
      ...(nested.length === 0 ? {} : { unreadableColumns: nested }),
      badFiles: [],
      leftOut: [],
    }
  }

  async cancel(): Promise<void> {
    try {
      await this.#query.close()
    } finally {
      this.#end()
    }
  }

  #end(): void {
    if (this.#ended !== 0) return
    this.#ended = performance.now()
    clearInterval(this.#ticking)
    // How far it came in the end: one that is stopped costs too.
    this.#onProgress?.(this.#progress())
  }

  #progress(): Progress {
    const { state, bytesScanned, cost, id } = this.#query.taken()
    return {
      fraction: 0,
      files: 0,
      bytes: 0,
      bytesRead: bytesScanned,
      state,
      cost,
      ...(id === undefined ? {} : { queryId: id }),
      isUnpruned: this.#isUnpruned,
      elapsedMs: performance.now() - this.#started,
    }
  }
}

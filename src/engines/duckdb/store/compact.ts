import { existsSync, rmSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'

import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'

import type { BadFile, LeftOut, Progress } from '../../../events/index.ts'
import { literal } from '../../../sql/literal.ts'
import { commit, newStage } from './commit.ts'
import { findCopies } from './copies.ts'
import { type Batch, batches, type Input } from './inputs.ts'
import { own } from './layout.ts'
import { Ledger } from './ledger.ts'
import { type Loaded, Loader } from './loader.ts'
import type { Manifest } from './manifest.ts'
import { type Group, writeGroup } from './writer.ts'

/** Files that are loaded at once, bytes as they are packed. */
const BATCH_BYTES = 8_000_000
/** Rows that are written at once. */
const GROUP_ROWS = 8000
/** Statements at once: each takes about 100 MB, whatever the size of the logs. */
const MOST_AT_ONCE = 2
/** Beyond this DuckDB puts what it holds onto the store's disk. */
const MEMORY_MIB = 300
/** How often a statement that is to stop is told so, milliseconds. */
const INTERRUPT_MS = 50

/** What was done. */
export interface Compacted {
  /** Rows of the files that were written. */
  readonly events: number
  readonly partitions: number
  readonly badFiles: readonly BadFile[]
  readonly leftOut: readonly LeftOut[]
}

export interface CompactRun {
  readonly signal?: AbortSignal | undefined
  readonly onProgress?: ((progress: Progress) => void) | undefined
  /** Other sizes than the usual ones, for tests that are not to be large. */
  readonly batchBytes?: number
  readonly groupRows?: number
}

/**
 * Adds files to a store that is locked and in one of its states: batch by batch in order of delivery. An event's day is
 * written when the next day has been loaded, because that is when nearly all of its events are there.
 */
export async function compactInto(
  store: string,
  inputs: readonly Input[],
  manifest: Manifest,
  options: CompactRun,
): Promise<Compacted> {
  const work = await Work.start(store, options)
  try {
    return await work.run(inputs, manifest)
  } finally {
    work.close()
  }
}

/** Something to do on one of the connections. */
type Task = (connection: DuckDBConnection) => Promise<unknown>

class Work {
  readonly #store: string
  readonly #stage: string
  readonly #instance: DuckDBInstance
  readonly #connections: readonly DuckDBConnection[]
  readonly #options: CompactRun
  readonly #ledger: Ledger
  #stopping: NodeJS.Timeout | undefined

  private constructor(
    store: string,
    stage: string,
    instance: DuckDBInstance,
    connections: readonly DuckDBConnection[],
    options: CompactRun,
  ) {
    this.#store = store
    this.#stage = stage
    this.#instance = instance
    this.#connections = connections
    this.#options = options
    this.#ledger = new Ledger(store, stage)
    options.signal?.addEventListener('abort', this.#interrupt, { once: true })
  }

  static async start(store: string, options: CompactRun): Promise<Work> {
    options.signal?.throwIfAborted()
    const stage = newStage(store)
    const instance = await DuckDBInstance.create(':memory:')
    const connections: DuckDBConnection[] = []
    // One more for loading, which may be one of the statements at once.
    for (let i = 0; i <= Math.min(availableParallelism(), MOST_AT_ONCE); i++) connections.push(await instance.connect())
    // Each statement on a thread of its own: several at once share work better than one among several threads does.
    await connections[0]?.run(`SET threads = 1; SET enable_external_file_cache = false; SET memory_limit = '${MEMORY_MIB}MiB'; SET TimeZone = 'UTC';
      SET temp_directory = ${literal(join(stage, 'spill'))}; SET autoinstall_known_extensions = false;
      SET autoload_known_extensions = false`)
    return new Work(store, stage, instance, connections, options)
  }

  async run(inputs: readonly Input[], manifest: Manifest): Promise<Compacted> {
    const { onProgress, batchBytes = BATCH_BYTES, groupRows = GROUP_ROWS } = this.#options
    const started = performance.now()
    const bytes = sizeOf(inputs)
    const badFiles: BadFile[] = []
    const leftOut = new Map<string, number>()
    const [reading, ...workers] = this.#connections
    if (reading === undefined) throw new TypeError('No connection')
    const loader = new Loader(reading, this.#ledger.places)
    const all = batches(inputs, batchBytes)
    const load = (batch: Batch, i: number) =>
      loader.load(batch, join(this.#stage, `part-${i}.parquet`), this.#options.signal)
    let read = 0
    let next = all[0] === undefined ? undefined : await load(all[0], 0)
    for (const [i, batch] of all.entries()) {
      const { part, ...met } = next as Loaded
      badFiles.push(...met.badFiles)
      for (const { label, count } of met.leftOut) leftOut.set(label, (leftOut.get(label) ?? 0) + count)
      note(manifest, batch, met.badFiles)
      this.#ledger.loaded(part)
      const [parts, beside] = [this.#ledger.parts, this.#ledger.filesBeside(part)]
      let found: Promise<void> | undefined
      const finding: Task = connection => (found = findCopies(connection, parts, beside))
      const upTo = loader.rows
      const groups = this.#ledger.groupsBefore(batch.complete, groupRows)
      const following = all[i + 1]
      const writing = groups.map(group => this.#writing(group, upTo, () => found))
      // What is loaded next is not of these groups, so it can be loaded beside them.
      const loading: readonly Task[] =
        following === undefined ? [] : [async () => (next = await load(following, i + 1))]
      await this.#together([...loading, finding, ...writing], workers)
      this.#ledger.removeParts()
      read += sizeOf(batch.inputs)
      onProgress?.({ fraction: read / bytes, files: inputs.length, bytes, elapsedMs: performance.now() - started })
    }
    this.#options.signal?.throwIfAborted()
    commit(this.#store, this.#ledger.files, manifest)
    const others = [...leftOut].map(([label, count]) => ({ label, count }))
    return { events: this.#ledger.rows, partitions: this.#ledger.files.size, badFiles, leftOut: others }
  }

  close(): void {
    clearInterval(this.#stopping)
    this.#options.signal?.removeEventListener('abort', this.#interrupt)
    for (const connection of this.#connections) connection.closeSync()
    this.#instance.closeSync()
    // What has been decided is done by the next run, where it could not be ended by this one.
    if (!existsSync(own(this.#store, 'commit'))) rmSync(this.#stage, { recursive: true, force: true })
  }

  /** @param found when it is known which rows are copies */
  #writing(group: Group, upTo: bigint, found: () => Promise<void> | undefined): Task {
    return async connection => {
      await found()
      const rows = await writeGroup(connection, group, this.#ledger.places)
      for (const [i, target] of group.partitions.entries()) this.#ledger.written(target, rows[i] ?? 0, upTo)
    }
  }

  /** Does what there is to do, one thing at a time on each connection. */
  async #together(tasks: readonly Task[], connections: readonly DuckDBConnection[]): Promise<void> {
    const queue = [...tasks]
    const work = async (connection: DuckDBConnection) => {
      for (let task = queue.shift(); task !== undefined; task = queue.shift()) {
        this.#options.signal?.throwIfAborted()
        await task(connection).catch((error: unknown) => {
          queue.length = 0
          throw error
        })
      }
    }
    // All are waited for: a connection can't be closed while it works.
    const ends = await Promise.allSettled(connections.map(work))
    for (const end of ends) if (end.status === 'rejected') throw end.reason
  }

  readonly #interrupt = () => {
    const all = () => {
      for (const connection of this.#connections) connection.interrupt()
    }
    all()
    this.#stopping = setInterval(all, INTERRUPT_MS)
  }
}

function sizeOf(inputs: readonly Input[]): number {
  return inputs.reduce((sum, { bytes }) => sum + bytes, 0)
}

function note(manifest: Manifest, { inputs }: Batch, badFiles: readonly BadFile[]): void {
  const problems = new Map(badFiles.map(({ path, reason }) => [path, reason]))
  for (const { name, mark, path } of inputs) {
    const problem = problems.get(path)
    manifest.add(name, { mark, ...(problem === undefined ? {} : { problem }) })
  }
}

import { existsSync, rmSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { dirname, join, relative, sep } from 'node:path'

import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'

import { type BadFile, type LeftOut, type Progress, resolveScope } from '../../../events/index.ts'
import { literal } from '../../../sql/literal.ts'
import { commit, newStage } from './commit.ts'
import { findCopies, type WrittenFile } from './copies.ts'
import { storeFiles } from './find.ts'
import { batches, type Input } from './inputs.ts'
import { checkLayout } from './layout.ts'
import { Loader, type Part, type Places } from './loader.ts'
import type { Manifest } from './manifest.ts'
import { keyOfFolder, PARTITION_FILE } from './partition.ts'
import { type Group, type Target, writeGroup } from './writer.ts'

/** Files that are loaded at once, bytes as they are packed. */
const BATCH_BYTES = 8_000_000
/** Rows that are written at once. */
const GROUP_ROWS = 12_000
/** Beyond this DuckDB puts what it holds onto the store's disk. */
const MEMORY_MIB = 300
const DAY_MS = 86_400_000
/** How often a statement that is to stop is told so, milliseconds. */
const INTERRUPT_MS = 50

export interface Compacted {
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
 * Adds files to a store that is locked and in one of its states.
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
    await work.close()
  }
}

class Work {
  readonly #store: string
  readonly #stage: string
  readonly #instance: DuckDBInstance
  readonly #connections: readonly DuckDBConnection[]
  readonly #options: CompactRun
  readonly #places: Places = new Map()
  /** Parts with rows that are still to be written. */
  #parts: Part[] = []
  /** Rows of each partition that are still to be written. */
  readonly #pending = new Map<string, number>()
  /** The number of the last row of each partition that has been written. */
  readonly #done = new Map<string, bigint>()
  /** What each file of the store is to become, by its path in the store. */
  readonly #files = new Map<string, string>()
  /** Every file that is in the store, or will be, and whose events it holds. */
  readonly #there = new Map<string, string | null>()
  #groups = 0
  #events = 0
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
    options.signal?.addEventListener('abort', this.#interrupt, { once: true })
    if (!checkLayout(store)) return
    for (const { path } of storeFiles(store, resolveScope({})).files) {
      const inStore = relative(store, path)
      this.#there.set(inStore, keyOfFolder('account', inStore.split(sep)[0] ?? '') ?? null)
    }
  }

  static async start(store: string, options: CompactRun): Promise<Work> {
    options.signal?.throwIfAborted()
    const stage = newStage(store)
    const instance = await DuckDBInstance.create(':memory:')
    const writers = Math.min(availableParallelism(), 2)
    const connections: DuckDBConnection[] = []
    for (let i = 0; i <= writers; i++) connections.push(await instance.connect())
    // Each statement on a thread of its own: several at once share work better than one among several threads does.
    await connections[0]?.run(`SET threads = 1; SET memory_limit = '${MEMORY_MIB}MiB'; SET TimeZone = 'UTC';
      SET temp_directory = ${literal(join(stage, 'spill'))}; SET autoinstall_known_extensions = false;
      SET autoload_known_extensions = false`)
    return new Work(store, stage, instance, connections, options)
  }

  async run(inputs: readonly Input[], manifest: Manifest): Promise<Compacted> {
    const { onProgress, batchBytes = BATCH_BYTES } = this.#options
    const started = performance.now()
    const all = inputs.reduce((sum, { bytes }) => sum + bytes, 0)
    const badFiles: BadFile[] = []
    const leftOut: LeftOut[] = []
    const [reading, ...writing] = this.#connections
    if (reading === undefined) throw new TypeError('No connection')
    const loader = new Loader(reading, this.#places)
    let read = 0
    for (const [i, batch] of batches(inputs, batchBytes).entries()) {
      const loaded = await loader.load(batch, join(this.#stage, `part-${i}.parquet`), this.#options.signal)
      badFiles.push(...loaded.badFiles)
      leftOut.push(...loaded.leftOut)
      const problems = new Map(loaded.badFiles.map(({ path, reason }) => [path, reason]))
      for (const input of batch.inputs) {
        const problem = problems.get(input.path)
        manifest.add(input.name, { mark: input.mark, ...(problem === undefined ? {} : { problem }) })
        read += input.bytes
      }
      this.#take(loaded.part)
      await findCopies(reading, this.#parts, this.#filesBeside(loaded.part))
      await this.#write(this.#groupsBefore(batch.complete), writing, loader.rows)
      onProgress?.({ fraction: read / all, files: inputs.length, bytes: all, elapsedMs: performance.now() - started })
    }
    this.#options.signal?.throwIfAborted()
    commit(this.#store, this.#files, manifest)
    return { events: this.#events, partitions: this.#files.size, badFiles, leftOut }
  }

  async close(): Promise<void> {
    clearInterval(this.#stopping)
    this.#options.signal?.removeEventListener('abort', this.#interrupt)
    for (const connection of this.#connections) connection.closeSync()
    this.#instance.closeSync()
    rmSync(this.#stage, { recursive: true, force: true })
  }

  #take(part: Part): void {
    this.#parts.push(part)
    for (const [folder, rows] of part.rows) this.#pending.set(folder, (this.#pending.get(folder) ?? 0) + rows)
  }

  /** The files in which copies of a part's events can be: of the same days, and of the days beside them. */
  #filesBeside(part: Part): readonly WrittenFile[] {
    const days = new Set([...part.rows.keys()].flatMap(folder => daysAround(dayOf(folder))))
    const files: WrittenFile[] = []
    for (const [path, account] of this.#there) {
      if (!days.has(dayOf(dirname(path)) ?? '')) continue
      const staged = this.#files.get(path)
      files.push({ path: staged === undefined ? join(this.#store, path) : join(this.#stage, staged), account })
    }
    return files
  }

  /** The partitions of days that are complete, in groups of a size that fits into memory. */
  #groupsBefore(day: string): readonly Group[] {
    // Those of no day come behind all days, and before the end of everything, '~'.
    const complete = [...this.#pending].filter(([folder]) => (dayOf(folder) ?? '}') < day)
    const groups: Target[][] = []
    let rows = Number.POSITIVE_INFINITY
    for (const [folder, count] of complete.sort(([a], [b]) => byDay(a, b))) {
      if (rows + count > (this.#options.groupRows ?? GROUP_ROWS)) {
        groups.push([])
        rows = 0
      }
      rows += count
      groups.at(-1)?.push(this.#target(folder, count))
    }
    return groups.map(partitions => {
      const folders = new Set(partitions.map(({ folder }) => folder))
      return {
        partitions,
        parts: this.#parts.filter(part => [...part.rows.keys()].some(folder => folders.has(folder))),
      }
    })
  }

  #target(folder: string, rows: number): Target {
    const inStore = join(folder, PARTITION_FILE)
    const staged = this.#files.get(inStore)
    const base = staged === undefined ? join(this.#store, inStore) : join(this.#stage, staged)
    const path = join(this.#stage, `files-${this.#groups++}`, PARTITION_FILE)
    return { folder, rows, path, after: this.#done.get(folder) ?? 0n, ...(existsSync(base) ? { base } : {}) }
  }

  async #write(groups: readonly Group[], writing: readonly DuckDBConnection[], upTo: bigint): Promise<void> {
    const queue = [...groups]
    const work = async (connection: DuckDBConnection) => {
      for (let group = queue.shift(); group !== undefined; group = queue.shift()) {
        this.#options.signal?.throwIfAborted()
        const rows = await writeGroup(connection, group, this.#places)
        for (const [i, target] of group.partitions.entries()) this.#written(target, rows[i] ?? 0, upTo)
      }
    }
    // All are waited for: a connection can't be closed while it works.
    const ends = await Promise.allSettled(writing.map(work))
    for (const end of ends) if (end.status === 'rejected') throw end.reason
    this.#parts = this.#parts.filter(part => {
      const isNeeded = [...part.rows.keys()].some(folder => this.#pending.has(folder))
      if (!isNeeded) rmSync(part.path, { force: true })
      return isNeeded
    })
  }

  #written({ folder, path, base }: Target, rows: number, upTo: bigint): void {
    this.#done.set(folder, upTo)
    this.#pending.delete(folder)
    if (rows === 0) return
    this.#there.set(join(folder, PARTITION_FILE), this.#places.get(folder)?.[0]?.account ?? null)
    this.#files.set(join(folder, PARTITION_FILE), relative(this.#stage, path))
    if (base?.startsWith(this.#stage)) rmSync(base)
    this.#events += rows
  }

  readonly #interrupt = () => {
    const all = () => {
      for (const connection of this.#connections) connection.interrupt()
    }
    all()
    this.#stopping = setInterval(all, INTERRUPT_MS)
  }
}

function dayOf(folder: string): string | undefined {
  return /day=([0-9-]+)$/.exec(folder)?.[1]
}

/** A day, the one before and the one behind it. */
function daysAround(day: string | undefined): readonly string[] {
  if (day === undefined) return ['']
  const at = Date.parse(`${day}T00:00:00Z`)
  return Number.isNaN(at) ? [day] : [-DAY_MS, 0, DAY_MS].map(by => new Date(at + by).toISOString().slice(0, 10))
}

function byDay(a: string, b: string): number {
  const [first, second] = [`${dayOf(a)}/${a}`, `${dayOf(b)}/${b}`]
  return first < second ? -1 : first > second ? 1 : 0
}

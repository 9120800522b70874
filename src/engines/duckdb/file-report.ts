import type { BadFile, EventSource, LeftOut, RunStats } from '../../events/index.ts'
import { type CarefulRead, readCarefully, readLeftLines } from './careful-reader.ts'
import type { Discovery } from './discover.ts'
import { fileAtFault, isGzipFailure } from './failure.ts'
import { looksWhole } from './look-whole.ts'
import type { FilesToRead } from './session.ts'
import { otherFamily } from './shapes.ts'
import { Slices } from './slices.ts'
import { sniff } from './sniff.ts'
import { type FileLists, fileSource } from './source.ts'
import { both, storeFileSource } from './store/source.ts'
import { reasonOf } from './system-error.ts'

/** Of more files than these only the first bytes are looked at: unpacking a little of each would take too long. */
const MOST_CLOSELY = 4000

/** What is known of the files of one question: how each is read, and what was wrong with which. */
export class FileReport implements FilesToRead {
  /** The files that DuckDB's reader takes. */
  fast: readonly string[] = []
  /** The files of stores. */
  stored: readonly string[]
  readonly #found: Discovery
  readonly #odd = new Set<string>()
  readonly #unopened = new Map<string, string>()
  #read = new Findings([])
  #bytes = 0
  #objectBytes = 0
  #failures = 0

  private constructor(found: Discovery) {
    this.#found = found
    this.stored = found.stored.map(({ path }) => path)
    this.#bytes = found.stored.reduce((sum, { bytes }) => sum + bytes, 0)
  }

  /** Looks at every file. */
  static async of(found: Discovery, signal?: AbortSignal): Promise<FileReport> {
    const report = new FileReport(found)
    report.fast = found.files.map(({ path }) => path)
    // A file that is odd in a way which only a closer look shows is met soon enough, and the question asked again.
    const closely = report.fast.length <= MOST_CLOSELY
    await report.#sort(path => report.#looksFast(path, closely), signal)
    return report
  }

  /** The largest JSON object as far as is known, bytes. */
  get objectBytes(): number {
    return this.#objectBytes
  }

  /** All of them as one relation. */
  source(): EventSource {
    const hasRaw = this.fast.length > 0 || this.#odd.size > 0
    if (this.stored.length === 0) return fileSource(this.lists())
    return hasRaw ? both(fileSource(this.lists()), storeFileSource()) : storeFileSource()
  }

  lists(): FileLists {
    return {
      fast: this.fast.length,
      odd: this.#odd.size,
      objectBytes: this.#objectBytes,
      onlyEvents: this.#found.files.every(file => file.inLayout),
    }
  }

  *readOdd(): Generator<{ text: string; path: string }> {
    // In order of name, as DuckDB reads the others: the same question gives its rows in the same order.
    for (const path of [...this.#odd].sort()) {
      for (const read of readCarefully(path)) {
        this.#read.note(path, read)
        if (read.text !== undefined) yield { text: read.text, path }
      }
    }
  }

  readLeft(path: string): string | null {
    // A text of SQL may call with any path.
    if (!this.#read.isLeft(path)) return null
    const read = readLeftLines(path)
    this.#read.note(path, read)
    return read.text ?? null
  }

  reject(path: string, category: string | null): void {
    const family = otherFamily(category)
    if (family === undefined) this.#read.rejected(path)
    else this.#read.leave(`record of ${family}`)
  }

  /**
   * Sets aside the files because of which a run failed. Where one was found so late, others may be like it: they are
   * looked at again, and wholly when a run has failed twice.
   *
   * @returns whether there were any: then the question can be asked again
   */
  async settle(error: unknown, signal?: AbortSignal): Promise<boolean> {
    const damaged = fileAtFault(error, this.stored)
    if (damaged !== undefined) {
      this.#unopened.set(damaged, 'damaged Parquet file')
      this.stored = this.stored.filter(path => path !== damaged)
      return true
    }
    const named = fileAtFault(error, this.fast)
    if (named === undefined && !isGzipFailure(error)) return false
    const before = this.fast.length
    this.#failures++
    if (named !== undefined) await this.#sort(path => path !== named && this.#looksFast(path, true), signal)
    if (named === undefined || this.#failures > 1) await this.#sort(looksWhole, signal)
    return this.fast.length < before
  }

  /** A new start reads everything again. */
  forget(): void {
    this.#read = new Findings(this.fast)
  }

  stats(): Pick<RunStats, 'files' | 'bytes' | 'badFiles' | 'leftOut'> {
    const files = this.#found.files.length + this.#found.stored.length
    return { files, bytes: this.#bytes, badFiles: this.#bad(), leftOut: this.#leftOut() }
  }

  /** Leaves in `fast` what passes; the others are odd, or can't even be opened. */
  async #sort(isFast: (path: string) => boolean, signal: AbortSignal | undefined): Promise<void> {
    const slices = new Slices(signal)
    const fast: string[] = []
    for (const path of this.fast) {
      if (slices.over) await slices.breathe()
      try {
        if (isFast(path)) fast.push(path)
        else this.#odd.add(path)
      } catch (error) {
        this.#unopened.set(path, reasonOf(error))
      }
    }
    this.fast = fast
  }

  #looksFast(path: string, closely: boolean): boolean {
    const { bytes, fast, objectBytes } = sniff(path, closely)
    // Files are looked at again after a failure, but there is one first time.
    if (this.#failures === 0) this.#bytes += bytes
    if (fast) this.#objectBytes = Math.max(this.#objectBytes, objectBytes)
    return fast
  }

  #bad(): readonly BadFile[] {
    const reasons = new Map(this.#read.reasons())
    for (const [path, reason] of this.#unopened) reasons.set(path, reason)
    for (const { path, reason } of this.#found.bad) reasons.set(path, reason)
    return [...reasons].map(([path, reason]) => ({ path, reason })).sort((a, b) => (a.path < b.path ? -1 : 1))
  }

  #leftOut(): readonly LeftOut[] {
    return [...this.#found.leftOut, ...this.#read.leftOut()]
  }
}

/** What reading has shown, until the next start. */
class Findings {
  readonly #fast: readonly string[]
  /** Made when it is first asked for: most questions have no such file, and some have 20,000 others. */
  #left: Set<string> | undefined
  readonly #problems = new Map<string, Set<string>>()
  readonly #rejected = new Map<string, number>()
  readonly #others = new Map<string, number>()

  constructor(fast: readonly string[]) {
    this.#fast = fast
  }

  /** Whether a file is one of which DuckDB's reader may have left something; once for each file. */
  isLeft(path: string): boolean {
    this.#left ??= new Set(this.#fast)
    return this.#left.delete(path)
  }

  note(path: string, { problem, leftOut = [] }: CarefulRead): void {
    if (problem !== undefined) this.#problems.set(path, (this.#problems.get(path) ?? new Set()).add(problem))
    for (const label of leftOut) this.leave(label)
  }

  rejected(path: string): void {
    this.#rejected.set(path, (this.#rejected.get(path) ?? 0) + 1)
  }

  leave(label: string): void {
    this.#others.set(label, (this.#others.get(label) ?? 0) + 1)
  }

  /** Each bad file with all that was wrong with it. */
  *reasons(): Generator<[path: string, reason: string]> {
    for (const path of new Set([...this.#problems.keys(), ...this.#rejected.keys()])) {
      const count = this.#rejected.get(path) ?? 0
      const elements = count === 1 ? '1 element that is no record' : `${count} elements that are no record`
      yield [path, [...(this.#problems.get(path) ?? []), ...(count === 0 ? [] : [elements])].join('; ')]
    }
  }

  leftOut(): readonly LeftOut[] {
    return [...this.#others].map(([label, count]) => ({ label, count }))
  }
}

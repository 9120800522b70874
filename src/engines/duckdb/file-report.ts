import type { BadFile, LeftOut, RunStats } from '../../events/index.ts'
import { readCarefully } from './careful-reader.ts'
import { type Discovery, type LogFile, reasonOf } from './discover.ts'
import { sniff } from './sniff.ts'
import type { FileLists } from './source.ts'

/** What is known of the files of one question: how each is read, and what was wrong with which. */
export class FileReport {
  readonly fast: string[] = []
  readonly odd: string[] = []
  readonly #found: Discovery
  readonly #problems = new Map<string, string>()
  readonly #rejected = new Map<string, number>()
  readonly #otherKinds = new Map<string, string>()
  readonly #readByNow = new Set<string>()
  #bytes = 0
  #objectBytes = 0

  constructor(found: Discovery) {
    this.#found = found
    for (const file of found.files) this.#look(file)
  }

  lists(): FileLists {
    return {
      fast: this.fast.length,
      odd: this.odd.length,
      objectBytes: this.#objectBytes,
      onlyEvents: this.#found.files.every(file => file.inLayout),
    }
  }

  /** The records of an odd file, once: the fast reader asks again for each of its lines. */
  readOdd(path: string): string | null {
    if (this.#readByNow.has(path)) return null
    this.#readByNow.add(path)
    const { text, problem, leftOut } = readCarefully(path, !this.odd.includes(path))
    if (problem !== undefined) this.#problems.set(path, problem)
    if (leftOut !== undefined) this.#otherKinds.set(path, leftOut)
    return text ?? null
  }

  reject(path: string): void {
    this.#rejected.set(path, (this.#rejected.get(path) ?? 0) + 1)
  }

  moveToOdd(path: string): void {
    this.fast.splice(this.fast.indexOf(path), 1)
    this.odd.push(path)
  }

  /** A new start reads everything again. */
  forget(): void {
    this.#readByNow.clear()
    this.#rejected.clear()
  }

  stats(): Pick<RunStats, 'files' | 'bytes' | 'badFiles' | 'leftOut'> {
    return { files: this.#found.files.length, bytes: this.#bytes, badFiles: this.#bad(), leftOut: this.#leftOut() }
  }

  #look({ path }: LogFile): void {
    try {
      const { bytes, fast, objectBytes } = sniff(path)
      this.#bytes += bytes
      this.#objectBytes = Math.max(this.#objectBytes, objectBytes)
      if (fast) this.fast.push(path)
      else this.odd.push(path)
    } catch (error) {
      this.#problems.set(path, reasonOf(error))
    }
  }

  #bad(): readonly BadFile[] {
    const rejected = [...this.#rejected].map(([path, count]) => ({
      path,
      reason: `${count} ${count === 1 ? 'element that is' : 'elements that are'} no record`,
    }))
    const problems = [...this.#problems].map(([path, reason]) => ({ path, reason }))
    return [...this.#found.bad, ...problems, ...rejected]
  }

  #leftOut(): readonly LeftOut[] {
    const counts = new Map(this.#found.leftOut.map(({ label, count }) => [label, count]))
    for (const label of this.#otherKinds.values()) counts.set(label, (counts.get(label) ?? 0) + 1)
    return [...counts].map(([label, count]) => ({ label, count }))
  }
}

import { rmSync, statSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'

import { resolveScope } from '../../../events/index.ts'
import type { WrittenFile } from './copies.ts'
import { storeFiles } from './find.ts'
import { checkLayout } from './layout.ts'
import type { Part, Places } from './loader.ts'
import { keyOfFolder, PARTITION_FILE } from './partition.ts'
import { fileOf, type Group, type Target } from './writer.ts'

const DAY_MS = 86_400_000

/** Files of one group: what is not yet written of each takes memory for every column. */
const MOST_FILES = 8
/** A row of a file that is there already takes at least so many bytes of it. */
const ROW_BYTES = 100

/** What of a run is where: loaded, written to the stage, or in the store since before. */
export class Ledger {
  /** The keys that records carry, by the folder that they go to. */
  readonly places: Places = new Map()
  /** What each file of the store is to become: paths in the store and in the stage. */
  readonly files = new Map<string, string>()
  /** Parts with rows that are still to be written. */
  parts: readonly Part[] = []
  /** Rows that have been written, those of rewritten files included. */
  rows = 0
  readonly #store: string
  readonly #stage: string
  /** Rows of each partition that are still to be written. */
  readonly #pending = new Map<string, number>()
  /** The number of the last row of each partition that has been written. */
  readonly #done = new Map<string, bigint>()
  /** Every file that is in the store, or will be, and whose events it holds. */
  readonly #there = new Map<string, string | null>()
  #groups = 0

  constructor(store: string, stage: string) {
    this.#store = store
    this.#stage = stage
    if (!checkLayout(store)) return
    for (const { path } of storeFiles(store, resolveScope({})).files) {
      const inStore = relative(store, path)
      this.#there.set(inStore, keyOfFolder('account', inStore.split(sep)[0] ?? '') ?? null)
    }
  }

  loaded(part: Part): void {
    this.parts = [...this.parts, part]
    for (const [folder, rows] of part.rows) this.#pending.set(folder, (this.#pending.get(folder) ?? 0) + rows)
  }

  /** The files in which copies of a part's events can be: of the same days, and of the days beside them. */
  filesBeside(part: Part): readonly WrittenFile[] {
    const days = new Set([...part.rows.keys()].flatMap(folder => daysAround(dayOf(folder))))
    return [...this.#there]
      .filter(([path]) => days.has(dayOf(dirname(path)) ?? ''))
      .map(([path, account]) => ({ path: this.#now(path), account }))
  }

  /** The partitions of days that are complete, in groups of about so many rows. */
  groupsBefore(day: string, groupRows: number): readonly Group[] {
    // Those of no day come behind all days, and before the end of everything, '~'.
    const complete = [...this.#pending].filter(([folder]) => (dayOf(folder) ?? '}') < day)
    const groups: { readonly folder: string; readonly partitions: Target[] }[] = []
    let rows = Number.POSITIVE_INFINITY
    for (const [folder, count] of complete.sort(([a], [b]) => byDay(a, b))) {
      const base = this.#now(join(folder, PARTITION_FILE))
      const there = statSync(base, { throwIfNoEntry: false })
      // What is there is written anew, with the others.
      const weight = count + (there?.size ?? 0) / ROW_BYTES
      if (rows + weight > groupRows || groups.at(-1)?.partitions.length === MOST_FILES) {
        groups.push({ folder: join(this.#stage, `files-${this.#groups++}`), partitions: [] })
        rows = 0
      }
      rows += weight
      const group = groups.at(-1)
      if (group === undefined) continue
      const path = fileOf(group.folder, group.partitions.length)
      const after = this.#done.get(folder) ?? 0n
      group.partitions.push({ folder, rows: count, path, after, ...(there === undefined ? {} : { base }) })
    }
    return groups.map(({ folder, partitions }) => {
      const folders = new Set(partitions.map(({ folder }) => folder))
      const holds = ({ rows }: Part) => [...rows.keys()].some(folder => folders.has(folder))
      return { folder, partitions, parts: this.parts.filter(holds) }
    })
  }

  /** @param upTo the number of the last row that had been loaded when it was begun */
  written({ folder, path, base }: Target, rows: number, upTo: bigint): void {
    this.#done.set(folder, upTo)
    this.#pending.delete(folder)
    if (rows === 0) return
    const inStore = join(folder, PARTITION_FILE)
    this.#there.set(inStore, this.places.get(folder)?.[0]?.account ?? null)
    this.files.set(inStore, relative(this.#stage, path))
    if (base?.startsWith(this.#stage)) rmSync(base)
    this.rows += rows
  }

  /** Removes the parts of which every row has been written. */
  removeParts(): void {
    const isNeeded = ({ rows }: Part) => [...rows.keys()].some(folder => this.#pending.has(folder))
    for (const part of this.parts) if (!isNeeded(part)) rmSync(part.path, { force: true })
    this.parts = this.parts.filter(isNeeded)
  }

  /** Where a file of the store is at the moment. */
  #now(inStore: string): string {
    const staged = this.files.get(inStore)
    return staged === undefined ? join(this.#store, inStore) : join(this.#stage, staged)
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

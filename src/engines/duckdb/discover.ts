import { globSync, readdirSync, realpathSync, statSync } from 'node:fs'
import { resolve, sep } from 'node:path'

import { TrailqError } from '../../errors.ts'
import type { BadFile, LeftOut } from '../../events/engine.ts'
import type { Scope } from '../../events/index.ts'
import { type DayRange, deliveryDays, FAMILIES, foreignLog } from '../../model/index.ts'
import { type Place, placeOf } from './place.ts'
import { Slices } from './slices.ts'
import { type StoreFile, storeFiles } from './store/find.ts'
import { isStore } from './store/layout.ts'
import { reasonOf } from './system-error.ts'

/** The files that a scope can need. */
export interface Discovery {
  /** Absolute paths, in order of name. */
  readonly files: readonly LogFile[]
  /** Files of stores that `trailq compact` made, in order of name. */
  readonly stored: readonly StoreFile[]
  /** The folders of these stores. */
  readonly stores: readonly string[]
  /** The folders and files that were asked for, absolute: nothing else may be opened. */
  readonly roots: readonly string[]
  readonly bad: readonly BadFile[]
  readonly leftOut: readonly LeftOut[]
}

/** A file that may hold events. */
export interface LogFile {
  readonly path: string
  /** Whether its folders say that it holds management and data events, and nothing else. */
  readonly inLayout: boolean
}

const LOG_NAME = /\.(json|jsonl|ndjson|gz)$/i
const OTHER = 'file with another ending than .json, .jsonl, .ndjson or .gz'
/** Copies made on a Mac have them for every file: they hold its icon, not its content. */
const COMPANION = /\/\._[^/]*$/
const NEITHER = 'neither file nor folder'

/**
 * Finds the files below folders (or named files, or globs) that the scope can need. Where folders follow CloudTrail's
 * layout only the accounts, regions and days in question are entered.
 *
 * @throws TrailqError LOGS_NOT_FOUND, LOGS_UNREADABLE, NO_LOGS
 */
export async function discover(logs: readonly string[], scope: Scope, signal?: AbortSignal): Promise<Discovery> {
  const walk = new Walk(scope, signal)
  const roots = logs.flatMap(expand)
  for (const { path, isNamed } of roots) await walk.enter(path, isNamed)
  const found = walk.result()
  const nothingThere = found.files.length === 0 && found.stores.length === 0 && !walk.pruned && found.bad.length === 0
  if (nothingThere) throw noLogs(logs, found.leftOut)
  return { ...found, roots: [...roots.map(({ path }) => path), ...walk.linked] }
}

class Walk {
  /** Whether a folder was passed over because of the scope: then no files is an answer, not a mistake. */
  pruned = false
  /** Where links have led to: DuckDB asks for the place itself to be open. */
  readonly linked: string[] = []
  readonly #scope: Scope
  readonly #days: DayRange
  readonly #slices: Slices
  readonly #files: LogFile[] = []
  readonly #stored: StoreFile[] = []
  readonly #stores: string[] = []
  readonly #bad: BadFile[] = []
  readonly #leftOut = new Map<string, number>()
  /** Real paths already read: links may lead back to them. */
  readonly #seen = new Set<string>()

  constructor(scope: Scope, signal: AbortSignal | undefined) {
    this.#scope = scope
    this.#days = deliveryDays({
      ...(scope.since === undefined ? {} : { since: scope.since }),
      ...(scope.until === undefined ? {} : { until: scope.until }),
    })
    this.#slices = new Slices(signal)
  }

  /** @param isNamed whether somebody wrote this very name: then its ending does not matter */
  async enter(root: string, isNamed: boolean): Promise<void> {
    // Process substitution and FIFOs have no real path, and can be read but once.
    const kind = statSync(root)
    if (kind.isDirectory()) return await this.#folder(root, realpathSync(root))
    if (kind.isFile()) return this.#file(root, realpathSync(root), { isNamed })
    throw new TrailqError('LOGS_UNREADABLE', `${root} is neither a folder nor a file`, {
      next: 'Write it to a file first, and name that.',
    })
  }

  result(): Omit<Discovery, 'roots'> {
    this.#files.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0))
    const leftOut = [...this.#leftOut].map(([label, count]) => ({ label, count }))
    return { files: this.#files, stored: this.#stored, stores: this.#stores, bad: this.#bad, leftOut }
  }

  async #folder(path: string, real: string): Promise<void> {
    if (this.#seen.has(real)) return
    this.#seen.add(real)
    if (isStore(path)) return this.#store(path)
    const place = placeOf(path)
    if (place?.family !== undefined && !FAMILIES[place.family].isEvents)
      return this.#leave(`folder of ${FAMILIES[place.family].label}`)
    // Inside of CloudTrail's own folder nobody else writes.
    const foreign = place?.family === undefined ? foreignLog(`${path}/`) : undefined
    if (foreign !== undefined) return this.#leave(`folder of ${foreign}`)
    if (place !== undefined && !this.#needs(place)) {
      this.pruned = true
      return
    }
    if (this.#slices.over) await this.#slices.breathe()
    const entries = this.#list(path)
    // Where a bucket was copied, files beside AWSLogs are somebody's own: a package.json is no bad log.
    const beside = entries.some(entry => entry.name === 'AWSLogs' && !entry.isFile())
    for (const entry of entries) {
      const child = `${path}${sep}${entry.name}`
      const childReal = real === path ? child : `${real}${sep}${entry.name}`
      if (beside && entry.isFile()) {
        if (LOG_NAME.test(entry.name)) this.#leave('file beside AWSLogs')
        continue
      }
      if (entry.isDirectory()) await this.#folder(child, childReal)
      else if (entry.isFile()) this.#file(child, childReal, { inLayout: place?.region !== undefined })
      else if (entry.isSymbolicLink()) await this.#link(child)
      else this.#leave(NEITHER)
    }
  }

  #store(path: string): void {
    const { files, pruned } = storeFiles(path, this.#scope)
    this.#stored.push(...files)
    this.#stores.push(path)
    this.pruned ||= pruned
  }

  #list(path: string) {
    try {
      return readdirSync(path, { withFileTypes: true })
    } catch (error) {
      this.#bad.push({ path, reason: `folder can’t be listed: ${reasonOf(error)}` })
      return []
    }
  }

  async #link(path: string): Promise<void> {
    try {
      const real = realpathSync(path)
      const kind = statSync(real)
      if (kind.isDirectory()) await this.#folder(path, real)
      else if (kind.isFile()) this.#file(path, real)
      else return this.#leave(NEITHER)
      this.linked.push(real)
    } catch (error) {
      this.#bad.push({ path, reason: `link leads nowhere: ${reasonOf(error)}` })
    }
  }

  #file(
    path: string,
    real: string,
    { inLayout = placeOf(path)?.region !== undefined, isNamed = false }: { inLayout?: boolean; isNamed?: boolean } = {},
  ): void {
    if (this.#seen.has(real)) return
    this.#seen.add(real)
    if (!inLayout) {
      const foreign = foreignLog(path)
      if (foreign !== undefined) {
        this.#leave(`file of ${foreign}`)
        return
      }
    }
    if (COMPANION.test(path)) this.#leave('file that macOS puts beside another (._)')
    else if (isNamed || LOG_NAME.test(path)) this.#files.push({ path, inLayout })
    else this.#leave(OTHER)
  }

  #leave(label: string): void {
    this.#leftOut.set(label, (this.#leftOut.get(label) ?? 0) + 1)
  }

  /** Whether a folder of the layout can hold events of the scope. */
  #needs({ account, region, day }: Place): boolean {
    const { account: accounts, region: regions } = this.#scope
    if (account !== undefined && accounts.length > 0 && !accounts.includes(account)) return false
    if (region !== undefined && regions.length > 0 && !regions.includes(region)) return false
    if (day === undefined) return true
    // A year or a month is the start of its days: '2026' and '2026/10' compare like '2026/10/31', cut to their length.
    const { first, last } = this.#days
    if (first !== undefined && day < first.slice(0, day.length)) return false
    return last === undefined || day <= last.slice(0, day.length)
  }
}

interface Root {
  readonly path: string
  readonly isNamed: boolean
}

function expand(logs: string): readonly Root[] {
  const path = resolve(logs)
  try {
    statSync(path)
    return [{ path, isNamed: true }]
  } catch (error) {
    if (!isMissing(error)) {
      throw new TrailqError('LOGS_UNREADABLE', `${logs} can’t be opened: ${reasonOf(error)}`, {
        next: 'Check its permissions, or name another folder.',
      })
    }
  }
  const matches = /[*?[{]/.test(logs) ? globSync(logs).map(match => ({ path: resolve(match), isNamed: false })) : []
  if (matches.length > 0) return matches
  throw new TrailqError('LOGS_NOT_FOUND', `There is no folder or file ${logs}`, {
    next: 'Name the folder that holds AWSLogs, any folder below it, or files: --logs DIR.',
  })
}

function noLogs(logs: readonly string[], leftOut: readonly LeftOut[]): TrailqError {
  const beside = leftOut.map(({ label, count }) => `${count} × ${label}`).join(', ')
  return new TrailqError(
    'NO_LOGS',
    `No CloudTrail files in ${logs.join(', ')}${beside === '' ? '' : ` (there: ${beside})`}`,
    {
      next: `Name the folder that holds AWSLogs, or a folder of .json or .json.gz files.`,
    },
  )
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}

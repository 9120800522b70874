import { existsSync, readdirSync, realpathSync, rmSync, statSync } from 'node:fs'
import { dirname, join, resolve, sep } from 'node:path'

import { TrailqError } from '../../../errors.ts'
import { type BadFile, type LeftOut, type Progress, resolveScope } from '../../../events/index.ts'
import type { Discovery } from '../discover.ts'
import { nameOf } from './input-name.ts'
import { isStore, own } from './layout.ts'
import type { Manifest } from './manifest.ts'

/** What is to be compacted, and how. */
export interface CompactOptions {
  /** Folders, files or globs of CloudTrail logs. */
  readonly logs: string | readonly string[]
  /** The folder of the store: made where it is missing. */
  readonly to: string
  /** Reads logs and store once more and compares them, event by event. */
  readonly verify?: boolean | undefined
  /** Stops the work when it fires; the store is then as it was. */
  readonly signal?: AbortSignal | undefined
  /** Called before anything is written, with what is going to be done. */
  readonly onPlan?: ((plan: CompactPlan) => void) | undefined
  /** Called now and then while files are being read. */
  readonly onProgress?: ((progress: Progress) => void) | undefined
}

/** What is going to be read, and where it goes. */
export interface CompactPlan {
  /** The store's folder, absolute. */
  readonly to: string
  readonly isNew: boolean
  /** Files that the store does not hold yet, and their size as they lie on disk. */
  readonly files: number
  readonly bytes: number
  /** Files that it holds already. */
  readonly known: number
  /** Files that are no longer what they were when they were read: they are read again. */
  readonly changed: readonly string[]
}

/** What was done. */
export interface CompactResult extends CompactPlan {
  /** Files of the store that were written, one for each account, region and day. */
  readonly partitions: number
  /** Events in these files. */
  readonly events: number
  readonly elapsedMs: number
  /** Files that could not be read, or not wholly. */
  readonly badFiles: readonly BadFile[]
  /** What lay beside the events and was left out on purpose. */
  readonly leftOut: readonly LeftOut[]
}

/**
 * Makes a Parquet store of raw log files, or adds to it what is new: one file for each account, region and day, sorted
 * by time, each event once, and nothing of a record lost. The store is read like logs (`openTrail({ logs: 'store' })`),
 * and by everything else that reads Parquet in folders named `account=…/region=…/day=…`.
 *
 * It is all or nothing: a run that fails, or is stopped, leaves the store as it was.
 *
 * @throws TrailqError BAD_TARGET, STORE_BUSY, STORE_VERSION, BAD_STORE, OUTPUT_FAILED, STORE_DIFFERS, CANCELLED, and
 * what reading logs throws
 * @example
 * ```ts
 * import { compactLogs, openTrail } from 'trailq'
 *
 * const { events, badFiles } = await compactLogs({ logs: 'AWSLogs', to: 'store' })
 * console.log(events, badFiles)
 * const trail = await openTrail({ logs: 'store' })
 * console.log(await trail.run('failed-calls').toArray())
 * ```
 */
export async function compactLogs(options: CompactOptions): Promise<CompactResult> {
  const { signal } = options
  const started = performance.now()
  const logs = typeof options.logs === 'string' ? [options.logs] : [...options.logs]
  const to = resolve(options.to)
  const { discover } = await import('../discover.ts')
  const { failure } = await import('../failure.ts')
  const { unwritable } = await import('./unwritable.ts')
  try {
    const found = await discover(logs, resolveScope({}), signal)
    refuseStores(found.stores, to)
    judgeTarget(to, found.roots)
    const isNew = !isStore(to)
    const made = firstMissing(to)
    const { lockStore } = await import('./lock.ts')
    const lock = await lockStore(to)
    try {
      const [{ recover }, { Manifest }, { inputsOf }] = await Promise.all([
        import('./commit.ts'),
        import('./manifest.ts'),
        import('./inputs.ts'),
      ])
      recover(to)
      const manifest = Manifest.of(to)
      const { fresh, known, changed, bad } = await inputsOf(found.files, found.roots, manifest, signal)
      const bytes = fresh.reduce((sum, input) => sum + input.bytes, 0)
      const plan = { to, isNew, files: fresh.length, bytes, known, changed }
      options.onPlan?.(plan)
      const { compactInto } = await import('./compact.ts')
      const isDone = fresh.length === 0 && manifest.size > 0
      const done = isDone ? NOTHING : await compactInto(to, fresh, manifest, { signal, onProgress: options.onProgress })
      if (options.verify === true) {
        const { verify } = await import('./verify.ts')
        await verify(logs, to, areGone(manifest, found), signal)
      }
      return {
        ...plan,
        ...done,
        elapsedMs: performance.now() - started,
        badFiles: [...found.bad, ...bad, ...done.badFiles],
        leftOut: [...found.leftOut, ...done.leftOut],
      }
    } finally {
      lock[Symbol.dispose]()
      if (made !== undefined && !existsSync(own(to, 'manifest'))) rmSync(made, { recursive: true, force: true })
    }
  } catch (error) {
    throw failure(unwritable(options.to, error), signal)
  }
}

const NOTHING = { events: 0, partitions: 0, badFiles: [], leftOut: [] }

/** Whether some of the files that a store was made from are not among the logs: it holds more than these, then. */
function areGone(manifest: Manifest, { files, roots }: Discovery): boolean {
  const names = new Set(files.map(({ path }) => nameOf(path, roots)))
  return [...manifest.paths()].some(path => !names.has(path))
}

/** @throws TrailqError BAD_TARGET for logs that are a store already */
function refuseStores(stores: readonly string[], to: string): void {
  const [store] = stores
  if (store === undefined) return
  throw new TrailqError('BAD_TARGET', store === to ? `${to} is inside of the logs` : `${store} is a store already`, {
    next: 'Name raw log files: --logs DIR.',
  })
}

/** @throws TrailqError BAD_TARGET for a place that is somebody else's */
function judgeTarget(to: string, roots: readonly string[]): void {
  const target = realPath(to)
  for (const root of roots.map(realPath)) {
    if (target === root || target.startsWith(`${root}${sep}`)) {
      throw new TrailqError('BAD_TARGET', `${to} lies inside of the logs (${root})`, {
        next: 'Name a folder beside them: --to DIR.',
      })
    }
    if (root.startsWith(`${target}${sep}`)) {
      throw new TrailqError('BAD_TARGET', `${to} holds the logs (${root})`, {
        next: 'Name a folder of its own for the store: --to DIR.',
      })
    }
  }
  const kind = statSync(to, { throwIfNoEntry: false })
  if (kind === undefined) return
  if (!kind.isDirectory()) {
    throw new TrailqError('BAD_TARGET', `${to} is no folder`, { next: 'Name a folder for the store: --to DIR.' })
  }
  if (isStore(to) || readdirSync(to).length === 0) return
  throw new TrailqError('BAD_TARGET', `${to} holds other things and is no store`, {
    next: 'Name an empty folder, or one that is not there yet: --to DIR.',
  })
}

/** The outermost folder that is to be made, so that it can go again. */
function firstMissing(folder: string): string | undefined {
  if (existsSync(folder)) return undefined
  return firstMissing(dirname(folder)) ?? folder
}

/** Where a path leads to, as far as it is there. */
function realPath(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    const above = dirname(path)
    return above === path ? path : join(realPath(above), path.slice(above.length))
  }
}

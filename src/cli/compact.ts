import { type CompactPlan, type CompactResult, compactLogs } from '../engines/duckdb/store/compact-logs.ts'
import { EXIT, TrailqError } from '../errors.ts'
import { trailConfig } from './config.ts'
import { Progress } from './progress.ts'
import { Stop } from './stop.ts'
import { nameBadFiles } from './summary.ts'
import { amount, bytes, onErr, say, seconds, several } from './terminal.ts'

/** The flags as typed. */
export interface CompactFlags {
  readonly logs?: readonly string[]
  readonly to?: string
  readonly verify?: boolean
  readonly skipBadFiles?: boolean
  readonly quiet?: boolean
}

/**
 * Memory that DuckDB has freed goes back to the system soon, and not after ten seconds: a third less is held. Read when
 * its library is loaded, by the allocator that is part of it (jemalloc's manual page, TUNING).
 */
const ALLOCATOR = { name: 'DUCKDB_JE_MALLOC_CONF', value: 'narenas:1,dirty_decay_ms:500,muzzy_decay_ms:0' }

/** `trailq compact`: raw files into a Parquet store. @returns the exit status. */
export async function compact(flags: CompactFlags): Promise<number> {
  const { to, verify, quiet = false } = flags
  if (to === undefined || to === '') {
    throw new TrailqError('MISSING_PARAMETER', 'Where is the store to be?', { next: 'Name its folder: --to DIR.' })
  }
  process.env[ALLOCATOR.name] ??= ALLOCATOR.value
  const config = trailConfig({ ...(flags.logs === undefined ? {} : { logs: flags.logs }), engine: 'duckdb' })
  const logs = 'logs' in config ? config.logs : []
  const progress = new Progress(quiet)
  const started = performance.now()
  const lastWords = () => {
    progress.clear()
    say(`Stopped after ${seconds(performance.now() - started)}: ${to} is as it was.`)
  }
  const stop = new Stop(lastWords)
  try {
    const result = await compactLogs({
      logs,
      to,
      verify,
      signal: stop.signal,
      onPlan: plan => {
        if (!quiet) sayPlan(plan, logs)
      },
      onProgress: seen => progress.show(seen),
    })
    progress.clear()
    return sayResult(result, flags)
  } catch (error) {
    progress.clear()
    if (stop.status === undefined) throw error
    lastWords()
    return stop.status
  } finally {
    stop[Symbol.dispose]()
  }
}

function sayPlan(
  { to, isNew, files, bytes: size, known, changed }: CompactPlan,
  logs: string | readonly string[],
): void {
  const more = known === 0 ? '' : `; ${several(known, 'file')} are in it already`
  say(`Reads ${several(files, 'file')} (${bytes(size)}) of ${[logs].flat().join(', ')}${more}.`)
  say(`Writes ${isNew ? 'a new store' : 'to the store'} ${to}, and nowhere else.`)
  for (const path of changed.slice(0, 10)) say(`Changed since it was read, and read again: ${path}`)
  if (changed.length > 10) say(`… and ${amount(changed.length - 10)} more that changed.`)
}

function sayResult(result: CompactResult, { quiet = false, skipBadFiles = false }: CompactFlags): number {
  const { badFiles, leftOut } = result
  if (!quiet) {
    const written = `${several(result.events, 'event')} in ${several(result.partitions, 'partition')} written`
    say(onErr('dim', `${written} · ${seconds(result.elapsedMs)}`))
    const others = leftOut.map(({ label, count }) => `${amount(count)} × ${label}`).join(', ')
    if (others !== '') say(onErr('dim', `Left out: ${others}.`))
  }
  if (badFiles.length > 0 && !(quiet && skipBadFiles)) nameBadFiles(badFiles)
  return badFiles.length > 0 && !skipBadFiles ? EXIT.unreadableInput : EXIT.done
}

import { EXIT, TrailqError } from '../errors.ts'
import type { RunStats, Progress as Seen } from '../events/index.ts'
import type { OutputColumn, OutputRow } from '../output/index.ts'
import type { Need } from '../queries/define.ts'
import type { Result, ResultOptions } from '../trail/index.ts'
import { openDestination } from './destination.ts'
import { report } from './exit.ts'
import { Progress } from './progress.ts'
import { formatNamed, writeRows } from './rows-out.ts'
import { Stop } from './stop.ts'
import { summary } from './summary.ts'
import { out, say } from './terminal.ts'

/** The output flags as typed. */
export interface OutputFlags {
  readonly format?: string
  readonly output?: string
  readonly limit?: string
  readonly skipBadFiles?: boolean
  /** What it would read and cost, in place of the answer. */
  readonly estimate?: boolean
  readonly quiet?: boolean
}

/** What an answer is to the one who writes it. */
export interface Asked {
  readonly columns: Promise<readonly OutputColumn[]>
  readonly stats: RunStats | undefined
  batches(): AsyncIterable<readonly OutputRow[]>
}

/** Asks a trail, and writes what comes. @returns the exit status. */
export function answer(
  ask: (options: ResultOptions) => Result<unknown>,
  flags: OutputFlags,
  needs: readonly Need[] = [],
): Promise<number> {
  return answerRows(options => ask(options) as unknown as Asked, flags, needs)
}

/** Writes rows as they come, and says what they took and what could not be read. @returns the exit status. */
export async function answerRows(
  ask: (options: ResultOptions) => Asked,
  flags: OutputFlags,
  needs: readonly Need[] = [],
): Promise<number> {
  const format = formatNamed(flags.format ?? formatOf(flags.output))
  const limit = limitOf(flags.limit)
  const progress = new Progress(flags.quiet === true)
  const started = performance.now()
  let rows = 0
  const lastWords = (isOver: boolean) => say(progress.lastWords(rows, performance.now() - started, isOver))
  const destination = await openDestination(flags.output)
  const stop = new Stop(() => lastWords(false))
  try {
    const onProgress = (seen: Seen) => {
      stop.isRemote = seen.bytesRead !== undefined
      progress.show(seen)
    }
    const result = ask({ signal: stop.signal, onProgress })
    const columns = await result.columns
    const batches = counted(result.batches(), limit, n => {
      progress.clear()
      rows += n
    })
    await writeRows(format, columns, batches, { ...destination, quiet: flags.quiet === true })
    progress.clear()
    await destination.close()
    return result.stats === undefined ? EXIT.done : summary(result.stats, { ...flags, rows, needs })
  } catch (error) {
    progress.clear()
    await destination.discard()
    if (stop.status === undefined) throw error
    if (stop.isQuiet) return stop.status
    lastWords(true)
    // Such as: it may run on, and how to stop it.
    if (error instanceof TrailqError && error.code !== 'CANCELLED') report(error)
    return stop.status
  } finally {
    stop[Symbol.dispose]()
  }
}

/** The first `limit` rows (0: all); leaving early stops the work. */
async function* counted(
  batches: AsyncIterable<readonly OutputRow[]>,
  limit: number,
  count: (rows: number) => void,
): AsyncIterableIterator<readonly OutputRow[]> {
  let left = limit === 0 ? Number.POSITIVE_INFINITY : limit
  for await (const batch of batches) {
    const rows = batch.length <= left ? batch : batch.slice(0, left)
    left -= rows.length
    count(rows.length)
    yield rows
    if (left === 0) return
  }
}

function formatOf(path: string | undefined): string {
  const ending = /\.(json|jsonl|csv|md)$/i.exec(path ?? '')?.[1]?.toLowerCase()
  if (ending !== undefined) return ending === 'md' ? 'markdown' : ending
  return path === undefined && out.isTerminal() ? 'table' : 'jsonl'
}

function limitOf(text: string | undefined): number {
  if (text === undefined) return 0
  if (/^\d{1,15}$/.test(text)) return Number(text)
  throw new TrailqError('BAD_PARAMETER', `--limit takes a whole number, not '${text}'`, {
    next: 'Write --limit 100; 0 for all.',
  })
}

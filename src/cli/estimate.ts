import type { Estimate } from '../events/index.ts'
import type { OutputColumn, OutputRow } from '../output/index.ts'
import type { Result, ResultOptions } from '../trail/index.ts'
import { answerRows, type OutputFlags } from './answer.ts'
import { sayAssumed } from './summary.ts'
import { bytes, dollars, err, say, several } from './terminal.ts'

/** The columns of an estimate. */
export const ESTIMATE_COLUMNS: readonly OutputColumn[] = [
  { name: 'partitions', type: 'bigint' },
  { name: 'objects', type: 'bigint' },
  { name: 'bytes', type: 'bigint' },
  { name: 'dollars', type: 'double' },
]

/** `--estimate`: what a question can read at most, and cost, in place of its answer. @returns the exit status. */
export function showEstimate(ask: (options: ResultOptions) => Result<unknown>, flags: OutputFlags): Promise<number> {
  return answerRows(options => {
    const counted = ask(options).estimate()
    // Asked for by the batches; the columns are known without it.
    counted.catch(() => {})
    return {
      columns: Promise.resolve(ESTIMATE_COLUMNS),
      stats: undefined,
      async *batches(): AsyncIterableIterator<readonly OutputRow[]> {
        const found = await counted
        if (flags.quiet !== true) sayWhat(found)
        yield [estimateRow(found)]
      },
    }
  }, flags)
}

export function estimateRow({ partitions, objects, bytes: size, cost }: Estimate): OutputRow {
  return { partitions, objects, bytes: size, dollars: cost }
}

function sayWhat(found: Estimate): void {
  if (err.isTerminal()) {
    const { partitions, objects, bytes: size, cost } = found
    const what = `${several(partitions, 'partition')}, ${several(objects, 'object')}, ${bytes(size)}`
    say(`At most ${what}: ${dollars(cost)}${found.assumedPrice === undefined ? '' : ' (assumed)'}. Nothing was run.`)
  }
  sayLimits(found)
}

/** What an estimate can't know, or no window makes smaller: said without a terminal too. */
export function sayLimits({ isUnpruned, assumedPrice }: Estimate): void {
  if (isUnpruned === true) {
    say('The table has no partitions by date, so a window keeps nothing from being read: this is all of it.')
    say("  'trailq ddl' prints a table with partitions over the same files.")
  }
  sayAssumed(assumedPrice)
}

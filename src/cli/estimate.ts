import type { Estimate } from '../events/index.ts'
import type { OutputColumn, OutputRow } from '../output/index.ts'
import type { Result, ResultOptions } from '../trail/index.ts'
import { answerRows, type OutputFlags } from './answer.ts'
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
        const { partitions, objects, bytes: size, cost } = found
        if (err.isTerminal() && flags.quiet !== true) {
          const what = `${several(partitions, 'partition')}, ${several(objects, 'object')}, ${bytes(size)}`
          say(`At most ${what}: ${dollars(cost)}. Nothing was run.`)
        }
        yield [estimateRow(found)]
      },
    }
  }, flags)
}

export function estimateRow({ partitions, objects, bytes: size, cost }: Estimate): OutputRow {
  return { partitions, objects, bytes: size, dollars: cost }
}

import type { OutputColumn, OutputRow } from '../output/index.ts'
import type { Result, ResultOptions } from '../trail/index.ts'
import { answerRows, type OutputFlags } from './answer.ts'
import { bytes, dollars, err, say, several } from './terminal.ts'

const COLUMNS: readonly OutputColumn[] = [
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
      columns: Promise.resolve(COLUMNS),
      stats: undefined,
      async *batches(): AsyncIterableIterator<readonly OutputRow[]> {
        const { partitions, objects, bytes: size, cost } = await counted
        if (err.isTerminal() && flags.quiet !== true) {
          const what = `${several(partitions, 'partition')}, ${several(objects, 'object')}, ${bytes(size)}`
          say(`At most ${what}: ${dollars(cost)}. Nothing was run.`)
        }
        yield [{ partitions, objects, bytes: size, dollars: cost }]
      },
    }
  }, flags)
}

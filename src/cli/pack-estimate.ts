import type { OutputColumn, OutputRow } from '../output/index.ts'
import type { Trail } from '../trail/index.ts'
import type { AnyQuery } from '../trail/question.ts'
import { answerRows, type OutputFlags } from './answer.ts'
import { ESTIMATE_COLUMNS, estimateRow, sayLimits } from './estimate.ts'
import { bytes, dollars, say } from './terminal.ts'

const COLUMNS: readonly OutputColumn[] = [{ name: 'query', type: 'text' }, ...ESTIMATE_COLUMNS]

/** `trailq run --pack PACK --estimate`: what each query can read at most, and cost; together on stderr. */
export function estimatePack(
  trail: Trail,
  queries: readonly AnyQuery[],
  scope: Record<string, unknown>,
  flags: OutputFlags,
): Promise<number> {
  return answerRows(
    options => ({
      columns: Promise.resolve(COLUMNS),
      stats: undefined,
      async *batches(): AsyncIterableIterator<readonly OutputRow[]> {
        // All at once: they lie in the same folders, which are then listed once.
        const counted = await Promise.all(queries.map(query => trail.run(query, scope, options).estimate()))
        yield counted.map((found, i) => ({ query: queries[i]?.id ?? null, ...estimateRow(found) }))
        if (flags.quiet === true) return
        const size = counted.reduce((sum, found) => sum + found.bytes, 0)
        const cost = counted.reduce((sum, found) => sum + found.cost, 0)
        const what = queries.length === 1 ? 'one query' : `${queries.length} queries, each of which reads for itself`
        say(`At most ${bytes(size)} and ${dollars(cost)} for ${what}. Nothing was run.`)
        // Of the table and its region, so of each query alike.
        for (const found of counted.slice(0, 1)) sayLimits(found)
      },
    }),
    flags,
  )
}

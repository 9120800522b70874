import type { Trail } from '../../src/index.ts'
import { ask } from '../queries/ask.ts'
import type { Case } from '../queries/cases.ts'
import type { Answer, Row } from './compare.ts'

/**
 * A canned question in a window that every engine takes for the same: one without a start is a day on a remote engine,
 * and all that is there over files.
 */
export async function askBounded(trail: Trail, { query, input }: Case, since: string): Promise<Answer> {
  const hasWindow = 'since' in input || 'until' in input
  const bounded = hasWindow ? { since, ...input } : { allTime: true, ...input }
  const result = ask(trail, { query, input: { ...bounded, dedupe: true } })
  return { columns: await result.columns, rows: (await result.toArray()) as readonly Row[] }
}

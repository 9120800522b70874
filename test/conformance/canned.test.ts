import { ask } from '../queries/ask.ts'
import { CASES } from '../queries/cases.ts'
import { oddTrail } from '../queries/trails.ts'
import type { Row } from './compare.ts'
import { copyLogs } from './place.ts'
import { suite } from './suite.ts'

// Every canned query with every input of test/queries, over the sample trail and records of kinds that it has none of.

function write(folder: string): void {
  using trail = oddTrail()
  copyLogs(trail.path, folder)
}

suite('canned queries', { schema: 'sample', write }, ({ same }) => {
  for (const { query, input } of CASES) {
    same(`${query} ${JSON.stringify(input)}`, async trail => {
      const hasWindow = 'since' in input || 'until' in input
      // A window without a start is a day on an engine that costs, and without end to the past over files.
      const bounded = hasWindow ? { since: '2026-11-13', ...input } : { ...input, allTime: true }
      const result = ask(trail, { query, input: { ...bounded, dedupe: true } })
      return { columns: await result.columns, rows: (await result.toArray()) as readonly Row[] }
    })
  }
})

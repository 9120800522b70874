import { CASES } from '../queries/cases.ts'
import { oddTrail } from '../queries/trails.ts'
import { askBounded } from './asked.ts'
import { copyLogs } from './place.ts'
import { suite } from './suite.ts'

// Every canned query with every input of test/queries, over the sample trail and records of kinds that it has none of.

function write(folder: string): void {
  using trail = oddTrail()
  copyLogs(trail.path, folder)
}

suite('canned queries', { schema: 'sample', write }, ({ same }) => {
  for (const asked of CASES) {
    same(`${asked.query} ${JSON.stringify(asked.input)}`, trail => askBounded(trail, asked, '2026-11-13'))
  }
})

import { stderr, stdout } from 'node:process'
import { parseArgs } from 'node:util'
import { isBuilt } from './command.ts'
import { measure } from './measure.ts'
import { heading, machine, resultLine } from './report.ts'
import { Skipped } from './row.ts'
import { rows } from './rows.ts'
import { athenaRows } from './rows-athena.ts'
import { compactRows } from './rows-compact.ts'
import { oddRows } from './rows-odd.ts'
import { trinoRows } from './rows-trino.ts'

// Prints how trailq compares with what a user could do without it. A missed limit is printed and no failure: the
// figures of one machine on one day are for a person to judge. A wrong answer is a failure.

const { values } = parseArgs({
  options: {
    /** Only rows with this in their name. */
    only: { type: 'string' },
    /** Fewer runs, and without the rows that take long to prepare. */
    quick: { type: 'boolean', default: false },
    /** Only the B sides. */
    baselines: { type: 'boolean', default: false },
  },
})
const { only, quick, baselines } = values
const chosen = [...rows, ...compactRows, ...oddRows, ...athenaRows, ...trinoRows]
  .filter(row => (only === undefined ? !(quick && row.slow === true) : row.name.includes(only)))
  .filter(row => !(baselines && row.itself === true))

if (chosen.length === 0) {
  stderr.write(`No row has '${only}' in its name.\n`)
  process.exitCode = 2
} else if (!baselines && !isBuilt()) {
  stderr.write('There is no dist/cli/main.cjs: build trailq first, or measure the B sides alone with --baselines.\n')
  process.exitCode = 2
} else {
  stdout.write(machine() + heading())
  for (const row of chosen) {
    try {
      const result = await measure(row, { quick, baselines })
      if (result.wrong.length > 0) process.exitCode = 1
      stdout.write(resultLine(result))
    } catch (error) {
      if (!(error instanceof Skipped)) throw error
      stdout.write(`${row.name}: skipped, ${error.message}\n`)
    }
  }
}

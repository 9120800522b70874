import type { Trail } from '../../src/index.ts'
import * as portable from '../../src/sql/portable.ts'
import { aggregate, elements, valuesOf } from '../portable/asker.ts'
import { text, type ValueCase } from '../portable/cases.ts'
import { ELEMENT_CASES, JSON_CASES } from '../portable/json-cases.ts'
import { AGGREGATE_CASES, NUMBER_CASES } from '../portable/number-and-group-cases.ts'
import { TEXT_CASES, TIME_CASES } from '../portable/text-and-time-cases.ts'
import { record } from '../sql/logs.ts'
import { deliver } from './place.ts'
import type { Suite } from './suite.ts'
import { suite } from './suite.ts'

// Every portable function, with the cases of test/portable. Nothing of it is about where records are read from, so two
// legs of Trino are enough: one, and one in another time zone.

const legs = ['DuckDB over the store', 'Trino over files', 'Trino in St. John’s over files'] as const
const write = (folder: string) => deliver(folder, [{ record: record() }])

function sameValues({ sameColumns }: Suite, cases: readonly ValueCase[]): void {
  sameColumns(
    cases.map(({ says }) => says),
    undefined,
    async trail => {
      const values = await valuesOf(
        trail,
        cases.map(({ value }) => value),
      )
      return { rows: [Object.fromEntries(cases.map(({ says }, i) => [says, values[i]]))] }
    },
  )
}

suite('portable functions', { schema: 'portable', write, legs }, checks => {
  for (const cases of [JSON_CASES, TEXT_CASES, TIME_CASES, NUMBER_CASES]) sameValues(checks, cases)

  const { same, refused } = checks
  const one = (ask: (trail: Trail) => Promise<unknown>) => async (trail: Trail) => ({ rows: [{ v: await ask(trail) }] })
  for (const asked of AGGREGATE_CASES)
    same(
      asked.says,
      one(trail => aggregate(trail, asked)),
    )
  for (const { says, document, path } of ELEMENT_CASES)
    same(
      `jsonElements of ${says}`,
      one(trail => elements(trail, document, path)),
    )

  refused(
    'text that is no JSON, where JSON is read',
    'ENGINE_FAILED',
    one(trail => valuesOf(trail, [portable.jsonText(text('{bad'), 'a')])),
  )
  refused(
    'a position that is none',
    'BAD_LITERAL',
    one(trail => valuesOf(trail, [portable.jsonText(text('[1]'), -1)])),
  )
})

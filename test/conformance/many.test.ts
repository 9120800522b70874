import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { ensurePreset } from '../bench/generator/presets.ts'
import { CACHE } from '../bench/places.ts'
import { CASES } from '../queries/cases.ts'
import { askBounded } from './asked.ts'
import { FULL, IN_UTC, inTurn, type LegName } from './legs.ts'
import { suite } from './suite.ts'

// Canned queries over 500,000 generated records, with late deliveries and copies: the set that `make bench` uses.

async function write(folder: string): Promise<void> {
  const from = join(CACHE, 'medium')
  await ensurePreset('medium', from)
  cpSync(join(from, 'AWSLogs'), join(folder, 'AWSLogs'), { recursive: true })
}

const QUESTIONS = [...Map.groupBy(CASES, ({ query }) => query).values()].flatMap(([first]) => first ?? [])

const STORE: readonly LegName[] = ['DuckDB over the store']
const OTHERS = IN_UTC.filter(name => !STORE.includes(name))
const DAYS = { since: '2026-10-29', until: '2026-10-31' }

suite('500,000 records', { schema: 'many', write, legs: IN_UTC }, ({ same }) => {
  for (const [i, asked] of QUESTIONS.entries()) {
    // On two cores Trino takes up to a minute a question: one is asked of all records, the others of two days.
    const isOfAll = FULL || i === 0
    same(asked.query, trail => askBounded(trail, asked, '2026-10-01'), { legs: isOfAll ? IN_UTC : STORE })
    if (isOfAll) continue
    const ofDays = { query: asked.query, input: { ...DAYS, ...asked.input } }
    same(`${asked.query} of two days`, trail => askBounded(trail, ofDays, DAYS.since), { legs: inTurn(OTHERS, i) })
  }
})

import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { ensurePreset } from '../bench/generator/presets.ts'
import { CACHE } from '../bench/places.ts'
import { CASES } from '../queries/cases.ts'
import { askBounded } from './asked.ts'
import { FULL, IN_UTC, inTurn, type LegName } from './legs.ts'
import { suite } from './suite.ts'

// Every canned query over 500,000 generated records, with late deliveries and copies: the set that `make bench` uses.

async function write(folder: string): Promise<void> {
  const from = join(CACHE, 'medium')
  await ensurePreset('medium', from)
  cpSync(join(from, 'AWSLogs'), join(folder, 'AWSLogs'), { recursive: true })
}

const QUESTIONS = [...Map.groupBy(CASES, ({ query }) => query).values()].flatMap(([first]) => first ?? [])

/** Over raw files Trino parses each record anew for each field: most of a minute a question, on two cores. */
const RAW: LegName = 'Trino over files'
const OTHERS = IN_UTC.filter(name => name !== RAW)
const DAYS = { since: '2026-10-30', until: '2026-10-31' }

suite('500,000 records', { schema: 'many', write, legs: IN_UTC }, ({ same }) => {
  for (const [i, asked] of QUESTIONS.entries()) {
    const legs = FULL ? IN_UTC : inTurn(OTHERS, i)
    same(asked.query, trail => askBounded(trail, asked, '2026-10-01'), { legs: i === 0 ? [...legs, RAW] : legs })
    const inDays = { query: asked.query, input: { ...DAYS, ...asked.input } }
    same(`${asked.query} of a day`, trail => askBounded(trail, inDays, DAYS.since), { legs: [RAW] })
  }
})

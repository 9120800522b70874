import { cpSync } from 'node:fs'
import { join } from 'node:path'
import type { Trail } from '../../src/index.ts'
import { ensurePreset } from '../bench/generator/presets.ts'
import { CACHE } from '../bench/places.ts'
import { CASES, type Case } from '../queries/cases.ts'
import { askBounded } from './asked.ts'
import { IN_UTC, type LegName } from './legs.ts'
import { suite } from './suite.ts'

// Every canned query over 500,000 generated records, with late deliveries and copies: the set that `make bench` uses.

async function write(folder: string): Promise<void> {
  const from = join(CACHE, 'medium')
  await ensurePreset('medium', from)
  cpSync(join(from, 'AWSLogs'), join(folder, 'AWSLogs'), { recursive: true })
}

const QUESTIONS = [...Map.groupBy(CASES, ({ query }) => query).values()].flatMap(([first]) => first ?? [])

/** Over raw files Trino parses each record anew for each field: most of a minute a question on two cores. */
const RAW: LegName = 'Trino over files'
const others = IN_UTC.filter(name => name !== RAW)
const [FIRST] = QUESTIONS
/** `make conformance FULL=1` asks everything of everyone. */
const full = (process.env['FULL'] ?? '') !== ''

suite('500,000 records', { schema: 'many', write, legs: IN_UTC }, ({ same }) => {
  for (const asked of QUESTIONS) {
    const ask = (trail: Trail) => askBounded(trail, asked, '2026-10-01')
    same(asked.query, ask, { legs: full || asked === FIRST ? IN_UTC : others })
    if (full) continue
    same(`${asked.query}, three days of it`, trail => askBounded(trail, withWindow(asked), '2026-10-28'), {
      legs: [RAW],
    })
  }
})

function withWindow({ query, input }: Case): Case {
  return { query, input: { since: '2026-10-28', until: '2026-10-31', ...input } }
}

import { cpSync } from 'node:fs'
import { join } from 'node:path'

import { ensurePreset } from '../bench/generator/presets.ts'
import { CACHE } from '../bench/places.ts'
import { CASES } from '../queries/cases.ts'
import { askBounded } from './asked.ts'
import { IN_UTC } from './legs.ts'
import { suite } from './suite.ts'

// Every canned query over 500,000 generated records, with late deliveries and copies: the set that `make bench` uses.

async function write(folder: string): Promise<void> {
  const from = join(CACHE, 'medium')
  await ensurePreset('medium', from)
  cpSync(join(from, 'AWSLogs'), join(folder, 'AWSLogs'), { recursive: true })
}

const QUESTIONS = [...Map.groupBy(CASES, ({ query }) => query).values()].flatMap(([first]) => first ?? [])

suite('500,000 records', { schema: 'many', write, legs: IN_UTC }, ({ same }) => {
  for (const asked of QUESTIONS) same(asked.query, trail => askBounded(trail, asked, '2026-10-01'))
})

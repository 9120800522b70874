import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import type { Trail } from '../../src/index.ts'
import { Logs } from '../sql/logs.ts'
import { SCOPE, SHAPE_RECORDS, SHAPES } from './shapes.ts'

const logs = new Logs()
let trail: Trail

beforeAll(async () => {
  for (const { records, place } of SHAPE_RECORDS) logs.deliver(records, place)
  trail = await logs.open()
})

afterAll(() => logs[Symbol.dispose]())

const db = () => trail.scope(SCOPE)

describe.each(SHAPES)('$name', ({ built, text, answer }) => {
  test('built', async () => {
    expect(await built(db()).execute()).toEqual(answer)
  })

  test('as text', async () => {
    expect(await trail.sql(text, SCOPE).toArray()).toEqual(answer)
  })
})

describe('all columns', () => {
  test('of an alias, of everything, de-duplicated', async () => {
    for (const dedupe of [false, true]) {
      const within = trail.scope({ ...SCOPE, dedupe })
      for (const rows of [
        await within.selectFrom('events').selectAll().execute(),
        await within.selectFrom('events as e').selectAll('e').execute(),
        await trail.sql('FROM events', { ...SCOPE, dedupe }).toArray(),
        await trail.sql('SELECT e.* FROM events AS e', { ...SCOPE, dedupe }).toArray(),
      ]) {
        expect(rows.length).toBe(4)
        expect(Object.keys(rows[0] ?? {}).length).toBeGreaterThan(80)
        expect(JSON.stringify(rows)).not.toContain('secret')
      }
    }
  })
})

import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import type { Trail } from '../../src/index.ts'
import * as portable from '../../src/sql/portable.ts'
import { codeOf, Logs, record } from '../sql/logs.ts'
import { aggregate, elements, valuesOf } from './asker.ts'
import { text, type ValueCase } from './cases.ts'
import { ELEMENT_CASES, JSON_CASES } from './json-cases.ts'
import { AGGREGATE_CASES, NUMBER_CASES } from './number-and-group-cases.ts'
import { TEXT_CASES, TIME_CASES } from './text-and-time-cases.ts'

// The portable functions on a real DuckDB, against values that were worked out by hand. The conformance suite asks the
// same of every engine.

const logs = new Logs()
let trail: Trail

beforeAll(async () => {
  logs.deliver([record()])
  trail = await logs.open()
})

afterAll(() => logs[Symbol.dispose]())

const GROUPS: readonly (readonly [string, readonly ValueCase[]])[] = [
  ['JSON', JSON_CASES],
  ['text', TEXT_CASES],
  ['time', TIME_CASES],
  ['numbers', NUMBER_CASES],
]

describe.each(GROUPS)('%s', (_name, cases) => {
  test('has a name of its own for each case', () => {
    expect(new Set(cases.map(({ says }) => says)).size).toBe(cases.length)
  })

  test('gives what it must', async () => {
    const values = await valuesOf(
      trail,
      cases.map(({ value }) => value),
    )
    expect(cases.map(({ says }, i) => [says, values[i]])).toEqual(cases.map(({ says, gives }) => [says, gives]))
  })
})

describe('groups', () => {
  test.each(AGGREGATE_CASES)('$says', async asked => {
    expect(await aggregate(trail, asked)).toEqual(asked.gives)
  })
})

describe('jsonElements', () => {
  test.each(ELEMENT_CASES)('$says', async ({ document, path, gives }) => {
    expect(await elements(trail, document, path)).toEqual(gives)
  })
})

describe('what is refused', () => {
  test('positions that are none', async () => {
    for (const position of [-1, 0.5, Number.NaN, 2 ** 60])
      expect(await codeOf(() => valuesOf(trail, [portable.jsonText(text('[1]'), position)]))).toBe('BAD_LITERAL')
  })

  // What is read as JSON must be JSON: it is said, and not answered with nothing.
  test('text that is no JSON, where JSON is read', async () => {
    expect(await codeOf(() => valuesOf(trail, [portable.jsonText(text('{bad'), 'a')]))).toBe('ENGINE_FAILED')
  })
})

test('every function is asked', () => {
  const asked = [
    ...GROUPS.flatMap(([, cases]) => cases.map(({ value }) => value)),
    ...AGGREGATE_CASES.map(({ make }) => make(text('v'), text('k'))),
    portable.jsonElements(text('{}'), 'a'),
  ]
  const called = new Set(
    asked.flatMap(value => {
      const names = JSON.stringify(value.toOperationNode()).matchAll(/portable:(\w+)/g)
      return [...names].map(([, name]) => name)
    }),
  )
  expect([...called].sort()).toEqual([...portable.PORTABLE_NAMES].sort())
})

import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { openTrail, type Trail } from '../../src/index.ts'
import { ALL_QUERIES, type Row, rowsOf } from './ask.ts'
import { CASES, type Case } from './cases.ts'
import { type Folder, oddTrail, SAMPLE } from './trails.ts'

const SCRIPT = fileURLToPath(new URL('expected.py', import.meta.url))

/** The same questions answered in Python, which shares nothing with trailq; undefined where there is no Python. */
function answersInPython(folder: string): readonly (readonly Row[])[] | undefined {
  try {
    const answers = execFileSync('python3', ['-B', SCRIPT, folder], {
      input: JSON.stringify(CASES),
      maxBuffer: 2 ** 28,
    })
    return JSON.parse(String(answers))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

test('every parameter of every query is asked with', () => {
  const asked = Map.groupBy(CASES, ({ query }) => query as string)
  const missing = ALL_QUERIES.flatMap(({ id, params }) => {
    const inputs = (asked.get(id) ?? []).map(({ input }) => input)
    return Object.entries(params).flatMap(([name, { choices }]) => {
      const values = new Set(inputs.flatMap(input => input[name] ?? []))
      const wanted = (choices ?? []).filter(choice => choice !== params[name]?.initial && !values.has(choice))
      return values.size === 0 ? [`${id} ${name}`] : wanted.map(choice => `${id} ${name}=${choice}`)
    })
  })
  expect(missing).toEqual([])
})

const places: readonly (readonly [name: string, folder: () => Folder])[] = [
  ['the sample trail', () => ({ path: SAMPLE, [Symbol.dispose]: () => undefined })],
  ['the sample trail and odd records', oddTrail],
]

describe.each(places)('answers from %s are those of expected.py', (_, make) => {
  const folder = make()
  const expected = answersInPython(folder.path)
  let trail: Trail
  beforeAll(async () => {
    trail = await openTrail({ logs: folder.path })
  })
  afterAll(async () => {
    await trail.close()
    folder[Symbol.dispose]()
  })

  if (expected === undefined) {
    test.skip('python3 is not on this machine: nothing to compare with', () => undefined)
    return
  }

  test.each(CASES.map((asked, i) => [asked.query, JSON.stringify(asked.input), asked, expected[i] ?? []] as const))(
    '%s %s',
    async (_query, _input, asked: Case, answer: readonly Row[]) => {
      const rows = await rowsOf(trail, asked)
      expect(rows).toEqual(answer)
      expect(rows.length).toBeGreaterThan(0)
      expect(Object.keys(rows[0] ?? {})).toEqual(Object.keys(answer[0] ?? {}))
    },
  )
})

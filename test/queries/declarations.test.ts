import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { openTrail, type Trail } from '../../src/index.ts'
import { parseParams } from '../../src/param.ts'
import { builderOf } from '../../src/trail/scoped-kysely.ts'
import { ALL_QUERIES, ask, declared, type Row } from './ask.ts'
import { everyInput } from './inputs.ts'
import { outputs, strayNames } from './names.ts'
import { oddTrail, shuffled } from './trails.ts'

const TYPES = {
  text: 'string',
  timestamp: 'string',
  bigint: 'number',
  double: 'number',
  boolean: 'boolean',
  json: 'string',
  'text[]': 'object',
} as const

describe.each(ALL_QUERIES.map(query => [query.id, query] as const))('%s', (_, query) => {
  test('has names and sentences of the right form', () => {
    expect(query.id).toMatch(/^[a-z]+(?:-[a-z]+)*$/)
    expect(query.question).toMatch(/\?$/)
    expect(query.notes ?? '.').toMatch(/\.$/)
    const docs = [...Object.values(query.params), ...Object.values(query.columns)].map(({ doc }) => doc)
    for (const doc of docs) expect(doc).toMatch(/^[A-Za-z].*[.…]$/)
    for (const name of Object.keys(query.columns)) expect(name).toMatch(/^[a-z]+(?:_[a-z]+)*$/)
  })

  test.each(everyInput(query).map(input => [JSON.stringify(input), input] as const))(
    '%s builds what it says',
    (_, input) => {
      const params = parseParams(query.params, input, query.id)
      for (const since of [undefined, '2026-11-10T00:00:00Z']) {
        const node = query.build(builderOf(), params as never, { since, until: undefined }).toOperationNode()
        expect(strayNames(node)).toEqual([])
        const given = new Set(outputs(node))
        const wanted = Object.entries(query.columns).filter(([name, { optional }]) => !optional || given.has(name))
        expect(outputs(node)).toEqual(wanted.map(([name]) => name))
        const keys = node.orderBy?.items ?? []
        // Counts are never NULL; of every other key it is said where NULL goes.
        const unsaid = keys.filter(
          ({ nulls, orderBy }) => nulls !== 'last' && !JSON.stringify(orderBy).includes('"events"'),
        )
        expect(unsaid).toEqual([])
        expect(keys.length).toBeGreaterThan(0)
      }
    },
  )
})

describe('rows', () => {
  const folder = oddTrail()
  const others = [1, 2].map(seed => shuffled(folder.path, seed))
  const trails: Trail[] = []
  beforeAll(async () => {
    for (const { path } of [folder, ...others]) trails.push(await openTrail({ logs: path }))
  })
  afterAll(async () => {
    for (const trail of trails) await trail.close()
    for (const made of [folder, ...others]) made[Symbol.dispose]()
  })

  const cases = ALL_QUERIES.flatMap(query =>
    everyInput(query).map(input => [query.id, JSON.stringify(input), { ...input, since: '2026-11-02' }] as const),
  )

  test.each(cases)('of %s %s have the declared types, and one order whatever the files', async (id, _, input) => {
    const [rows = [], ...again] = await Promise.all(
      trails.map(async trail => (await ask(trail, { query: id, input }).toArray()) as readonly Row[]),
    )
    expect(rows.length).toBeGreaterThan(0)
    for (const other of again) expect(other).toEqual(rows)
    const { columns } = declared(id)
    for (const row of rows) {
      for (const [name, value] of Object.entries(row)) {
        const { type = 'text', nullable = false } = columns[name] ?? {}
        if (value === null) expect(nullable, `${name} is NULL`).toBe(true)
        else expect(typeof value, name).toBe(TYPES[type])
      }
    }
  })
})

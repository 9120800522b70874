import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import type { Trail } from '../../src/index.ts'
import { literal } from '../../src/sql/literal.ts'
import { LONG } from './hostile.ts'
import { hostileTrail, MANY, ONE, REFUSED, SEED, TELLABLE, TEXTS } from './hostile-trail.ts'
import { codeOf, inParts, type Logs } from './logs.ts'

let trail: Trail
let logs: Logs

beforeAll(async () => {
  ;({ trail, logs } = await hostileTrail())
})

afterAll(() => logs[Symbol.dispose]())

const one = () => trail.scope({ account: ONE })
const many = () => trail.scope({ account: MANY })

describe(`${TEXTS.length} hostile texts (seed ${SEED})`, () => {
  test('there are enough of both kinds', () => {
    expect(TELLABLE.length).toBeGreaterThan(2000)
    expect(REFUSED.length).toBeGreaterThan(200)
  })

  test('as values: they come back equal', async () => {
    for (const part of inParts(TELLABLE, 400)) {
      const row = await one()
        .selectFrom('events')
        .select(eb => part.map((text, i) => eb.val(text).as(`v${i}`)))
        .executeTakeFirstOrThrow()
      expect(Object.values(row)).toEqual(part)
    }
  })

  test('as values of literals of SQL text: they come back equal', async () => {
    for (const part of inParts(TELLABLE, 400)) {
      const values = part.map(text => `('${text.replaceAll("'", "''")}')`)
      const rows = await trail
        .sql(`SELECT col0 AS v FROM (VALUES ${values.join(', ')})`, { region: 'us-east-1' })
        .toArray()
      expect(rows.map(({ v }) => v)).toEqual(part)
    }
  })

  test('in conditions: each finds its own record and no other', async () => {
    const some = TELLABLE.map((text, i) => ({ text, id: `n-${i}` })).filter((_, i) => i % 2 === 0)
    expect(some.length).toBeGreaterThan(2000)
    for (const part of inParts(some, 200)) {
      const row = await many()
        .selectFrom('events')
        .select(eb => part.map(({ text }, i) => eb.fn.min('event_id').filterWhere('event_name', '=', text).as(`v${i}`)))
        .executeTakeFirstOrThrow()
      expect(Object.values(row)).toEqual(part.map(({ id }) => id))
    }
  })

  test('in lists: they find their records and no others', async () => {
    for (const part of inParts(TELLABLE, 800)) {
      const rows = await many().selectFrom('events').select('event_name').where('event_name', 'in', part).execute()
      expect(rows.map(row => row.event_name).sort()).toEqual([...part].sort())
    }
  })

  test('as names of columns: they come back equal', async () => {
    // Names that differ in case only, or not at all, are no two columns.
    const names = [...new Map(TELLABLE.map(text => [text.toLowerCase(), text])).values()]
    for (const part of inParts(names, 300)) {
      const row = await one()
        .selectFrom('events')
        .select(eb => part.map((name, i) => eb.lit(i).as(name)))
        .executeTakeFirstOrThrow()
      expect(new Map(Object.entries(row))).toEqual(new Map(part.map((name, i) => [name, i])))
    }
  })

  test('what no engine hands back unchanged is refused by name', async () => {
    for (const text of REFUSED) {
      const asked = one().selectFrom('events')
      expect(await codeOf(() => asked.select('event_id').where('event_name', '=', text).execute())).toBe('BAD_LITERAL')
      expect(await codeOf(() => asked.select(eb => eb.lit(1).as(text)).execute())).toBe('BAD_LITERAL')
    }
    const [nul, half] = ["a'b\0c", 'a\uD800'].map(text =>
      one()
        .selectFrom('events')
        .select(eb => eb.val(text).as('v')),
    )
    await expect(nul?.execute()).rejects.toThrow('A value holds NUL (U+0000) at position 3')
    await expect(half?.execute()).rejects.toThrow('A value holds half of a surrogate pair at position 1')
    expect(await codeOf(() => trail.sql("SELECT 'a\0b'").toArray())).toBe('BAD_LITERAL')
    expect(
      await codeOf(() =>
        one()
          .selectFrom('events')
          .select(eb => eb.lit(1).as(''))
          .execute(),
      ),
    ).toBe('BAD_LITERAL')
  })

  test('a megabyte', async () => {
    const rows = await one()
      .selectFrom('events')
      .select(eb => eb.val(LONG).as('v'))
      .where('event_name', '!=', LONG)
      .execute()
    expect(rows[0]?.v === LONG).toBe(true)
  })
})

describe('values of other types', () => {
  const ask = async (values: readonly unknown[]) => {
    const row = await one()
      .selectFrom('events')
      .select(eb => values.map((value, i) => eb.val(value).as(`v${i}`)))
      .executeTakeFirstOrThrow()
    return Object.values(row)
  }

  test('numbers', async () => {
    const numbers = [0, -0, 1, -1, 0.1, -1.5, 1e21, 1e308, -1e308, 5e-324, 2.2250738585072014e-308, 2 ** 53, 1 / 3]
    const edges = [Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER, Number.MAX_VALUE, Number.MIN_VALUE, Number.EPSILON]
    const doubles = fc.sample(fc.double({ noNaN: true, noDefaultInfinity: true }), { seed: SEED, numRuns: 500 })
    const all = [...numbers, ...edges, ...doubles]
    expect(await ask(all)).toEqual(all)
    for (const none of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])
      expect(await codeOf(() => ask([none]))).toBe('BAD_LITERAL')
  })

  test('integers of 64 bits', async () => {
    const edges = [0n, -1n, 2n ** 53n, 2n ** 63n - 1n, -(2n ** 63n)]
    const others = fc.sample(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), { seed: SEED, numRuns: 200 })
    const all = [...edges, ...others]
    expect((await ask(all)).map(value => BigInt(value as number))).toEqual(all)
    for (const none of [2n ** 63n, -(2n ** 63n) - 1n]) expect(await codeOf(() => ask([none]))).toBe('BAD_LITERAL')
  })

  test('dates, as instants in UTC', async () => {
    const dates = [
      '0001-01-01T00:00:00.000Z',
      '1969-12-31T23:59:59.999Z',
      '2026-10-05T09:15:30.250Z',
      '9999-12-31T23:59:59.999Z',
    ]
    const told = (await ask(dates.map(date => new Date(date)))).map(date => new Date(String(date)).toISOString())
    expect(told).toEqual(dates)
    for (const none of [
      new Date(Number.NaN),
      new Date(8.64e15),
      new Date('-000001-01-01T00:00:00Z'),
      new Date('0000-01-01T00:00:00Z'),
    ])
      expect(await codeOf(() => ask([none]))).toBe('BAD_LITERAL')
  })

  test('true, false and nothing', async () => {
    expect(await ask([true, false, null, undefined])).toEqual([true, false, null, null])
  })

  test('what is no value is refused', async () => {
    for (const none of [{}, [], ['a'], Symbol('x'), Buffer.from('x'), new Map()])
      expect(await codeOf(() => ask([none]))).toBe('BAD_LITERAL')
  })

  test('the spelling: a quote is doubled and nothing else is touched', () => {
    expect(literal('it\'s \\ "')).toBe("'it''s \\ \"'")
    expect([1, 1.5, -0, 1e21, 2 ** 53, 10n].map(literal)).toEqual([
      '1',
      '1.5e0',
      '-0e0',
      '1e+21',
      '9007199254740992e0',
      '10',
    ])
    expect([true, false, null, undefined].map(literal)).toEqual(['TRUE', 'FALSE', 'NULL', 'NULL'])
    expect(literal(new Date('2026-10-05T09:15:30Z'))).toBe("TIMESTAMP '2026-10-05 09:15:30.000'")
  })
})

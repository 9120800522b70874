import { setTimeout as sleep } from 'node:timers/promises'

import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'

import type { Trail } from '../../src/index.ts'
import { HERE, Logs, record } from './logs.ts'

const logs = new Logs()
let trail: Trail

/** So many records that two of them at a time are 4 million rows, and three are hours of work. */
const RECORDS = 2000

beforeAll(async () => {
  const all = Array.from({ length: RECORDS }, (_, i) => record({ eventID: `e-${i}` }))
  logs.deliver(all.slice(0, RECORDS / 2))
  logs.deliver(all.slice(RECORDS / 2), { ...HERE, file: 'Second' })
  trail = await logs.open()
})

afterAll(() => logs[Symbol.dispose]())

let printed: readonly { mock: { calls: readonly unknown[] } }[] = []

beforeEach(() => {
  printed = (['error', 'warn', 'log'] as const).map(kind => vi.spyOn(console, kind).mockImplementation(() => {}))
})

afterEach(async () => {
  // What fails in the background would have done so by now; and nothing runs on.
  await sleep(100)
  expect(printed.flatMap(({ mock }) => mock.calls)).toEqual([])
  vi.restoreAllMocks()
  expect(await busyMilliseconds(200)).toBeLessThan(150)
})

/** How much work this process does in a while; two threads of DuckDB at work would be twice the time. */
async function busyMilliseconds(milliseconds: number): Promise<number> {
  const before = process.cpuUsage()
  await sleep(milliseconds)
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

const pairs = () =>
  trail.scope().selectFrom(['events as a', 'events as b']).select(['a.event_id as one', 'b.event_id as two'])
/** Hours of work before the first row. */
const endless = () =>
  trail
    .scope()
    .selectFrom(['events as a', 'events as b', 'events as c'])
    .select(eb => eb.fn.countAll().as('n'))
    .where(sql<boolean>`md5(a.event_id || b.event_id || c.event_id) LIKE '%zz%'`)

const endlessText = `SELECT count(*) FROM events a, events b, events c WHERE md5(a.event_id || b.event_id || c.event_id) LIKE '%zz%'`

describe('leaving a stream', () => {
  test('early: no later rows are made', async () => {
    let rows = 0
    for await (const row of pairs().stream()) {
      expect(row.one).toMatch(/^e-/)
      if (++rows === 10) break
    }
    expect(rows).toBe(10)
  })

  test('by an error of one’s own', async () => {
    const read = async () => {
      for await (const row of pairs().stream(7)) throw new Error(`at ${row.one}`)
    }
    await expect(read()).rejects.toThrow('at e-')
  })

  test('by a signal, between rows', async () => {
    const stop = new AbortController()
    let rows = 0
    const read = async () => {
      for await (const _ of pairs().stream({ signal: stop.signal, chunkSize: 50 })) if (++rows === 120) stop.abort()
    }
    await expect(read()).rejects.toThrow('aborted')
    // kysely hands out the rest of the chunk that it has.
    expect(rows).toBe(150)
  })

  test('by a signal, before the first row', async () => {
    const signal = AbortSignal.timeout(100)
    const started = performance.now()
    const read = async () => {
      for await (const row of endless().stream({ signal })) throw new Error(`a row: ${JSON.stringify(row)}`)
    }
    await expect(read()).rejects.toThrow(/timeout/)
    expect(performance.now() - started).toBeLessThan(2000)
  })

  test('to its end gives all rows, in chunks', async () => {
    let rows = 0
    for await (const _ of trail.scope().selectFrom('events').select('event_id').stream(333)) rows++
    expect(rows).toBe(RECORDS)
  })
})

describe('stopping a query', () => {
  test('by a signal', async () => {
    const stop = new AbortController()
    setTimeout(() => stop.abort(new Error('enough')), 100)
    const started = performance.now()
    await expect(endless().execute({ signal: stop.signal })).rejects.toThrow('enough')
    expect(performance.now() - started).toBeLessThan(2000)
  })

  test('by a signal that asks kysely to cancel it in the engine', async () => {
    const signal = AbortSignal.timeout(100)
    await expect(endless().execute({ signal, inflightQueryAbortStrategy: 'cancel query' })).rejects.toThrow(/timeout/)
  })

  test('by a signal that has fired already: nothing starts', async () => {
    await expect(endless().execute({ signal: AbortSignal.abort() })).rejects.toThrow('aborted')
    await expect(endless().executeTakeFirst({ signal: AbortSignal.abort() })).rejects.toThrow('aborted')
  })

  test('many at once, one of which is stopped', async () => {
    const counts = Array.from({ length: 4 }, () =>
      trail
        .scope()
        .selectFrom('events')
        .select(eb => eb.fn.countAll<number>().as('n'))
        .execute(),
    )
    await expect(endless().execute({ signal: AbortSignal.timeout(50) })).rejects.toThrow()
    expect(await Promise.all(counts)).toEqual(Array(4).fill([{ n: RECORDS }]))
  })
})

describe('stopping SQL as text', () => {
  test('by leaving', async () => {
    let rows = 0
    for await (const _ of trail.sql('SELECT a.event_id FROM events a, events b')) if (++rows === 10) break
    expect(rows).toBe(10)
  })

  test('by a signal, by cancel(), and by going out of scope', async () => {
    const cancelled = { code: 'CANCELLED' }
    const timed = trail.sql(endlessText, {}, { signal: AbortSignal.timeout(100) })
    await expect(timed.toArray()).rejects.toMatchObject(cancelled)
    const result = trail.sql(endlessText)
    setTimeout(() => void result.cancel(), 100)
    await expect(result.toArray()).rejects.toMatchObject(cancelled)
    {
      await using left = trail.sql('SELECT a.event_id FROM events a, events b')
      expect(await left.columns).toEqual([{ name: 'event_id', type: 'text' }])
    }
  })
})

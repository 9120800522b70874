import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import type { ScopeInput } from '../../src/index.ts'
import { Logs } from '../sql/logs.ts'
import { copyKey, isInside, someScope } from './inside.ts'
import { ACCOUNTS, type Delivered, deliverAll, someRecords } from './records.ts'

const SEED = 20_261_005

/** Hundreds of trails are written and read: on a machine with other work, that takes its time. */
const TIMEOUT = 240_000

/** The numbers of the records that a scope lets through. */
async function letThrough(logs: Logs, scope: ScopeInput): Promise<readonly number[]> {
  const trail = await logs.open()
  const rows = await trail.scope(scope).selectFrom('events').select('request_parameters').execute()
  return rows.map(numberOf).sort((a, b) => a - b)
}

function numberOf(row: { request_parameters: string | null }): number {
  return (JSON.parse(row.request_parameters ?? '') as { n: number }).n
}

function inside(records: readonly Delivered[], scope: ScopeInput): readonly number[] {
  return records.flatMap((one, n) => (isInside(one, scope) ? [n] : []))
}

describe(`random records and scopes (seed ${SEED})`, () => {
  test(
    'no row from outside comes through, and none from inside is lost',
    async () => {
      let rows = 0
      let some = 0
      const property = fc.asyncProperty(someRecords, someScope, async (records, scope) => {
        using logs = new Logs()
        deliverAll(logs, records)
        const expected = inside(records, scope)
        rows += expected.length
        some += expected.length > 0 && expected.length < records.length ? 1 : 0
        expect(await letThrough(logs, scope)).toEqual(expected)
      })
      await fc.assert(property, { seed: SEED, numRuns: 200 })
      // The scopes are neither all empty nor all open.
      expect(rows).toBeGreaterThan(800)
      expect(some).toBeGreaterThan(50)
    },
    TIMEOUT,
  )

  test(
    'of copies, one is left; a record without an id is nobody’s copy',
    async () => {
      let dropped = 0
      const scopes = fc.constantFrom<ScopeInput>(
        {},
        { outcome: 'ok' },
        { account: ACCOUNTS[0] },
        { since: '2026-10-03' },
      )
      const property = fc.asyncProperty(someRecords, scopes, async (records, scope) => {
        using logs = new Logs()
        deliverAll(logs, records)
        const kept = await letThrough(logs, { ...scope, dedupe: true })
        const candidates = inside(records, scope)
        expect(candidates).toEqual(expect.arrayContaining([...kept]))
        const keys = (numbers: readonly number[]) => numbers.map(n => copyKey(records[n] as Delivered) ?? `record ${n}`)
        expect(keys(kept).sort()).toEqual([...new Set(keys(candidates))].sort())
        dropped += candidates.length - kept.length
      })
      await fc.assert(property, { seed: SEED, numRuns: 40 })
      expect(dropped).toBeGreaterThan(50)
    },
    TIMEOUT,
  )

  test(
    'which copy is left does not depend on the files',
    async () => {
      const whole = async (records: readonly Delivered[]) => {
        using logs = new Logs()
        deliverAll(logs, records)
        const trail = await logs.open()
        const rows = await trail.scope({ dedupe: true }).selectFrom('events').selectAll().execute()
        return rows.map(row => JSON.stringify(row)).sort()
      }
      const property = fc.asyncProperty(someRecords, async records => {
        const elsewhere = records.map(({ record, place }, n) => ({ record, place: { ...place, file: `Z${n % 4}` } }))
        expect(await whole(elsewhere.toReversed())).toEqual(await whole(records))
      })
      await fc.assert(property, { seed: SEED, numRuns: 10 })
    },
    TIMEOUT,
  )

  test('any few columns can be asked for, de-duplicated', async () => {
    using logs = new Logs()
    deliverAll(logs, fc.sample(someRecords, { seed: SEED, numRuns: 1 })[0] ?? [])
    const trail = await logs.open()
    for (const column of ['service', 'event_id', 'caller', 'failed', 'record', 'account', 'resource'] as const)
      expect(await trail.scope({ dedupe: true }).selectFrom('events').select(column).execute()).not.toEqual([])
  })
})

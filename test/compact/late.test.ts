import { describe, expect, test } from 'vitest'
import { discover } from '../../src/engines/duckdb/discover.ts'
import { newStage } from '../../src/engines/duckdb/store/commit.ts'
import { compactInto } from '../../src/engines/duckdb/store/compact.ts'
import { inputsOf } from '../../src/engines/duckdb/store/inputs.ts'
import { Manifest } from '../../src/engines/duckdb/store/manifest.ts'
import { resolveScope } from '../../src/events/index.ts'
import { compactLogs } from '../../src/index.ts'
import { canonical, event, type Json, place, plainly } from './kit.ts'

/** What a large trail does in batches, done with a small one. */
async function inSmallSteps(logs: string, store: string, batchBytes: number, groupRows: number): Promise<void> {
  newStage(store)
  const { files, roots } = await discover([logs], resolveScope({}))
  const manifest = Manifest.of(store)
  const { fresh } = await inputsOf(files, roots, manifest)
  await compactInto(store, fresh, manifest, { batchBytes, groupRows })
}

/** Numbers that look like chance, the same for the same seed. */
function chance(seed: number): (below: number) => number {
  let state = seed
  return below => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31
    return Math.floor((state / 2 ** 31) * below)
  }
}

const REGIONS = ['us-east-1', 'eu-west-1'] as const
const day = (n: number) => new Date(Date.UTC(2026, 9, n)).toISOString().slice(0, 10)

describe.each([1, 2])('deliveries of every kind, in small steps (seed %i)', seed => {
  test('each event once, in its place, none lost', async () => {
    using at = place()
    const random = chance(seed)
    const events = new Map<string, Json>()
    let nameless = 0
    const deliverDay = (delivery: number, round: number) => {
      for (const region of REGIONS) {
        const records: Json[] = []
        for (let i = 0; i < 30; i++) {
          // Mostly of the day or the day before, sometimes weeks late, sometimes a copy of what has been delivered.
          const kind = random(20)
          const known = [...events.values()]
          const of = kind < 14 ? delivery : kind < 17 ? delivery - 1 : delivery - random(12)
          const time = `${day(of)}T${String(random(24)).padStart(2, '0')}:${String(random(60)).padStart(2, '0')}:00Z`
          const copy = known[random(known.length)]
          if (kind === 19 && copy !== undefined && copy['awsRegion'] === region) records.push(copy)
          else if (kind === 18) {
            nameless++
            records.push(event('', time, { eventID: undefined, awsRegion: region }))
          } else {
            const id = `${seed}-${round}-${delivery}-${region}-${i}`
            const one = event(id, time, { awsRegion: region, newMember: random(3) === 0 ? { i } : undefined })
            events.set(id, one)
            records.push(one)
          }
        }
        at.deliver(day(delivery), `r${round}`, records, { region })
      }
    }
    for (const round of [0, 1]) {
      for (let n = 1; n <= 8; n++) deliverDay(round * 5 + n, round)
      await inSmallSteps(at.logs, at.store, 500 + random(4000), 10 + random(60))
      const rows = await plainly(
        at.store,
        'SELECT event_id, event_time, region, day FROM store ORDER BY event_id, event_time',
      )
      const wanted = [...events.values()].map(one => ({
        event_id: one['eventID'],
        event_time: one['eventTime'],
        region: one['awsRegion'],
        day: String(one['eventTime']).slice(0, 10),
      }))
      const named = rows.filter(row => row['event_id'] !== null)
      expect(named.map(canonical).sort()).toEqual(wanted.map(canonical).sort())
      expect(rows.length - named.length).toBe(nameless)
      const [unsorted] = await plainly(
        at.store,
        `SELECT count(*) FILTER (WHERE t < before) AS n FROM (SELECT event_time AS t, lag(event_time) OVER (PARTITION BY filename ORDER BY file_row_number) AS before
         FROM read_parquet('${at.store}/*/*/*/*.parquet', filename = true, file_row_number = true))`,
      )
      expect(unsorted).toEqual({ n: '0' })
    }
    await compactLogs({ logs: at.logs, to: at.store, verify: true })
  })
})

import { spawn } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  watch,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { gunzipSync, gzipSync } from 'node:zlib'

import { DuckDBInstance } from '@duckdb/node-api'
import { afterAll, describe, expect, test } from 'vitest'

import { CLI } from '../cli/built.ts'
import { ROOT } from '../cli/trailq.ts'

/** A process that is ended has no last word: whatever it left, readers see each event once, and the next run goes on. */
const KILLS = 50
const home = mkdtempSync(join(tmpdir(), 'trailq-killed-'))
const store = join(home, 'store')
const whole = join(home, 'whole')
const half = join(home, 'half')

afterAll(() => rmSync(home, { recursive: true, force: true }))

interface Delivered {
  readonly eventID?: string
  readonly recipientAccountId?: string
}

/** The events of the trail, by what makes copies one: counted without any of the project's code. */
function delivered(folder: string): Set<string> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(name =>
    /_CloudTrail_.*\.gz$/.test(name),
  )
  const records = files.flatMap(
    name => (JSON.parse(gunzipSync(readFileSync(join(folder, name))).toString()) as { Records: Delivered[] }).Records,
  )
  return new Set(records.map(({ eventID, recipientAccountId }) => `${eventID} ${recipientAccountId}`))
}

/** Two records that have nothing to tell copies by: both are kept, and never doubled. */
function deliverNameless(to: string): void {
  const nameless = { eventTime: '2026-11-03T00:00:00Z', eventName: 'Old', awsRegion: 'us-east-1' }
  const folder = join(to, 'AWSLogs/111122223333/CloudTrail/us-east-1/2026/11/03')
  mkdirSync(folder, { recursive: true })
  const file = join(folder, '111122223333_CloudTrail_us-east-1_20261103T0000Z_Nameless.json.gz')
  writeFileSync(file, gzipSync(JSON.stringify({ Records: [nameless, nameless] })))
}

/** What plain SQL finds in the store: rows with an id, different events among them, and rows without. */
async function found(): Promise<readonly [rows: number, events: number, nameless: number]> {
  const hasFiles = existsSync(store) && readdirSync(store, { recursive: true, encoding: 'utf8' }).some(isEvents)
  if (!hasFiles) return [0, 0, 0]
  const connection = await (await DuckDBInstance.create(':memory:')).connect()
  const reader = await connection.runAndReadAll(
    `SELECT count(event_id), count(DISTINCT (event_id, recipient_account_id)) FILTER (event_id IS NOT NULL),
       count(*) FILTER (event_id IS NULL)
     FROM read_parquet('${store}/account=*/region=*/day=*/*.parquet', hive_partitioning = true)`,
  )
  connection.closeSync()
  const [rows, events, nameless] = reader.getRows()[0] as [bigint, bigint, bigint]
  return [Number(rows), Number(events), Number(nameless)]
}

function isEvents(name: string): boolean {
  return name.endsWith('.parquet') && !name.startsWith('_trailq')
}

/** Runs the command, and ends it after a while, or as soon as it has decided to make the new state the store's. */
async function killed(logs: string, after: number | 'decision'): Promise<boolean> {
  const child = spawn(process.execPath, [CLI, 'compact', '--logs', logs, '--to', store, '--quiet'], { stdio: 'ignore' })
  const ended = new Promise<number | null>(resolve => child.on('close', resolve))
  if (after === 'decision') await Promise.race([ended, decision()])
  else await Promise.race([ended, sleep(after)])
  child.kill('SIGKILL')
  return (await ended) === null
}

async function decision(): Promise<void> {
  const own = join(store, '_trailq')
  while (!existsSync(own)) await sleep(1)
  await new Promise<void>(resolve => {
    const watcher = watch(own, (_kind, name) => {
      if (name !== 'commit.json') return
      watcher.close()
      resolve()
    })
  })
  await sleep(Math.random() * 4)
}

describe('compact, ended by kill -9', () => {
  test(`${KILLS} times, on a new store and on one that grows`, { timeout: 240_000 }, async () => {
    cpSync(join(ROOT, 'examples/trail'), whole, { recursive: true })
    const all = delivered(whole)
    cpSync(whole, half, { recursive: true, filter: path => !/\/11\/1\d(?:\/|$)/.test(path) })
    const some = delivered(half)
    deliverNameless(whole)
    deliverNameless(half)
    expect(some.size).toBeGreaterThan(100)
    expect(some.size).toBeLessThan(all.size)

    const started = performance.now()
    expect(await killed(half, 60_000)).toBe(false)
    const usual = performance.now() - started
    rmSync(store, { recursive: true })

    let kills = 0
    const seen = new Set<number>()
    for (let run = 0; kills < KILLS; run++) {
      if (run % 10 === 9) rmSync(store, { recursive: true, force: true })
      const logs = run % 10 < 5 ? half : whole
      kills += Number(await killed(logs, run % 2 === 0 ? 'decision' : Math.random() * usual))
      const [rows, events, nameless] = await found()
      expect(rows, `run ${run}`).toBe(events)
      expect(nameless === 0 || nameless === 2, `run ${run}: ${nameless}`).toBe(true)
      seen.add(rows)
    }
    expect(await killed(whole, 60_000)).toBe(false)
    expect(await found()).toEqual([all.size, all.size, 2])
    expect(readdirSync(join(store, '_trailq')).sort()).toEqual(['lock', 'manifest.jsonl'])
    // It was ended with nothing in the store, with a part of it, and with all.
    expect(seen.size).toBeGreaterThan(2)
  })
})

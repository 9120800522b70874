import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { compactLogs } from '../../src/index.ts'
import { CLI } from '../cli/built.ts'
import { ACCOUNT, contentOf, event, idsIn, type Place, place, plainly } from './kit.ts'

/** How often a run is ended in each lane; lanes run side by side. */
const KILLS = 27
const LANES = 2

/** Events of one delivery, some of them from the day before, one of them delivered twice, one without an id. */
function deliver(at: Place, round: number): void {
  const [day, before] = [round + 1, round].map(n => new Date(Date.UTC(2026, 9, n)).toISOString().slice(0, 10))
  const events = Array.from({ length: 40 }, (_, i) => {
    const time =
      i < 5 ? `${before}T23:59:${String(i).padStart(2, '0')}Z` : `${day}T${String(i % 24).padStart(2, '0')}:00:00Z`
    return event(`${round}-${i}`, time)
  })
  at.deliver(`${day}`, `a${round}`, [...events, event('none', `${day}T00:00:00Z`, { eventID: undefined })])
  const region = 'eu-west-1'
  at.deliver(
    `${day}`,
    `b${round}`,
    [...events.slice(0, 1), event(`${round}-x`, `${day}T00:00:00Z`, { awsRegion: region })],
    { region },
  )
}

function start(at: Place): ChildProcess {
  return spawn(process.execPath, [CLI, 'compact', '--logs', at.logs, '--to', at.store], { stdio: 'ignore' })
}

function ended(child: ChildProcess): Promise<number | null> {
  return new Promise(resolve => child.on('close', resolve))
}

/** What plain SQL finds wrong with a store, whatever state it is in. */
async function faults(store: string): Promise<readonly unknown[]> {
  if (!existsSync(store) || !readdirSync(store).some(name => name.startsWith('account='))) return []
  return await plainly(
    store,
    `SELECT event_id, count(*) AS n FROM store WHERE event_id IS NOT NULL GROUP BY 1 HAVING count(*) > 1
     UNION ALL SELECT event_id, 0 FROM store WHERE coalesce(event_time[:10] <> day, true) OR account <> '${ACCOUNT}' OR region <> aws_region`,
  )
}

describe('ended at any moment', () => {
  test.concurrent.each(Array.from({ length: LANES }, (_, lane) => lane))(
    `kill -9, ${KILLS} times (lane %i)`,
    async lane => {
      using at = place()
      let longest = 400
      let killed = 0
      for (let round = 0; round < KILLS; round++) {
        deliver(at, round)
        const child = start(at)
        const end = ended(child)
        // From its first breath to its last, and a little more often at its end, where the store changes.
        const at0 = ((round * 0.618 + lane / LANES) % 1) ** 0.7
        await setTimeout(at0 * longest)
        child.kill('SIGKILL')
        if ((await end) === null) killed++
        expect(await faults(at.store)).toEqual([])
        if (round % 3 !== 2) continue
        const before = performance.now()
        expect(await ended(start(at))).toBe(0)
        longest = performance.now() - before
        const [found] = await plainly(at.store, 'SELECT count(*) AS n, count(DISTINCT event_id) AS ids FROM store')
        expect(found).toEqual({ n: String((round + 1) * 42), ids: String((round + 1) * 41) })
        expect(await faults(at.store)).toEqual([])
        expect(readdirSync(join(at.store, '_trailq')).sort()).toEqual(['lock', 'manifest.jsonl'])
      }
      // The others had ended before: their time was not long.
      expect(killed).toBeGreaterThan(KILLS / 2)
      await compactLogs({ logs: at.logs, to: at.store, verify: true })
    },
  )

  test('between the decision and its end, at every step', async () => {
    using at = place()
    for (let round = 0; round < 2; round++) deliver(at, round)
    await compactLogs({ logs: at.logs, to: at.store })
    const old = contentOf(at.store)
    cpSync(at.store, join(at.path, 'old'), { recursive: true })
    deliver(at, 2)
    await compactLogs({ logs: at.logs, to: at.store })
    const next = contentOf(at.store)
    // What a run leaves: all files of the next state in its stage, and the list of where they go.
    const fresh = [...next.keys()].filter(path => path.endsWith('.parquet') && next.get(path) !== old.get(path))
    expect(fresh.length).toBeGreaterThan(2)
    for (let moved = 0; moved <= fresh.length + 1; moved++) {
      const store = join(at.path, `at-${moved}`)
      cpSync(join(at.path, 'old'), store, { recursive: true })
      const own = join(store, '_trailq')
      mkdirSync(join(own, 'stage'))
      cpSync(join(at.store, '_trailq/manifest.jsonl'), join(own, 'stage/manifest.jsonl'))
      const files = Object.fromEntries(fresh.map((path, i) => [path.slice(1), `files-${i}/events.parquet`]))
      for (const [to, from] of Object.entries(files)) {
        mkdirSync(dirname(join(own, 'stage', from)), { recursive: true })
        cpSync(join(at.store, to), join(own, 'stage', from))
      }
      writeFileSync(join(own, 'commit.json'), JSON.stringify({ files }))
      for (const [to, from] of Object.entries(files).slice(0, moved)) {
        mkdirSync(dirname(join(store, to)), { recursive: true })
        renameSync(join(own, 'stage', from), join(store, to))
      }
      if (moved > fresh.length) renameSync(join(own, 'stage/manifest.jsonl'), join(own, 'manifest.jsonl'))
      // Whoever reads it now reads whole files. The next run ends what was begun, and has nothing else to do.
      expect(await faults(store)).toEqual([])
      expect(await compactLogs({ logs: at.logs, to: store })).toMatchObject({ files: 0, events: 0 })
      expect(contentOf(store)).toEqual(next)
    }
  })

  test('before the decision nothing has happened', async () => {
    using at = place()
    deliver(at, 0)
    await compactLogs({ logs: at.logs, to: at.store })
    const before = contentOf(at.store)
    const own = join(at.store, '_trailq')
    mkdirSync(join(own, 'stage/files-0'), { recursive: true })
    for (const name of [
      'stage/files-0/events.parquet',
      'stage/part-0.parquet',
      'stage/manifest.jsonl',
      'stage/commit.json',
    ]) {
      writeFileSync(join(own, name), 'half')
    }
    await compactLogs({ logs: at.logs, to: at.store })
    expect(contentOf(at.store)).toEqual(before)
  })

  test('while the lock was being made', async () => {
    using at = place()
    deliver(at, 0)
    for (const content of ['', 'x', Buffer.alloc(5000)]) {
      mkdirSync(join(at.store, '_trailq'), { recursive: true })
      writeFileSync(join(at.store, '_trailq/lock-12345'), content)
      await compactLogs({ logs: at.logs, to: at.store })
      expect((await idsIn(at.store)).length).toBe(42)
      expect(readdirSync(join(at.store, '_trailq')).sort()).toEqual(['lock', 'manifest.jsonl'])
      rmSync(at.store, { recursive: true })
    }
  })

  test('a lock that somebody has damaged is told, and not taken for none', async () => {
    using at = place()
    deliver(at, 0)
    mkdirSync(join(at.store, '_trailq'), { recursive: true })
    writeFileSync(join(at.store, '_trailq/lock'), 'x')
    await expect(compactLogs({ logs: at.logs, to: at.store })).rejects.toMatchObject({ code: 'BAD_STORE' })
  })
})

describe('stopped', () => {
  test('by Ctrl-C: 130, and the store is as it was', async () => {
    using at = place()
    deliver(at, 0)
    await compactLogs({ logs: at.logs, to: at.store })
    const before = contentOf(at.store)
    for (let round = 1; round < 40; round++) deliver(at, round)
    const child = spawn(process.execPath, [CLI, 'compact', '--logs', at.logs, '--to', at.store])
    let said = ''
    child.stderr.setEncoding('utf8').on('data', text => {
      const isFirst = !said.includes('nowhere else')
      said += text
      if (isFirst && said.includes('nowhere else')) child.kill('SIGINT')
    })
    expect(await ended(child)).toBe(130)
    expect(said).toMatch(/Stopped after [0-9.]+ s: .* is as it was/)
    expect(contentOf(at.store)).toEqual(before)
  })

  test('by a signal', async () => {
    using at = place()
    deliver(at, 0)
    const stopping = new AbortController()
    const done = compactLogs({ logs: at.logs, to: at.store, signal: stopping.signal, onPlan: () => stopping.abort() })
    await expect(done).rejects.toMatchObject({ code: 'CANCELLED' })
    expect(existsSync(at.store)).toBe(false)
  })
})

/** A disk of two megabytes, where the system lets us have one. */
function smallDisk(): { path: string; release(): void } | undefined {
  const path = mkdtempSync(join(tmpdir(), 'compact-disk-'))
  const release = () => rmSync(path, { recursive: true, force: true })
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', path]).status !== 0) {
    release()
    return undefined
  }
  return {
    path,
    release: () => {
      execFileSync('umount', [path])
      release()
    },
  }
}

const disk = smallDisk()
disk?.release()

test.skipIf(disk === undefined)(
  `a full disk${disk === undefined ? ' (skipped: no small disk can be made here)' : ''}`,
  async () => {
    using at = place()
    const small = smallDisk()
    if (small === undefined) throw new Error('There was a disk a moment ago')
    try {
      deliver(at, 0)
      const store = join(small.path, 'store')
      await compactLogs({ logs: at.logs, to: store })
      const before = contentOf(store)
      const noise = (i: number) =>
        Array.from({ length: 60 }, (_, k) => ((i + 7) * (k + 13) * 7919 * 104_729) % 2 ** 32).join('')
      at.deliver(
        '2026-10-09',
        'much',
        Array.from({ length: 8000 }, (_, i) => event(`much ${i}`, '2026-10-09T00:00:00Z', { userAgent: noise(i) })),
      )
      await expect(compactLogs({ logs: at.logs, to: store })).rejects.toMatchObject({
        code: 'OUTPUT_FAILED',
        message: expect.stringMatching(/no space left on the disk. It is as it was/),
      })
      expect(contentOf(store)).toEqual(before)
    } finally {
      small.release()
    }
  },
)

import { rmSync, unlinkSync, watch } from 'node:fs'
import { tmpdir } from 'node:os'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'

import { openTrail } from '../../src/index.ts'
import { ODD_KINDS, type OddKindName } from '../bench/generator/odd-files.ts'
import { type Folder, folder } from '../engines/kit/folder.ts'
import { lines, logFile, named, record } from '../engines/kit/record.ts'
import { namesByCli, namesByLibrary, printed, trailq } from '../engines/kit/trailq.ts'

const name = (i: number) => `${String(i).padStart(4, '0')}.json.gz`
const one = (i: number) => gzipSync(named(`Call${i}`), { level: 1 })

describe('many bad files', () => {
  test('half of 2,000 cut off: the other half is the answer', async () => {
    using logs = folder()
    for (let i = 0; i < 2000; i++) logs.write(name(i), i % 2 === 0 ? one(i) : one(i).subarray(0, 120))
    const { names, stderr, status } = await namesByCli(logs.path)
    expect(names.toSorted()).toEqual(Array.from({ length: 1000 }, (_, i) => `Call${i * 2}`).toSorted())
    expect(stderr.split('\n').slice(0, 2)).toEqual([
      '1,000 files could not be read, or not wholly:',
      `  ${logs.at(name(1))}: damaged gzip: it ends in the middle`,
    ])
    expect(stderr).toContain('… and 990 more\n')
    expect(status).toBe(6)
  })

  test('500 odd ones among 500 others: all of them are the answer', async () => {
    using logs = folder()
    const odd = [
      (i: number) => JSON.stringify([record(`Call${i}`)]),
      (i: number) => JSON.stringify(record(`Call${i}`), null, 2),
      (i: number) => `\ufeff${named(`Call${i}`)}`,
      (i: number) => lines(record(`Call${i}`), ''),
      (i: number) => gzipSync(gzipSync(named(`Call${i}`))),
    ]
    for (let i = 0; i < 1000; i++) logs.write(name(i), i % 2 === 0 ? one(i) : (odd[((i - 1) / 2) % 5]?.(i) ?? ''))
    const { names, stderr, status } = await namesByCli(logs.path)
    expect(names.toSorted()).toEqual(Array.from({ length: 1000 }, (_, i) => `Call${i}`).toSorted())
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 })
  })

  test('every kind of the benchmark at once', async () => {
    using logs = folder()
    const kinds = Object.keys(ODD_KINDS) as OddKindName[]
    for (const kind of kinds) {
      const raw = Buffer.from(logFile(...[1, 2, 3].map(i => record(`${kind}-${i}`, { userAgent: 'an agent' }))))
      logs.write(`${kind}.json.gz`, ODD_KINDS[kind].make(raw, gzipSync(raw)))
    }
    const { names, stats } = await namesByLibrary(logs.path)
    const owed = kinds.flatMap(kind => {
      const { expect: expected } = ODD_KINDS[kind]
      return expected === 'bad' || expected === 'empty'
        ? []
        : expected === 'first'
          ? [`${kind}-1`]
          : [1, 2, 3].map(i => `${kind}-${i}`)
    })
    expect(names.toSorted()).toEqual(owed.toSorted())
    const silent = kinds.filter(kind => !stats?.badFiles.some(({ path }) => path === logs.at(`${kind}.json.gz`)))
    expect(silent).toEqual(kinds.filter(kind => ['counts', 'first'].includes(ODD_KINDS[kind].expect)))
  })
})

/** Files that look like any other at their head, and make DuckDB's reader fail. */
function failing(logs: Folder, many: number, isBad: (i: number) => boolean): void {
  for (let i = 0; i < many; i++) {
    const records = Array.from({ length: 30 }, (_, n) => record(`f${i}r${n}`, { userAgent: 'x'.repeat(300) }))
    const text = logFile(...records)
    logs.write(name(i), gzipSync(isBad(i) ? text.replaceAll('},{', '},\n{') : text, { level: 1 }))
  }
}

describe('files that fail DuckDB’s reader after a good beginning', () => {
  const all = (many: number) =>
    Array.from({ length: many * 30 }, (_, i) => `f${Math.floor(i / 30)}r${i % 30}`).toSorted()

  test.each([1, 2, 50])('%d of 100', async count => {
    using logs = folder()
    failing(logs, 100, i => i >= 100 - count)
    const { names, stats } = await namesByLibrary(logs.path)
    expect(names.toSorted()).toEqual(all(100))
    expect(stats?.badFiles).toEqual([])
  })

  test('rows that are out already come once', async () => {
    using logs = folder()
    failing(logs, 300, i => i % 60 === 59)
    const { names, status, stderr } = await namesByCli(logs.path)
    expect(names.toSorted()).toEqual(all(300))
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  })
})

describe('files that vanish', () => {
  const [FILES, RECORDS] = [500, 250]

  /** More than DuckDB reads ahead of one who does not take its rows. */
  function large(): Folder {
    const logs = folder()
    for (let i = 0; i < FILES; i++) {
      const records = Array.from({ length: RECORDS }, (_, n) => ({
        eventTime: '2026-10-05T09:15:31Z',
        eventName: `f${i}r${n}`,
      }))
      logs.write(name(i), gzipSync(logFile(...records), { level: 1 }))
    }
    return logs
  }

  const GONE = Array.from({ length: 12 }, (_, i) => FILES - 30 + i)
  const told = (logs: Folder) => GONE.map(i => ({ path: logs.at(name(i)), reason: 'not there (any more)' }))

  test('while rows come are told, and the others are read', async () => {
    using logs = large()
    const ended = await trailq(['sql', 'SELECT event_name FROM events', '--logs', logs.path], {
      started: ({ stdout }) =>
        stdout?.once('data', () => {
          stdout.pause()
          setTimeout(() => {
            for (const i of GONE) unlinkSync(logs.at(name(i)))
            stdout.resume()
          }, 200)
        }),
    })
    const names = printed(ended)
    expect(new Set(names).size).toBe(names.length)
    expect(names).toHaveLength((FILES - GONE.length) * RECORDS)
    expect(ended.stderr).toContain('12 files could not be read, or not wholly:\n')
    for (const { path, reason } of told(logs).slice(0, 10)) expect(ended.stderr).toContain(`  ${path}: ${reason}\n`)
    expect(ended.status).toBe(6)
  })

  test('between being found and being read are told', async () => {
    using logs = large()
    await using trail = await openTrail({ logs: logs.path })
    const result = trail.sql('SELECT count(*) AS n FROM events')
    // Between the walk and DuckDB's look: that is when the folder for its temporary files is made.
    const made = watch(tmpdir(), (_event, file) => {
      if (file?.startsWith('trailq-') === true) for (const i of GONE) rmSync(logs.at(name(i)), { force: true })
    })
    const [row] = await result.toArray()
    made.close()
    const { files = 0, badFiles = [] } = result.stats ?? {}
    expect(row).toEqual({ n: (files - badFiles.length) * RECORDS })
    // Another test's folder may come first: then they were never found.
    expect(badFiles).toEqual(files === FILES ? told(logs) : [])
  })

  test('with all others leave an answer that can’t be gone on with, and that is said', async () => {
    using logs = large()
    const ended = await trailq(['sql', 'SELECT event_name FROM events', '--logs', logs.path], {
      started: ({ stdout }) =>
        stdout?.once('data', () => {
          stdout.pause()
          setTimeout(() => {
            rmSync(logs.path, { recursive: true })
            stdout.resume()
          }, 200)
        }),
    })
    const names = printed(ended)
    expect(new Set(names).size).toBe(names.length)
    expect(ended.stderr).toBe(
      'trailq ENGINE_FAILED A file changed or went away after a part of the answer was written\n' +
        '  Ask again; an ORDER BY in the question holds all rows back until every file has been read.\n',
    )
    expect(ended.status).toBe(5)
  })
})

import { randomBytes } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'

import { sniff } from '../../src/engines/duckdb/sniff.ts'
import { folder } from './kit/folder.ts'
import { logFile, named, record } from './kit/record.ts'
import { namesByLibrary } from './kit/trailq.ts'

const MIB = 1024 ** 2
const zip = (text: string) => gzipSync(text, { level: 1 })
/** Text that packs no better than logs do. */
const noise = (bytes: number) =>
  randomBytes(bytes / 10)
    .toString('hex')
    .repeat(5)
    .slice(0, bytes)
const huge = (name: string, bytes: number) => record(name, { requestParameters: { text: noise(bytes) } })
const SIZES = 'SELECT event_name || coalesce(length(request_parameters), 0) FROM events ORDER BY event_name'

describe('a record of 40 MB', () => {
  const RECORD = logFile(record('A'), huge('B', 40_000_000), record('C'))
  test.each([
    ['plain', 'a.json', RECORD],
    ['in gzip', 'a.json.gz', zip(RECORD)],
    ['in a list', 'a.json', RECORD.slice(11, -1)],
  ])('%s', async (_how, file, content) => {
    using logs = folder()
    logs.write(file, content)
    logs.write('z.json', named('Z'))
    const { names, stats } = await namesByLibrary(logs.path, SIZES)
    expect(names).toEqual(['A0', 'B40000011', 'C0', 'Z0'])
    expect(stats?.badFiles).toEqual([])
  })
})

describe('a file of more than 64 MB', () => {
  const RECORDS = Array.from({ length: 50_000 }, (_, i) => record(`r${i}`, { userAgent: 'x'.repeat(1100) }))
  const COUNT = "SELECT count(*) || ' ' || count(DISTINCT event_name) FROM events"
  test('in gzip', async () => {
    using logs = folder()
    logs.write('a.json.gz', zip(logFile(...RECORDS)))
    expect((await namesByLibrary(logs.path, COUNT)).names).toEqual(['50000 50000'])
  })

  // The note of its size at the end of a gzip file is that of its last member.
  test('in gzip of two members, the last of them small', async () => {
    using logs = folder()
    const text = logFile(...RECORDS.slice(0, 15_000))
    logs.write('a.json.gz', Buffer.concat([zip(text.slice(0, -9)), zip(text.slice(-9))]))
    const { names, stats } = await namesByLibrary(logs.path, COUNT)
    expect(names).toEqual(['15000 15000'])
    expect(stats?.badFiles).toEqual([])
  })

  test('in lines, read carefully in parts', async () => {
    using logs = folder()
    logs.write('a.jsonl', `${RECORDS.map(one => JSON.stringify(one)).join('\n')}\n{"broken`)
    const { names, stats } = await namesByLibrary(logs.path, COUNT)
    expect(names).toEqual(['50000 50000'])
    expect(stats?.badFiles).toMatchObject([{ reason: 'line 50001 is not JSON' }])
  })
})

test('a file of an odd form that is too large for it is told', async () => {
  using logs = folder()
  logs.write(
    'a.json.gz',
    gzipSync(Buffer.concat([Buffer.from('[3,"'), Buffer.alloc(180 * MIB, 'a'), Buffer.from('"]')])),
  )
  logs.write('b.json', named('B'))
  const { names, stats } = await namesByLibrary(logs.path)
  expect(names).toEqual(['B'])
  expect(stats?.badFiles).toEqual([
    { path: logs.at('a.json.gz'), reason: 'too large for a file of this form: 189 MB, and 168 MB is the most' },
  ])
})

describe('the largest object is known before it is read', () => {
  const objectBytes = (file: string, content: string | Buffer) => {
    using logs = folder()
    return sniff(logs.write(file, content), true).objectBytes
  }
  test('by the size of a small file', () => {
    expect(objectBytes('a.json', named('A'))).toBe(named('A').length)
  })
  test('by the size that gzip notes', () => {
    const text = logFile(huge('A', 20 * MIB))
    expect(objectBytes('a.json.gz', zip(text))).toBe(text.length)
  })
  test('by the first line of a large file, whatever the size of that', () => {
    const line = `${logFile(huge('A', 3 * MIB))}\n`
    expect(objectBytes('a.json', line.repeat(10))).toBeLessThan(7 * MIB)
    expect(objectBytes('a.json', logFile(huge('A', 30 * MIB)))).toBeGreaterThan(30 * MIB)
  })
})

import type { ChildProcess } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { type Folder, folder, leftIn } from '../engines/kit/folder.ts'
import { logFile, named, record } from '../engines/kit/record.ts'
import { type Ended, trailq } from '../engines/kit/trailq.ts'

/** Many rows, as they come. */
const ROWS = 'SELECT * FROM events'
/** Minutes of work behind a scan of all files, with no row before its end. */
const LONG = `SELECT count(*) FROM events AS a, events AS b, events AS c
  WHERE a.event_id || b.event_id || c.event_id = 'nothing'`
const SECOND = 1000

let logs: Folder

beforeAll(() => {
  logs = folder()
  const padding = 'x'.repeat(500)
  for (let file = 0; file < 100; file++) {
    const records = Array.from({ length: 200 }, (_, i) => record(`f${file}r${i}`, { userAgent: padding }))
    logs.write(`${file}.json.gz`, gzipSync(logFile(...records), { level: 1 }))
  }
})

afterAll(() => logs[Symbol.dispose]())

interface Stopped extends Ended {
  /** From the signal to the end, milliseconds. */
  readonly took: number
}

/** Runs a question and sends signals when it is at work. */
async function stopped(
  room: Folder,
  args: readonly string[],
  signals: readonly NodeJS.Signals[],
  when: (child: ChildProcess, send: () => void) => void,
): Promise<Stopped> {
  let sent = 0
  const ended = await trailq([...args, '--logs', logs.path], {
    env: { TMPDIR: room.path },
    cwd: room.path,
    started: child => {
      when(child, () => {
        sent = performance.now()
        for (const [i, signal] of signals.entries()) setTimeout(() => child.kill(signal), i * 5)
      })
    },
  })
  return { ...ended, took: performance.now() - sent }
}

const withRows = (child: ChildProcess, send: () => void) => void child.stdout?.once('data', send)
/** The folder for what does not fit into memory is made when DuckDB is about to start. */
const atWork = (room: Folder, ms: number) => (_child: ChildProcess, send: () => void) => {
  const waiting = setInterval(() => {
    if (!readdirSync(room.path).some(name => name.startsWith('trailq-'))) return
    clearInterval(waiting)
    setTimeout(send, ms)
  }, 2)
}

describe('Ctrl-C', () => {
  test('stops a long question within a second, says how far it came, and leaves nothing behind', async () => {
    using room = folder()
    const { status, stdout, stderr, took } = await stopped(room, ['sql', LONG], ['SIGINT'], atWork(room, 500))
    expect(stderr).toMatch(/^Stopped after \d\.\d s: 0 rows written, \d+ % of 100 files read\.\n$/)
    expect({ status, stdout }).toEqual({ status: 130, stdout: '' })
    expect(took).toBeLessThan(SECOND)
    expect(leftIn(room)).toEqual([])
  })

  test('counts the rows that are out', async () => {
    using room = folder()
    const { status, stdout, stderr, took } = await stopped(room, ['sql', ROWS], ['SIGINT'], withRows)
    expect(stderr).toMatch(/^Stopped after \d\.\d s: [\d,]+ rows? written(, \d+ % of 100 files read)?\.\n$/)
    expect(Number(/([\d,]+) row/.exec(stderr)?.[1]?.replace(',', ''))).toBeGreaterThanOrEqual(
      stdout.split('\n').length - 1,
    )
    expect(status).toBe(130)
    expect(took).toBeLessThan(SECOND)
    expect(leftIn(room)).toEqual([])
  })

  // DuckDB forgets an interruption that comes before its query: it must be told again.
  test.each([0, 5, 10, 20, 40])('is heard %d ms after DuckDB was set up', async ms => {
    using room = folder()
    const { status, stderr, took } = await stopped(room, ['sql', LONG], ['SIGINT'], atWork(room, ms))
    expect(stderr).toMatch(/^Stopped after \d\.\d s: 0 rows written.*\.\n$/)
    expect(status).toBe(130)
    expect(took).toBeLessThan(SECOND)
    expect(leftIn(room)).toEqual([])
  })

  test('twice is as good as once', async () => {
    using room = folder()
    const { status, took } = await stopped(room, ['sql', LONG, '-o', 'a.csv'], ['SIGINT', 'SIGINT'], atWork(room, 300))
    expect(status).toBe(130)
    expect(took).toBeLessThan(SECOND)
    expect(leftIn(room)).toEqual([])
  })

  test('leaves the old file of -o, and nothing of the new one', async () => {
    using room = folder()
    room.write('answer.jsonl', 'old')
    const text = `${ROWS} UNION ALL SELECT e.* FROM events AS e, range(1000)`
    const { status } = await stopped(room, ['sql', text, '-o', 'answer.jsonl'], ['SIGINT'], atWork(room, 500))
    expect(status).toBe(130)
    expect(leftIn(room)).toEqual(['answer.jsonl'])
    expect(readFileSync(room.at('answer.jsonl'), 'utf8')).toBe('old')
  })

  test('is heard while odd files are read one by one', async () => {
    using odd = folder()
    using room = folder()
    const text = JSON.stringify(Array.from({ length: 4000 }, (_, i) => record(`r${i}`)))
    for (let file = 0; file < 150; file++) odd.write(`${file}.json`, text.replace('[', '[3,'))
    const { status, stderr, took } = await stopped(
      room,
      ['sql', 'SELECT count(*) FROM events', '--logs', odd.path],
      ['SIGINT'],
      atWork(room, 500),
    )
    expect(stderr).toMatch(/^Stopped after/)
    expect(status).toBe(130)
    expect(took).toBeLessThan(SECOND)
    expect(leftIn(room)).toEqual([])
  })
})

test.each([
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const)('%s stops and cleans up as well, with status %d', async (signal, expected) => {
  using room = folder()
  const { status, took } = await stopped(room, ['sql', LONG], [signal], atWork(room, 300))
  expect(status).toBe(expected)
  expect(took).toBeLessThan(SECOND)
  expect(leftIn(room)).toEqual([])
})

describe('a closed pipe', () => {
  test('ends a question quietly and at once', async () => {
    using room = folder()
    const shell = ['sh', '-c', '"$@" | head -n 1; exit 0', 'sh']
    const started = performance.now()
    const how = { before: shell, env: { TMPDIR: room.path } }
    const { stdout, stderr } = await trailq(['sql', ROWS, '--logs', logs.path], how)
    expect(stderr).toBe('')
    expect(stdout.split('\n')).toHaveLength(2)
    expect(performance.now() - started).toBeLessThan(2 * SECOND)
    expect(leftIn(room)).toEqual([])
  })

  test('has status 0, for the reader has what it wanted', async () => {
    using room = folder()
    let closed = 0
    const { status, stderr } = await trailq(['sql', ROWS, '--logs', logs.path], {
      env: { TMPDIR: room.path },
      started: child => {
        child.stdout?.once('data', () => {
          child.stdout?.destroy()
          closed = performance.now()
        })
      },
    })
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(performance.now() - closed).toBeLessThan(SECOND)
    expect(leftIn(room)).toEqual([])
  })

  test('of messages changes neither rows nor status', async () => {
    using room = folder()
    room.write('logs/a.json', named('A'))
    room.write('logs/bad.json', 'rubbish')
    const shell = ['sh', '-c', '"$@" 2>/dev/full', 'sh']
    const args = ['sql', 'SELECT event_name FROM events', '--logs', room.at('logs')]
    expect(await trailq(args, { before: shell })).toMatchObject({ status: 6, stdout: '{"event_name":"A"}\n' })
    expect(await trailq(args, { started: child => child.stderr?.destroy() })).toMatchObject({
      status: 6,
      stdout: '{"event_name":"A"}\n',
    })
  })
})

test('nothing is left behind by questions that end, well or not', async () => {
  using room = folder()
  const ask = (text: string) => trailq(['sql', text, '--logs', logs.path], { env: { TMPDIR: room.path } })
  expect((await ask('SELECT count(*) FROM events')).status).toBe(0)
  expect((await ask('SELECT nonsense FROM events')).status).toBe(2)
  expect((await ask("SELECT error('x') FROM events")).status).toBe(5)
  expect(leftIn(room)).toEqual([])
})

test('a folder for temporary files that can’t be written to is no reason to fail', async () => {
  const { status, stderr } = await trailq(['sql', 'SELECT count(*) FROM events', '--logs', logs.path], {
    env: { TMPDIR: '/dev/null/none' },
  })
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
})

import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'

import { trailq } from '../engines/kit/trailq.ts'
import { type Answer, Trino } from '../standins/trino/server.ts'
import { rawTable, typedTable } from '../standins/trino/tables.ts'
import { NUMBERS, numbers } from './ask.ts'

// The command line, as a process of its own, against a server that does as the test says.

let trino: Trino
const folder = mkdtempSync(join(tmpdir(), 'trailq-trino-cli-'))
const SQL = 'SELECT event_id AS n FROM events'

beforeAll(async () => {
  trino = await Trino.start()
})

beforeEach(() => answer({ pages: numbers(3) }))

afterEach(() => {
  const seen = { running: trino.running(), partial: trino.requests.filter(({ path }) => path.includes('partial')) }
  trino.reset()
  expect(seen).toEqual({ running: [], partial: [] })
})

afterAll(async () => {
  await trino[Symbol.asyncDispose]()
  rmSync(folder, { recursive: true })
})

function answer(more: Answer): void {
  trino.onStatement = rawTable(() => ({ columns: NUMBERS, ...more }))
}

const where = () => ['--url', trino.url, '--catalog', 'hive', '--schema', 'security', '--table', 'cloudtrail']
const ask = (args: readonly string[], started?: (child: ChildProcess) => void) =>
  trailq([...args, ...where()], { cwd: folder, ...(started === undefined ? {} : { started }) })

const lines = (rows: number) => Array.from({ length: rows }, (_, n) => `{"n":${n}}\n`).join('')
const ENDLESS: Answer = { pages: numbers(100_000, 1) }

/** Does something when a request of the question was answered. */
function whenAsked(requests: number, act: () => void): void {
  const waiting = setInterval(() => {
    const id = trino.question()?.id
    if (id === undefined || trino.requests.filter(({ path }) => path.includes(id)).length < requests) return
    clearInterval(waiting)
    act()
  }, 5)
}

describe('an answer', () => {
  test('rows on stdout; the window that nobody named is told', async () => {
    const { status, stdout, stderr } = await ask(['sql', SQL])
    expect({ status, stdout }).toEqual({ status: 0, stdout: lines(9) })
    expect(stderr).toBe('Only 24h were looked at: --since or --all-time for more.\n')
  })

  test.each([['--since', '7d'], ['--all-time'], ['--quiet']])('with %s %s nothing more is told', async (...flags) => {
    const { status, stdout, stderr } = await ask(['sql', SQL, ...flags])
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: lines(9), stderr: '' })
  })

  test('of a canned query', async () => {
    answer({
      columns: [
        { name: 'service', type: 'varchar' },
        { name: 'events', type: 'bigint' },
      ],
      pages: [[['s3', 7]]],
    })
    const { stdout, status } = await ask(['run', 'top-callers', '--since', '7d'])
    expect({ stdout, status }).toEqual({ stdout: '{"service":"s3","events":7}\n', status: 0 })
    expect(trino.question()?.sql).toMatch(/\bday >= '\d{4}\/\d\d\/\d\d'/)
  })

  test('absent days are no error of a projected table, unless somebody says otherwise', async () => {
    await ask(['sql', SQL, '--since', '7d', '--session', 'query_max_run_time=5m', '--session', 'hive.x=a,b=c'])
    expect(trino.question()?.headers['x-trino-session']).toBe(
      'hive.ignore_absent_partitions=true,query_max_run_time=5m,hive.x=a%2Cb%3Dc',
    )
    await ask(['sql', SQL, '--since', '7d', '--session', 'hive.ignore_absent_partitions=false'])
    expect(trino.question()?.headers['x-trino-session']).toBe('hive.ignore_absent_partitions=false')
    expect(trino.queries.map(({ headers }) => headers['x-trino-catalog'] ?? headers['x-trino-schema'])).toEqual(
      trino.queries.map(() => undefined),
    )
  })

  test('columns that the table has no place for are NULL, and it is said once', async () => {
    trino.onStatement = typedTable(['eventtime', 'eventname'], () => ({ columns: NUMBERS, pages: numbers(1) }))
    const { stderr, status } = await ask([
      'sql',
      'SELECT event_name, annotation, api_version FROM events',
      '--all-time',
    ])
    expect({ stderr, status }).toEqual({
      stderr: 'The table has no place for api_version, annotation: NULL in every row.\n',
      status: 0,
    })
  })

  test('on a terminal: what the server does, and at the end what it took', async () => {
    answer({
      pages: numbers(3),
      queued: 1,
      running: 30,
      stats: { physicalInputBytes: 3_400_000, progressPercentage: 37 },
    })
    for (let nth = 1; nth < 45; nth++) trino.fault({ kind: 'late', ms: 100 }, 'GET', { nth: 1 })
    const { stdout } = await onTerminal(['sql', SQL])
    expect(stdout).toMatch(/running · 3\.4 MB read · 37 % · \d\.\d s/)
    expect(stdout).toMatch(/9 rows · 3\.4 MB read · query 2026\w+ · \d\.\d s\r?\n.*Only 24h were looked at/)
  })
})

describe('stopping', () => {
  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)('%s while rows come', async (signal, expected) => {
    answer(ENDLESS)
    const { status, stderr } = await ask(['sql', SQL], child => whenAsked(20, () => child.kill(signal)))
    expect(stderr).toMatch(/^Stopped after \d\.\d s: \d+ rows? written, 0 B read\.\n$/)
    expect(status).toBe(expected)
    expect(trino.question()?.state).toBe('canceled')
  })

  test('Ctrl-C while the statement waits in a queue', async () => {
    answer({ queued: 100_000 })
    const { status, stderr } = await ask(['sql', SQL], child => whenAsked(5, () => child.kill('SIGINT')))
    expect(stderr).toMatch(/^Stopped after \d\.\d s: 0 rows written, 0 B read\.\n$/)
    expect({ status, state: trino.question()?.state }).toEqual({ status: 130, state: 'canceled' })
  })

  test('Ctrl-C while the table is looked at', async () => {
    trino.onStatement = () => ({ queued: 100_000 })
    const { status } = await ask(['sql', SQL], child => {
      const waiting = setInterval(() => {
        if (trino.requests.length < 4) return
        clearInterval(waiting)
        child.kill('SIGINT')
      }, 5)
    })
    expect(status).toBe(130)
    expect(trino.queries.map(({ state }) => state)).toEqual(['canceled'])
  })

  test('Ctrl-C while the server wants to be left alone', async () => {
    answer(ENDLESS)
    trino.fault({ kind: 'reply', status: 429, headers: { 'retry-after': '60' }, body: '' }, 'GET', { nth: 16 })
    const started = performance.now()
    const { status } = await ask(['sql', SQL], child => whenAsked(8, () => setTimeout(() => child.kill('SIGINT'), 300)))
    expect({ status, state: trino.question()?.state }).toEqual({ status: 130, state: 'canceled' })
    expect(performance.now() - started).toBeLessThan(5000)
  })

  test('Ctrl-C where the server does not answer any more: the process ends all the same', async () => {
    answer(ENDLESS)
    trino.fault({ kind: 'silence' }, 'DELETE', { times: 99 })
    let sent = 0
    const { status } = await ask(['sql', SQL], child =>
      whenAsked(20, () => {
        sent = performance.now()
        child.kill('SIGINT')
      }),
    )
    expect(status).toBe(130)
    expect(performance.now() - sent).toBeLessThan(7000)
    trino.queries.length = 0
  })

  test('--limit takes no more than it needs', async () => {
    answer({ pages: numbers(1000) })
    const { status, stdout } = await ask(['sql', SQL, '--limit', '4'])
    expect({ status, stdout }).toEqual({ status: 0, stdout: lines(4) })
    expect(trino.question()).toMatchObject({ state: 'canceled', at: 4 })
  })

  test('a closed pipe', async () => {
    answer(ENDLESS)
    const { status, stdout } = await trailq(['sql', SQL, '--quiet', ...where()], {
      cwd: folder,
      before: ['sh', '-c', '"$@" | head -n 1; exit 0', 'sh'],
    })
    expect({ status, stdout }).toEqual({ status: 0, stdout: lines(1) })
    await expect.poll(() => trino.question()?.state, { timeout: 5000 }).toBe('canceled')
  })
})

describe('errors are told, with the way on', () => {
  const failing = (errorName: string, message: string, errorType = 'EXTERNAL') =>
    answer({ pages: [], error: { errorName, errorType, message } })

  test.each([
    [
      'HIVE_FILE_NOT_FOUND',
      'Partition location does not exist: s3://a/2026/11/20/',
      5,
      'ignore_absent_partitions=true',
    ],
    ['HIVE_INVALID_METADATA', 'Unsupported storage format: security.cloudtrail', 4, "'trailq ddl --target trino'"],
    [
      'INVALID_COLUMN_PROPERTY',
      "Injected projection requires single predicate for it's column in where clause",
      2,
      '--account',
    ],
    ['PERMISSION_DENIED', 'Access Denied: Cannot select from table', 3, '--user'],
    ['EXCEEDED_TIME_LIMIT', 'Query exceeded maximum time limit of 1.00ms', 5, '--since'],
    ['EXCEEDED_GLOBAL_MEMORY_LIMIT', 'Query exceeded distributed user memory limit of 1GB', 5, 'shorter window'],
    ['ABANDONED_QUERY', 'Query was abandoned', 5, 'long pauses'],
    ['ADMINISTRATIVELY_KILLED', 'killed', 5, 'Somebody stopped it'],
    ['GENERIC_INTERNAL_ERROR', 'null', 5, 'look the query up in Trino'],
  ])('%s', async (name, message, expected, next) => {
    failing(name, message)
    const { status, stdout, stderr } = await ask(['sql', SQL])
    expect(stderr).toContain(`Trino says ${name}: ${message}`)
    expect(stderr).toMatch(/\(query 2026\w+\)\n {2}\S/)
    expect(stderr).toContain(next)
    expect({ status, stdout }).toEqual({ status: expected, stdout: '' })
  })

  test('an error behind rows: the rows stay, the status tells', async () => {
    answer({
      pages: numbers(2),
      error: { errorName: 'HIVE_CURSOR_ERROR', errorType: 'EXTERNAL', message: 'Failed to read file' },
    })
    const { status, stdout, stderr } = await ask(['sql', SQL])
    expect({ status, stdout }).toEqual({ status: 5, stdout: lines(6) })
    expect(stderr).toContain('move the file away that it names')
  })

  test('another table', async () => {
    const { status, stderr } = await ask(['sql', 'SELECT 1 FROM evnts'])
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: `trailq OUT_OF_SCOPE A question reads events and what it defines itself, not 'evnts'. Did you mean 'events'?\n  Write FROM events; 'trailq show events' lists its columns.\n`,
    })
    expect(trino.requests).toEqual([])
  })

  test('a server that is none', async () => {
    trino.fault({ kind: 'reply', status: 200, headers: { 'content-type': 'text/html' }, body: '<html>' }, 'POST')
    const { status, stderr } = await ask(['sql', SQL])
    expect(status).toBe(3)
    expect(stderr).toBe(
      `trailq UNREACHABLE ${trino.url} does not answer as Trino does\n  Check the address (--url): something else may listen there.\n`,
    )
  })
})

/** Runs a command on a terminal of its own, by `script` of util-linux. */
function onTerminal(args: readonly string[]): Promise<{ stdout: string }> {
  const words = [process.execPath, 'dist/cli/main.cjs', ...args, ...where()]
  const command = words.map(word => `'${word.replaceAll("'", `'\\''`)}'`).join(' ')
  const child = spawn('script', ['-qec', `stty cols 200; ${command}`, '/dev/null'], {
    // A machine for continuous integration shows no spinner: this one is to.
    env: { ...process.env, TERM: 'xterm', CI: undefined },
  })
  let stdout = ''
  child.stdout.setEncoding('utf8').on('data', text => {
    stdout += text
  })
  return new Promise(resolve => child.on('close', () => resolve({ stdout })))
}

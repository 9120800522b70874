import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'

import { TrinoHttp } from '../../src/engines/trino/http.ts'
import { Statement } from '../../src/engines/trino/statement.ts'
import { TrailqError } from '../../src/errors.ts'
import type { Fault, Method } from '../standins/trino/faults.ts'
import { type Answer, Trino } from '../standins/trino/server.ts'
import { ask, NUMBERS, numbered, numbers } from './ask.ts'

let trino: Trino

beforeAll(async () => {
  trino = await Trino.start()
})

beforeEach(() => answer({}))

/** Whatever happens: nothing runs on, and nothing is ever asked to end as if it had all its rows. */
afterEach(() => {
  const seen = { running: trino.running(), partial: trino.requests.filter(({ path }) => path.includes('partial')) }
  trino.reset()
  expect(seen).toEqual({ running: [], partial: [] })
})

afterAll(() => trino[Symbol.asyncDispose]())

function answer(more: Answer): void {
  trino.onStatement = () => ({ columns: NUMBERS, pages: numbers(4), ...more })
}

const all = { rows: numbered(12), error: undefined }

function codeOf(error: unknown): string | undefined {
  return error instanceof TrailqError ? error.code : error === undefined ? undefined : String(error)
}

const says = (error: unknown) => (error instanceof TrailqError ? `${error.message} | ${error.next}` : String(error))

describe('rows come once, in order', () => {
  test('from a server without faults, asked by its own protocol', async () => {
    expect(await ask(trino)).toMatchObject(all)
    const [post, ...gets] = trino.requests
    expect(post).toMatchObject({
      method: 'POST',
      headers: { 'x-trino-user': 'me', 'x-trino-source': 'trailq', 'x-trino-time-zone': 'UTC' },
    })
    expect(
      Object.keys(post?.headers ?? {}).filter(name => /catalog|schema|session|authorization|encoding-/.test(name)),
    ).toEqual([])
    expect(gets.map(({ path }) => path.split('/').at(-1))).toEqual(['0', '1', '2', '3', '4', '5', '6'])
    expect(trino.queries[0]?.state).toBe('finished')
  })

  test('through pages without data, and columns that come late', async () => {
    answer({ pages: [[], [[0]], [], [], [[1], [2]], []], queued: 5, running: 3 })
    expect(await ask(trino)).toMatchObject({ rows: numbered(3), error: undefined })
  })

  test('of an answer without rows the columns are known', async () => {
    answer({ pages: [] })
    expect(await ask(trino)).toMatchObject({ rows: [], error: undefined, columns: [{ name: 'n', type: 'bigint' }] })
  })

  test('of huge pages', async () => {
    const wide = 'x'.repeat(2000)
    answer({
      columns: [{ name: 'v', type: 'varchar' }],
      pages: [[['first']], Array.from({ length: 20_000 }, () => [wide])],
    })
    const { rows, error } = await ask(trino)
    expect({ count: rows.length, error }).toEqual({ count: 20_001, error: undefined })
    expect(rows.at(-1)).toEqual({ v: wide })
  })

  const PASSING: readonly (readonly [string, Fault, Method?])[] = [
    ['429', { kind: 'reply', status: 429, body: '' }],
    ['502', { kind: 'reply', status: 502, body: '<html>Bad Gateway</html>' }],
    ['503', { kind: 'reply', status: 503, body: '' }],
    ['504', { kind: 'reply', status: 504, body: '' }],
    ['a broken connection', { kind: 'reset' }],
    ['an answer that gets lost', { kind: 'lost' }],
    ['a body that ends too early', { kind: 'cut', part: 0.5 }],
    ['a body in chunks that ends too early', { kind: 'cut', part: 0.5, chunked: true }],
    ['silence', { kind: 'silence' }],
    ['a body that stops', { kind: 'stall', part: 0.5 }],
    ['a body that comes late', { kind: 'late', ms: 120 }],
    ['a slow body', { kind: 'slow', pieces: 8, ms: 60 }],
  ]
  for (const [name, fault] of PASSING) {
    test.each([
      ['POST', 1],
      ['GET', 1],
      ['GET', 3],
      ['GET', 5],
      ['GET', 7],
    ] as const)(`in spite of ${name} at %s %d`, async (method, nth) => {
      trino.fault(fault, method, { nth })
      expect(await ask(trino, { silenceMs: 300 })).toMatchObject(all)
    })
  }

  test.each([1, 3, 5, 7])('in spite of a page cut short in a whole answer, at GET %d', async nth => {
    trino.fault({ kind: 'short', part: 0.7 }, 'GET', { nth })
    expect(await ask(trino)).toMatchObject(all)
  })

  test('from a slow server, each page asked for once: it is not silent', async () => {
    trino.fault({ kind: 'slow', pieces: 8, ms: 60 }, 'GET', { nth: 5 })
    const { rows, ms } = await ask(trino, { silenceMs: 300 })
    expect({ rows, gets: trino.asked('GET').length }).toEqual({ rows: numbered(12), gets: 7 })
    expect(ms).toBeGreaterThan(450)
  })

  test('in spite of every page failing once', async () => {
    for (let nth = 1; nth < 14; nth += 2) trino.fault({ kind: 'reset' }, 'GET', { nth: 1 + Math.floor(nth / 2) })
    expect(await ask(trino)).toMatchObject(all)
  })

  test('where the server, just started, has no nodes yet', async () => {
    let asked = 0
    trino.onStatement = () =>
      asked++ < 2
        ? { error: { errorName: 'NO_NODES_AVAILABLE', errorType: 'INTERNAL_ERROR', message: 'No nodes available' } }
        : { columns: NUMBERS, pages: numbers(4) }
    expect(await ask(trino)).toMatchObject(all)
    expect(trino.queries.map(({ state }) => state)).toEqual(['failed', 'failed', 'finished'])
  })
})

describe('Retry-After', () => {
  const busy = (header: string): Fault => ({ kind: 'reply', status: 429, headers: { 'retry-after': header }, body: '' })

  test('in seconds', async () => {
    trino.fault(busy('1'), 'GET', { nth: 2 })
    expect(await ask(trino)).toMatchObject(all)
    const [, first, second] = trino.asked('GET')
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(990)
  })

  test('as a date', async () => {
    trino.fault(busy(new Date(Date.now() + 2100).toUTCString()), 'POST')
    expect(await ask(trino)).toMatchObject(all)
    const [first, second] = trino.asked('POST')
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThan(900)
  })

  test.each(['0', 'soon', ''])("'%s' is no reason to wait", async header => {
    trino.fault(busy(header), 'GET')
    expect(await ask(trino)).toMatchObject(all)
  })

  test('of an hour is told at once', async () => {
    trino.fault(busy('3600'), 'GET', { nth: 5, times: 99 })
    const { error, ms } = await ask(trino)
    expect(says(error)).toBe(`${trino.url} answers 429 | Try again in 3600 seconds: it asks for that.`)
    expect(ms).toBeLessThan(3000)
  })
})

describe('one clear error, and the statement is stopped', () => {
  test.each<readonly [string, Fault, RegExp]>([
    ['410', { kind: 'reply', status: 410, body: '' }, /^Trino does not know the statement any more \| Ask again/],
    ['500', { kind: 'reply', status: 500, body: 'Out of  cheese\n' }, /answers 500: Out of cheese \| Try again/],
    ['502 for ever', { kind: 'reply', status: 502, body: '<html>' }, /answers 502 \| Try again/],
    ['resets for ever', { kind: 'reset' }, /can’t be reached: the connection breaks \| Check/],
    ['silence for ever', { kind: 'silence' }, /can’t be reached: it has said nothing for 0.3 s/],
    ['pages that are cut short for ever', { kind: 'short', part: 0.7 }, /came broken from .*, twice \| Ask again/],
    ['cut bodies for ever', { kind: 'cut', part: 0.5 }, /can’t be reached: the connection breaks/],
    [
      'a redirect',
      { kind: 'reply', status: 307, headers: { location: 'https://other/x' }, body: '' },
      /on to https:\/\/other \| Give/,
    ],
    ['a web page', { kind: 'reply', status: 200, body: '<html>Please log in</html>' }, /came broken/],
    [
      '401',
      {
        kind: 'reply',
        status: 401,
        headers: { 'www-authenticate': 'Basic realm="Trino", Bearer realm="Trino"' },
        body: '',
      },
      /refuses the login with status 401 \(it takes Basic, Bearer\) \| Use its https/,
    ],
  ])('%s, behind some rows', async (_name, fault, message) => {
    trino.fault(fault, 'GET', { nth: 5, times: 99 })
    const { rows, error } = await ask(trino, { silenceMs: 300, retryMs: 400 })
    expect(says(error)).toMatch(message)
    expect(rows).toEqual(numbered(3))
    expect(trino.queries[0]?.state).toBe('canceled')
    expect(trino.asked('DELETE').at(-1)?.path).toBe(trino.asked('GET').at(-1)?.path)
  })

  test('an error of the statement behind some rows', async () => {
    const failed = {
      errorName: 'HIVE_CURSOR_ERROR',
      errorType: 'EXTERNAL',
      message: 'Failed to read file: local:///a.json.gz',
      failureInfo: { cause: { message: 'Unexpected end' } },
    }
    answer({ pages: numbers(2), error: failed })
    const { rows, error } = await ask(trino)
    expect(says(error)).toMatch(
      /^Trino says HIVE_CURSOR_ERROR: Failed to read file: local:\/\/\/a.json.gz; Unexpected end \(query 2026\d+_.*\) \| Trino reads one JSON object a line/,
    )
    expect({ rows, state: trino.queries[0]?.state }).toEqual({ rows: numbered(6), state: 'failed' })
    expect(trino.asked('DELETE')).toEqual([])
  })

  test('an error at once, with its place', async () => {
    answer({
      pages: [],
      error: {
        errorName: 'SYNTAX_ERROR',
        errorType: 'USER_ERROR',
        message: "line 2:6: mismatched input 'x'",
        errorLocation: { lineNumber: 2, columnNumber: 6 },
      },
    })
    const { error } = await ask(trino, { sql: 'SELECT\n  a, x y z' })
    expect(says(error)).toMatch(/^Trino says SYNTAX_ERROR: mismatched input 'x', at: {3}a, ⟶x y z \(query/)
    expect(codeOf(error)).toBe('BAD_SQL')
  })

  test('an end that says FAILED and no more', async () => {
    answer({ stats: { state: 'FAILED' } })
    const { error } = await ask(trino)
    expect(codeOf(error)).toBe('ENGINE_FAILED')
  })

  test('no nodes for ever, where the server has run for long', async () => {
    answer({ pages: [], error: { errorName: 'NO_NODES_AVAILABLE', message: 'No nodes available' } })
    const { error, ms } = await ask(trino, { signal: AbortSignal.timeout(1700) })
    expect(String(error)).toMatch(/TimeoutError|AbortError/)
    expect(ms).toBeLessThan(2500)
    expect(trino.queries.length).toBeGreaterThanOrEqual(3)
  })

  test('pages that lie on another host: no login goes there', async () => {
    answer({ nextHost: 'http://127.0.0.1:1' })
    const { error } = await ask(trino)
    expect(says(error)).toMatch(/sends its clients on to http:\/\/127\.0\.0\.1:1 \| .*process-forwarded/)
    expect(trino.queries[0]?.state).toBe('canceled')
  })

  test.each<readonly [string, Fault, string, RegExp]>([
    [
      'a web page',
      { kind: 'reply', status: 200, headers: { 'content-type': 'text/html' }, body: '<html>Hi</html>' },
      'UNREACHABLE',
      /does not answer as Trino does \| Check the address/,
    ],
    ['other JSON', { kind: 'reply', status: 200, body: '{"ok":true}' }, 'UNREACHABLE', /does not answer as Trino does/],
    ['nothing', { kind: 'reply', status: 200, body: '' }, 'UNREACHABLE', /does not answer as Trino does/],
    [
      '404',
      { kind: 'reply', status: 404, body: '<html>nginx</html>' },
      'ENGINE_FAILED',
      /answers 404 \| Check the address/,
    ],
    ['405', { kind: 'reply', status: 405, body: '' }, 'ENGINE_FAILED', /answers 405 \| Check the address/],
    [
      'a redirect',
      { kind: 'reply', status: 308, headers: { location: '/ui/' }, body: '' },
      'UNREACHABLE',
      /on to http/,
    ],
    ['403', { kind: 'reply', status: 403, body: '' }, 'LOGIN_REFUSED', /status 403 \| Use its https address/],
    [
      '400',
      { kind: 'reply', status: 400, body: 'SQL statement is empty' },
      'ENGINE_FAILED',
      /answers 400: SQL statement is empty/,
    ],
  ])('at the start: %s', async (_name, fault, code, message) => {
    trino.fault(fault, 'POST')
    const { error } = await ask(trino)
    expect(codeOf(error)).toBe(code)
    expect(says(error)).toMatch(message)
  })

  test('nobody there: at once', async () => {
    const gone = await Trino.start()
    const { url } = gone
    await gone[Symbol.asyncDispose]()
    for (const [address, why] of [
      [url, 'nobody listens there'],
      ['http://127.0.0.1:1', 'bad port'],
    ] as const) {
      const { error, ms } = await ask(trino, { url: address })
      expect(says(error)).toBe(
        `${address} can’t be reached: ${why} | Check the address (--url), and that the server runs.`,
      )
      expect(ms).toBeLessThan(1000)
    }
  })
})

describe('stopping', () => {
  test('by leaving the loop', async () => {
    expect(await ask(trino, { leaveAfter: 1 })).toMatchObject({ rows: numbered(3), error: undefined })
    expect(trino.queries[0]?.state).toBe('canceled')
    expect(trino.asked('DELETE').map(({ path }) => path.split('/').at(-1))).toEqual(['4'])
  })

  test('behind the last row there is nothing to stop', async () => {
    answer({ pages: numbers(1) })
    await ask(trino, { leaveAfter: 1 })
    expect(trino.asked('DELETE')).toEqual([])
  })

  test('before the start nothing is asked', async () => {
    const { error } = await ask(trino, { signal: AbortSignal.abort() })
    expect(String(error)).toMatch(/AbortError/)
    expect(trino.requests).toEqual([])
  })

  test('by a signal between the start and the first row, though nobody reads', async () => {
    const abort = new AbortController()
    await Statement.start(new TrinoHttp({ url: trino.url }), 'SELECT n', { signal: abort.signal })
    abort.abort()
    await expect.poll(() => trino.queries[0]?.state).toBe('canceled')
  })

  test.each([
    ['while the statement is posted', 'POST', 1],
    ['while it waits', 'GET', 2],
    ['while rows come', 'GET', 5],
  ] as const)('by a signal %s', async (_when, method, nth) => {
    trino.fault({ kind: 'late', ms: 400 }, method, { nth })
    const { error, ms } = await ask(trino, { signal: AbortSignal.timeout(150) })
    expect(String(error)).toMatch(/TimeoutError/)
    expect(ms).toBeLessThan(400)
    await sleep(300)
    expect(trino.running()).toEqual([])
  })

  test('by a signal during the pause before another try', async () => {
    trino.fault({ kind: 'reply', status: 503, headers: { 'retry-after': '20' }, body: '' }, 'GET', { nth: 5 })
    const { error, rows, ms } = await ask(trino, { signal: AbortSignal.timeout(200) })
    expect(String(error)).toMatch(/AbortError/)
    expect(rows).toEqual(numbered(3))
    expect(ms).toBeLessThan(1000)
    expect(trino.queries[0]?.state).toBe('canceled')
  })

  test('by a signal during the pause before nodes are looked for again', async () => {
    answer({ pages: [], error: { errorName: 'NO_NODES_AVAILABLE', message: 'No nodes available' } })
    const { ms } = await ask(trino, { signal: AbortSignal.timeout(100) })
    expect(ms).toBeLessThan(450)
    expect(trino.queries).toHaveLength(1)
  })

  test('takes no longer than it may where the server hangs', async () => {
    trino.fault({ kind: 'silence' }, 'DELETE', { times: 99 })
    const { ms } = await ask(trino, { leaveAfter: 1 })
    expect(ms).toBeGreaterThan(4900)
    expect(ms).toBeLessThan(6500)
    trino.queries.length = 0
  })

  test('is tried again where the first try gets lost', async () => {
    trino.fault({ kind: 'reset' }, 'DELETE')
    await ask(trino, { leaveAfter: 1 })
    expect(trino.queries[0]?.state).toBe('canceled')
  })
})

describe('a slow reader', () => {
  test('gives signs of life, by the last page and never an older one', async () => {
    let pages = 0
    const read = async () => {
      if (++pages === 2) await sleep(350)
    }
    expect(await ask(trino, { read, signOfLifeMs: 100 })).toMatchObject(all)
    const tokens = trino.asked('GET').map(({ path }) => Number(path.split('/').at(-1)))
    expect(tokens.filter(token => token === 4)).toHaveLength(4)
    expect(tokens).toEqual(tokens.toSorted((a, b) => a - b))
  })

  test('whose sign of life hangs goes on, and ends', async () => {
    trino.fault({ kind: 'silence' }, 'GET', { nth: 5, times: 1 })
    let pages = 0
    const read = async () => {
      if (++pages === 1) await sleep(250)
    }
    const outcome = await ask(trino, { read, signOfLifeMs: 200 })
    expect(outcome).toMatchObject(all)
    expect(outcome.ms).toBeLessThan(2000)
    // Nobody waits for it any more, the process neither.
    await expect.poll(() => trino.openAnswers(), { timeout: 1000 }).toBe(0)
  })

  test('holds the server back: no page is asked for before it is wanted', async () => {
    answer({ pages: numbers(40) })
    let asked = 0
    const read = async () => {
      await sleep(5)
      asked = Math.max(asked, trino.asked('GET').length)
    }
    await ask(trino, { read, leaveAfter: 15 })
    expect(asked).toBeLessThanOrEqual(3 + 5)
  })
})

test('numbers keep their digits, wherever they are', async () => {
  const big = 9_007_199_254_740_993n
  const least = -9_223_372_036_854_775_808n
  answer({
    columns: [
      { name: 'n', type: 'bigint' },
      { name: 'list', type: 'array(bigint)' },
      { name: 'map', type: 'map(varchar, bigint)' },
      { name: 'row', type: 'row(a bigint, b double)' },
      { name: 'text', type: 'varchar' },
      { name: 'x', type: 'double' },
    ],
    pages: [
      [[1, [1], { k: 1 }, [1, 0.5], ',12345678901234567890,', 1e20]],
      [[big, [big], { k: big }, [big, 0.25], ':9007199254740993}', 1e300]],
      [[least, [], {}, [null, 'NaN'], null, 'Infinity']],
      [[2, [], { k: big }, null, null, null]],
    ],
  })
  expect((await ask(trino)).rows).toEqual([
    {
      n: 1,
      list: '[1]',
      map: '{"k":1}',
      row: '{"a":1,"b":0.5}',
      text: ',12345678901234567890,',
      x: 1e20,
    },
    {
      n: big,
      list: '[9007199254740993]',
      map: '{"k":9007199254740993}',
      row: '{"a":9007199254740993,"b":0.25}',
      text: ':9007199254740993}',
      x: 1e300,
    },
    { n: least, list: '[]', map: '{}', row: '{"a":null,"b":"NaN"}', text: null, x: Number.POSITIVE_INFINITY },
    { n: 2, list: '[]', map: '{"k":9007199254740993}', row: null, text: null, x: null },
  ])
})

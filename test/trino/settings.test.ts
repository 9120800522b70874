import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

import { trailConfig } from '../../src/cli/config.ts'
import { SETTINGS, settings } from '../../src/cli/settings.ts'
import { headersOf } from '../../src/engines/trino/connection.ts'
import { TrinoHttp } from '../../src/engines/trino/http.ts'
import { EXIT, TrailqError } from '../../src/errors.ts'
import { resolveScope } from '../../src/events/index.ts'

let folder: string

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'trailq-settings-')))
  mkdirSync(join(folder, 'a/b'), { recursive: true })
  vi.spyOn(process, 'cwd').mockReturnValue(join(folder, 'a/b'))
})

afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true })
})

const file = (content: unknown, at = '.') =>
  writeFileSync(join(folder, at, 'trailq.json'), typeof content === 'string' ? content : JSON.stringify(content))

function failure(act: () => unknown): TrailqError {
  try {
    act()
  } catch (error) {
    if (error instanceof TrailqError) return error
    throw error
  }
  throw new Error('It did not fail')
}

const TABLE = { url: 'https://t:8443', catalog: 'hive', schema: 's', table: 't' } as const

describe('where a setting comes from', () => {
  test('flags, then variables, then the file', () => {
    file({ url: 'http://file', catalog: 'file', schema: 'file', table: 'file' })
    vi.stubEnv('TRAILQ_CATALOG', 'variable')
    vi.stubEnv('TRAILQ_SCHEMA', 'variable')
    vi.stubEnv('TRAILQ_TABLE', '')
    expect(settings({ schema: 'flag' })).toMatchObject({
      url: 'http://file',
      catalog: 'variable',
      schema: 'flag',
      table: 'file',
    })
  })

  test('the nearest file alone', () => {
    file({ url: 'http://above', catalog: 'above' })
    file({ url: 'http://near' }, 'a')
    expect(settings({})).toEqual({ url: 'http://near' })
  })

  test('every setting has a variable of its name', () => {
    vi.stubEnv('TRAILQ_SESSION_USER', 'bob')
    vi.stubEnv('TRAILQ_SESSION', 'a=1,hive.b=x=y')
    vi.stubEnv('TRAILQ_LOGS', 'one,two')
    expect(settings({})).toEqual({ sessionUser: 'bob', session: { a: '1', 'hive.b': 'x=y' }, logs: ['one', 'two'] })
    expect(new Set(Object.keys(SETTINGS).map(name => name.toLowerCase())).size).toBe(Object.keys(SETTINGS).length)
  })

  test('paths in a file are meant from where it lies; flags and variables from where one is', () => {
    file({ ca: 'tls/ca.pem', logs: ['AWSLogs', '/abs'] })
    expect(settings({})).toEqual({ ca: join(folder, 'tls/ca.pem'), logs: [join(folder, 'AWSLogs'), '/abs'] })
    expect(settings({ ca: 'x.pem', logs: ['L'] })).toEqual({ ca: 'x.pem', logs: ['L'] })
  })

  test('--session may be given several times; a value may hold = and commas', () => {
    expect(settings({ session: ['a=1', ' hive.b =x=y,z', 'c='] })).toEqual({
      session: { a: '1', 'hive.b': 'x=y,z', c: '' },
    })
  })
})

describe('what is refused', () => {
  test.each<readonly [string, unknown, string]>([
    ['no JSON', '{"url":', 'trailq.json can’t be used: '.replace('’', "'")],
    ['no object', '[1]', 'it is no JSON object'],
    ['null', 'null', 'it is no JSON object'],
    ['an unknown name', { urls: 'x' }, "it has an unknown name 'urls'. Did you mean 'url'?"],
    ['a number', { table: 7 }, "'table' is no text"],
    ['a list of numbers', { logs: [1] }, "'logs' is neither text nor a list of texts"],
    ['a list of properties', { session: ['a=1'] }, "'session' is no object with texts in it"],
    ['a property that is no text', { session: { a: 1 } }, "'session' is no object with texts in it"],
    ['a password', { password: 'x' }, "'password' is a secret: set TRAILQ_TRINO_PASSWORD"],
    ['a token', { trinoToken: 'x' }, "'trinoToken' is a secret"],
  ])('%s in the file', (_name, content, message) => {
    file(content)
    const error = failure(() => settings({}))
    expect(error.message).toContain(message)
    expect(error.message).toContain(join(folder, 'trailq.json'))
    expect(error).toMatchObject({ code: 'BAD_CONFIGURATION', exitStatus: EXIT.configuration })
  })

  test('a session property without a value', () => {
    expect(failure(() => settings({ session: ['query_max_run_time'] }))).toMatchObject({
      message: "--session takes name=value, not 'query_max_run_time'",
      next: 'Write --session query_max_run_time=5m.',
    })
    vi.stubEnv('TRAILQ_SESSION', '=1')
    expect(failure(() => settings({})).message).toBe("TRAILQ_SESSION takes name=value, not '=1'")
  })

  test.each(['url', 'catalog', 'schema', 'table'] as const)('Trino without its %s', name => {
    const error = failure(() => trailConfig({ engine: 'trino', ...TABLE, [name]: '' }))
    expect(error).toMatchObject({ code: 'NO_ENGINE', message: `Trino needs to be told its ${name}` })
    expect(error.next).toContain(`--${name} `)
    expect(error.next).toContain(`TRAILQ_${name.toUpperCase()}`)
  })

  test('an engine that is none', () => {
    expect(failure(() => trailConfig({ engine: 'trno' })).message).toBe(
      "There is no engine 'trno'. Did you mean 'trino'?",
    )
  })
})

describe('which engine', () => {
  test.each<readonly [Record<string, unknown>, Record<string, string>, string]>([
    [{ url: 'http://x' }, {}, 'trino'],
    [{ url: 'http://x', logs: 'L' }, {}, 'duckdb'],
    [{ engine: 'athena', url: 'http://x', database: 'd' }, { url: 'http://y' }, 'trino'],
    [{ engine: 'trino' }, { logs: 'L' }, 'duckdb'],
    [{ engine: 'duckdb', logs: 'L' }, { engine: 'trino' }, 'trino'],
    [{ database: 'd' }, {}, 'athena'],
  ])('file %j, flags %j: %s', (content, flags, engine) => {
    file({ catalog: 'hive', schema: 's', table: 't', ...content })
    const config = trailConfig({ ...(engine === 'trino' ? { url: 'http://z' } : {}), ...flags })
    expect(config.engine ?? 'duckdb').toBe(engine)
  })

  test('secrets come from the environment', () => {
    vi.stubEnv('TRAILQ_TRINO_PASSWORD', 'pass:wörd')
    vi.stubEnv('TRAILQ_TRINO_TOKEN', '')
    expect(trailConfig({ ...TABLE, user: 'alice' })).toMatchObject({
      engine: 'trino',
      user: 'alice',
      password: 'pass:wörd',
    })
    expect(trailConfig(TABLE)).not.toHaveProperty('token')
  })
})

describe('a connection', () => {
  const headers = (more: object) => headersOf({ url: 'https://t', ...more }, {}, 'login')

  test('a login is Latin-1, and asks to be nobody else', () => {
    const sent = headers({ user: 'alice', password: 'p:é' })
    expect(Buffer.from((sent['Authorization'] ?? '').replace('Basic ', ''), 'base64')).toEqual(
      Buffer.from([...'alice:p:'].map(letter => letter.charCodeAt(0)).concat(0xe9)),
    )
    expect(sent).not.toHaveProperty('X-Trino-User')
  })

  test.each([
    [{}, { 'X-Trino-User': 'login' }],
    [{ user: 'alice' }, { 'X-Trino-User': 'alice' }],
    [{ user: 'alice', sessionUser: 'bob' }, { 'X-Trino-User': 'bob' }],
    [{ user: 'alice', password: 'x', sessionUser: 'bob' }, { 'X-Trino-User': 'bob' }],
    [{ token: 'a.b.c' }, { Authorization: 'Bearer a.b.c' }],
    [{ session: { a: 'x y,ü=' } }, { 'X-Trino-Session': 'a=x%20y%2C%C3%BC%3D' }],
  ])('%j', (more, sent) => {
    expect(headers(more)).toMatchObject(sent)
  })

  test.each<readonly [object, string]>([
    [{ user: 'ali\nce' }, 'the name of the user'],
    [{ user: '李' }, 'the name of the user'],
    [{ user: 'a', password: '密' }, 'the user’s name, password or token'],
    [{ token: 'a\r\nX: y' }, 'the user’s name, password or token'],
    [{ session: { 'a\nb': '1' } }, 'a session property'],
  ])('what no header can carry is refused, and no secret told: %j', (more, what) => {
    const error = failure(() => headers(more))
    expect(error).toMatchObject({ code: 'BAD_CONFIGURATION', message: `A character in ${what} can't be sent to Trino` })
  })

  test.each([
    ['trino.example.com:8443', 'is no address'],
    ['ftp://x', 'is no address'],
    ['', 'is no address'],
    ['https://me:secret@x', 'holds a login'],
  ])("'%s'", (url, message) => {
    const error = failure(() => new TrinoHttp({ url }))
    expect(error).toMatchObject({ code: 'BAD_CONFIGURATION' })
    expect(error.message).toContain(message)
    expect(error.message).not.toContain('secret')
  })

  test('a password or token over http', () => {
    for (const login of [{ password: 'x' }, { token: 'x' }])
      expect(failure(() => new TrinoHttp({ url: 'http://t', user: 'a', ...login })).message).toContain(
        'over http could be read',
      )
  })

  test('an address with a path, as gateways have it', () => {
    expect(new TrinoHttp({ url: 'https://gate/trino/' }).statements.href).toBe('https://gate/trino/v1/statement')
  })
})

describe('the window', () => {
  const now = new Date('2026-11-20T12:00:00Z')
  const remote = { isRemote: true }

  test('of a remote engine is 24 hours where none is named', () => {
    expect(resolveScope({}, now, remote)).toMatchObject({
      since: '2026-11-19T12:00:00Z',
      until: undefined,
      usualWindow: '24h',
    })
    expect(resolveScope({ until: '2026-11-01' }, now, remote)).toMatchObject({
      since: '2026-10-31T00:00:00Z',
      until: '2026-11-01T00:00:00Z',
      usualWindow: '24h',
    })
  })

  test('is what was named', () => {
    expect(resolveScope({ since: '7d' }, now, remote)).not.toHaveProperty('usualWindow')
    expect(resolveScope({ allTime: true }, now, remote)).toMatchObject({ since: undefined, until: undefined })
    expect(resolveScope({ allTime: true }, now, remote)).not.toHaveProperty('usualWindow')
    expect(resolveScope({}, now)).not.toHaveProperty('usualWindow')
    expect(failure(() => resolveScope({ allTime: true, since: '7d' }, now, remote)).code).toBe('BAD_PARAMETER')
  })
})

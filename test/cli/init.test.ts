import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

import { folder, leftIn } from '../engines/kit/folder.ts'
import { CLI } from './built.ts'
import { trailq } from './trailq.ts'

const CTRL_C = '\x03'
const CTRL_D = '\x04'

/** Answers by the question: each waits for its prompt. Those of one question are given one after the other. */
type Answers = readonly (readonly [prompt: string, answer: string])[]

interface Talk {
  readonly status: number | null
  readonly screen: string
}

/** Answers the questions of `trailq init` on a terminal of its own, by `script` of util-linux. */
function talk(cwd: string, answers: Answers, flags = ''): Promise<Talk> {
  const command = `stty cols 200; '${process.execPath}' '${CLI}' init ${flags}`
  const child = spawn('script', ['-qec', command, '/dev/null'], { cwd, env: { ...process.env, TERM: 'xterm' } })
  const left = [...answers]
  let screen = ''
  let seen = 0
  child.stdout.setEncoding('utf8').on('data', text => {
    screen += text
    const [prompt, answer = ''] = left[0] ?? []
    if (prompt === undefined || !screen.slice(seen).includes(`  ${prompt}: `)) return
    seen = screen.length
    left.shift()
    child.stdin.write(answer === CTRL_C || answer.endsWith(CTRL_D) ? answer : `${answer}\r`)
  })
  return new Promise(resolve => {
    child.on('close', status => {
      expect(left).toEqual([])
      // Without what moves the cursor and rubs out.
      resolve({ status, screen: screen.replace(/\x1b\[[0-9;?]*[A-Za-z]/g, '') })
    })
  })
}

/** What the file says, without the lines of comments. */
const written = (cwd: string) =>
  JSON.parse(readFileSync(join(cwd, 'trailq.json'), 'utf8').replace(/^ *\/\/.*$/gm, '')) as unknown

describe('trailq init asks', () => {
  test('and Enter takes logs in a folder', async () => {
    using room = folder()
    const { status, screen } = await talk(room.path, [
      ['engine [duckdb]', ''],
      ['logs [AWSLogs]', ''],
    ])
    expect(screen).toContain('athena  a table in Amazon Athena')
    expect(screen).toContain('There is no AWSLogs here yet.')
    expect(screen).toContain('trailq.json is written. Next: trailq run failed-calls')
    expect(status).toBe(0)
    expect(written(room.path)).toEqual({ engine: 'duckdb', logs: ['AWSLogs'] })
  })

  test('once more where an answer can’t be, and no answer is lost', async () => {
    using room = folder()
    const { status, screen } = await talk(room.path, [
      ['engine [duckdb]', 'athna'],
      ['engine [duckdb]', 'athena'],
      ['database', ''],
      ['database', 'security'],
      ['table [cloudtrail_logs]', ''],
      ['workgroup', 'analysts'],
      ['outputLocation', '/tmp'],
      ['outputLocation', 's3://results/'],
      ['awsRegion', 'us east 1'],
      ['awsRegion', 'us-east-1'],
      ['profile', ''],
      ['maxScan', '50 apples'],
      ['maxScan', '50GB'],
      ['reuse', '9d'],
      ['reuse', ''],
      ['catalog', ''],
      ['bucketOwner', '12'],
      ['bucketOwner', ''],
      ['price', 'five'],
      ['price', '5'],
    ])
    expect(screen).toContain("There is no engine 'athna'. Did you mean 'athena'?")
    expect(screen).toContain('It is needed, such as security.')
    expect(screen).toContain("It takes a place in S3, not '/tmp'. Write s3://BUCKET/PREFIX/.")
    expect(screen).toContain("'us east 1' is not the name of a region.")
    expect(screen).toContain("It takes a size, not '50 apples'. Write 50GB.")
    expect(screen).toContain("It takes a time from 1m to 7d, not '9d'. Write 60m.")
    expect(screen).toContain("It takes an account of 12 digits, not '12'.")
    expect(screen).toContain("It takes dollars for a terabyte, not 'five'. Write 5.")
    expect(status).toBe(0)
    expect(written(room.path)).toEqual({
      ...{ engine: 'athena', database: 'security', table: 'cloudtrail_logs', workgroup: 'analysts' },
      ...{ outputLocation: 's3://results/', awsRegion: 'us-east-1', maxScan: '50GB', price: '5' },
    })
  })

  test('for no name of a server, catalog or schema that it has made up itself', async () => {
    using room = folder()
    const { screen } = await talk(room.path, [
      ['engine [duckdb]', 'trino'],
      ['url', ''],
      ['url', 'trino:8080'],
      ['url', 'https://trino.example.com'],
      ['catalog', ''],
      ['catalog', 'hive'],
      ['schema', 'security'],
      ['table [cloudtrail_logs]', 'trail'],
      ['user', ''],
      ['sessionUser', ''],
      ['ca', ''],
    ])
    expect(screen).toContain("'trino:8080' is no address of a Trino server.")
    const where = { url: 'https://trino.example.com', catalog: 'hive', schema: 'security', table: 'trail' }
    expect(written(room.path)).toEqual({ engine: 'trino', ...where })
  })

  test('only for what no flag has said', async () => {
    using room = folder()
    const flags = '--engine trino --url https://trino.example.com --schema security --user me --ca ca.pem --session a=b'
    const { screen } = await talk(
      room.path,
      [
        ['catalog', 'hive'],
        ['table [cloudtrail_logs]', ''],
        ['sessionUser', ''],
      ],
      flags,
    )
    expect(screen).not.toContain('engine')
    const where = { url: 'https://trino.example.com', catalog: 'hive', schema: 'security', table: 'cloudtrail_logs' }
    expect(written(room.path)).toEqual({
      engine: 'trino',
      ...where,
      user: 'me',
      ca: 'ca.pem',
      session: { a: 'b' },
    })
  })

  test('nothing where flags say all that is needed', async () => {
    using room = folder()
    const { screen } = await talk(room.path, [], '--database security --table trail --max-scan 50GB')
    expect(screen.trim()).toBe('trailq.json is written. Next: trailq doctor')
    expect(written(room.path)).toEqual({ engine: 'athena', database: 'security', table: 'trail', maxScan: '50GB' })
  })

  test('nothing where a flag can’t be', async () => {
    using room = folder()
    const { status, screen } = await talk(room.path, [], '--database security --max-scan apples')
    expect(screen).toContain("--max-scan takes a size, not 'apples'")
    expect(screen).not.toContain('table')
    expect(status).toBe(2)
    expect(leftIn(room)).toEqual([])
  })
})

describe.each([
  ['Ctrl-C', CTRL_C],
  ['Ctrl-D', CTRL_D],
])('%s leaves', (_, key) => {
  test.each([
    ['at the first question', []],
    [
      'in the middle',
      [
        ['engine [duckdb]', 'athena'],
        ['database', 'security'],
      ],
    ],
  ] as const)('%s, with nothing written and no trace', async (_, before) => {
    using room = folder()
    const asked = before.length === 0 ? 'engine [duckdb]' : 'table [cloudtrail_logs]'
    const { status, screen } = await talk(room.path, [...before, [asked, key]])
    expect(screen).toMatch(/\r\ntrailq CANCELLED Nothing was written\r\n$/)
    expect(screen).not.toMatch(/\n +at |BUG/)
    expect(status).toBe(130)
    expect(leftIn(room)).toEqual([])
  })
})

test('without a terminal nothing is asked', async () => {
  using room = folder()
  const { status, stdout, stderr } = await trailq(['init', '--engine', 'athena'], { cwd: room.path })
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
  expect(stderr).toContain('athena needs to be told its database')
  expect(leftIn(room)).toEqual([])
})

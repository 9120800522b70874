import { spawn } from 'node:child_process'

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'

import { openTrail, TrailqError } from '../../src/index.ts'
import { CLI } from '../cli/built.ts'
import { trailq } from '../cli/trailq.ts'
import type { Fault } from '../standins/aws/faults.ts'
import { OWNER } from '../standins/aws/s3.ts'
import { Aws as StandIn } from '../standins/aws/server.ts'
import { consoleTable, projectedTable } from '../standins/aws/tables.ts'
import { answerOf, ask, rowsOf } from './ask.ts'

let standIn: StandIn

beforeAll(async () => {
  standIn = await StandIn.start()
  Object.assign(process.env, standIn.env)
})

afterEach(async () => {
  await expect.poll(() => standIn.athena.running(), { timeout: 5_000 }).toEqual([])
  standIn.reset()
  standIn.glue.tables.length = 0
})

afterAll(() => standIn[Symbol.asyncDispose]())

const refused = (type: string, message: string): Fault => ({ kind: 'error', status: 400, type, message })
const TOKEN = 'FwoGZXIvYXdzEXAMPLE_token-with/all+of=them'
const SIGNED = `The Canonical String should have been 'POST / x-amz-security-token:${TOKEN} host:athena'`

async function failureOf(question: 'own' | 'canned'): Promise<TrailqError> {
  standIn.glue.tables.push(projectedTable())
  await using trail = await openTrail({ engine: 'athena', database: 'security', table: 'cloudtrail_logs' })
  const result =
    question === 'own'
      ? trail.sql('SELECT event_name FROM events', { allTime: true })
      : trail.run('failed-calls', { allTime: true })
  const error = await (result as { toArray(): Promise<unknown> }).toArray().catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(TrailqError)
  return error as TrailqError
}

describe('what Glue says, handed on by Athena', () => {
  test.each([
    ['User: x is not authorized to perform: glue:GetTable on resource: y', 'ACCESS_DENIED', /glue:GetTable/],
    ['Insufficient Lake Formation permission(s) on cloudtrail_logs', 'ACCESS_DENIED', /Lake Formation/],
    ['Rate exceeded (Service: AWSGlue; Status Code: 400)', 'ENGINE_FAILED', /asked too much at once/],
    ['Entity Not Found', 'TABLE_NOT_FOUND', /^Athena has no table security\.cloudtrail_logs\.$/],
  ])('%s', async (message, code, says) => {
    standIn.fault(refused('MetadataException', message), { on: 'GetTableMetadata', times: 99 })
    expect(await failureOf('own')).toMatchObject({ code, message: expect.stringMatching(says) })
  })
})

describe('what a query failed of', () => {
  test.each([
    ['own', 'TYPE_MISMATCH: line 1:8: Cannot apply operator', 'BAD_SQL', 2],
    ['canned', 'TYPE_MISMATCH: line 1:8: Cannot apply operator', 'ENGINE_FAILED', 5],
    ['own', "COLUMN_NOT_FOUND: line 1:8: Column 'evnt_name' cannot be resolved", 'UNKNOWN_COLUMN', 2],
    ['canned', "COLUMN_NOT_FOUND: line 1:8: Column 'eventname' cannot be resolved", 'ENGINE_FAILED', 5],
    ['own', 'CONSTRAINT_VIOLATION: For the injected projected partition column region', 'BAD_PARAMETER', 2],
  ] as const)('%s: %s', async (question, reason, code, exitStatus) => {
    standIn.athena.onQuery = () => ({ ends: 'FAILED', reason })
    const error = await failureOf(question)
    expect(error).toMatchObject({ code, exitStatus, message: expect.stringContaining(reason) })
    if (reason.includes('injected')) expect(error.next).toContain('--region')
  })
})

describe('no token of a session is printed', () => {
  test('by a stop that is refused', async () => {
    standIn.athena.onQuery = () => ({ runMs: 700 })
    standIn.fault(refused('InvalidSignatureException', SIGNED), { on: 'StopQueryExecution', times: 99 })
    const { error } = await ask(standIn, { signal: AbortSignal.timeout(200) })
    expect((error as Error).message).toMatch(/may run on: .*x-amz-security-token:…/)
    expect(`${(error as Error).message}`).not.toContain(TOKEN)
  })

  test.each(['StartQueryExecution', 'GetQueryExecution', 'GetQueryResults'])('by %s', async on => {
    standIn.athena.onQuery = () => ({ answer: answerOf(1) })
    standIn.fault(refused('InvalidRequestException', SIGNED), { on, times: 99 })
    expect((await ask(standIn)).error).toMatchObject({ message: expect.not.stringContaining(TOKEN) })
  })

  test('by the reason why rows came by pages', async () => {
    standIn.athena.onQuery = () => ({ answer: answerOf(3_000) })
    standIn.fault(refused('SignatureDoesNotMatch', SIGNED), { on: 'GetObject', times: 99 })
    const { taken, rows } = await ask(standIn)
    expect(rows).toEqual(rowsOf(3_000))
    expect(taken.way?.because).toContain('SignatureDoesNotMatch')
    expect(taken.way?.because).not.toContain(TOKEN)
  })
})

test('the owner of a bucket that the workgroup names is the one that is configured', async () => {
  standIn.athena.workGroups.set('primary', { output: 's3://results/', owner: '999900001111' })
  standIn.athena.onQuery = () => ({ answer: answerOf(3_000) })
  expect((await ask(standIn, { bucketOwner: OWNER })).taken.way).toEqual({ by: 'object' })
  standIn.athena.workGroups.set('primary', { output: 's3://results/athena/' })
})

test('that a window keeps no file from being read is said before, and after', async () => {
  standIn.glue.tables.push(consoleTable())
  standIn.athena.onQuery = () => ({
    scanned: [9e11],
    answer: { columns: [{ name: 'n', type: 'bigint' }], rows: [['1']] },
  })
  const table = ['--database', 'security', '--table', consoleTable().Name]
  const args = ['sql', 'SELECT count(*) AS n FROM events', ...table]
  const { status, stderr } = await trailq(args, { env: standIn.env })
  expect(status).toBe(0)
  expect(stderr.split('\n')).toEqual([
    'None of the table’s keys tells a date: every file is read, whatever the window.',
    expect.stringMatching(/^1 row · 900 GB read, \$4\.09 · query/),
    'Only 24h were asked for: --since or --all-time for more.',
    "Every file was read for that: no key of the table tells a date. 'trailq ddl' prints a table with days.",
    '',
  ])
  // All of it was wanted: there is nothing to say.
  expect((await trailq([...args, '--all-time'], { env: standIn.env })).stderr).not.toMatch(/date/)
})

test('a pack costs what its queries cost, also where the last of them is an earlier answer', async () => {
  standIn.glue.tables.push(projectedTable())
  const answer = { columns: [{ name: 'n', type: 'bigint' }], rows: [] }
  let asked = 0
  standIn.athena.onQuery = () =>
    ++asked % 2 === 1 ? { answer, scanned: [1024 ** 4] } : { answer, scanned: [0], reused: true }
  const table = ['--database', 'security', '--table', 'cloudtrail_logs', '--since', '1d', '--format', 'jsonl']
  const { status, stdout, stderr } = await trailq(['run', '--pack', 'core', ...table], { env: standIn.env })
  expect(status).toBe(0)
  expect(stdout.trim().split('\n')).toHaveLength(asked)
  expect(stderr).toContain(`$${(Math.ceil(asked / 2) * 5).toFixed(2)} · query`)
}, 30_000)

test('who does not wait for the stop is told which query may run on', async () => {
  standIn.glue.tables.push(projectedTable())
  standIn.athena.onQuery = () => ({ runMs: 3_000, scanned: [4e12] })
  standIn.fault({ kind: 'silence' }, { on: 'StopQueryExecution', times: 99 })
  const args = ['run', 'top-callers', '--database', 'security', '--table', 'cloudtrail_logs']
  const child = spawn(process.execPath, [CLI, ...args], { env: { ...process.env, ...standIn.env } })
  let stderr = ''
  child.stderr.setEncoding('utf8').on('data', text => {
    stderr += text
  })
  const ended = new Promise(resolve => child.on('close', resolve))
  await expect.poll(() => standIn.operations(), { timeout: 5_000 }).toContain('GetQueryExecution')
  // The look must have come back.
  await new Promise(resolve => setTimeout(resolve, 300))
  child.kill('SIGINT')
  await expect.poll(() => standIn.operations(), { timeout: 5_000 }).toContain('StopQueryExecution')
  child.kill('SIGINT')
  expect(await ended).toBe(130)
  const id = standIn.athena.queries[0]?.id
  expect(stderr).toBe(
    `Stopped after ${/[\d.]+ s/.exec(stderr)?.[0]}: 0 rows written, 4.0 TB read, $18.19. Query ${id} may run on there: nothing has told that it stopped.\n`,
  )
}, 20_000)

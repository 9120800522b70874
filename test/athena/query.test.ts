import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'

import { Aws } from '../../src/engines/athena/aws.ts'
import { nextLook } from '../../src/engines/athena/polling.ts'
import { AthenaQuery } from '../../src/engines/athena/query.ts'
import { openTrail } from '../../src/index.ts'
import { Aws as StandIn } from '../standins/aws/server.ts'
import { projectedTable } from '../standins/aws/tables.ts'
import { answerOf, ask, rowsOf } from './ask.ts'

let standIn: StandIn

beforeAll(async () => {
  standIn = await StandIn.start()
  Object.assign(process.env, standIn.env)
})

afterEach(() => {
  expect(standIn.athena.running()).toEqual([])
  standIn.reset()
  standIn.athena.workGroups.set('primary', { output: 's3://results/athena/' })
})

afterAll(() => standIn[Symbol.asyncDispose]())

describe('running', () => {
  test('a small answer is one page, and S3 is not asked', async () => {
    standIn.athena.onQuery = () => ({ answer: answerOf(20) })
    const { rows, error } = await ask(standIn, { database: 'logs', workgroup: 'primary' })
    expect(error).toBeUndefined()
    expect(rows).toEqual(rowsOf(20))
    expect(standIn.operations()).toEqual(['StartQueryExecution', 'GetQueryExecution', 'GetQueryResults'])
    expect(standIn.asked('StartQueryExecution')[0]?.body).toEqual({
      QueryString: 'SELECT 1',
      ClientRequestToken: expect.stringMatching(/^.{32,128}$/),
      WorkGroup: 'primary',
      QueryExecutionContext: { Database: 'logs' },
    })
  })

  test('states may come in any order before the last', async () => {
    standIn.athena.onQuery = () => ({
      states: ['QUEUED', 'RUNNING', 'QUEUED', 'RUNNING', 'SUCCEEDED'],
      answer: answerOf(1),
    })
    expect((await ask(standIn)).rows).toEqual(rowsOf(1))
    expect(standIn.asked('GetQueryExecution')).toHaveLength(5)
  })

  test('it is looked at no more often than 100 ms doubling to 5 s would be, at any time', () => {
    const looks = [0]
    const doubling = [0]
    for (let gap = 100; (doubling.at(-1) ?? 0) < 600_000; gap = Math.min(gap * 2, 5000))
      doubling.push((doubling.at(-1) ?? 0) + gap)
    while ((looks.at(-1) ?? 0) < 600_000) looks.push((looks.at(-1) ?? 0) + nextLook(looks.at(-1) ?? 0))
    const until = (at: number, calls: readonly number[]) => calls.findIndex(call => call >= at)
    for (let end = 1; end < 600_000; end += 97) expect(until(end, looks)).toBeLessThanOrEqual(until(end, doubling))
    // A clock that rings half a millisecond early is not followed by another look at once.
    expect(nextLook(299.5)).toBe(500.5)
  })

  test('looks that fail do not end a query that runs', async () => {
    standIn.athena.onQuery = () => ({ answer: answerOf(1) })
    // Three tries of the SDK are one look.
    standIn.fault({ kind: 'error', status: 503, type: 'ServiceUnavailable' }, { on: 'GetQueryExecution', times: 7 })
    expect((await ask(standIn)).rows).toEqual(rowsOf(1))
  })

  test('the token of a start is kept over its tries, and another start has another', async () => {
    standIn.athena.onQuery = () => ({ answer: answerOf(1) })
    standIn.fault({ kind: 'lost' }, { on: 'StartQueryExecution', times: 2 })
    await ask(standIn)
    await ask(standIn)
    const tokens = standIn.asked('StartQueryExecution').map(({ body }) => body['ClientRequestToken'])
    expect(tokens).toHaveLength(4)
    expect(new Set(tokens).size).toBe(2)
    expect(standIn.athena.queries).toHaveLength(2)
  })
})

describe('failing', () => {
  test('a failure tells the id, the reason as AWS gave it, and the way on', async () => {
    const reason =
      "COLUMN_NOT_FOUND: line 1:8: Column 'event_nam' cannot be resolved or requester is not authorized to access requested resources"
    standIn.athena.onQuery = () => ({
      states: ['RUNNING', 'FAILED'],
      reason,
      error: { ErrorCategory: 2, ErrorType: 1006 },
    })
    const { error } = await ask(standIn)
    const id = standIn.athena.queries[0]?.id
    expect(error).toMatchObject({ code: 'UNKNOWN_COLUMN', exitStatus: 2, message: expect.stringContaining(reason) })
    expect(error).toMatchObject({ message: expect.stringContaining(`${id}`) })
    expect(error).toMatchObject({ message: expect.stringContaining("Did you mean 'event_name'?") })
  })

  test('what AWS calls retryable is started anew, with a new token', async () => {
    let starts = 0
    standIn.athena.onQuery = () =>
      ++starts === 1
        ? { ends: 'FAILED', reason: 'HIVE_S3_THROTTLING', error: { Retryable: true } }
        : { answer: answerOf(2) }
    expect((await ask(standIn)).rows).toEqual(rowsOf(2))
    expect(starts).toBe(2)
  })

  test.each([
    [
      'exhausted resources, although called retryable',
      { ErrorType: 3, Retryable: true },
      'Query exhausted resources at this scale factor',
      'OUT_OF_MEMORY',
    ],
    ['a timeout', { ErrorType: 210, Retryable: true }, 'Query timeout', 'ENGINE_FAILED'],
    ['syntax', { ErrorType: 1006 }, "SYNTAX_ERROR: line 1:1: mismatched input 'x'", 'BAD_SQL'],
    [
      'a missing table',
      { ErrorType: 1110 },
      "TABLE_NOT_FOUND: line 1:15: Table 'awsdatacatalog.logs.t' does not exist",
      'TABLE_NOT_FOUND',
    ],
    ['access', { ErrorType: 1501 }, 'Access Denied (Service: Amazon S3; Status Code: 403)', 'ACCESS_DENIED'],
    [
      'partitions',
      {},
      'HIVE_EXCEEDED_PARTITION_LIMIT: Query over table … can potentially read more than 1000000 partitions',
      'ENGINE_FAILED',
    ],
    ['anything else', {}, 'GENERIC_INTERNAL_ERROR: boom', 'ENGINE_FAILED'],
  ])('%s is not asked again', async (_, error, reason, code) => {
    standIn.athena.onQuery = () => ({ ends: 'FAILED', reason, error })
    expect((await ask(standIn)).error).toMatchObject({
      code,
      message: expect.stringContaining(reason),
      next: expect.stringMatching(/.{10}/),
    })
    expect(standIn.athena.queries).toHaveLength(1)
  })

  test('a query that somebody else stops is an error, not an empty answer', async () => {
    standIn.athena.onQuery = () => ({ states: ['RUNNING', 'CANCELLED'], reason: 'Query cancelled by user' })
    expect((await ask(standIn)).error).toMatchObject({
      code: 'ENGINE_FAILED',
      message: expect.stringContaining('Query cancelled by user'),
    })
  })
})

describe('closing a trail', () => {
  const opened = () => {
    standIn.glue.tables.push(projectedTable())
    return openTrail({ engine: 'athena', endpoint: standIn.url, database: 'security', table: 'cloudtrail_logs' })
  }
  const text = 'SELECT event_name FROM events'

  test('stops what still runs, and waits for it', async () => {
    standIn.athena.onQuery = () => ({ runMs: 60_000 })
    const trail = await opened()
    const [columns, rows] = [trail.sql(text).columns, trail.sql(text, { since: '3d' }).toArray()]
    const outcomes = Promise.allSettled([columns, rows])
    await expect.poll(() => standIn.athena.running()).toHaveLength(2)
    await trail.close()
    expect(standIn.athena.queries.map(({ stopped }) => stopped)).toEqual([true, true])
    for (const outcome of await outcomes)
      expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'CANCELLED' } })
    const looks = standIn.asked('GetQueryExecution').length
    await new Promise(resolve => setTimeout(resolve, 1_500))
    expect(standIn.asked('GetQueryExecution')).toHaveLength(looks)
  })

  test('and what is asked afterwards is refused', async () => {
    const trail = await opened()
    await trail.close()
    await expect(trail.sql(text).toArray()).rejects.toMatchObject({ code: 'CANCELLED', message: 'The trail is closed' })
    expect(standIn.athena.queries).toEqual([])
  })
})

describe('a start whose answer got lost', () => {
  const refused = (type: string) => ({ kind: 'error', status: 400, type, message: type }) as const

  test('and was throttled when it was sent again is sent once more: the query runs', async () => {
    standIn.athena.onQuery = () => ({ answer: answerOf(1) })
    standIn.fault({ kind: 'lost' }, { on: 'StartQueryExecution' })
    standIn.fault(refused('ThrottlingException'), { on: 'StartQueryExecution', times: 3 })
    expect(await ask(standIn)).toMatchObject({ error: undefined, rows: rowsOf(1) })
    expect(standIn.athena.queries).toHaveLength(1)
  })

  test.each(['ThrottlingException', 'ExpiredTokenException', 'AccessDeniedException'])(
    'and %s from then on: it is said that it may run',
    async type => {
      standIn.athena.onQuery = () => ({ runMs: 50 })
      standIn.fault({ kind: 'lost' }, { on: 'StartQueryExecution' })
      standIn.fault(refused(type), { on: 'StartQueryExecution', times: 99 })
      const { error } = await ask(standIn)
      expect(error).toMatchObject({ code: 'ENGINE_FAILED', next: expect.stringContaining('It may run all the same') })
      await expect.poll(() => standIn.athena.running()).toEqual([])
    },
    30_000,
  )

  test('a plain refusal says nothing of the kind', async () => {
    standIn.fault(refused('ThrottlingException'), { on: 'StartQueryExecution', times: 99 })
    const { error } = await ask(standIn)
    expect((error as { next: string }).next).not.toContain('may run')
    expect(standIn.asked('StartQueryExecution')).toHaveLength(3)
  })
})

describe('stopping', () => {
  test('an abort while it runs stops it there', async () => {
    standIn.athena.onQuery = () => ({ runMs: 60_000 })
    const started = performance.now()
    const { error } = await ask(standIn, { signal: AbortSignal.timeout(500) })
    expect(error).toMatchObject({ code: 'CANCELLED', exitStatus: 130 })
    expect(performance.now() - started).toBeLessThan(1500)
    expect(standIn.athena.queries.map(({ stopped }) => stopped)).toEqual([true])
  })

  test('an abort during the start waits for the name of the query, and stops it', async () => {
    standIn.athena.onQuery = () => ({ runMs: 60_000 })
    standIn.fault({ kind: 'late', ms: 250 }, { on: 'StartQueryExecution' })
    const { error } = await ask(standIn, { signal: AbortSignal.timeout(100) })
    expect(error).toMatchObject({ code: 'CANCELLED' })
    // The last tells what it has read until then.
    expect(standIn.operations()).toEqual(['StartQueryExecution', 'StopQueryExecution', 'GetQueryExecution'])
  })

  test('an abort during a start whose answer never comes asks for the name again, with the same token', async () => {
    standIn.athena.onQuery = () => ({ runMs: 60_000 })
    standIn.fault({ kind: 'unanswered' }, { on: 'StartQueryExecution' })
    const { error } = await ask(standIn, { signal: AbortSignal.timeout(100) })
    expect(error).toMatchObject({ code: 'CANCELLED' })
    const [start, stop] = ['StartQueryExecution', 'StopQueryExecution']
    expect(standIn.operations()).toEqual([start, start, stop, 'GetQueryExecution'])
    expect(standIn.athena.queries.map(({ stopped }) => stopped)).toEqual([true])
  })

  test('an abort before the start starts nothing', async () => {
    expect((await ask(standIn, { signal: AbortSignal.abort() })).error).toMatchObject({ code: 'CANCELLED' })
    expect(standIn.operations()).toEqual([])
  })

  test('closing a query that is being started stops it', async () => {
    standIn.athena.onQuery = () => ({ runMs: 60_000 })
    const aws = new Aws({ endpoint: standIn.url })
    const query = new AthenaQuery(aws, {}, { sql: 'SELECT 1' })
    const started = query.start().catch(error => error)
    await new Promise(resolve => setTimeout(resolve, 100))
    await query.close()
    await started
    await aws.close()
    expect(standIn.athena.queries.map(({ stopped }) => stopped)).toEqual([true])
  })

  test('a stop that is throttled is asked for again', async () => {
    standIn.athena.onQuery = () => ({ runMs: 60_000 })
    standIn.fault({ kind: 'error', status: 400, type: 'ThrottlingException' }, { on: 'StopQueryExecution', times: 4 })
    expect((await ask(standIn, { signal: AbortSignal.timeout(400) })).error).toMatchObject({ code: 'CANCELLED' })
  })

  test('a stop that is refused is said, with the command that does it', async () => {
    standIn.athena.onQuery = () => ({ runMs: 800 })
    standIn.fault(
      { kind: 'error', status: 400, type: 'AccessDeniedException', message: 'not you' },
      { on: 'StopQueryExecution' },
    )
    const { error } = await ask(standIn, { signal: AbortSignal.timeout(400) })
    expect(error).toMatchObject({
      message: expect.stringContaining('may run on'),
      next: expect.stringContaining('aws athena stop-query-execution'),
    })
    await new Promise(resolve => setTimeout(resolve, 500))
  })

  test('a stop that AWS can’t do is asked for again a few times, not thousands, and its reason is told', async () => {
    standIn.athena.onQuery = () => ({ runMs: 6_000, answer: answerOf(1) })
    const boom = { kind: 'error', status: 400, type: 'InternalServerException', message: 'boom' } as const
    standIn.fault(boom, { on: 'StopQueryExecution', times: 99_999 })
    const { error } = await ask(standIn, { signal: AbortSignal.timeout(400) })
    expect(error).toMatchObject({ message: expect.stringMatching(/may run on: boom$/) })
    expect(standIn.asked('StopQueryExecution').length).toBeLessThan(10)
    await expect.poll(() => standIn.athena.running(), { timeout: 7_000 }).toEqual([])
  }, 20_000)

  test('a start that is never answered is given up in time, and it is said that it may run', async () => {
    standIn.athena.onQuery = () => ({ runMs: 100 })
    standIn.fault({ kind: 'unanswered' }, { on: 'StartQueryExecution', times: 99 })
    const started = performance.now()
    const { error } = await ask(standIn, { signal: AbortSignal.timeout(300) })
    expect(error).toMatchObject({ next: expect.stringContaining('It may run all the same') })
    expect(performance.now() - started).toBeLessThan(7_500)
  }, 20_000)

  test('more bytes than allowed, by the live counter', async () => {
    standIn.athena.onQuery = () => ({ states: ['RUNNING', 'RUNNING', 'RUNNING'], scanned: [1e6, 4e9, 8e9] })
    const { error } = await ask(standIn, { maxScan: 3e9 })
    expect(error).toMatchObject({
      code: 'SCAN_LIMIT',
      exitStatus: 5,
      message: expect.stringContaining('8.0 GB, $0.04'),
    })
    // Two looks, and one at the end for what it has come to.
    expect(standIn.asked('GetQueryExecution')).toHaveLength(3)
  })

  test('what a query has read until it is stopped is told, with its price', async () => {
    standIn.athena.onQuery = () => ({ states: ['RUNNING'], scanned: [1e9, 7e12] })
    const { taken } = await ask(standIn, { signal: AbortSignal.timeout(500) })
    expect(taken).toMatchObject({ bytesScanned: 7e12, cost: expect.closeTo(31.83, 1) })
  })
})

describe('cost', () => {
  test.each([
    ['the least', {}, 1, (10 * 1024 ** 2 * 5) / 1024 ** 4],
    ['by whole megabytes', {}, 20 * 1024 ** 2 + 1, (21 * 1024 ** 2 * 5) / 1024 ** 4],
    ['by the price of the region', { region: 'sa-east-1' }, 1024 ** 4, 9],
    ['by the price that is paid', { pricePerTerabyte: 4 }, 1024 ** 4, 4],
  ])('%s', async (_, settings, scanned, cost) => {
    standIn.athena.onQuery = () => ({ scanned: [scanned], answer: answerOf(1) })
    expect((await ask(standIn, settings)).taken).toMatchObject({ bytesScanned: scanned, cost, reused: false })
  })

  test.each([
    ['af-south-1', {}, 5],
    ['eu-west-1', {}, undefined],
    ['af-south-1', { pricePerTerabyte: 4 }, undefined],
  ])('in %s, given %j: the price that is assumed is %s', async (region, settings, assumedPrice) => {
    standIn.athena.onQuery = () => ({ answer: answerOf(1) })
    expect((await ask(standIn, { region, ...settings })).taken.assumedPrice).toBe(assumedPrice)
  })

  test('a result that is used again costs nothing, and it is said', async () => {
    standIn.athena.onQuery = () => ({ scanned: [0], reused: true, answer: answerOf(1) })
    expect((await ask(standIn, { reuseMinutes: 60 })).taken).toMatchObject({ cost: 0, reused: true })
    expect(standIn.asked('StartQueryExecution')[0]?.body['ResultReuseConfiguration']).toEqual({
      ResultReuseByAgeConfiguration: { Enabled: true, MaxAgeInMinutes: 60 },
    })
  })
})

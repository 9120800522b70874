import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'

import { OWNER } from '../standins/aws/s3.ts'
import { Aws as StandIn } from '../standins/aws/server.ts'
import { answerOf, ask, rowsOf } from './ask.ts'

let standIn: StandIn

/** More than a page, and an object of several pieces. */
const MANY = 12_345

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

/** Waits for what was left to be closed. */
const quiet = () => expect.poll(() => standIn.openAnswers()).toBe(0)

describe('from the object in S3', () => {
  test('all rows once, in order', async () => {
    standIn.athena.onQuery = () => ({ answer: answerOf(MANY) })
    const { rows, taken } = await ask(standIn)
    expect(rows).toEqual(rowsOf(MANY))
    expect(taken.way).toEqual({ by: 'object' })
    expect(standIn.asked('GetQueryResults')).toHaveLength(1)
    expect(standIn.asked('GetObject')).toHaveLength(1)
  })

  test.each([999, 1000, 1001, 1999, 2000])('%i rows: where pages end', async count => {
    standIn.athena.onQuery = () => ({ answer: answerOf(count) })
    expect((await ask(standIn)).rows).toEqual(rowsOf(count))
  })

  test('where the workgroup has the last word on the place, it is read there', async () => {
    standIn.athena.workGroups.set('primary', { output: 's3://enforced/here/', enforced: true })
    standIn.athena.onQuery = () => ({ answer: answerOf(MANY) })
    const { rows, taken } = await ask(standIn, { outputLocation: 's3://wanted/there/' })
    expect(rows).toHaveLength(MANY)
    expect(taken.way).toEqual({ by: 'object' })
    expect(standIn.asked('GetObject')[0]?.url).toContain('/enforced/here/')
  })

  test('a download that breaks goes on where it broke, of the same version', async () => {
    standIn.athena.onQuery = () => ({ answer: answerOf(MANY) })
    for (const bytes of [0, 40_001, 7, 90_000]) standIn.fault({ kind: 'cut', bytes }, { on: 'GetObject' })
    const { rows, taken } = await ask(standIn)
    expect(rows).toEqual(rowsOf(MANY))
    expect(taken.way).toEqual({ by: 'object' })
    const asked = standIn.asked('GetObject').map(({ headers }) => [headers.range, headers['if-match'] !== undefined])
    expect(asked).toEqual([
      [undefined, false],
      // Nothing had come yet: as the first time.
      [undefined, false],
      ['bytes=40001-', true],
      ['bytes=40008-', true],
      ['bytes=130008-', true],
    ])
  })

  test('the owner of the bucket is asked for where it is known', async () => {
    standIn.athena.onQuery = () => ({ answer: answerOf(MANY) })
    await ask(standIn, { bucketOwner: OWNER, outputLocation: 's3://results/x/' })
    expect(standIn.asked('StartQueryExecution')[0]?.body['ResultConfiguration']).toEqual({
      OutputLocation: 's3://results/x/',
      ExpectedBucketOwner: OWNER,
    })
    expect(standIn.asked('GetObject')[0]?.headers['x-amz-expected-bucket-owner']).toBe(OWNER)
  })

  test('leaving the loop closes the download', async () => {
    standIn.athena.onQuery = () => ({ answer: answerOf(MANY) })
    standIn.fault({ kind: 'slow', bytes: 20_000, ms: 30 }, { on: 'GetObject' })
    const { rows, error } = await ask(standIn, { leaveAfter: 2_000 })
    expect(error).toBeUndefined()
    expect(rows.length).toBeLessThan(MANY)
    await quiet()
    expect(standIn.operations()).not.toContain('StopQueryExecution')
  })

  test('an abort closes the download too', async () => {
    standIn.athena.onQuery = () => ({ answer: answerOf(MANY) })
    standIn.fault({ kind: 'stall', bytes: 20_000 }, { on: 'GetObject' })
    const { error } = await ask(standIn, { signal: AbortSignal.timeout(700) })
    expect(error).toMatchObject({ code: 'CANCELLED' })
    await quiet()
  })
})

describe('where only the bucket may be read', () => {
  const message = 'User: … is not authorized to perform: athena:GetQueryResults'
  const denied = { kind: 'error', status: 400, type: 'AccessDeniedException', message } as const
  const deny = () => standIn.fault(denied, { on: 'GetQueryResults', times: Number.POSITIVE_INFINITY })

  test.each([0, 1, 1000, MANY])('%i rows', async count => {
    standIn.athena.onQuery = () => ({ answer: answerOf(count) })
    const { columns } = await ask(standIn)
    deny()
    const outcome = await ask(standIn)
    expect(outcome.error).toBeUndefined()
    expect(outcome.rows).toEqual(rowsOf(count))
    expect(outcome.columns).toEqual(columns)
    expect(outcome.taken.way).toEqual({ by: 'object' })
  })

  test('types are told by the object beside it', async () => {
    const types = ['boolean', 'bigint', 'double', 'timestamp', 'json', 'varbinary', 'decimal']
    const values = ['true', '9007199254740993', '0.5', '2026-11-20 09:00:00.000', '{"a":1}', '7b 7d', '1.50']
    standIn.athena.onQuery = () => ({
      answer: {
        columns: types.map((type, i) => ({ name: `c${i} é "x"`, type, precision: 300, scale: 2 })),
        rows: [values],
      },
    })
    const { rows, columns } = await ask(standIn)
    deny()
    expect(await ask(standIn)).toMatchObject({ rows, columns, error: undefined })
  })

  test('neither is an error that names the permission', async () => {
    standIn.athena.onQuery = () => ({ answer: answerOf(3) })
    standIn.s3.denied.add('results')
    deny()
    const { error } = await ask(standIn)
    expect(error).toMatchObject({ code: 'ACCESS_DENIED', message: expect.stringContaining('athena:GetQueryResults') })
  })

  test.each([
    ['cut', '\x22\x10ab'],
    ['empty', ''],
    ['something else', '<html></html>'],
  ])('an object beside it that is %s', async (_, text) => {
    standIn.athena.onQuery = () => ({ answer: answerOf(3) })
    deny()
    standIn.fault({ kind: 'reply', reply: { status: 200, headers: {}, body: text } }, { on: 'GetObject' })
    expect((await ask(standIn)).error).toMatchObject({ code: 'ACCESS_DENIED' })
  })

  test('a download that can’t be finished is an error, with no row twice', async () => {
    standIn.athena.onQuery = () => ({ answer: answerOf(MANY) })
    deny()
    standIn.fault({ kind: 'cut', bytes: 5_000 }, { on: 'GetObject', nth: 2, times: 99 })
    const { rows, error } = await ask(standIn)
    expect(error).toMatchObject({ code: 'ENGINE_FAILED' })
    expect(rows).toEqual(rowsOf(MANY).slice(0, rows.length))
  })
})

describe('a moment in which Athena gives no page', () => {
  const throttled = { kind: 'error', status: 400, type: 'ThrottlingException', message: 'Rate exceeded' } as const

  test('does not waste a query that is paid for: its rows come from the object', async () => {
    standIn.athena.onQuery = () => ({ answer: answerOf(20) })
    standIn.fault(throttled, { on: 'GetQueryResults', times: 99 })
    expect(await ask(standIn)).toMatchObject({ error: undefined, rows: rowsOf(20) })
  })

  test.each([1, 2, 3])(
    'by pages, page %i is asked for again',
    async nth => {
      standIn.athena.workGroups.set('primary', { managed: true })
      standIn.athena.onQuery = () => ({ answer: answerOf(2_500) })
      // Three tries of the SDK are one of ours.
      standIn.fault(throttled, { on: 'GetQueryResults', nth, times: 6 })
      expect(await ask(standIn)).toMatchObject({ error: undefined, rows: rowsOf(2_500) })
    },
    30_000,
  )

  test('that does not pass is told with the name of the query', async () => {
    standIn.athena.workGroups.set('primary', { managed: true })
    standIn.athena.onQuery = () => ({ answer: answerOf(20) })
    standIn.fault(throttled, { on: 'GetQueryResults', times: 99 })
    const { error } = await ask(standIn)
    expect((error as Error).message).toContain(`(query ${standIn.athena.queries[0]?.id})`)
  }, 60_000)

  test('where the answer lies is told, where it has a place', async () => {
    standIn.athena.onQuery = () => ({ answer: answerOf(MANY) })
    standIn.s3.denied.add('results')
    standIn.fault({ ...throttled, type: 'AccessDeniedException' }, { on: 'GetQueryResults', times: 99 })
    const { error } = await ask(standIn)
    expect((error as { next: string }).next).toContain(`its answer is in ${standIn.athena.queries[0]?.output}`)
  })
})

describe('by pages', () => {
  test.each([
    ['managed results', () => standIn.athena.workGroups.set('primary', { managed: true }), 'the workgroup manages'],
    [
      'results that the client would decrypt',
      () => standIn.athena.workGroups.set('primary', { output: 's3://results/', encryption: 'CSE_KMS' }),
      'encrypted for the client',
    ],
    ['a bucket that is not to be read', () => standIn.s3.denied.add('results'), 'AccessDenied'],
    [
      'a bucket of somebody else',
      () => standIn.athena.workGroups.set('primary', { output: 's3://results/athena/', owner: '999988887777' }),
      'AccessDenied',
    ],
  ] as const)('%s', async (_, prepare, because) => {
    prepare()
    standIn.athena.onQuery = () => ({ answer: answerOf(MANY) })
    const { rows, taken } = await ask(standIn)
    expect(rows).toEqual(rowsOf(MANY))
    expect(taken.way).toEqual({ by: 'pages', because: expect.stringContaining(because) })
    // The header is one row of the first page.
    expect(standIn.asked('GetQueryResults')).toHaveLength(Math.ceil((MANY + 1) / 1000))
  })

  test('an object that is gone, or of another version in the middle: no row is lost or doubled', async () => {
    for (const change of ['gone', 'replaced']) {
      standIn.reset()
      standIn.athena.onQuery = () => ({ answer: answerOf(MANY) })
      standIn.fault({ kind: 'cut', bytes: 70_001 }, { on: 'GetObject' })
      const asking = ask(standIn)
      await expect.poll(() => standIn.asked('GetObject').length, { interval: 5, timeout: 5000 }).toBe(1)
      const place = standIn.athena.queries[0]?.output ?? ''
      if (change === 'gone') standIn.s3.delete(place)
      else standIn.s3.put(place, 'something else')
      const { rows, error } = await asking
      expect(error).toBeUndefined()
      expect(rows).toEqual(rowsOf(MANY))
    }
  })

  test('a download that breaks for good is taken up by pages behind the last row', async () => {
    standIn.athena.onQuery = () => ({ answer: answerOf(MANY) })
    standIn.fault({ kind: 'cut', bytes: 100_001 }, { on: 'GetObject' })
    standIn.fault({ kind: 'cut', bytes: 0 }, { on: 'GetObject', times: 30 })
    const { rows, taken } = await ask(standIn)
    expect(rows).toEqual(rowsOf(MANY))
    expect(taken.way?.because).toMatch(/could not be read/)
  }, 60_000)

  test('an object in another format than it should be', async () => {
    for (const object of ['', 'n,note\n1,x\n', '"n","other"\n"1","x"\n', '"n","note"\n"1"\n', '"n","note"\n"1","x']) {
      standIn.reset()
      standIn.athena.onQuery = () => ({ answer: { ...answerOf(1500), object: Buffer.from(object) } })
      const { rows, taken } = await ask(standIn)
      expect(rows).toEqual(rowsOf(1500))
      expect(taken.way?.by).toBe('pages')
    }
  })

  test('the next page is asked for while the one before is read', async () => {
    standIn.athena.workGroups.set('primary', { managed: true })
    standIn.athena.onQuery = () => ({ answer: answerOf(3500) })
    standIn.fault({ kind: 'late', ms: 100 }, { on: 'GetQueryResults', times: 9 })
    const { rows } = await ask(standIn)
    expect(rows).toHaveLength(3500)
    await quiet()
  })

  test('leaving the loop ends the page that is under way', async () => {
    standIn.athena.workGroups.set('primary', { managed: true })
    standIn.athena.onQuery = () => ({ answer: answerOf(MANY) })
    standIn.fault({ kind: 'silence' }, { on: 'GetQueryResults', nth: 3 })
    expect((await ask(standIn, { leaveAfter: 1500 })).error).toBeUndefined()
    await quiet()
  })

  test('a token that comes again and again ends in an error, not in a circle', async () => {
    standIn.athena.workGroups.set('primary', { managed: true })
    standIn.athena.onQuery = () => ({ answer: answerOf(MANY) })
    const reply = { status: 200, headers: {}, body: '{"ResultSet":{"Rows":[]},"NextToken":"again"}' }
    standIn.fault({ kind: 'reply', reply }, { on: 'GetQueryResults', nth: 2, times: 99 })
    expect((await ask(standIn)).error).toMatchObject({
      code: 'ENGINE_FAILED',
      message: expect.stringContaining('again and again'),
    })
  })
})

describe('several at once', () => {
  test('each has the columns and rows of its own', async () => {
    const typed = (type: string) => ({
      columns: [{ name: 'n', type }],
      rows: Array.from({ length: 1500 }, (_, n) => [`${n}`]),
    })
    standIn.athena.onQuery = sql => ({ answer: typed(sql) })
    const types = ['bigint', 'varchar', 'double', 'json', 'bigint', 'varchar']
    const all = await Promise.all(types.map(type => ask(standIn, { sql: type })))
    expect(all.map(({ rows }) => typeof rows[1200]?.['n'])).toEqual(
      types.map(type => (type === 'bigint' || type === 'double' ? 'number' : 'string')),
    )
    expect(all.every(({ rows }) => rows.length === 1500)).toBe(true)
  })
})

describe('the header', () => {
  const rows = [
    ['n', 'note'],
    ['x', null],
  ] as const
  const columns = [
    { name: 'n', type: 'varchar' },
    { name: 'note', type: 'varchar' },
  ]

  test('a row that is equal to the labels is a row', async () => {
    standIn.athena.onQuery = () => ({ answer: { columns, rows } })
    expect((await ask(standIn)).rows).toEqual([
      { n: 'n', note: 'note' },
      { n: 'x', note: null },
    ])
  })

  test.each([
    ['SHOW', { statementType: 'DDL' }],
    ['DESCRIBE', { statementType: 'UTILITY' }],
    ['EXPLAIN', { statementType: 'DML', substatementType: 'EXPLAIN' }],
  ] as const)('%s has none: the first row is a row', async (_, kind) => {
    standIn.athena.onQuery = () => ({ ...kind, answer: { columns, rows } })
    expect((await ask(standIn)).rows).toHaveLength(2)
    standIn.athena.onQuery = () => ({ ...kind, answer: answerOf(1500) })
    expect((await ask(standIn)).rows).toEqual(rowsOf(1500))
  })

  test('no rows', async () => {
    standIn.athena.onQuery = () => ({ answer: { columns, rows: [] } })
    const { rows: none, columns: named } = await ask(standIn)
    expect(none).toEqual([])
    expect(named.map(({ name }) => name)).toEqual(['n', 'note'])
  })
})

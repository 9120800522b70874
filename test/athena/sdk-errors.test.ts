import { describe, expect, test } from 'vitest'

import { type ErrorCode, TrailqError } from '../../src/errors.ts'
import type { Fault } from '../standins/aws/faults.ts'
import { Aws as StandIn } from '../standins/aws/server.ts'
import { answerOf, ask } from './ask.ts'

// What must never be printed. The secret key never leaves the machine; the other two may be repeated by AWS.
const KEY = 'AKIAEXAMPLEEXAMPLE'
const SECRET = 'secret'.repeat(7)
const TOKEN = 'token'.repeat(20)

// Only where the stand-in is differs: tests may share the rest.
Object.assign(process.env, {
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: KEY,
  AWS_SECRET_ACCESS_KEY: SECRET,
  AWS_SESSION_TOKEN: TOKEN,
})

const refused = (type: string, message = type, status = 400): Fault => ({
  kind: 'error',
  status,
  type,
  message: `${message} (${KEY}, ${TOKEN})`,
})
const reply = (status: number, body: string, headers = {}): Fault => ({
  kind: 'reply',
  reply: { status, headers, body },
})
const late = reply(400, '{"__type":"ThrottlingException","message":"Rate exceeded"}', { 'retry-after': '2' })

/** One row of what AWS may answer: how many requests go out, and what a person reads. */
type Row = readonly [name: string, Fault, tries: number, ErrorCode, says: RegExp, next: RegExp]

const WAIT = /^Wait a moment and ask again; the quota is shared/
const CREDENTIALS = /aws sso login[\s\S]*AWS_ACCESS_KEY_ID=[\s\S]*a role of the machine/
const MAY_RUN = /^It may run all the same: look at the recent queries of the workgroup/
const NETWORK = /^Check the region, the network and its proxy/
const DOCTOR = /'trailq doctor'/

/** A start that may have gone through is sent four times, each tried three times by the SDK. */
const STARTS: readonly Row[] = [
  ['throttled', refused('ThrottlingException', 'Rate'), 3, 'ENGINE_FAILED', /asked too much at once: Rate/, WAIT],
  [
    'too many queries',
    refused('TooManyRequestsException', 'CONCURRENT_QUERY_LIMIT_EXCEEDED'),
    ...([3, 'ENGINE_FAILED', /asked too much at once: CONCURRENT_QUERY_LIMIT_EXCEEDED/, WAIT] as const),
  ],
  ['429', refused('TooManyRequestsException', 'slow', 429), 3, 'ENGINE_FAILED', /asked too much at once: slow/, WAIT],
  ['429 of any name', refused('Whatever', 'slow', 429), 3, 'ENGINE_FAILED', /too much at once: slow .*Whatever/, WAIT],
  ['throttled, and told how long to wait', late, 3, 'ENGINE_FAILED', /asked too much at once: Rate/, WAIT],
  ['503', refused('ServiceUnavailableException', 'down', 503), 12, 'ENGINE_FAILED', /never answered: down/, MAY_RUN],
  ['500', refused('InternalServerException', 'boom', 500), 12, 'ENGINE_FAILED', /never answered: boom/, MAY_RUN],
  ['500 as 400', refused('InternalServerException', 'boom'), 4, 'ENGINE_FAILED', /never answered: boom/, MAY_RUN],
  [
    'no place for results',
    refused('InvalidRequestException', 'No output location provided.'),
    ...([1, 'BAD_CONFIGURATION', /no place for its results: No output/, /--output-location s3:/] as const),
  ],
  [
    'no such workgroup',
    refused('InvalidRequestException', 'WorkGroup nowhere is not found.'),
    ...([1, 'BAD_CONFIGURATION', /WorkGroup nowhere is not found/, /--workgroup and --aws-region/] as const),
  ],
  [
    'a bad request',
    refused('InvalidRequestException', 'Queries of this type are not supported'),
    ...([1, 'ENGINE_FAILED', /does not take the request: Queries of this/, DOCTOR] as const),
  ],
  [
    'the catalog',
    refused('MetadataException', 'none'),
    1,
    'TABLE_NOT_FOUND',
    /catalog says: none/,
    /--database, --table/,
  ],
  ['a table of Glue', refused('EntityNotFoundException', 'none'), 1, 'TABLE_NOT_FOUND', /says: none/, /--database/],
  [
    'no such thing',
    refused('ResourceNotFoundException', 'gone'),
    1,
    'BAD_CONFIGURATION',
    /AWS says: gone/,
    /--workgroup/,
  ],
  [
    'not allowed',
    refused('AccessDeniedException', 'not authorized to perform: athena:StartQueryExecution'),
    ...([1, 'ACCESS_DENIED', /to run the query.*athena:StartQueryExecution/, /'trailq policy'/] as const),
  ],
  ['expired', refused('ExpiredTokenException'), 1, 'NO_CREDENTIALS', /have expired \(ExpiredTokenEx/, CREDENTIALS],
  ['expired, by S3’s name', refused('ExpiredToken'), 1, 'NO_CREDENTIALS', /have expired \(ExpiredToken\)/, CREDENTIALS],
  ['an old request', refused('RequestExpired'), 1, 'NO_CREDENTIALS', /expired, or the clock/, CREDENTIALS],
  ['unknown keys', refused('UnrecognizedClientException'), 1, 'NO_CREDENTIALS', /does not know these/, CREDENTIALS],
  ['an unknown token', refused('InvalidClientTokenId'), 1, 'NO_CREDENTIALS', /does not know these/, CREDENTIALS],
  [
    'a wrong signature',
    refused('InvalidSignatureException', `does not match\n\nThe Canonical String …\nx-amz-security-token:${TOKEN}`),
    ...([1, 'NO_CREDENTIALS', /signature: the secret key is wrong, or the clock/, CREDENTIALS] as const),
  ],
  [
    'a name that is not known',
    refused('OddException', 'odd'),
    1,
    'ENGINE_FAILED',
    /refuses .*OddException: odd/,
    DOCTOR,
  ],
  ['a connection reset', { kind: 'reset' }, 12, 'ENGINE_FAILED', /never answered: socket hang up/, MAY_RUN],
  ['an answer cut', { kind: 'cut', bytes: 5 }, 12, 'ENGINE_FAILED', /never answered: aborted/, MAY_RUN],
  ['500 of a page', reply(500, '<html></html>'), 12, 'ENGINE_FAILED', /never answered: [^\n]+$/, MAY_RUN],
  ['200 that is no JSON', reply(200, 'pardon?'), 4, 'ENGINE_FAILED', /never answered: [^\n]+$/, MAY_RUN],
  ['400 with nothing', reply(400, ''), 1, 'ENGINE_FAILED', /AWS failed .*Unknown/, /Ask again/],
]

/** Of a look at a query, which is made five times, each tried three times. That something failed is certain. */
const LOOKS: readonly Row[] = [
  ['a connection reset', { kind: 'reset' }, 15, 'ENGINE_FAILED', /can't be reached .*socket hang up/, NETWORK],
  ['500', refused('InternalServerException', 'boom', 500), 15, 'ENGINE_FAILED', /AWS failed .*: boom/, /Ask again/],
  ['500 of a page', reply(500, '<html></html>'), 15, 'ENGINE_FAILED', /no JSON .*HTTP 500/, /proxy/],
  ['200 that is no JSON', reply(200, 'pardon?'), 1, 'ENGINE_FAILED', /no JSON .*HTTP 200/, /proxy/],
]

function expectFailure(error: unknown, code: ErrorCode, says: RegExp, next: RegExp): void {
  expect(error).toBeInstanceOf(TrailqError)
  expect(error).toMatchObject({ code, message: expect.stringMatching(says), next: expect.stringMatching(next) })
  const { message, next: step } = error as TrailqError
  for (const secret of [KEY, SECRET, TOKEN]) expect(`${message} ${step}`).not.toContain(secret)
}

async function failing(on: string, [, fault, tries, code, says, next]: Row): Promise<void> {
  await using standIn = await StandIn.start()
  standIn.fault(fault, { on, times: 99 })
  expectFailure((await ask(standIn)).error, code, says, next)
  expect(standIn.asked(on)).toHaveLength(tries)
}

/** Exit statuses by code, written out once more: scripts rely on them. */
const STATUS: Readonly<Record<string, number>> = {
  ENGINE_FAILED: 5,
  BAD_CONFIGURATION: 3,
  TABLE_NOT_FOUND: 3,
  ACCESS_DENIED: 3,
  NO_CREDENTIALS: 3,
}

describe.concurrent('what AWS may answer', () => {
  test('an answer that stops in its middle is asked for once more', async () => {
    await using standIn = await StandIn.start()
    standIn.athena.onQuery = () => ({ answer: answerOf(1) })
    standIn.fault({ kind: 'stall', bytes: 5 }, { on: 'GetQueryExecution' })
    const started = performance.now()
    const { error, rows } = await ask(standIn)
    expect(error).toBeUndefined()
    expect(rows).toHaveLength(1)
    // A socket's own clock can't be hurried: twenty seconds, begun after three.
    expect(performance.now() - started).toBeGreaterThan(19_000)
  })

  test.each(STARTS)('to a start: %s', async (...row) => failing('StartQueryExecution', row))

  test.each(LOOKS)('to a look: %s', async (...row) => failing('GetQueryExecution', row))

  test('looks that fail now and then end no query', async () => {
    await using standIn = await StandIn.start()
    standIn.athena.onQuery = () => ({ states: ['RUNNING', 'SUCCEEDED'], answer: answerOf(1) })
    // Not tried again by the SDK. Four in a row may fail, and others later.
    const failing = refused('InternalServerException', 'boom')
    standIn.fault(failing, { on: 'GetQueryExecution', times: 4 })
    standIn.fault(failing, { on: 'GetQueryExecution', nth: 2 })
    const { error, rows } = await ask(standIn, { maxScan: 1e12 })
    expect(error).toBeUndefined()
    expect(rows).toHaveLength(1)
    expect(standIn.asked('GetQueryExecution')).toHaveLength(7)
  })

  test.each(Object.entries(STATUS))('%s is exit status %i', (code, status) => {
    expect(new TrailqError(code as ErrorCode, 'x').exitStatus).toBe(status)
    expect([...STARTS, ...LOOKS].map(row => row[3])).toContain(code)
  })

  test('what was left to wait for is waited for', async () => {
    await using standIn = await StandIn.start()
    standIn.athena.onQuery = () => ({ answer: answerOf(1) })
    standIn.fault(late, { on: 'StartQueryExecution', times: 2 })
    expect((await ask(standIn)).error).toBeUndefined()
    const times = standIn.asked('StartQueryExecution').map(({ at }) => at)
    const gaps = times.slice(1).map((at, i) => at - (times[i] ?? 0))
    expect(gaps).toHaveLength(2)
    for (const gap of gaps) expect(gap).toBeGreaterThan(1_950)
  })

  test('a clock that is wrong is put right by the client', async () => {
    await using standIn = await StandIn.start()
    standIn.athena.onQuery = () => ({ answer: answerOf(1) })
    const date = new Date(Date.now() + 5 * 3600_000).toUTCString()
    const body = '{"__type":"InvalidSignatureException","message":"Signature expired"}'
    standIn.fault(reply(400, body, { date }), { on: 'StartQueryExecution' })
    expect((await ask(standIn)).error).toBeUndefined()
    expect(standIn.asked('StartQueryExecution')).toHaveLength(2)
  })

  test('one token goes with all tries of a start', async () => {
    await using standIn = await StandIn.start()
    standIn.fault({ kind: 'reset' }, { on: 'StartQueryExecution', times: 99 })
    await ask(standIn)
    const tokens = standIn.asked('StartQueryExecution').map(({ body }) => body['ClientRequestToken'])
    expect(new Set(tokens).size).toBe(1)
    expect(String(tokens[0]).length).toBeGreaterThanOrEqual(32)
  })

  test('nobody there', async () => {
    await using standIn = await StandIn.start()
    const gone = await StandIn.start()
    const endpoint = gone.url
    await gone[Symbol.asyncDispose]()
    const { error } = await ask(standIn, { endpoint })
    expectFailure(error, 'ENGINE_FAILED', /never answered: .*ECONNREFUSED/, MAY_RUN)
  })

  test.each(['http://athena.us-moon-9.invalid', 'http://no-such-host.invalid:8080'])('no host %s', async endpoint => {
    await using standIn = await StandIn.start()
    const { error } = await ask(standIn, { endpoint })
    expectFailure(error, 'ENGINE_FAILED', /never answered: .*(?:ENOTFOUND|EAI_AGAIN) .*\.invalid/, MAY_RUN)
  })
})

describe('no answer at all', () => {
  test.each([
    ['StartQueryExecution', 12, /never answered: no answer within 20 seconds$/, MAY_RUN],
    [
      'GetQueryExecution',
      15,
      /can't be reached \(to run the query\): no answer within 20 seconds \(query [0-9a-f-]{36}\)$/,
      NETWORK,
    ],
  ] as const)('of %s', async (on, tries, says, next) => {
    await using standIn = await StandIn.start()
    standIn.fault({ kind: 'silence' }, { on, times: 99 })
    using _ = hurriedClock()
    expectFailure((await ask(standIn)).error, 'ENGINE_FAILED', says, next)
    expect(standIn.asked(on)).toHaveLength(tries)
  })
})

/** The SDK's clock runs fifty times as fast: its limits are minutes together. */
function hurriedClock(): Disposable {
  const { setTimeout: ordinary } = globalThis
  const hurried = (work: () => void, ms = 0, ...more: []) => ordinary(work, ms / 50, ...more)
  globalThis.setTimeout = Object.assign(hurried, ordinary) as unknown as typeof setTimeout
  return {
    [Symbol.dispose]() {
      globalThis.setTimeout = ordinary
    },
  }
}

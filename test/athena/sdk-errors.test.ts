import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { TrailqError } from '../../src/errors.ts'
import { type Ran, trailq } from '../cli/trailq.ts'
import type { Fault } from '../standins/aws/faults.ts'
import { Aws as StandIn } from '../standins/aws/server.ts'
import { projectedTable } from '../standins/aws/tables.ts'
import { answerOf, ask } from './ask.ts'

let standIn: StandIn
const folder = mkdtempSync(join(tmpdir(), 'trailq-sdk-'))
const file = (name: string, text: string) => {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

beforeAll(async () => {
  standIn = await StandIn.start()
  Object.assign(process.env, standIn.env)
  standIn.glue.tables.push(projectedTable())
})

afterAll(async () => {
  await standIn[Symbol.asyncDispose]()
  rmSync(folder, { recursive: true })
})

const refused = (type: string, message = type, status = 400): Fault => ({ kind: 'error', status, type, message })
const html: Fault = { kind: 'reply', reply: { status: 500, headers: {}, body: '<html></html>' } }
const noJson: Fault = { kind: 'reply', reply: { status: 200, headers: {}, body: 'pardon?' } }
const empty: Fault = { kind: 'reply', reply: { status: 400, headers: {}, body: '' } }

describe('what the service answers, and the exit status', () => {
  test.each([
    [refused('ThrottlingException', 'Rate exceeded'), 3, 5, /asked too much at once: Rate exceeded/],
    [refused('TooManyRequestsException', 'CONCURRENT_QUERY_LIMIT_EXCEEDED'), 3, 5, /asked too much at once/],
    [refused('TooManyRequestsException', 'slow', 429), 3, 5, /asked too much at once/],
    [refused('ServiceUnavailableException', 'down', 503), 9, 5, /never answered: down/],
    [refused('InternalServerException', 'boom', 500), 9, 5, /never answered: boom/],
    [refused('InternalServerException', 'boom', 400), 3, 5, /never answered: boom/],
    [refused('InvalidRequestException', 'No output location provided.'), 1, 3, /no place for its results/],
    [refused('InvalidRequestException', 'WorkGroup nowhere is not found.'), 1, 3, /WorkGroup nowhere is not found/],
    [refused('InvalidRequestException', 'Queries of this type are not supported'), 1, 5, /does not take the request/],
    [refused('MetadataException', 'no such thing'), 1, 3, /The catalog says: no such thing/],
    [refused('ResourceNotFoundException', 'gone'), 1, 3, /AWS says: gone/],
    [
      refused('AccessDeniedException', 'not authorized to perform: athena:StartQueryExecution'),
      1,
      3,
      /athena:StartQuery/,
    ],
    [refused('ExpiredTokenException'), 1, 3, /have expired/],
    [refused('ExpiredToken'), 1, 3, /have expired/],
    [refused('UnrecognizedClientException'), 1, 3, /does not know these credentials/],
    [refused('InvalidSignatureException', 'The Canonical String … x-amz-security-token:SECRET'), 1, 3, /signature/],
    [{ kind: 'reset' }, 9, 5, /never answered: socket hang up/],
    [html, 9, 5, /never answered/],
    [{ kind: 'cut', bytes: 5 }, 9, 5, /never answered/],
    [noJson, 3, 5, /never answered/],
    [empty, 1, 5, /AWS failed/],
  ] as const)(
    '%j',
    async (fault, tries, status, says) => {
      standIn.reset()
      standIn.fault(fault, { on: 'StartQueryExecution', times: 99 })
      const { error } = await ask(standIn)
      expect(error).toBeInstanceOf(TrailqError)
      expect(error).toMatchObject({
        exitStatus: status,
        message: expect.stringMatching(says),
        next: expect.stringMatching(/.{10}/),
      })
      expect((error as Error).message).not.toContain('SECRET')
      expect(standIn.asked('StartQueryExecution')).toHaveLength(tries)
    },
    30_000,
  )

  test('a clock that is wrong is put right by the client', async () => {
    standIn.reset()
    standIn.athena.onQuery = () => ({ answer: answerOf(1) })
    const date = new Date(Date.now() + 5 * 3600_000).toUTCString()
    const body = '{"__type":"InvalidSignatureException","message":"Signature expired"}'
    standIn.fault({ kind: 'reply', reply: { status: 400, headers: { date }, body } }, { on: 'StartQueryExecution' })
    expect((await ask(standIn)).error).toBeUndefined()
    expect(standIn.asked('StartQueryExecution')).toHaveLength(2)
  })

  test('nobody there, and no such host', async () => {
    const gone = await StandIn.start()
    const endpoint = gone.url
    await gone[Symbol.asyncDispose]()
    expect((await ask(standIn, { endpoint })).error).toMatchObject({
      exitStatus: 5,
      message: expect.stringContaining('ECONNREFUSED'),
    })
    const { error } = await ask(standIn, { endpoint: 'http://athena.us-moon-9.invalid' })
    expect(error).toMatchObject({ exitStatus: 5, message: expect.stringMatching(/ENOTFOUND|EAI_AGAIN/) })
  })
})

const QUESTION = ['run', 'top-callers', '--database', 'security', '--table', 'cloudtrail_logs']
const ALONE = [
  'AWS_REGION',
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_EC2_METADATA_DISABLED',
  'AWS_ENDPOINT_URL',
]

/** Asks with nothing of AWS in the environment but what is given. */
async function bare(env: NodeJS.ProcessEnv, more: readonly string[] = []): Promise<Ran & { seconds: number }> {
  const none = Object.fromEntries(ALONE.map(name => [name, undefined]))
  const files = { AWS_CONFIG_FILE: '/nowhere/config', AWS_SHARED_CREDENTIALS_FILE: '/nowhere/credentials' }
  const started = performance.now()
  const ran = await trailq([...QUESTION, ...more], { cwd: folder, env: { ...none, ...files, HOME: folder, ...env } })
  return { ...ran, seconds: (performance.now() - started) / 1000 }
}

const REGION = { AWS_REGION: 'us-east-1' }
const NO_METADATA = { ...REGION, AWS_EC2_METADATA_DISABLED: 'true' }

describe('credentials and regions', () => {
  test.each([
    ['no region', { AWS_EC2_METADATA_DISABLED: 'true' }, /NO_REGION[\s\S]*--aws-region[\s\S]*AWS_REGION/],
    ['only AWS_DEFAULT_REGION', { AWS_DEFAULT_REGION: 'us-east-1' }, /AWS_DEFAULT_REGION is not read/],
    ['a region with blanks', { AWS_REGION: 'us east 1' }, /NO_REGION/],
    ['no credentials', NO_METADATA, /NO_CREDENTIALS[\s\S]*aws sso login[\s\S]*AWS_ACCESS_KEY_ID[\s\S]*a role/],
    ['one of two keys', { ...NO_METADATA, AWS_ACCESS_KEY_ID: 'AKIAEXAMPLEEXAMPLE' }, /NO_CREDENTIALS/],
    ['a profile that is not there', { ...NO_METADATA, AWS_PROFILE: 'nobody' }, /NO_CREDENTIALS/],
    [
      'a token file that is not there',
      {
        ...NO_METADATA,
        AWS_WEB_IDENTITY_TOKEN_FILE: '/nowhere/token',
        AWS_ROLE_ARN: 'arn:aws:iam::111122223333:role/r',
      },
      /NO_CREDENTIALS[\s\S]*\/nowhere\/token/,
    ],
  ])('%s', async (_, env, says) => {
    const { status, stderr, seconds } = await bare(env)
    expect(stderr).toMatch(says)
    expect(stderr).not.toMatch(/AKIA|\n +at /)
    expect(status).toBe(3)
    expect(seconds).toBeLessThan(2)
  })

  test.each([
    ['a process that fails', '[profile p]\ncredential_process = false\n', /NO_CREDENTIALS/],
    [
      'an SSO profile without a session',
      '[profile p]\nsso_start_url = https://x.awsapps.com/start\nsso_region = us-east-1\nsso_account_id = 111122223333\nsso_role_name = r\n',
      /NO_CREDENTIALS[\s\S]*aws sso login/,
    ],
    [
      'a profile that asks for a code',
      '[profile p]\nrole_arn = arn:aws:iam::111122223333:role/r\nsource_profile = q\nmfa_serial = arn:aws:iam::111122223333:mfa/u\n[profile q]\naws_access_key_id = standin\naws_secret_access_key = standin\n',
      /NO_CREDENTIALS[\s\S]*multi-factor/,
    ],
    [
      'a login session that has ended',
      '[profile p]\nlogin_session = arn:aws:iam::111122223333:user/u\n',
      /NO_CREDENTIALS/,
    ],
  ])('%s', async (_, config, says) => {
    const { status, stderr, seconds } = await bare({ ...NO_METADATA, AWS_CONFIG_FILE: file('config', config) }, [
      '--profile',
      'p',
    ])
    expect(stderr).toMatch(says)
    expect(status).toBe(3)
    expect(seconds).toBeLessThan(2)
  })

  test('a metadata service that never answers takes less than two seconds', async () => {
    const hole = createServer(() => {})
    await new Promise<void>(resolve => hole.listen(0, '127.0.0.1', resolve))
    const address = `http://127.0.0.1:${(hole.address() as AddressInfo).port}`
    const { status, stderr, seconds } = await bare({ ...REGION, AWS_EC2_METADATA_SERVICE_ENDPOINT: address })
    hole.closeAllConnections()
    hole.close()
    // That of a container is not there.
    const container = await bare({ ...REGION, AWS_CONTAINER_CREDENTIALS_FULL_URI: `${address}/x` })
    expect(stderr).toMatch(/NO_CREDENTIALS/)
    expect(status).toBe(3)
    expect(seconds).toBeLessThan(2)
    expect(container.stderr).toMatch(/NO_CREDENTIALS/)
    expect(container.seconds).toBeLessThan(2)
  })
})

import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { type AddressInfo, createServer as createListener, type Server as Listener } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { CLI } from '../cli/built.ts'
import { type Ran, trailq } from '../cli/trailq.ts'
import { Aws as StandIn } from '../standins/aws/server.ts'
import { projectedTable } from '../standins/aws/tables.ts'
import { ask } from './ask.ts'

/** Found in no line that is printed. */
const KEY = 'AKIAEXAMPLEEXAMPLE'
const SECRET = 'secret'.repeat(7)

/** The contract is two seconds; a busy machine gets some more to start a process in. */
const SECONDS = 3.5

const QUESTION = ['run', 'top-callers', '--database', 'security', '--table', 'cloudtrail_logs']
const PATH = { PATH: process.env['PATH'] }
const home = mkdtempSync(join(tmpdir(), 'trailq-credentials-'))

let standIn: StandIn
/** Takes connections and never answers. */
let hole: Listener
/** Gives the credentials of a container, to who knows the word. */
let container: Server
let silent: string
let endpoint: string
/** Nobody listens there any more. */
let dead: string

const place = (server: Listener | Server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`
const listening = async <S extends Listener | Server>(server: S) => {
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', () => resolve()))
  return server
}

beforeAll(async () => {
  standIn = await StandIn.start()
  standIn.glue.tables.push(projectedTable())
  hole = await listening(createListener(socket => socket.on('error', () => {})))
  silent = place(hole)
  const expiry = new Date(Date.now() + 3600_000).toISOString()
  container = await listening(
    createServer((request, response) => {
      const isKnown = request.headers.authorization === 'word'
      const found = { AccessKeyId: 'contained', SecretAccessKey: SECRET, Token: 'token', Expiration: expiry }
      response.writeHead(isKnown ? 200 : 401).end(JSON.stringify(isKnown ? found : { Code: 'Denied' }))
    }),
  )
  endpoint = place(container)
  const gone = await listening(createListener())
  dead = place(gone)
  await new Promise(resolve => gone.close(resolve))
})

afterAll(async () => {
  await standIn[Symbol.asyncDispose]()
  hole.close()
  container.close()
  rmSync(home, { recursive: true })
})

/** Asks with nothing in the environment but what is given. */
async function bare(env: NodeJS.ProcessEnv, more: readonly string[] = []): Promise<Ran & { seconds: number }> {
  const none = Object.fromEntries(Object.keys(process.env).map(name => [name, undefined]))
  const files = { AWS_CONFIG_FILE: '/nowhere/config', AWS_SHARED_CREDENTIALS_FILE: '/nowhere/credentials' }
  const started = performance.now()
  const ran = await trailq([...QUESTION, ...more], {
    cwd: home,
    env: { ...none, ...PATH, HOME: home, ...files, ...env },
  })
  const { stdout, stderr } = ran
  for (const secret of [KEY, SECRET]) expect(stdout + stderr).not.toContain(secret)
  expect(stderr).not.toMatch(/\n +at |\[WARN\]/)
  return { ...ran, seconds: (performance.now() - started) / 1000 }
}

/** Asks for credentials or a region in vain: soon, with what was met, and the ways to go on. */
async function inVain(env: NodeJS.ProcessEnv, says: string | RegExp, next: RegExp = WAYS): Promise<void> {
  const { status, stdout, stderr, seconds } = await bare(env, env['PROFILE'] === undefined ? [] : ['--profile', 'p'])
  const [first = '', ...rest] = stderr.split('\n')
  expect(first).toMatch(says)
  expect(rest.join('\n')).toMatch(next)
  expect({ status, stdout }).toEqual({ status: 3, stdout: '' })
  expect(seconds).toBeLessThan(SECONDS)
}

const WAYS = /aws sso login --profile NAME[\s\S]*export AWS_ACCESS_KEY_ID=…[\s\S]*a role of the machine/
const NONE = /^trailq NO_CREDENTIALS There are no AWS credentials$/
const NO_REGION = /^trailq NO_REGION Which AWS region\? None is configured$/
const REGION_WAYS = /--aws-region us-east-1, or export AWS_REGION.*AWS_DEFAULT_REGION is not read/
const KEYS = { AWS_ACCESS_KEY_ID: KEY, AWS_SECRET_ACCESS_KEY: SECRET }
const REGION = { AWS_REGION: 'us-east-1' }
const ROLE = 'arn:aws:iam::111122223333:role/r'

/** Where no machine has a role to give. */
const ALONE = { ...REGION, AWS_EC2_METADATA_DISABLED: 'true' }

let profiles = 0
/** A configuration of AWS with profile p, and the wish to use it. */
function profile(text: string): NodeJS.ProcessEnv {
  const path = join(home, `config-${profiles++}`)
  writeFileSync(path, `[profile p]\n${text}\n`)
  return { AWS_CONFIG_FILE: path, PROFILE: 'p' }
}

describe('the region', () => {
  test('is missing', () => inVain({ ...KEYS }, NO_REGION, REGION_WAYS))

  test('is only AWS_DEFAULT_REGION', () => inVain({ ...KEYS, AWS_DEFAULT_REGION: 'us-east-1' }, NO_REGION, REGION_WAYS))

  test('is not in the profile', () =>
    inVain(profile(`aws_access_key_id = ${KEY}\naws_secret_access_key = ${SECRET}`), NO_REGION, REGION_WAYS))

  test('is none', () => inVain({ ...KEYS, AWS_REGION: 'us east 1' }, /NO_REGION That is no AWS region/, /us-east-1/))

  test('is on the moon', async () => {
    const { status, stderr } = await bare({ ...KEYS, AWS_REGION: 'us-moon-9' })
    expect(stderr).toMatch(/ENGINE_FAILED AWS can't be reached .*(?:ENOTFOUND|EAI_AGAIN) athena\.us-moon-9\./)
    expect(stderr).toMatch(/\n {2}Check the region, the network and its proxy/)
    expect(status).toBe(5)
  })
})

describe('credentials', () => {
  test('are nowhere', () => inVain(ALONE, NONE))

  test('are half', () => inVain({ ...ALONE, AWS_ACCESS_KEY_ID: KEY }, NONE))

  test('are the other half', () => inVain({ ...ALONE, AWS_SECRET_ACCESS_KEY: SECRET }, NONE))

  test('are in a profile that is not there', () => inVain({ ...ALONE, AWS_PROFILE: 'nobody' }, NONE))

  test('are in a token file that is not there', () =>
    inVain(
      { ...ALONE, AWS_WEB_IDENTITY_TOKEN_FILE: '/nowhere/token', AWS_ROLE_ARN: ROLE },
      /NO_CRED.*\/nowhere\/token/,
    ))
})

describe('a profile', () => {
  const sso = 'sso_start_url = https://x.awsapps.com/start\nsso_region = us-east-1'
  const ssoRole = 'sso_account_id = 111122223333\nsso_role_name = r'

  test('asks a process that fails', () =>
    inVain({ ...ALONE, ...profile('credential_process = false') }, /for profile 'p'/))

  test('asks a process that has nothing to say', () =>
    inVain({ ...ALONE, ...profile('credential_process = echo {}') }, /for profile 'p'/))

  test('has no SSO session', () =>
    inVain({ ...ALONE, ...profile(`${sso}\n${ssoRole}`) }, /NO_CREDENTIALS .* for profile 'p': .*aws sso login/))

  // Files are named as the AWS CLI does, by SHA-1: printf https://x.awsapps.com/start | sha1sum; printf s | sha1sum
  test.each([
    ['has expired', '3947de8b16688092197fa616c34e01335f21d256', `${sso}\n${ssoRole}`],
    ['has an end', 'a0f1490a20d0211c997b44bc357e1972deab8ae3', `sso_session = s\n${ssoRole}\n[sso-session s]\n${sso}`],
  ])('has an SSO session that %s', (_, file, text) => {
    const over = { startUrl: 'https://x.awsapps.com/start', region: 'us-east-1', accessToken: SECRET }
    const cache = join(home, '.aws/sso/cache')
    mkdirSync(cache, { recursive: true })
    writeFileSync(join(cache, `${file}.json`), JSON.stringify({ ...over, expiresAt: '2020-01-01T00:00:00Z' }))
    const says = /NO_CREDENTIALS .* for profile 'p': .*(?:expired|Cannot refresh).*aws sso login/
    return inVain({ ...ALONE, ...profile(text) }, says)
  })

  test('has a login that is over', () =>
    inVain({ ...ALONE, ...profile('login_session = arn:aws:iam::111122223333:user/u') }, /NO_CRED.*Failed to load/))

  test('asks for a code', () => {
    const keys = `[profile q]\naws_access_key_id = ${KEY}\naws_secret_access_key = ${SECRET}`
    const text = `role_arn = ${ROLE}\nsource_profile = q\nmfa_serial = arn:aws:iam::111122223333:mfa/u\n${keys}`
    return inVain({ ...ALONE, ...profile(text) }, /NO_CREDENTIALS .* for profile 'p': .*multi-factor/)
  })

  test('that names a token file that is not there', () =>
    inVain(
      { ...ALONE, ...profile(`role_arn = ${ROLE}\nweb_identity_token_file = /nowhere/token`) },
      /NO_CREDENTIALS .*\/nowhere\/token/,
    ))

  test('may take its time, where a process has a part in it', async () => {
    standIn.athena.onQuery = () => ({ answer: { columns: [{ name: 'n', type: 'bigint' }], rows: [['1']] } })
    const found = JSON.stringify({ Version: 1, AccessKeyId: 'slow', SecretAccessKey: SECRET })
    const script = join(home, 'process.sh')
    writeFileSync(script, `#!/bin/sh\nsleep 4\necho '${found}'\n`, { mode: 0o755 })
    const asking = profile(`credential_process = ${script}`)
    // Were its role asked, the container would be out of patience long before.
    const env = { ...REGION, AWS_ENDPOINT_URL: standIn.url, AWS_CONTAINER_CREDENTIALS_FULL_URI: silent, ...asking }
    const { status, stdout, seconds } = await bare(env, ['--profile', 'p'])
    expect({ status, stdout }).toEqual({ status: 0, stdout: '{"n":1}\n' })
    expect(seconds).toBeGreaterThan(4)
  })

  test('is not waited for by who has had enough', async () => {
    const { AWS_CONFIG_FILE } = profile('credential_process = sleep 6')
    Object.assign(process.env, { ...REGION, AWS_CONFIG_FILE })
    const started = performance.now()
    const { error } = await ask(standIn, { profile: 'p', signal: AbortSignal.timeout(300) })
    expect(error).toMatchObject({ code: 'CANCELLED', exitStatus: 130 })
    expect((performance.now() - started) / 1000).toBeLessThan(SECONDS)
  })
})

describe('the role of a machine', () => {
  test('is refused at once', () => inVain({ ...REGION, AWS_EC2_METADATA_SERVICE_ENDPOINT: dead }, NONE))

  test('is never told', () => inVain({ ...REGION, AWS_EC2_METADATA_SERVICE_ENDPOINT: silent }, NONE))

  test('is never told, and a profile is not there', () =>
    inVain({ ...REGION, AWS_EC2_METADATA_SERVICE_ENDPOINT: silent, AWS_PROFILE: 'nobody' }, NONE))
})

describe('the role of a container', () => {
  const full = (uri: string) => ({ ...REGION, AWS_CONTAINER_CREDENTIALS_FULL_URI: uri })
  const SILENT = /NO_CREDENTIALS .*: the endpoint that AWS_CONTAINER_CREDENTIALS_FULL_URI .* names does not answer$/

  test('is there', async () => {
    standIn.athena.onQuery = () => ({ answer: { columns: [{ name: 'n', type: 'bigint' }], rows: [['1']] } })
    const word = { AWS_CONTAINER_AUTHORIZATION_TOKEN: 'word', AWS_ENDPOINT_URL: standIn.url }
    const { status, stdout } = await bare({ ...full(`${endpoint}/role`), ...word })
    expect({ status, stdout }).toEqual({ status: 0, stdout: '{"n":1}\n' })
    expect(standIn.requests.at(-1)?.headers.authorization).toContain('Credential=contained/')
  })

  test('is not for us', () => inVain({ ...full(`${endpoint}/role`) }, NONE))

  test('is refused at once', () => inVain(full(`${dead}/role`), NONE))

  test('is never told', () => inVain(full(`${silent}/role`), SILENT))

  test('is never told, and a profile is not there', () =>
    inVain({ ...full(`${silent}/role`), AWS_PROFILE: 'nobody' }, SILENT))

  // 169.254.170.2: nobody is there but in a container, which says so at once or never.
  test('is at the usual place', () => inVain({ ...REGION, AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: '/role' }, /NO_CRED/))

  test('is not waited for by who has had enough', async () => {
    const env = { ...PATH, HOME: home, ...full(`${silent}/role`) }
    const child = spawn(process.execPath, [CLI, ...QUESTION], { cwd: home, env })
    let stderr = ''
    child.stderr.setEncoding('utf8').on('data', text => {
      stderr += text
    })
    const asked = performance.now()
    hole.once('connection', () => setTimeout(() => child.kill('SIGINT'), 100))
    const status = await new Promise(resolve => child.on('close', resolve))
    expect(stderr).toMatch(/^Stopped after /)
    expect(status).toBe(130)
    expect((performance.now() - asked) / 1000).toBeLessThan(SECONDS)
  })
})

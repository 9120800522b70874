import { execFileSync, spawn } from 'node:child_process'
import { createHmac, pbkdf2Sync, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import { Agent, fetch } from 'undici'

/** A server with certificates of its own, that wants a password or a token. */
export interface Secured extends Disposable {
  readonly url: string
  /** Its plain address, at which no login is taken. */
  readonly plain: string
  /** The certificates that signed its own, PEM. */
  readonly ca: string
  /** A token for a user, for so many seconds from now. */
  token(user: string, seconds: number): string
}

const PASSWORD_OF_KEYS = 'changeit'

/** Starts one from the same cache as trino.sh, with people who may log in. */
export async function securedTrino(passwords: Readonly<Record<string, string>>): Promise<Secured> {
  const run = mkdtempSync(join(tmpdir(), 'trailq-secured-'))
  const java = javaHome()
  const [https, http] = [await freePort(), await freePort()]
  const secret = randomBytes(32).toString('base64')
  const ca = certificates(join(java, 'bin/keytool'), run)
  configure(run, { https, http, secret, passwords })
  const child = spawn(join(java, 'bin/java'), options(run), { cwd: home(), stdio: 'ignore' })
  const stop = () => {
    child.kill('SIGKILL')
    rmSync(run, { recursive: true, force: true })
  }
  // Should the tests be killed, it ends with them.
  const watch = 'while kill -0 "$0" && kill -0 "$1"; do sleep 1; done; kill -9 "$1"'
  spawn('sh', ['-c', watch, String(process.pid), String(child.pid)], { detached: true, stdio: 'ignore' }).unref()
  const url = `https://127.0.0.1:${https}`
  try {
    await ready(url, readFileSync(ca, 'utf8'), () => child.exitCode === null)
  } catch (error) {
    stop()
    throw error
  }
  return {
    url,
    plain: `http://127.0.0.1:${http}`,
    ca,
    token: (user, seconds) => jwt({ sub: user, exp: Math.floor(Date.now() / 1000) + seconds }, secret),
    [Symbol.dispose]: stop,
  }
}

function home(): string {
  const { TRAILQ_CACHE, XDG_CACHE_HOME } = process.env
  const cache = TRAILQ_CACHE ?? join(XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'trailq')
  const found = readdirSync(cache).find(name => /^trino-\d+$/.test(name) && existsSync(join(cache, name, '.done')))
  if (found === undefined) throw new Error(`No Trino in ${cache}: run test/conformance/trino.sh install`)
  return join(cache, found)
}

/** As trino.sh looks for it. */
function javaHome(): string {
  const { TRINO_JAVA_HOME = '', JAVA_HOME = '', PATH = '' } = process.env
  const installed = existsSync('/usr/lib/jvm')
    ? readdirSync('/usr/lib/jvm').map(name => join('/usr/lib/jvm', name))
    : []
  const places = [TRINO_JAVA_HOME, JAVA_HOME, ...PATH.split(':').map(folder => join(folder, '..')), ...installed]
  const found = places.find(place => {
    const release = place === '' ? '' : join(place, 'release')
    if (!existsSync(release) || !existsSync(join(place, 'bin/java'))) return false
    return Number(/JAVA_VERSION="(\d+)/.exec(readFileSync(release, 'utf8'))?.[1]) >= 24
  })
  if (found === undefined) throw new Error('There is no Java of version 24 or newer')
  return found
}

/** An authority, and a server's certificate that it has signed. */
function certificates(keytool: string, run: string): string {
  const keys = (...args: string[]) =>
    execFileSync(keytool, [...args, '-storepass', PASSWORD_OF_KEYS, '-storetype', 'PKCS12'], {
      cwd: run,
      stdio: ['ignore', 'ignore', 'pipe'],
    })
  const pair = ['-genkeypair', '-keyalg', 'RSA', '-keysize', '2048', '-validity', '2']
  keys(...pair, '-alias', 'ca', '-dname', 'CN=Test authority', '-ext', 'bc:c', '-keystore', 'ca.p12')
  keys(...pair, '-alias', 'server', '-dname', 'CN=127.0.0.1', '-keystore', 'server.p12')
  keys('-exportcert', '-rfc', '-alias', 'ca', '-keystore', 'ca.p12', '-file', 'ca.pem')
  keys('-certreq', '-alias', 'server', '-keystore', 'server.p12', '-file', 'server.csr')
  keys(
    '-gencert',
    '-rfc',
    '-alias',
    'ca',
    '-ext',
    'SAN=ip:127.0.0.1',
    '-validity',
    '2',
    '-keystore',
    'ca.p12',
    '-infile',
    'server.csr',
    '-outfile',
    'server.pem',
  )
  keys('-importcert', '-noprompt', '-alias', 'ca', '-keystore', 'server.p12', '-file', 'ca.pem')
  keys('-importcert', '-noprompt', '-alias', 'server', '-keystore', 'server.p12', '-file', 'server.pem')
  return join(run, 'ca.pem')
}

function configure(
  run: string,
  of: { https: number; http: number; secret: string; passwords: Readonly<Record<string, string>> },
): void {
  mkdirSync(join(run, 'etc/catalog'), { recursive: true })
  mkdirSync(join(run, 'tmp'))
  const write = (name: string, lines: readonly string[]) =>
    writeFileSync(join(run, 'etc', name), `${lines.join('\n')}\n`)
  write('config.properties', [
    'coordinator=true',
    'node-scheduler.include-coordinator=true',
    'node.bind-ip=127.0.0.1',
    'node.internal-address=127.0.0.1',
    `http-server.http.port=${of.http}`,
    `discovery.uri=http://127.0.0.1:${of.http}`,
    'http-server.https.enabled=true',
    `http-server.https.port=${of.https}`,
    `http-server.https.keystore.path=${run}/server.p12`,
    `http-server.https.keystore.key=${PASSWORD_OF_KEYS}`,
    'http-server.authentication.type=PASSWORD,JWT',
    `http-server.authentication.jwt.key-file=${run}/etc/jwt.key`,
    `internal-communication.shared-secret=${randomBytes(64).toString('base64')}`,
    `password-authenticator.config-files=${run}/etc/passwords.properties`,
    'web-ui.enabled=false',
  ])
  write('passwords.properties', ['password-authenticator.name=file', `file.password-file=${run}/etc/passwords`])
  write(
    'passwords',
    Object.entries(of.passwords).map(([user, password]) => `${user}:${hash(password)}`),
  )
  write('jwt.key', [of.secret])
  write('log.properties', ['io.trino=WARN'])
}

/** A line of a password file. Source: Trino documentation, "Password file authentication". */
function hash(password: string): string {
  const salt = randomBytes(16)
  return `2000:${salt.toString('hex')}:${pbkdf2Sync(password, salt, 2000, 64, 'sha1').toString('hex')}`
}

function jwt(claims: object, secret: string): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const signed = `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}`
  return `${signed}.${createHmac('sha256', Buffer.from(secret, 'base64')).update(signed).digest('base64url')}`
}

function options(run: string): readonly string[] {
  const of = (name: string, value: string) => `-D${name}=${value}`
  return [
    ...['-cp', 'lib/*', '-server', '-Xmx1G', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-XX:-UsePerfData'],
    ...['-Djdk.attach.allowAttachSelf=true', '-Dfile.encoding=UTF-8', '-Duser.timezone=UTC'],
    ...['--enable-native-access=ALL-UNNAMED', '--sun-misc-unsafe-memory-access=allow'],
    of('java.io.tmpdir', join(run, 'tmp')),
    of('log.levels-file', join(run, 'etc/log.properties')),
    of('log.path', join(run, 'server.log')),
    of('config', join(run, 'etc/config.properties')),
    of('catalog.config-dir', join(run, 'etc/catalog')),
    of('node.environment', 'test'),
    of('node.id', 'secured'),
    of('node.data-dir', join(run, 'var')),
    'io.trino.server.TrinoServer',
  ]
}

async function ready(url: string, ca: string, isAlive: () => boolean): Promise<void> {
  const dispatcher = new Agent({ connect: { ca } })
  const until = performance.now() + 180_000
  while (performance.now() < until && isAlive()) {
    try {
      const info = (await (await fetch(`${url}/v1/info`, { dispatcher })).json()) as { starting: boolean }
      if (!info.starting) return
    } catch {
      // Not yet.
    }
    await sleep(300)
  }
  throw new Error(isAlive() ? 'The secured server is not ready in three minutes' : 'The secured server died')
}

function freePort(): Promise<number> {
  return new Promise(resolve => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })
}

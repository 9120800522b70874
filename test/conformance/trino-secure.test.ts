import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

import type { TrinoConnection } from '../../src/engines/trino/connection.ts'
import { TrinoHttp } from '../../src/engines/trino/http.ts'
import { Statement } from '../../src/engines/trino/statement.ts'
import { TrailqError } from '../../src/errors.ts'
import { type Secured, securedTrino } from './trino-secured.ts'

// TLS with an authority that no machine knows, passwords and tokens: on a real server that wants them.

const PASSWORDS = { alice: 'plain-enough', colon: 'a:b::c', umlaut: 'pässwörd-é' } as const
const folder = mkdtempSync(join(tmpdir(), 'trailq-secure-'))
let trino: Secured

beforeAll(async () => {
  trino = await securedTrino(PASSWORDS)
})

afterAll(() => {
  trino?.[Symbol.dispose]()
  rmSync(folder, { recursive: true })
})

/** Who the server takes one for; or the code, the words and the next step of the error. */
async function whoAmI(connection: Partial<TrinoConnection>): Promise<string> {
  try {
    const http = new TrinoHttp({ url: trino.url, ca: trino.ca, ...connection })
    const statement = await Statement.start(http, 'SELECT current_user')
    for await (const [row] of statement.pages()) return String(row?.[0])
    return 'no rows'
  } catch (error) {
    return error instanceof TrailqError ? `${error.code} ${error.message} | ${error.next}` : String(error)
  }
}

test.each(Object.entries(PASSWORDS))('%s, whose password is %s', async (user, password) => {
  expect(await whoAmI({ user, password })).toBe(user)
})

test('a token', async () => {
  expect(await whoAmI({ token: trino.token('bob', 60) })).toBe('bob')
})

test('a token that has expired', async () => {
  expect(await whoAmI({ token: trino.token('bob', -60) })).toMatch(
    /^LOGIN_REFUSED https:\S+ refuses the login with status 401 .*(?:expired).*\| .*a token may have expired/i,
  )
})

test.each([
  [
    { user: 'alice', password: 'wrong' },
    /^LOGIN_REFUSED .* status 401 \(it takes Basic, Bearer\).*\| Give --user, and TRAILQ_TRINO_PASSWORD/,
  ],
  [{ user: 'nobody', password: 'x' }, /^LOGIN_REFUSED /],
  [{ user: 'alice' }, /^LOGIN_REFUSED .* status 401/],
  [{ token: 'no.token.atall' }, /^LOGIN_REFUSED /],
])('%j', async (login, message) => {
  const said = await whoAmI(login)
  expect(said).toMatch(message)
  expect(said).not.toContain('wrong')
})

test('to act as somebody else', async () => {
  expect(await whoAmI({ user: 'alice', password: PASSWORDS.alice, sessionUser: 'bob' })).toMatch(
    /^(?:ACCESS_DENIED|LOGIN_REFUSED) .*User alice cannot impersonate user bob/,
  )
})

test('certificates of an authority that nobody knows', async () => {
  expect(await whoAmI({ user: 'alice', password: PASSWORDS.alice, ca: undefined })).toMatch(
    /^UNREACHABLE https:\S+ can’t be reached: its certificate is signed by an authority that is not known here \| Give the file with its certificates: --ca FILE\./,
  )
})

test('a file of another authority, of none, and none at all', async () => {
  const ca = join(folder, 'not.pem')
  writeFileSync(ca, 'rubbish')
  expect(await whoAmI({ ca })).toMatch(/^BAD_CONFIGURATION \S+not.pem holds no certificates in PEM/)
  expect(await whoAmI({ ca: join(folder, 'gone.pem') })).toMatch(
    /^BAD_CONFIGURATION The certificates in \S+gone.pem can't be read/,
  )
})

test('the plain address of a server that wants logins', async () => {
  expect(await whoAmI({ url: trino.plain, ca: undefined, user: 'alice' })).toMatch(
    /^LOGIN_REFUSED .*\| Use its https address/,
  )
  expect(await whoAmI({ url: trino.plain, ca: undefined, user: 'alice', password: 'x' })).toMatch(
    /^BAD_CONFIGURATION .*over http/,
  )
})

test('https to a port that speaks http', async () => {
  expect(await whoAmI({ url: trino.plain.replace('http:', 'https:'), user: 'alice', password: 'x' })).toMatch(
    /^UNREACHABLE /,
  )
})

import { TrailqError } from '../../errors.ts'

/** Where a Trino cluster is, and who asks. */
export interface TrinoConnection {
  /** The coordinator's address: `https://trino.example.com:8443`. */
  readonly url: string
  /** Who asks. With a password: the login. Default: the name of the user who runs this process. */
  readonly user?: string | undefined
  /** For servers with password files or LDAP; needs https. */
  readonly password?: string | undefined
  /** A JSON Web Token, in place of a password; needs https. */
  readonly token?: string | undefined
  /** Whom to act as, where the login may do so. Default: the login itself. */
  readonly sessionUser?: string | undefined
  /** Session properties by name, `CATALOG.name` for those of a catalog. */
  readonly session?: Readonly<Record<string, string>> | undefined
  /** A file with the certificates (PEM) that the server's is signed by, where the system does not know them. */
  readonly ca?: string | undefined
}

/** The default catalog and schema of names, for SQL that does not spell them out. */
export interface NameSpace {
  readonly catalog?: string | undefined
  readonly schema?: string | undefined
}

/** The coordinator's address, checked. @throws TrailqError BAD_CONFIGURATION */
export function coordinator({ url, password, token }: TrinoConnection): URL {
  const address = URL.canParse(url) ? new URL(url) : undefined
  if (address === undefined || !/^https?:$/.test(address.protocol)) {
    throw wrong(`'${url}' is no address of a Trino server`, 'Write it like https://trino.example.com:8443.')
  }
  if (address.username !== '' || address.password !== '') {
    throw wrong(
      'The address of the Trino server holds a login',
      'Give --user, and the password in TRAILQ_TRINO_PASSWORD.',
    )
  }
  if (address.protocol === 'http:' && (password !== undefined || token !== undefined)) {
    throw wrong(
      'A password or token over http could be read by anyone on the way',
      'Write https:// in the address, or leave the login out.',
    )
  }
  return address
}

/**
 * The headers that every request carries. Time zones matter to casts without one, so UTC is always said.
 *
 * Source: Trino documentation, "Trino client REST API", client request headers.
 *
 * @throws TrailqError BAD_CONFIGURATION for values that no header can carry
 */
export function headersOf(
  connection: TrinoConnection,
  { catalog, schema }: NameSpace,
  systemUser: string,
): Readonly<Record<string, string>> {
  const { user, password, token, sessionUser, session = {} } = connection
  const hasLogin = password !== undefined || token !== undefined
  // Beside a login the server takes this name for a wish to act as somebody else.
  const actsAs = sessionUser ?? (hasLogin ? undefined : (user ?? systemUser))
  const properties = Object.entries(session).map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
  const headers = {
    'X-Trino-Source': 'trailq',
    'X-Trino-Time-Zone': 'UTC',
    // Without it every time is cut to milliseconds.
    'X-Trino-Client-Capabilities': 'PARAMETRIC_DATETIME',
    'X-Trino-User': actsAs,
    'X-Trino-Catalog': catalog,
    'X-Trino-Schema': schema,
    'X-Trino-Session': properties.length === 0 ? undefined : properties.join(','),
    Authorization: authorization(user ?? systemUser, password, token),
  }
  const given = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  )
  for (const [name, value] of given) if (!/^[\x20-\x7e\xa0-\xff]*$/.test(value)) throw unfit(name)
  return Object.fromEntries(given)
}

/** Trino reads the login as Latin-1, not as UTF-8. */
function authorization(user: string, password: string | undefined, token: string | undefined): string | undefined {
  if (token !== undefined) return `Bearer ${token}`
  if (password === undefined) return undefined
  const login = `${user}:${password}`
  if (/[^\x00-\xff]/.test(login)) throw unfit('Authorization')
  return `Basic ${Buffer.from(login, 'latin1').toString('base64')}`
}

function unfit(header: string): TrailqError {
  return wrong(`A character in ${SETTING[header] ?? header} can't be sent to Trino`, 'Use letters of Latin-1 only.')
}

/** What a person calls that which a header carries: its value may be a secret. */
const SETTING: Readonly<Record<string, string>> = {
  'X-Trino-User': 'the name of the user',
  'X-Trino-Catalog': 'the name of the catalog',
  'X-Trino-Schema': 'the name of the schema',
  'X-Trino-Session': 'a session property',
  Authorization: 'the user’s name, password or token',
}

function wrong(message: string, next: string): TrailqError {
  return new TrailqError('BAD_CONFIGURATION', message, { next })
}

import { didYouMean, type ErrorCode, TrailqError } from '../../errors.ts'
import { EVENT_COLUMNS } from '../../events/index.ts'
import type { WireError } from './wire.ts'

/** How much of a server's own text is repeated. */
const LONGEST_TEXT = 400

/** An answer that is no page. */
export interface HttpAnswer {
  readonly status: number
  readonly headers: { get(name: string): string | null }
  readonly text: string
  /** When the server wants to be asked again, milliseconds. */
  readonly after?: number | undefined
}

/** The error for an answer that is no page. */
export function httpFailure(url: URL, answer: HttpAnswer): TrailqError {
  const { status, headers, after } = answer
  if (status === 401 || status === 403) return loginRefused(url, answer)
  if (status >= 300 && status < 400) {
    const location = headers.get('location') ?? '?'
    const to = URL.canParse(location, url.href) ? new URL(location, url).origin : location
    return new TrailqError('UNREACHABLE', `${url.origin} sends its clients on to ${to}`, {
      next: 'Give the address of the Trino coordinator itself: --url.',
    })
  }
  if (status === 410) {
    return new TrailqError('ENGINE_FAILED', 'Trino does not know the statement any more', {
      next: 'Ask again: the server was started anew, or it was not asked for rows for some minutes.',
    })
  }
  const next =
    after !== undefined
      ? `Try again in ${Math.ceil(after / 1000)} seconds: it asks for that.`
      : status === 404 || status === 405
        ? 'Check the address (--url): this may be no Trino server.'
        : 'Try again; if it stays, ask who runs it.'
  return new TrailqError('ENGINE_FAILED', `${url.origin} answers ${status}${said(answer)}`, { next })
}

/** What a server says in plain words; the source of a web page says nothing. */
function said({ text, headers }: HttpAnswer): string {
  const plain = text.trim().replace(/\s+/g, ' ')
  const isPage = plain.startsWith('<') || /html/i.test(headers.get('content-type') ?? '')
  return plain === '' || isPage ? '' : `: ${clipped(plain)}`
}

function loginRefused(url: URL, answer: HttpAnswer): TrailqError {
  const wanted = answer.headers.get('www-authenticate')
  const how = wanted === null ? '' : ` (it takes ${wanted.replace(/(?:,\s*token_type|\s+\w+)="[^"]*"/g, '')})`
  const next =
    url.protocol === 'http:'
      ? 'Use its https address: a server with logins takes none over http.'
      : 'Give --user, and TRAILQ_TRINO_PASSWORD or TRAILQ_TRINO_TOKEN; a token may have expired.'
  const message = `${url.origin} refuses the login with status ${answer.status}${how}${said(answer)}`
  return new TrailqError('LOGIN_REFUSED', message, { next })
}

/** A server that can't be talked to at all. */
export function unreachable(url: URL, error: unknown): TrailqError {
  const code = codeOf(error)
  return new TrailqError('UNREACHABLE', `${url.origin} can’t be reached: ${WHY[code] ?? messageOf(error)}`, {
    next: isUntrusted(code)
      ? 'Give the file with its certificates: --ca FILE.'
      : 'Check the address (--url), and that the server runs.',
    cause: error,
  })
}

/** Whether a request that met an error may do better the next time. What is not there at the start won't come. */
export function isPassing(error: unknown, { isFirst }: { readonly isFirst: boolean }): boolean {
  const code = codeOf(error)
  if (/^(?:ECONNRESET|EPIPE|ETIMEDOUT)$|^UND_ERR_(?!CONNECT_TIMEOUT)/.test(code)) return true
  return (
    !isFirst && /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH)$|^UND_ERR_CONNECT_TIMEOUT$/.test(code)
  )
}

function isUntrusted(code: string): boolean {
  return /CERT|SIGNED|ISSUER|LEAF_SIGNATURE/.test(code)
}

/** The error for a server that answers, but not as Trino does. */
export function notTrino(url: URL): TrailqError {
  return new TrailqError('UNREACHABLE', `${url.origin} does not answer as Trino does`, {
    next: 'Check the address (--url): something else may listen there.',
  })
}

/** The error for a page that comes, but not whole. */
export function brokenPage(url: URL): TrailqError {
  return new TrailqError('ENGINE_FAILED', `A page of the answer came broken from ${url.origin}, twice`, {
    next: 'Ask again; what stands between here and Trino may cut answers short.',
  })
}

const WHY: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nobody listens there',
  ENOTFOUND: 'there is no such host',
  EAI_AGAIN: 'the name of the host can’t be looked up',
  ECONNRESET: 'the connection breaks',
  UND_ERR_SOCKET: 'the connection breaks',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is signed by itself',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate is signed by an authority that is not known here',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate is signed by an authority that is not known here',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'its certificate is signed by an authority that is not known here',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is of another host',
}

/** Errors of fetch carry what happened as their cause. */
function codeOf(error: unknown): string {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    if ('code' in at && typeof at.code === 'string') return at.code
    if (at instanceof AggregateError && at.errors.length > 0) return codeOf(at.errors[0])
  }
  return ''
}

/** A statement that failed. */
export interface Failed {
  readonly sql: string
  readonly id: string
  /** Whether it is a question over `events`, so that a column that is not there is most likely one of those. */
  readonly knowsEvents: boolean
}

/** What the server says of a statement, in trailq's words where users meet it often. */
export function statementFailure(error: WireError, { sql, id, knowsEvents }: Failed): TrailqError {
  const name = error.errorName ?? 'UNKNOWN'
  const message = error.message ?? 'no reason was given'
  const column = name === 'COLUMN_NOT_FOUND' ? /^(?:line \d+:\d+: )?Column '([^']+)'/.exec(message)?.[1] : undefined
  if (column !== undefined && knowsEvents) {
    const [short = column, of = 'events'] = column.split('.').reverse()
    const met = of.toLowerCase() === 'events' ? `events has no column '${short}'` : `There is no column '${column}'`
    return new TrailqError('UNKNOWN_COLUMN', `${met}.${didYouMean(short, EVENT_COLUMNS)}`, {
      next: "'trailq show events' lists the columns of events.",
      cause: error,
    })
  }
  const known = KNOWN.find(({ is, says }) => is.test(name) && (says === undefined || says.test(message)))
  const code = known?.code ?? (error.errorType === 'USER_ERROR' ? 'BAD_SQL' : 'ENGINE_FAILED')
  const where = place(error, sql)
  // The line and column are those of what was sent, where the question's own text stands behind that of events.
  const plain = where === '' ? message : message.replace(/^line \d+:\d+: /, '')
  const reasons = [plain, ...causes(error)].map(clipped).join('; ')
  return new TrailqError(code, `Trino says ${name}: ${reasons}${where} (query ${id})`, {
    next:
      known?.next ?? (code === 'BAD_SQL' ? 'Correct the SQL.' : 'Ask again; if it stays, look the query up in Trino.'),
    cause: error,
  })
}

interface Known {
  readonly is: RegExp
  readonly says?: RegExp
  readonly code: ErrorCode
  readonly next: string
}

/** What users meet, and the way on. */
const KNOWN: readonly Known[] = [
  {
    is: /^HIVE_FILE_NOT_FOUND$|^HIVE_FILESYSTEM_ERROR$/,
    says: /partition location does not exist/i,
    code: 'ENGINE_FAILED',
    next: 'A day without files is no error where --session CATALOG.ignore_absent_partitions=true is given, or the catalog has hive.ignore-absent-partitions=true.',
  },
  {
    is: /^HIVE_INVALID_METADATA$|^HIVE_UNSUPPORTED_FORMAT$/,
    says: /unsupported storage format/i,
    code: 'NOT_SUPPORTED',
    next: "Only Athena can read AWS's own input format. 'trailq ddl --target trino' prints a table over the same files.",
  },
  {
    is: /^INVALID_COLUMN_PROPERTY$/,
    says: /injected projection/i,
    code: 'BAD_PARAMETER',
    next: 'The table wants to be told which accounts: --account 111122223333.',
  },
  {
    is: /^(TABLE|SCHEMA|CATALOG)_NOT_FOUND$/,
    code: 'TABLE_NOT_FOUND',
    next: 'Check the names of catalog, schema and table.',
  },
  { is: /^COLUMN_NOT_FOUND$/, code: 'UNKNOWN_COLUMN', next: 'Correct the SQL.' },
  { is: /^NO_NODES_AVAILABLE$/, code: 'NO_NODES', next: 'The cluster has no workers yet; ask again in a minute.' },
  {
    is: /^PERMISSION_DENIED$/,
    code: 'ACCESS_DENIED',
    next: 'Ask who runs the cluster for access, or give another --user.',
  },
  {
    is: /^EXCEEDED_(?:GLOBAL_MEMORY|LOCAL_MEMORY|MEMORY|SPILL)_LIMIT$|^CLUSTER_OUT_OF_MEMORY$/,
    code: 'OUT_OF_MEMORY',
    next: 'Ask for fewer columns or a shorter window (--since, --until).',
  },
  {
    is: /^EXCEEDED_(?:TIME|CPU|SCAN)_LIMIT$/,
    code: 'ENGINE_FAILED',
    next: 'Ask for a shorter window (--since, --until), or raise the limit: --session query_max_run_time=30m.',
  },
  {
    is: /^(?:USER_CANCELED|ADMINISTRATIVELY_KILLED)$/,
    code: 'ENGINE_FAILED',
    next: 'Somebody stopped it on the server; ask again.',
  },
  {
    is: /^ABANDONED_(?:QUERY|TASK)$/,
    code: 'ENGINE_FAILED',
    next: 'Ask again, and read the rows without long pauses.',
  },
  {
    is: /^INVALID_SESSION_PROPERTY$/,
    code: 'BAD_CONFIGURATION',
    next: 'Correct --session; SHOW SESSION in Trino lists them.',
  },
  {
    is: /^HIVE_CURSOR_ERROR$|^HIVE_BAD_DATA$/,
    code: 'ENGINE_FAILED',
    next: 'Trino reads one JSON object a line: move the file away that it names, or compact the folder first.',
  },
]

/** Why, where that says more: of mistakes in SQL it is what the parser tried before it gave up. */
function causes({ failureInfo, errorType, message }: WireError): readonly string[] {
  const found: string[] = []
  if (errorType === 'USER_ERROR') return found
  for (let at = failureInfo?.cause; at !== undefined && found.length < 2; at = at.cause) {
    if (at.message !== undefined && at.message !== message) found.push(at.message)
  }
  return found
}

/** The line of the SQL that the server points at. */
function place({ errorLocation: at }: WireError, sql: string): string {
  const line = at === undefined ? undefined : sql.split('\n')[at.lineNumber - 1]
  if (at === undefined || line === undefined) return ''
  const from = Math.max(0, at.columnNumber - 1 - 30)
  return `, at: ${from > 0 ? '…' : ''}${line.slice(from, at.columnNumber - 1)}⟶${line.slice(at.columnNumber - 1, at.columnNumber + 40)}`
}

function clipped(text: string): string {
  return text.length <= LONGEST_TEXT ? text : `${text.slice(0, LONGEST_TEXT)}…`
}

function messageOf(error: unknown): string {
  const inner = error instanceof Error && error.cause instanceof Error ? error.cause : error
  return inner instanceof Error ? inner.message : String(inner)
}

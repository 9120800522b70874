import { TrailqError } from '../../errors.ts'

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

/** A server’s own text, cut where it goes on for long. */
export function clipped(text: string): string {
  return text.length <= LONGEST_TEXT ? text : `${text.slice(0, LONGEST_TEXT)}…`
}

function messageOf(error: unknown): string {
  const inner = error instanceof Error && error.cause instanceof Error ? error.cause : error
  return inner instanceof Error ? inner.message : String(inner)
}

import { readFileSync } from 'node:fs'
import { userInfo } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'

import { TrailqError } from '../../errors.ts'
import { coordinator, headersOf, type NameSpace, type TrinoConnection } from './connection.ts'
import { httpFailure, isPassing, unreachable } from './failure.ts'

/** Answers that mean "again, a little later" (Trino documentation, "Trino client REST API"; 429 comes from gateways). */
const AGAIN = new Set([429, 502, 503, 504])

/** The pause before the second try, milliseconds; each next one is twice as long, up to the longest. */
const FIRST_PAUSE = 100
const LONGEST_PAUSE = 8_000

/** How long a server is borne with, milliseconds. */
export interface Patience {
  /** Without a byte of an answer. A server holds a request for a second where there is nothing to tell yet. */
  readonly silenceMs: number
  /** From the first try of a request that fails to the last. */
  readonly retryMs: number
}

const PATIENCE: Patience = { silenceMs: 60_000, retryMs: 90_000 }

/** A request whose repetition does no harm, as all of this protocol are (see statement.ts). */
export interface TrinoRequest {
  readonly method: 'GET' | 'POST' | 'DELETE'
  readonly url: URL
  readonly body?: string
  readonly signal?: AbortSignal | undefined
}

interface Answer {
  readonly status: number
  readonly headers: { get(name: string): string | null }
  readonly body: AsyncIterable<Uint8Array> | null
}

type Fetch = (
  url: URL,
  init: { method: string; headers: Record<string, string>; body?: string; redirect: 'manual'; signal: AbortSignal },
) => Promise<Answer>

/** What became of one try: a text, or why not and when to try again. */
type Outcome = { readonly text: string } | { readonly failure: TrailqError; readonly after?: number | undefined }

/** Sends requests to one server: its headers, its certificates, and patience where the server asks for it. */
export class TrinoHttp {
  readonly statements: URL
  readonly #headers: Readonly<Record<string, string>>
  readonly #ca: string | undefined
  readonly #patience: Patience
  #fetch: Fetch | undefined

  /** @throws TrailqError BAD_CONFIGURATION */
  constructor(connection: TrinoConnection, names: NameSpace = {}, patience: Partial<Patience> = {}) {
    const address = coordinator(connection)
    this.statements = new URL(`${address.pathname.replace(/\/+$/, '')}/v1/statement`, address)
    this.#headers = headersOf(connection, names, userInfo().username)
    this.#ca = connection.ca
    this.#patience = { ...PATIENCE, ...patience }
  }

  /**
   * The text of an answer.
   *
   * @throws TrailqError UNREACHABLE, LOGIN_REFUSED, ENGINE_FAILED; the signal's reason where it fires
   */
  async text(request: TrinoRequest): Promise<string> {
    this.#refuseStranger(request.url)
    const until = performance.now() + this.#patience.retryMs
    for (let pause = FIRST_PAUSE; ; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
      request.signal?.throwIfAborted()
      const outcome = await this.#try(request)
      if ('text' in outcome) return outcome.text
      const wait = outcome.after ?? pause
      // Whoever is told to come back in an hour is told so at once.
      if (performance.now() + wait > until) throw outcome.failure
      await sleep(wait, undefined, request.signal === undefined ? {} : { signal: request.signal })
    }
  }

  async #try(request: TrinoRequest): Promise<Outcome> {
    try {
      const { status, headers, text } = await this.#send(request)
      if (status >= 200 && status < 300) return { text }
      const after = retryAfter(headers.get('retry-after'))
      const failure = httpFailure(request.url, { status, headers, text, after })
      if (!AGAIN.has(status)) throw failure
      return { failure, after }
    } catch (error) {
      if (error instanceof TrailqError || request.signal?.aborted === true) throw error
      const failure = unreachable(request.url, error)
      if (!isPassing(error, { isFirst: request.method === 'POST' })) throw failure
      return { failure }
    }
  }

  async #send({
    method,
    url,
    body,
    signal,
  }: TrinoRequest): Promise<Pick<Answer, 'status' | 'headers'> & { text: string }> {
    this.#fetch ??= await this.#open()
    const silence = new AbortController()
    const { silenceMs } = this.#patience
    const timer = setTimeout(() => silence.abort(silent(silenceMs)), silenceMs)
    try {
      const answer = await this.#fetch(url, {
        method,
        headers: { ...this.#headers },
        ...(body === undefined ? {} : { body }),
        redirect: 'manual',
        signal: signal === undefined ? silence.signal : AbortSignal.any([signal, silence.signal]),
      })
      const parts: Uint8Array[] = []
      for await (const part of answer.body ?? []) {
        timer.refresh()
        parts.push(part)
      }
      return { status: answer.status, headers: answer.headers, text: Buffer.concat(parts).toString() }
    } finally {
      clearTimeout(timer)
    }
  }

  /** Node's own fetch knows no certificates but the system's. */
  async #open(): Promise<Fetch> {
    if (this.#ca === undefined) return fetch
    const ca = certificates(this.#ca)
    const undici = await import('undici')
    const dispatcher = new undici.Agent({ connect: { ca } })
    return (url, init) => undici.fetch(url, { ...init, dispatcher })
  }

  /** The login goes to the server that it was given for, and to no other that an answer names. */
  #refuseStranger(url: URL): void {
    if (url.origin === this.statements.origin) return
    throw new TrailqError('ENGINE_FAILED', `${this.statements.origin} sends its clients on to ${url.origin}`, {
      next: `Give that as the address; or, behind a proxy, set http-server.process-forwarded=true on the server.`,
    })
  }
}

function silent(ms: number): Error {
  return Object.assign(new Error(`it has said nothing for ${ms / 1000} s`), { code: 'ETIMEDOUT' })
}

/** @throws TrailqError BAD_CONFIGURATION for a file that holds no certificates: Node would trust nobody, in silence */
function certificates(file: string): string {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    throw new TrailqError('BAD_CONFIGURATION', `The certificates in ${file} can't be read`, {
      next: 'Name a PEM file that exists.',
      cause: error,
    })
  }
  if (/-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE-----/.test(text)) return text
  throw new TrailqError('BAD_CONFIGURATION', `${file} holds no certificates in PEM`, {
    next: 'They begin with -----BEGIN CERTIFICATE-----; openssl x509 -inform der turns DER into that.',
  })
}

/** The header's seconds, or its date, in milliseconds from now. */
function retryAfter(header: string | null): number | undefined {
  if (header === null) return undefined
  const milliseconds = /^\s*\d+\s*$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now()
  return Number.isNaN(milliseconds) ? undefined : Math.max(milliseconds, 0)
}

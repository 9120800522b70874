import { readFileSync } from 'node:fs'
import { userInfo } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'

import { TrailqError } from '../../errors.ts'
import { coordinator, headersOf, type NameSpace, type TrinoConnection } from './connection.ts'
import { httpFailure, unreachable } from './failure.ts'

/** Answers that mean "again, a little later" (Trino documentation, "Trino client REST API"; 429 comes from gateways). */
const AGAIN = new Set([429, 502, 503, 504])

/** How often a request is sent anew before its failure counts. With the pauses between them: about half a minute. */
const MOST_TRIES = 9

/** The pause before the second try, milliseconds; each next one is twice as long, up to the longest. */
const FIRST_PAUSE = 100
const LONGEST_PAUSE = 8_000

/** A server holds a request for a second where there is nothing to tell yet. One that holds it so long has lost it. */
const ANSWER_MS = 60_000

/** A request whose repetition does no harm, as all of this protocol are (see statement.ts). */
export interface TrinoRequest {
  readonly method: 'GET' | 'POST' | 'DELETE'
  readonly url: URL
  readonly body?: string
  readonly signal?: AbortSignal | undefined
}

type Fetch = (
  url: URL,
  init: { method: string; headers: Record<string, string>; body?: string; redirect: 'manual'; signal: AbortSignal },
) => Promise<{
  readonly status: number
  readonly headers: { get(name: string): string | null }
  text(): Promise<string>
}>

/** Sends requests to one server: its headers, its certificates, and patience where the server asks for it. */
export class TrinoHttp {
  readonly statements: URL
  readonly #headers: Readonly<Record<string, string>>
  readonly #ca: string | undefined
  #fetch: Fetch | undefined

  /** @throws TrailqError BAD_CONFIGURATION */
  constructor(connection: TrinoConnection, names: NameSpace = {}) {
    const address = coordinator(connection)
    this.statements = new URL(`${address.pathname.replace(/\/+$/, '')}/v1/statement`, address)
    this.#headers = headersOf(connection, names, userInfo().username)
    this.#ca = connection.ca
  }

  /**
   * The text of an answer.
   *
   * @throws TrailqError TRINO_UNREACHABLE, LOGIN_REFUSED, ENGINE_FAILED
   */
  async text(request: TrinoRequest): Promise<string> {
    this.#refuseStranger(request.url)
    for (let tries = 1; ; tries++) {
      request.signal?.throwIfAborted()
      const pause = Math.min(FIRST_PAUSE * 2 ** (tries - 1), LONGEST_PAUSE)
      try {
        const answer = await this.#send(request)
        if (answer.status >= 200 && answer.status < 300) return await answer.text()
        if (!AGAIN.has(answer.status) || tries === MOST_TRIES) throw await httpFailure(request.url, answer)
        await sleep(retryAfter(answer.headers.get('retry-after')) ?? pause, undefined, maybe(request.signal))
      } catch (error) {
        if (error instanceof TrailqError || request.signal?.aborted === true) throw error
        // What is not there at the start won't come; a connection that broke later may be there again.
        if (tries === MOST_TRIES || request.method === 'POST') throw unreachable(request.url, error)
        await sleep(pause, undefined, maybe(request.signal))
      }
    }
  }

  async #send({ method, url, body, signal }: TrinoRequest): ReturnType<Fetch> {
    this.#fetch ??= await this.#open()
    const patience = AbortSignal.timeout(ANSWER_MS)
    return await this.#fetch(url, {
      method,
      headers: { ...this.#headers },
      ...(body === undefined ? {} : { body }),
      redirect: 'manual',
      signal: signal === undefined ? patience : AbortSignal.any([signal, patience]),
    })
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

function certificates(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new TrailqError('BAD_CONFIGURATION', `The certificates in ${file} can't be read`, {
      next: 'Name a PEM file that exists.',
      cause: error,
    })
  }
}

/** The header's seconds, or its date, in milliseconds from now. */
function retryAfter(header: string | null): number | undefined {
  if (header === null) return undefined
  const milliseconds = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now()
  return Number.isFinite(milliseconds) ? Math.min(Math.max(milliseconds, 0), LONGEST_WAIT) : undefined
}

/** Who is told to come back in an hour is told so at once. */
const LONGEST_WAIT = 30_000

function maybe(signal: AbortSignal | undefined): { signal?: AbortSignal } {
  return signal === undefined ? {} : { signal }
}

import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'

import { answerWith, type Fault, Faults, type Method, type Reply } from './faults.ts'

/** What a statement is to answer. */
export interface Answer {
  readonly columns?: readonly { readonly name: string; readonly type: string }[]
  /** Each list is a page; an empty one is a page without data. */
  readonly pages?: readonly (readonly (readonly unknown[])[])[]
  /** Pages that say QUEUED before anything runs. Default: 2. */
  readonly queued?: number
  /** Pages that run and tell no columns yet. Default: 1. */
  readonly running?: number
  /** What goes wrong behind the last page. */
  readonly error?: Readonly<Record<string, unknown>>
  readonly stats?: Readonly<Record<string, unknown>>
  /** Where the next page is, in place of this server. */
  readonly nextHost?: string
}

/** A statement that was posted. */
export interface Query {
  readonly id: string
  readonly sql: string
  readonly headers: IncomingHttpHeaders
  readonly answer: Answer
  /** The page that was asked for last; -1 before the first GET, with which a statement begins. */
  at: number
  state: 'posted' | 'running' | 'finished' | 'failed' | 'canceled'
}

/** A request, as it came. */
export interface Seen {
  readonly method: Method
  readonly path: string
  readonly headers: IncomingHttpHeaders
  /** Milliseconds since the server's start. */
  readonly at: number
}

/**
 * A coordinator of Trino for tests, on 127.0.0.1: the statement protocol as trino 476 was seen to speak it. What goes
 * wrong is scripted by the test, and every request is recorded.
 */
export class Trino implements AsyncDisposable {
  readonly requests: Seen[] = []
  readonly queries: Query[] = []
  onStatement: (sql: string) => Answer = () => ({})
  readonly #faults = new Faults()
  readonly #sockets = new Set<Socket>()
  readonly #started = performance.now()
  readonly #server = createServer((request, response) => void this.#handle(request, response))

  static async start(): Promise<Trino> {
    const trino = new Trino()
    trino.#server.on('connection', socket => {
      trino.#sockets.add(socket)
      socket.on('close', () => trino.#sockets.delete(socket))
    })
    await new Promise<void>(resolve => trino.#server.listen(0, '127.0.0.1', resolve))
    return trino
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  /** The n-th request of a method (from 1, once, by default the first) meets a fault. */
  fault(fault: Fault, on: Method, { nth = 1, times = 1 }: { nth?: number; times?: number } = {}): void {
    this.#faults.add(fault, on, nth, times)
  }

  /** Statements that go on: none may, when a test is over. One that was only posted has never begun. */
  running(): readonly string[] {
    return this.queries.filter(({ state }) => state === 'running').map(({ sql }) => sql)
  }

  asked(method: Method): readonly Seen[] {
    return this.requests.filter(seen => seen.method === method)
  }

  /** Requests that wait for the end of their answer. */
  openAnswers(): number {
    return this.#open
  }

  /** The query that is not about a table. */
  question(): Query | undefined {
    return this.queries.findLast(({ sql }) => !sql.startsWith('SHOW '))
  }

  reset(): void {
    this.requests.length = 0
    this.queries.length = 0
    this.onStatement = () => ({})
    this.#faults.clear()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#sockets) socket.destroy()
    await new Promise(resolve => this.#server.close(resolve))
  }

  #open = 0

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.on('error', () => {})
    this.#open++
    response.on('close', () => this.#open--)
    const method = request.method as Method
    const path = request.url ?? '/'
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    const sql = Buffer.concat(parts).toString()
    this.requests.push({ method, path, headers: request.headers, at: performance.now() - this.#started })
    await answerWith(this.#faults.take(method), () => this.#work(method, path, request.headers, sql), response)
  }

  #work(method: Method, path: string, headers: IncomingHttpHeaders, sql: string): Reply {
    if (method === 'POST' && path === '/v1/statement') return page(this.#post(sql, headers))
    const [, id, token] = /^\/v1\/statement\/executing\/([^/]+)\/secret\/(\d+)$/.exec(path) ?? []
    const query = this.queries.find(known => known.id === id)
    if (query === undefined || token === undefined) return { status: 404, body: 'Not Found' }
    if (method === 'DELETE') {
      if (query.state === 'running' || query.state === 'posted') query.state = 'canceled'
      return { status: 204, body: '' }
    }
    const wanted = Number(token)
    if (wanted !== query.at && wanted !== query.at + 1) return { status: 410, body: '' }
    query.at = wanted
    return page(this.#page(query))
  }

  #post(sql: string, headers: IncomingHttpHeaders): object {
    const id = `20261120_090000_${String(this.queries.length).padStart(5, '0')}_trail`
    const query: Query = { id, sql, headers, answer: this.onStatement(sql), at: -1, state: 'posted' }
    this.queries.push(query)
    return { id, ...this.#links(query, 0), stats: { state: 'QUEUED' } }
  }

  #page(query: Query): object {
    const { id, at, answer } = query
    const { columns = [], pages = [], queued = 2, running = 1, error, stats = {} } = answer
    const state = (name: string) => ({ stats: { state: name, ...stats } })
    if (query.state === 'canceled') {
      return {
        id,
        ...state('FAILED'),
        error: { errorName: 'USER_CANCELED', errorType: 'USER_ERROR', message: 'Query was canceled' },
      }
    }
    if (query.state === 'posted') query.state = 'running'
    if (at < queued) return { id, ...this.#links(query, at + 1), ...state('QUEUED') }
    const n = at - queued - running
    if (n < 0) return { id, ...this.#links(query, at + 1), ...state('RUNNING') }
    const data = pages[n]
    if (error !== undefined && n >= pages.length) {
      query.state = 'failed'
      return { id, ...(pages.length === 0 ? {} : { columns }), ...state('FAILED'), error }
    }
    const isLast = n >= pages.length - (error === undefined ? 1 : 0)
    if (isLast) query.state = 'finished'
    return {
      id,
      columns,
      ...(data === undefined || data.length === 0 ? {} : { data }),
      ...(isLast ? state('FINISHED') : { ...this.#links(query, at + 1), ...state('RUNNING') }),
    }
  }

  #links({ id, answer }: Query, token: number): object {
    return {
      nextUri: `${answer.nextHost ?? this.url}/v1/statement/executing/${id}/secret/${token}`,
      // What trailq must never ask for: a query that ends so has FINISHED, with a part of its rows.
      partialCancelUri: `${this.url}/v1/statement/partialCancel/${id}/0/secret/${token}`,
    }
  }
}

function page(body: object): Reply {
  const text = JSON.stringify(body, (_key, value: unknown) => (typeof value === 'bigint' ? `bigint ${value}` : value))
  return {
    status: 200,
    headers: { 'content-type': 'application/json' },
    body: text.replace(/"bigint (-?\d+)"/g, '$1'),
  }
}

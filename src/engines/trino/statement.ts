import { setTimeout as sleep } from 'node:timers/promises'

import { TrailqError } from '../../errors.ts'
import { brokenPage, notTrino } from './failure.ts'
import type { TrinoHttp } from './http.ts'
import { statementFailure } from './statement-failure.ts'
import { type Page, readPage, type WireColumn, type WireStats } from './wire.ts'

/** How long a server that has just started may say that it has no nodes yet, milliseconds. */
const NO_NODES_MS = 15_000
const NO_NODES_PAUSE = 500

/** A server forgets a statement that nobody has asked for in five minutes (`query.client.timeout`). */
const SIGN_OF_LIFE_MS = 60_000

/** How long saying that a statement shall stop may take, milliseconds. */
const CANCEL_MS = 5_000

/** What can be told to a statement. */
export interface StatementOptions {
  readonly signal?: AbortSignal | undefined
  /** Called with every page's statistics. */
  readonly onStats?: ((stats: WireStats) => void) | undefined
  /** Whether it is a question over `events`: said where it fails. */
  readonly knowsEvents?: boolean
  /** How often a slow reader's statement is kept alive, milliseconds. */
  readonly signOfLifeMs?: number
}

/**
 * One statement on a server. A page's address may be asked for again until the next page has been: so a lost answer
 * costs nothing, and rows come once. A statement begins with the first GET: a POST that is repeated leaves one behind
 * that never ran.
 */
export class Statement {
  readonly #http: TrinoHttp
  readonly #options: StatementOptions
  readonly #sql: string
  #page: Page
  #next: URL | undefined
  /** Where the page in hand came from. */
  #at: URL | undefined
  #columns: readonly WireColumn[] | undefined
  #stopped: Promise<void> | undefined

  private constructor(http: TrinoHttp, sql: string, page: Page, options: StatementOptions) {
    this.#http = http
    this.#sql = sql
    this.#options = options
    this.#page = page
    this.#next = nextOf(page)
  }

  /** Starts a statement and waits until its columns are known. @throws TrailqError what the server says of it */
  static async start(http: TrinoHttp, sql: string, options: StatementOptions = {}): Promise<Statement> {
    const until = performance.now() + NO_NODES_MS
    for (;;) {
      const statement = await Statement.#begin(http, sql, options)
      try {
        statement.#take()
        while (statement.#columns === undefined && statement.#next !== undefined) await statement.#advance()
        // Between the start and the first row nobody may be waiting who would hear of it.
        options.signal?.addEventListener('abort', () => void statement.cancel(), { once: true })
        return statement
      } catch (error) {
        await statement.cancel()
        const isEarly = error instanceof TrailqError && error.code === 'NO_NODES' && performance.now() < until
        if (!isEarly) throw error
        await sleep(NO_NODES_PAUSE, undefined, options.signal === undefined ? {} : { signal: options.signal })
      }
    }
  }

  static async #begin(http: TrinoHttp, sql: string, options: StatementOptions): Promise<Statement> {
    const { signal } = options
    const text = await http.text({ method: 'POST', url: http.statements, body: sql, signal })
    const page = readPage(text)
    if (page === undefined) throw notTrino(http.statements)
    return new Statement(http, sql, page, options)
  }

  /** The server's name for it. */
  get id(): string {
    return this.#page.id
  }

  get columns(): readonly WireColumn[] {
    return this.#columns ?? []
  }

  /** Pages of rows, once. Leaving the loop stops the statement on the server. */
  async *pages(): AsyncIterableIterator<readonly (readonly unknown[])[]> {
    try {
      for (;;) {
        const { data } = this.#page
        if (data !== undefined && data.length > 0) {
          const stop = this.#staysAlive()
          try {
            yield data
          } finally {
            stop()
          }
        }
        if (this.#next === undefined) break
        await this.#advance()
      }
      // Stopped between two pages, it looks like one that has ended.
      this.#options.signal?.throwIfAborted()
    } finally {
      await this.cancel()
    }
  }

  /** Stops the statement on the server; nothing where it has ended. Never fails: there is nobody to tell. */
  cancel(): Promise<void> {
    this.#stopped ??= this.#stop()
    return this.#stopped
  }

  async #stop(): Promise<void> {
    const next = this.#next
    this.#next = undefined
    if (next === undefined) return
    // Where the server names another host, the one that was asked knows the statement as well.
    const url = new URL(next.pathname + next.search, this.#http.statements)
    const signal = AbortSignal.timeout(CANCEL_MS)
    await this.#http.text({ method: 'DELETE', url, signal }).catch(() => {})
  }

  async #advance(): Promise<void> {
    const url = this.#next
    if (url === undefined) return
    const page = await this.#get(url)
    this.#page = page
    this.#at = url
    this.#next = nextOf(page)
    this.#take()
  }

  /** A page. An answer that ends in the middle is asked for again, once. */
  async #get(url: URL): Promise<Page> {
    const { signal } = this.#options
    const get = async () => readPage(await this.#http.text({ method: 'GET', url, signal }))
    const page = (await get()) ?? (await get())
    if (page === undefined) throw brokenPage(url)
    return page
  }

  #take(): void {
    const { columns, stats, error, id } = this.#page
    this.#columns ??= columns
    this.#options.onStats?.(stats)
    const failed = error ?? (stats.state === 'FAILED' && this.#next === undefined ? {} : undefined)
    if (failed === undefined) return
    this.#next = undefined
    throw statementFailure(failed, { sql: this.#sql, id, knowsEvents: this.#options.knowsEvents === true })
  }

  /**
   * Asks for the last page again while its reader takes its time: the server then knows that somebody is there.
   *
   * @returns what ends it
   */
  #staysAlive(): () => void {
    const url = this.#at
    if (url === undefined || this.#next === undefined) return () => {}
    const done = new AbortController()
    const ask = () => void this.#http.text({ method: 'GET', url, signal: done.signal }).catch(() => {})
    const asking = setInterval(ask, this.#options.signOfLifeMs ?? SIGN_OF_LIFE_MS).unref()
    return () => {
      clearInterval(asking)
      done.abort()
    }
  }
}

function nextOf({ nextUri }: Page): URL | undefined {
  return nextUri === undefined ? undefined : new URL(nextUri)
}

import {
  type AbortableOperationOptions,
  type CompiledQuery,
  type DatabaseConnection,
  type DatabaseIntrospector,
  type Dialect,
  type DialectAdapter,
  DialectAdapterBase,
  type Driver,
  type Kysely,
  type QueryCompiler,
  type QueryResult,
} from 'kysely'

import { TrailqError } from '../errors.ts'

/** What a read-only engine must be able to do for kysely. */
export interface ReadonlyEngine {
  createCompiler(): QueryCompiler
  createIntrospector(db: Kysely<unknown>): DatabaseIntrospector
  /** Rows in batches; leaving the loop, or the signal, stops the work. */
  stream(query: CompiledQuery, signal: AbortSignal | undefined): AsyncIterable<readonly unknown[]>
  close(): Promise<void>
}

/** A kysely dialect over an engine that only reads: no transactions, no locks, streaming underneath everything. */
export class ReadonlyDialect implements Dialect {
  readonly #engine: ReadonlyEngine

  constructor(engine: ReadonlyEngine) {
    this.#engine = engine
  }

  createDriver(): Driver {
    return new ReadonlyDriver(this.#engine)
  }

  createQueryCompiler(): QueryCompiler {
    return this.#engine.createCompiler()
  }

  createAdapter(): DialectAdapter {
    return new ReadonlyAdapter()
  }

  createIntrospector(db: Kysely<unknown>): DatabaseIntrospector {
    return this.#engine.createIntrospector(db)
  }
}

class ReadonlyAdapter extends DialectAdapterBase {
  acquireMigrationLock(): Promise<void> {
    return Promise.reject(readOnly('Migrations'))
  }

  releaseMigrationLock(): Promise<void> {
    return Promise.reject(readOnly('Migrations'))
  }
}

class ReadonlyDriver implements Driver {
  readonly #engine: ReadonlyEngine

  constructor(engine: ReadonlyEngine) {
    this.#engine = engine
  }

  init(): Promise<void> {
    return Promise.resolve()
  }

  acquireConnection(): Promise<DatabaseConnection> {
    return Promise.resolve(new ReadonlyConnection(this.#engine))
  }

  beginTransaction(): Promise<void> {
    return Promise.reject(readOnly('Transactions'))
  }

  commitTransaction(): Promise<void> {
    return Promise.reject(readOnly('Transactions'))
  }

  rollbackTransaction(): Promise<void> {
    return Promise.reject(readOnly('Transactions'))
  }

  releaseConnection(): Promise<void> {
    return Promise.resolve()
  }

  destroy(): Promise<void> {
    return this.#engine.close()
  }
}

class ReadonlyConnection implements DatabaseConnection {
  readonly #engine: ReadonlyEngine

  constructor(engine: ReadonlyEngine) {
    this.#engine = engine
  }

  async executeQuery<R>(query: CompiledQuery, options?: AbortableOperationOptions): Promise<QueryResult<R>> {
    const rows: R[] = []
    try {
      for await (const batch of this.#engine.stream(query, options?.signal)) {
        for (const row of batch) rows.push(row as R)
      }
    } catch (error) {
      passUnlessAborted(error, options)
    }
    return { rows }
  }

  /** For `inflightQueryAbortStrategy: 'cancel query'`: the signal alone has stopped the work, here and there. */
  cancelQuery(): Promise<void> {
    return Promise.resolve()
  }

  async *streamQuery<R>(
    query: CompiledQuery,
    chunkSize: number,
    options?: AbortableOperationOptions,
  ): AsyncIterableIterator<QueryResult<R>> {
    try {
      for await (const batch of this.#engine.stream(query, options?.signal)) {
        for (let at = 0; at < batch.length; at += chunkSize) yield { rows: batch.slice(at, at + chunkSize) as R[] }
      }
    } catch (error) {
      passUnlessAborted(error, options)
    }
  }
}

/** kysely has thrown already when the signal fires, and would print what comes after it. */
function passUnlessAborted(error: unknown, options: AbortableOperationOptions | undefined): void {
  if (options?.signal?.aborted !== true) throw error
}

function readOnly(what: string): TrailqError {
  return new TrailqError('READ_ONLY', `${what} have no meaning here: trailq only reads`, { next: 'Leave them out.' })
}

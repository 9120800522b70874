import { type DuckDBConnection, DuckDBInstance, type DuckDBPreparedStatement, StatementType } from '@duckdb/node-api'
import type { CompiledQuery } from 'kysely'

import { TrailqError } from '../../errors.ts'
import { identifier, literal } from '../../sql/literal.ts'
import type { ResultRow } from '../../sql/result-type.ts'
import { BrokenStream, behind, nextChunk } from './chunks.ts'
import type { DuckDbDialectConfig } from './dialect-config.ts'
import { clientFailure } from './failure.ts'
import { decodeChunk, resultType } from './rows.ts'

const MEMORY = ':memory:'

/** A DuckDB database that is only read, for {@link DuckDbDialect}. */
export class Database {
  readonly #instance: DuckDBInstance

  private constructor(instance: DuckDBInstance) {
    this.#instance = instance
  }

  /** @throws TrailqError BAD_CONFIGURATION, and what DuckDB says of a file that it can't open */
  static async open({ path = MEMORY, tables = {}, settings = {} }: DuckDbDialectConfig): Promise<Database> {
    if (path !== MEMORY && Object.keys(tables).length > 0) {
      throw new TrailqError('BAD_CONFIGURATION', `${path} is only read: tables can't be added to it`, {
        next: "Leave out path to read files as tables, or query the files by name: sql`'data/*.parquet'`.",
      })
    }
    try {
      const instance = await DuckDBInstance.create(path, {
        ...(path === MEMORY ? {} : { access_mode: 'READ_ONLY' }),
        autoinstall_known_extensions: 'false',
        autoload_known_extensions: 'false',
        ...settings,
      })
      const database = new Database(instance)
      await database.#define(tables)
      return database
    } catch (error) {
      throw clientFailure(error)
    }
  }

  /** Rows in batches. Each query has a connection of its own: stopping one leaves the others alone. */
  async *rows(query: CompiledQuery, signal: AbortSignal | undefined): AsyncIterableIterator<readonly ResultRow[]> {
    signal?.throwIfAborted()
    const connection = await this.#connect()
    const interrupt = () => connection.interrupt()
    signal?.addEventListener('abort', interrupt, { once: true })
    let rows = 0
    try {
      const result = await (await readingStatement(connection, query)).stream()
      const columns = result
        .deduplicatedColumnNames()
        .map((name, i) => ({ name, type: resultType(result.columnType(i)) }))
      for (;;) {
        signal?.throwIfAborted()
        const chunk = await nextChunk(result)
        if (chunk === undefined) return
        yield decodeChunk(chunk, columns)
        rows += chunk.rowCount
      }
    } catch (error) {
      const why =
        error instanceof BrokenStream && signal?.aborted !== true ? await reasonOf(connection, query, rows) : error
      throw clientFailure(why, signal)
    } finally {
      signal?.removeEventListener('abort', interrupt)
      connection.closeSync()
    }
  }

  close(): void {
    this.#instance.closeSync()
  }

  async #define(tables: Readonly<Record<string, string>>): Promise<void> {
    const connection = await this.#connect()
    try {
      for (const [name, files] of Object.entries(tables)) {
        await connection.run(`CREATE VIEW ${identifier(name)} AS SELECT * FROM ${literal(files)}`)
      }
    } finally {
      connection.closeSync()
    }
  }

  async #connect(): Promise<DuckDBConnection> {
    const connection = await this.#instance.connect()
    await connection.run("SET TimeZone = 'UTC'")
    return connection
  }
}

/** Why a stream broke behind so many rows: DuckDB tells it to one who asks for the others alone. */
async function reasonOf(connection: DuckDBConnection, { sql }: CompiledQuery, rows: number): Promise<unknown> {
  try {
    await connection.stream(behind(sql, rows))
  } catch (error) {
    return error
  }
  return new TrailqError('ENGINE_FAILED', `DuckDB stopped behind ${rows} rows and does not say why`, {
    next: 'Ask again.',
  })
}

/**
 * A statement that DuckDB itself takes for a SELECT (or kysely's EXPLAIN of one). SQL as text is judged before it is
 * prepared: EXPORT DATABASE makes its folder then.
 */
async function readingStatement(connection: DuckDBConnection, query: CompiledQuery): Promise<DuckDBPreparedStatement> {
  const built = query.query.kind === 'SelectQueryNode'
  if (!built) await refuseUnlessSelect(connection, query.sql)
  const statement = await connection.prepare(query.sql)
  const type = statement.statementType
  if (type === StatementType.SELECT || (built && type === StatementType.EXPLAIN)) return statement
  throw readOnly(StatementType[type])
}

async function refuseUnlessSelect(connection: DuckDBConnection, text: string): Promise<void> {
  const reader = await connection.runAndReadAll(`SELECT json_serialize_sql(${literal(text)})`)
  const { error, error_type } = JSON.parse(String(reader.getRows()[0]?.[0])) as { error: boolean; error_type?: string }
  // What does not parse is told best by DuckDB's own error.
  if (error && error_type === 'not implemented') throw readOnly(text.trim().split(/\s/, 1)[0] ?? '')
}

function readOnly(met: string): TrailqError {
  return new TrailqError('READ_ONLY', `This dialect runs SELECT only, not ${met}`, {
    next: 'Use DuckDB’s own client to write.',
  })
}

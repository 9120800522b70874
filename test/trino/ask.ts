import type { TrinoConnection } from '../../src/engines/trino/connection.ts'
import { type Patience, TrinoHttp } from '../../src/engines/trino/http.ts'
import { Statement, type StatementOptions } from '../../src/engines/trino/statement.ts'
import { RowReader } from '../../src/engines/trino/values.ts'
import type { ResultColumn, ResultRow } from '../../src/sql/result-type.ts'
import type { Trino } from '../standins/trino/server.ts'

/** What a statement came to. */
export interface Outcome {
  readonly columns: readonly ResultColumn[]
  readonly rows: readonly ResultRow[]
  /** undefined where all went well. */
  readonly error: unknown
  readonly ms: number
}

export interface AskOptions extends StatementOptions, Partial<Patience>, Partial<TrinoConnection> {
  readonly sql?: string
  /** Rows after which to leave the loop. */
  readonly leaveAfter?: number
  /** Called with each page's rows, and waited for: a slow reader. */
  readonly read?: (rows: readonly ResultRow[]) => Promise<void>
}

/** Asks the stand-in with the real client. */
export async function ask(standIn: Trino, options: AskOptions = {}): Promise<Outcome> {
  const { sql = 'SELECT n', leaveAfter = Number.POSITIVE_INFINITY, read, silenceMs, retryMs, ...others } = options
  const { signal, onStats, signOfLifeMs, ...connection } = others
  const started = performance.now()
  const rows: ResultRow[] = []
  let columns: readonly ResultColumn[] = []
  let error: unknown
  try {
    const http = new TrinoHttp(
      { url: standIn.url, user: 'me', ...connection },
      {},
      { ...(silenceMs === undefined ? {} : { silenceMs }), ...(retryMs === undefined ? {} : { retryMs }) },
    )
    const life = signOfLifeMs === undefined ? {} : { signOfLifeMs }
    const statement = await Statement.start(http, sql, { signal, onStats, ...life })
    const reader = new RowReader(statement.columns)
    columns = reader.columns
    for await (const page of statement.pages()) {
      const some = reader.rows(page)
      for (const row of some) rows.push(row)
      if (rows.length >= leaveAfter) break
      await read?.(some)
    }
  } catch (thrown) {
    error = thrown
  }
  return { columns, rows, error, ms: performance.now() - started }
}

/** A column of numbers. */
export const NUMBERS = [{ name: 'n', type: 'bigint' }] as const

/** So many pages of so many rows, counted through. */
export function numbers(pages: number, size = 3): readonly (readonly (readonly number[])[])[] {
  return Array.from({ length: pages }, (_, page) => Array.from({ length: size }, (_, row) => [page * size + row]))
}

/** The rows of {@link numbers}. */
export function numbered(count: number): readonly ResultRow[] {
  return Array.from({ length: count }, (_, n) => ({ n }))
}

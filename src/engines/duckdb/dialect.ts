import type { CompiledQuery } from 'kysely'

import { PortableCompiler } from '../../sql/compiler.ts'
import { InformationSchema } from '../../sql/introspector.ts'
import { ReadonlyDialect, type ReadonlyEngine } from '../../sql/readonly-dialect.ts'
import type { Database } from './database.ts'
import type { DuckDbDialectConfig } from './dialect-config.ts'
import { DUCKDB_SPELLINGS } from './spelling.ts'

export type { DuckDbDialectConfig } from './dialect-config.ts'

/**
 * DuckDB for kysely, with no CloudTrail in sight: reads a database file, or Parquet, CSV and JSON files where they lie.
 * It only reads. Rows stream; a signal stops the work. DuckDB itself is loaded by the first query.
 *
 * Dates and timestamps come as ISO text, integers as numbers (as bigint beyond 2^53), decimals as numbers, lists and
 * structs as JSON text.
 *
 * @example
 * ```ts
 * import { writeFileSync } from 'node:fs'
 * import { Kysely } from 'kysely'
 * import { DuckDbDialect } from 'trailq'
 *
 * writeFileSync('sales.csv', 'city,amount\nOslo,5\nRome,7\nOslo,3\n')
 * interface Tables {
 *   sales: { city: string; amount: number }
 * }
 * const db = new Kysely<Tables>({ dialect: new DuckDbDialect({ tables: { sales: 'sales.csv' } }) })
 * const totals = await db
 *   .selectFrom('sales')
 *   .select(eb => ['city', eb.fn.sum<number>('amount').as('total')])
 *   .groupBy('city')
 *   .orderBy('city')
 *   .execute()
 * console.log(totals) // [ { city: 'Oslo', total: 8 }, { city: 'Rome', total: 7 } ]
 * await db.destroy()
 * ```
 */
export class DuckDbDialect extends ReadonlyDialect {
  constructor(config: DuckDbDialectConfig = {}) {
    super(engineOf(config))
  }
}

function engineOf(config: DuckDbDialectConfig): ReadonlyEngine {
  let opened: Promise<Database> | undefined
  const open = () => {
    opened ??= import('./database.ts')
      .then(({ Database }) => Database.open(config))
      .catch(error => {
        opened = undefined
        throw error
      })
    return opened
  }
  return {
    createCompiler: () => new PortableCompiler(DUCKDB_SPELLINGS),
    createIntrospector: db => new InformationSchema(db),
    async *stream(query: CompiledQuery, signal: AbortSignal | undefined) {
      yield* (await open()).rows(query, signal)
    },
    close: async () => (await opened)?.close(),
  }
}

import type { CompiledQuery } from 'kysely'

import { PortableCompiler } from '../../sql/compiler.ts'
import { InformationSchema } from '../../sql/introspector.ts'
import { ReadonlyDialect, type ReadonlyEngine } from '../../sql/readonly-dialect.ts'
import { refuseWrites } from '../../sql/reads-only.ts'
import type { NameSpace, TrinoConnection } from './connection.ts'
import { TRINO_SPELLINGS } from './spelling.ts'

/** What a TrinoDialect asks, and as whom. */
export interface TrinoDialectConfig extends TrinoConnection, NameSpace {
  /** The catalog of names that do not spell one out; introspection tells of this one. */
  readonly catalog: string
  /** The schema of names that do not spell one out. */
  readonly schema?: string | undefined
}

/**
 * Trino for kysely, with no CloudTrail in sight: it sends SELECTs over HTTP and streams what comes. It only reads. A
 * signal, or leaving the loop, stops the query on the server.
 *
 * Dates and timestamps come as ISO text, integers as numbers (as bigint beyond 2^53), decimals as numbers, arrays and
 * rows as JSON text, maps as the JSON of a list of `{key, value}`. A table of another catalog is named by
 * `` sql`${sql.id('system', 'runtime', 'nodes')}` ``.
 *
 * @example
 * ```ts
 * import { Kysely } from 'kysely'
 * import { TrinoDialect } from 'trailq'
 *
 * interface Tables {
 *   orders: { custkey: number; totalprice: number }
 * }
 * const db = new Kysely<Tables>({
 *   dialect: new TrinoDialect({ url: 'http://127.0.0.1:8080', catalog: 'tpch', schema: 'tiny' }),
 * })
 * const best = db.selectFrom('orders').select(['custkey', 'totalprice']).orderBy('totalprice', 'desc').limit(3)
 * console.log(best.compile().sql) // the SQL that would run
 * ```
 */
export class TrinoDialect extends ReadonlyDialect {
  /** @throws TrailqError BAD_CONFIGURATION for an address, a login or a name that can't be meant */
  constructor(config: TrinoDialectConfig) {
    super(engineOf(config))
  }
}

function engineOf(config: TrinoDialectConfig): ReadonlyEngine {
  return {
    createCompiler: () => new PortableCompiler(TRINO_SPELLINGS),
    createIntrospector: db => new InformationSchema(db),
    async *stream({ sql }: CompiledQuery, signal: AbortSignal | undefined) {
      const [{ TrinoHttp }, { Statement }, { RowReader }] = await Promise.all([
        import('./http.ts'),
        import('./statement.ts'),
        import('./values.ts'),
      ])
      const statement = await Statement.start(new TrinoHttp(config, config), refuseWrites(sql), { signal })
      const reader = new RowReader(statement.columns)
      for await (const page of statement.pages()) yield reader.rows(page)
    },
    close: () => Promise.resolve(),
  }
}

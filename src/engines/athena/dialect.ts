import type { CompiledQuery, DatabaseIntrospector } from 'kysely'

import { PortableCompiler } from '../../sql/compiler.ts'
import { ReadonlyDialect, type ReadonlyEngine } from '../../sql/readonly-dialect.ts'
import { refuseWrites } from '../../sql/reads-only.ts'
import type { AthenaSettings } from './settings.ts'
import { ATHENA_SPELLINGS } from './spelling.ts'

/** What an AthenaDialect asks, and where. */
export type AthenaDialectConfig = AthenaSettings

/**
 * Amazon Athena for kysely, with no CloudTrail in sight. It only reads. Rows stream, from the result object in S3 where
 * that may be read; a signal, or leaving the loop, stops the query in Athena, so that it does not cost on. The AWS SDK
 * is loaded by the first query, and finds region and credentials by its own chain.
 *
 * Dates and timestamps come as ISO text, integers as numbers (as bigint beyond 2^53), decimals as numbers. Arrays, maps
 * and rows leave Athena as text that can't be read back: select `json_format(CAST(x AS json))` of them.
 * `db.introspection` tells of databases and tables by Athena's own catalog.
 *
 * @example
 * ```ts
 * import { Kysely } from 'kysely'
 * import { AthenaDialect } from 'trailq'
 *
 * interface Tables {
 *   orders: { customer: string; total: number }
 * }
 * const db = new Kysely<Tables>({
 *   dialect: new AthenaDialect({ database: 'shop', workgroup: 'analysts', region: 'eu-west-1', maxScan: 50e9 }),
 * })
 * const best = db.selectFrom('orders').select(['customer', 'total']).orderBy('total', 'desc').limit(3)
 * console.log(best.compile().sql) // the SQL that would run
 * ```
 */
export class AthenaDialect extends ReadonlyDialect {
  constructor(config: AthenaDialectConfig = {}) {
    super(engineOf(config))
  }
}

function engineOf(config: AthenaDialectConfig): ReadonlyEngine {
  let opened: ReturnType<typeof open> | undefined
  const open = async () => {
    const [{ Aws }, { AthenaQuery }, { AthenaCatalog }] = await Promise.all([
      import('./aws.ts'),
      import('./query.ts'),
      import('./introspector.ts'),
    ])
    const aws = new Aws(config)
    return { aws, AthenaQuery, catalog: new AthenaCatalog(aws, config.catalog, config.database) }
  }
  const load = () => {
    opened ??= open()
    return opened
  }
  return {
    createCompiler: () => new PortableCompiler(ATHENA_SPELLINGS),
    createIntrospector: () => new LazyCatalog(async () => (await load()).catalog),
    async *stream({ sql }: CompiledQuery, signal: AbortSignal | undefined) {
      const { aws, AthenaQuery } = await load()
      const query = new AthenaQuery(aws, config, { sql: refuseWrites(sql), signal })
      await query.start()
      yield* query.batches()
    },
    close: async () => (await opened)?.aws.close(),
  }
}

/** An introspector that is loaded when it is asked. */
class LazyCatalog implements DatabaseIntrospector {
  readonly #load: () => Promise<DatabaseIntrospector>

  constructor(load: () => Promise<DatabaseIntrospector>) {
    this.#load = load
  }

  async getSchemas() {
    return (await this.#load()).getSchemas()
  }

  async getTables() {
    return (await this.#load()).getTables()
  }
}

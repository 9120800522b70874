import { TrailqError } from '../../errors.ts'
import type { Engine, EngineQuestion, Execution, RunOptions } from '../../events/index.ts'
import { textQuestion } from '../../events/index.ts'
import { type CatalogTable, describeTable, nearestTable } from './catalog.ts'
import type { TrinoConnection } from './connection.ts'
import { TrinoHttp } from './http.ts'
import { rawSource, rawTable } from './raw-source.ts'
import { run } from './run.ts'
import { TRINO_SPELLINGS } from './spelling.ts'

/** The longest statement that a server takes, characters (Trino documentation, `query.max-length`). */
const LONGEST = 1_000_000

/** A table on a Trino cluster. */
export interface TrinoOptions extends TrinoConnection {
  readonly catalog: string
  readonly schema: string
  readonly table: string
}

/**
 * Trino over a table of CloudTrail records: which kind of table it is, is read from its catalog.
 *
 * @throws TrailqError BAD_CONFIGURATION
 */
export function trinoEngine(options: TrinoOptions): Engine {
  const name = [options.catalog, options.schema, options.table] as const
  // No default catalog and schema: a name in a text that is neither `events` nor its own then means nothing.
  const http = new TrinoHttp(options)
  let described: Promise<CatalogTable> | undefined
  const describe = async (signal: AbortSignal | undefined): Promise<CatalogTable> => {
    described ??= describeTable(http, name, signal).catch(async error => {
      described = undefined
      throw await nearestTable(error, http, name)
    })
    try {
      return await described
    } catch (error) {
      // Another question asked first, and was stopped.
      if (error instanceof TrailqError || signal?.aborted === true) throw error
      return await describe(signal)
    }
  }
  return {
    name: 'trino',
    isRemote: true,
    spellings: TRINO_SPELLINGS,
    shownSource: rawSource(rawTable(...name), { isShown: true }),
    readText: text => Promise.resolve().then(() => textQuestion(text, LONGEST)),
    run: (question: EngineQuestion, started: RunOptions): Promise<Execution> =>
      run(question, started, async () => {
        const { table, isProjected } = await describe(started.signal)
        const property = `${options.catalog}.ignore_absent_partitions`
        const session = isProjected ? { [property]: 'true', ...options.session } : options.session
        return { http: new TrinoHttp({ ...options, session }), table }
      }),
    close: () => Promise.resolve(),
  }
}

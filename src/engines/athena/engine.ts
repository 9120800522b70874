import { type Engine, type EngineQuestion, type Execution, type RunOptions, textQuestion } from '../../events/index.ts'
import { tableSource } from '../trino/source.ts'
import { Aws } from './aws.ts'
import { type CatalogTable, describeTable } from './catalog.ts'
import { estimate } from './estimate.ts'
import { locations } from './locations.ts'
import { run } from './run.ts'
import type { AthenaSettings } from './settings.ts'
import { athenaTableSource } from './source.ts'
import { ATHENA_SPELLINGS } from './spelling.ts'
import { LONGEST } from './starting.ts'

/** A table in Athena. */
export interface AthenaOptions extends AthenaSettings {
  readonly database: string
  readonly table: string
}

/** Athena over a table of CloudTrail records: which kind of table it is, is read from the catalog, once. */
export function athenaEngine(options: AthenaOptions): Engine {
  const { database, table, catalog, ...settings } = options
  const aws = new Aws(options)
  let described: Promise<CatalogTable> | undefined
  const describe = (signal: AbortSignal | undefined) => {
    described ??= describeTable(aws, { catalog, database, table }, signal).catch(error => {
      described = undefined
      throw error
    })
    return described
  }
  return {
    name: 'athena',
    isRemote: true,
    isWindowRounded: options.reuseMinutes !== undefined,
    spellings: ATHENA_SPELLINGS,
    shownSource: athenaTableSource(database, table),
    readText: text => Promise.resolve().then(() => textQuestion(text, LONGEST)),
    async run(question: EngineQuestion, started: RunOptions): Promise<Execution> {
      const found = await describe(started.signal)
      // No default database: a name in a text that is neither `events` nor its own then means nothing.
      return run(aws, settings, found.table, question, started)
    },
    async estimate(scope, { signal }) {
      const found = await describe(signal)
      // Refuses what it would not read either.
      tableSource(found.table)
      const places = await locations(aws, { catalog, database, table }, found, scope, signal)
      return estimate(aws, places, options.pricePerTerabyte, signal)
    },
    close: () => aws.close(),
  }
}

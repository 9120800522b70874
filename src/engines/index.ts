// The engines, and how each writes SQL. Loading one loads its client, so they are imported when they are needed.
// May import events/, sql/, model/ and errors.ts. Engines don't import each other; Athena's spelling extends Trino's.
// To add an engine: a folder beside these, one line in each record below.
import type { EngineName, EventSource } from '../events/index.ts'
import type { Spellings } from '../sql/spelling.ts'
import { athenaTableSource } from './athena/source.ts'
import { ATHENA_SPELLINGS } from './athena/spelling.ts'
import { shownFileSource } from './duckdb/source.ts'
import { DUCKDB_SPELLINGS } from './duckdb/spelling.ts'
import { rawSource, rawTable } from './trino/raw-source.ts'
import { TRINO_SPELLINGS } from './trino/spelling.ts'

/** What is needed to print a question for an engine, without its client. */
export interface SqlDialect {
  readonly spellings: Spellings
  /** The relation over a table or folder with the name that printed SQL has. */
  readonly shownSource: EventSource
}

/** Every engine's way of writing SQL. */
export const DIALECTS: Readonly<Record<EngineName, SqlDialect>> = {
  duckdb: { spellings: DUCKDB_SPELLINGS, shownSource: shownFileSource('AWSLogs/**/CloudTrail/*/*/*/*/*.json.gz') },
  trino: { spellings: TRINO_SPELLINGS, shownSource: rawSource(rawTable('cloudtrail_raw'), { isShown: true }) },
  athena: { spellings: ATHENA_SPELLINGS, shownSource: athenaTableSource('cloudtrail_logs') },
}

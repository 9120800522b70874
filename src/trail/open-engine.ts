import type { AthenaOptions } from '../engines/athena/engine.ts'
import type { TrinoOptions } from '../engines/trino/index.ts'
import { TrailqError } from '../errors.ts'
import type { Engine } from '../events/index.ts'
import { endingRuns } from './ending-runs.ts'

/** A trail as files. */
export interface LogsConfig {
  /** Default: duckdb. */
  readonly engine?: 'duckdb' | undefined
  /** Folders, files or globs of CloudTrail logs, or a store that `compactLogs` made. */
  readonly logs: string | readonly string[]
}

/** A trail as a table on a Trino cluster: raw files, Parquet, Iceberg. What it is, is read from its catalog. */
export interface TrinoConfig extends TrinoOptions {
  readonly engine: 'trino'
}

/**
 * A trail as a table in Athena, whichever it is: its columns and partitions are read from the catalog. Credentials, and
 * the region where none is given, come from the SDK's own chain.
 */
export interface AthenaConfig extends AthenaOptions {
  readonly engine: 'athena'
}

/** Where a trail is, and what reads it. */
export type TrailConfig = LogsConfig | TrinoConfig | AthenaConfig

/** The engine of a configuration. What runs on it ends when it is closed. */
export async function openEngine(config: TrailConfig): Promise<Engine> {
  return endingRuns(await engineOf(config))
}

/** Its client is loaded here and not before. */
async function engineOf(config: TrailConfig): Promise<Engine> {
  if (config.engine === 'trino') {
    const { trinoEngine } = await import('../engines/trino/index.ts')
    return trinoEngine(config)
  }
  if (config.engine === 'athena') {
    const { athenaEngine } = await import('../engines/athena/index.ts')
    return athenaEngine(config)
  }
  const logs = typeof config.logs === 'string' ? [config.logs] : [...config.logs]
  if (logs.length === 0) {
    throw new TrailqError('NO_LOGS', 'No folder of logs was named', { next: "Pass logs: 'AWSLogs'." })
  }
  const { duckdbEngine } = await import('../engines/duckdb/index.ts')
  return duckdbEngine({ logs })
}

import { TrailqError } from '../errors.ts'
import type { Engine } from '../events/index.ts'

/** A trail as files. */
export interface LogsConfig {
  /** Default: duckdb. */
  readonly engine?: 'duckdb' | undefined
  /** Folders, files or globs of CloudTrail logs, or a store that `compactLogs` made. */
  readonly logs: string | readonly string[]
}

/** A trail as a table on a Trino cluster: raw files, Parquet, Iceberg. What it is, is read from its catalog. */
export interface TrinoConfig {
  readonly engine: 'trino'
  /** The coordinator's address: `https://trino.example.com:8443`. */
  readonly url: string
  readonly catalog: string
  readonly schema: string
  readonly table: string
  /** Who asks; with a password: the login. Default: the name of the user who runs this process. */
  readonly user?: string | undefined
  readonly password?: string | undefined
  /** A JSON Web Token, in place of a password. */
  readonly token?: string | undefined
  /** Whom to act as, where the login may do so. */
  readonly sessionUser?: string | undefined
  /** Session properties by name, `CATALOG.name` for those of a catalog. */
  readonly session?: Readonly<Record<string, string>> | undefined
  /** A file with the certificates (PEM) that the server's is signed by. */
  readonly ca?: string | undefined
}

/** Where a trail is, and what reads it. */
export type TrailConfig = LogsConfig | TrinoConfig

/** The engine of a configuration. Its client is loaded here and not before. */
export async function openEngine(config: TrailConfig): Promise<Engine> {
  if (config.engine === 'trino') {
    const { trinoEngine } = await import('../engines/trino/index.ts')
    return trinoEngine(config)
  }
  const logs = typeof config.logs === 'string' ? [config.logs] : [...config.logs]
  if (logs.length === 0) {
    throw new TrailqError('NO_LOGS', 'No folder of logs was named', { next: "Pass logs: 'AWSLogs'." })
  }
  const { duckdbEngine } = await import('../engines/duckdb/index.ts')
  return duckdbEngine({ logs })
}

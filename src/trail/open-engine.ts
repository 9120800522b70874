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

/**
 * A trail as a table in Athena, whichever it is: its columns and partitions are read from the catalog. Credentials, and
 * the region where none is given, come from the SDK's own chain.
 */
export interface AthenaConfig {
  readonly engine: 'athena'
  readonly database: string
  readonly table: string
  /** The data catalog. Default: AwsDataCatalog. */
  readonly catalog?: string | undefined
  /** Default: primary. */
  readonly workgroup?: string | undefined
  /** `s3://bucket/prefix/` for results. Default: the workgroup's, which has the last word where it enforces its own. */
  readonly outputLocation?: string | undefined
  /** The account that must own the bucket of results. Default: that of the credentials, where they tell it. */
  readonly bucketOwner?: string | undefined
  /** A region of AWS, in place of the one that the environment or the profile says. */
  readonly region?: string | undefined
  /** A profile of the shared AWS configuration files. */
  readonly profile?: string | undefined
  /** Bytes; a query that has read more is stopped. */
  readonly maxScan?: number | undefined
  /** Minutes (at most 10,080); the answer to the same question is used again where it is not older. */
  readonly reuseMinutes?: number | undefined
  /** US dollars for a terabyte read. Default: the list price of the region. */
  readonly pricePerTerabyte?: number | undefined
}

/** Where a trail is, and what reads it. */
export type TrailConfig = LogsConfig | TrinoConfig | AthenaConfig

/** The engine of a configuration. Its client is loaded here and not before. */
export async function openEngine(config: TrailConfig): Promise<Engine> {
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

import { TrailqError } from '../errors.ts'
import { parseS3 } from './location.ts'
import { checkText } from './names.ts'

/** What an infrastructure file can bring beside the table. */
export interface Extras {
  /** The database, with this sentence about it. */
  readonly database?: { readonly comment: string }
  readonly workgroup?: Workgroup
  /** Named queries, in the workgroup where there is one. */
  readonly queries?: readonly NamedQuery[]
}

/** A workgroup of Athena that stops a query which scans too much, and encrypts every result. */
export interface Workgroup {
  readonly name: string
  /** A query that scans more is stopped: bytes. */
  readonly cutoff: number
  /** `s3://bucket/prefix/`: where results go. Left out: a variable of the file, for whoever applies it to fill in. */
  readonly results?: string
  /** The ARN of a key; without one S3's own encryption is taken. */
  readonly kmsKey?: string
}

/** A query that the console shows under "Saved queries". */
export interface NamedQuery {
  readonly name: string
  readonly description: string
  readonly sql: string
}

/** Below that Terraform's provider refuses a cutoff (the API itself takes 10,000,000). */
const LEAST_CUTOFF = 10_485_760

/**
 * A workgroup, checked.
 *
 * @throws TrailqError BAD_NAME, BAD_PARAMETER, BAD_LOCATION
 * @example
 * ```ts
 * import { workgroup } from 'trailq'
 * const group = workgroup({ name: 'trailq', results: 's3://my-results/trailq/', cutoff: 100e9 })
 * ```
 */
export function workgroup(given: Workgroup): Workgroup {
  if (!/^[a-zA-Z0-9._-]{1,128}$/.test(given.name)) {
    throw new TrailqError('BAD_NAME', `${JSON.stringify(given.name)} can't be the name of a workgroup`, {
      next: 'Use letters, digits, dots, dashes and underscores, at most 128.',
    })
  }
  if (!Number.isSafeInteger(given.cutoff) || given.cutoff < LEAST_CUTOFF) {
    throw new TrailqError('BAD_PARAMETER', `A workgroup can't stop queries at ${given.cutoff} bytes`, {
      next: `Take ${LEAST_CUTOFF} bytes (10 MiB) or more.`,
    })
  }
  return {
    name: given.name,
    cutoff: given.cutoff,
    ...(given.results === undefined ? {} : { results: resultsFolder(given.results) }),
    ...(given.kmsKey === undefined ? {} : { kmsKey: checkKey(given.kmsKey) }),
  }
}

function resultsFolder(location: string): string {
  const { bucket, key } = parseS3(location)
  return `s3://${bucket}/${key === '' || key.endsWith('/') ? key : `${key}/`}`
}

/** What is said of the place for results where it is left open. */
export const RESULTS_DOC = "s3://BUCKET/PREFIX/: where the workgroup's results go."

/** The ARN of a KMS key. @throws TrailqError BAD_PARAMETER */
export function checkKey(arn: string): string {
  if (/^arn:aws(?:-[a-z]+)*:kms:[a-z0-9-]+:\d{12}:key\/[A-Za-z0-9-]+$/.test(arn)) return arn
  throw new TrailqError('BAD_PARAMETER', `${JSON.stringify(arn)} is not the ARN of a KMS key`, {
    next: "Write it as arn:aws:kms:REGION:ACCOUNT:key/ID: 'aws kms describe-key' shows it, for an alias too.",
  })
}

/** The most that a named query may hold (Amazon Athena API, CreateNamedQuery). */
const LONGEST_QUERY = 262_144

/**
 * A named query, checked.
 *
 * @throws TrailqError BAD_LITERAL
 * @example
 * ```ts
 * import { namedQuery } from 'trailq'
 * const query = namedQuery({ name: 'calls', description: 'How many calls?', sql: 'SELECT count(*) FROM cloudtrail_logs' })
 * ```
 */
export function namedQuery({ name, description, sql }: NamedQuery): NamedQuery {
  return {
    name: checkText(name, "A query's name", 128),
    description: checkText(description, "A query's description", 1024),
    sql: checkText(sql, "A query's text", LONGEST_QUERY),
  }
}

import type { QueryExecution } from '@aws-sdk/client-athena'

import { didYouMean, type ErrorCode, TrailqError } from '../../errors.ts'
import { EVENT_COLUMNS } from '../../events/index.ts'

/** What users meet, and the way on. The first that fits counts. */
const KNOWN: readonly { readonly says: RegExp; readonly code: ErrorCode; readonly next: string }[] = [
  {
    says: /TABLE_NOT_FOUND|SCHEMA_NOT_FOUND|CATALOG_NOT_FOUND|(?:Table|Schema) .* does not exist/i,
    code: 'TABLE_NOT_FOUND',
    next: 'Check --catalog, --database, --table and --aws-region.',
  },
  {
    says: /HIVE_EXCEEDED_PARTITION_LIMIT/,
    code: 'ENGINE_FAILED',
    next: 'Ask for a shorter window, or fewer accounts and regions: --since, --account, --region.',
  },
  {
    says: /injected projected partition column.*region/i,
    code: 'BAD_PARAMETER',
    next: 'The table wants to be told which regions: --region us-east-1.',
  },
  {
    says: /injected projected partition column/i,
    code: 'BAD_PARAMETER',
    next: 'The table wants to be told which accounts: --account 111122223333.',
  },
  {
    says: /bytes scanned limit|scanned data limit/i,
    code: 'SCAN_LIMIT',
    next: 'The limit is the workgroup’s. Ask for a shorter window, or raise BytesScannedCutoffPerQuery there.',
  },
  {
    says: /access denied|not authorized|AccessDenied|Insufficient permissions/i,
    code: 'ACCESS_DENIED',
    next: "'trailq doctor' says which permission is missing; 'trailq policy' prints the least policy.",
  },
  {
    says: /exhausted resources|out of memory|EXCEEDED_(?:GLOBAL_|LOCAL_)?MEMORY_LIMIT/i,
    code: 'OUT_OF_MEMORY',
    next: 'Ask for fewer columns or a shorter window (--since, --until). Asking again as it is won’t help.',
  },
  {
    says: /timed? ?out|EXCEEDED_TIME_LIMIT/i,
    code: 'ENGINE_FAILED',
    next: 'Ask for a shorter window (--since, --until), fewer accounts or regions.',
  },
  {
    says: /SYNTAX_ERROR|mismatched input|TYPE_MISMATCH|FUNCTION_NOT_FOUND|INVALID_CAST_ARGUMENT|INVALID_FUNCTION_ARGUMENT|^FAILED: ParseException/,
    code: 'BAD_SQL',
    next: 'Correct the SQL.',
  },
]

/**
 * A query that failed, or that somebody stopped, in trailq's words and AWS's own.
 *
 * @param isOurs whether no part of its SQL is the user's: then there is nothing for them to correct
 */
export function queryFailure(execution: QueryExecution, isOurs = false): TrailqError {
  const { Status: status, QueryExecutionId: id = '' } = execution
  const reason = (status?.StateChangeReason ?? status?.AthenaError?.ErrorMessage ?? 'no reason was given').trim()
  const column = /(?:COLUMN_NOT_FOUND|SYNTAX_ERROR): line \d+:\d+: Column '([^']+)' cannot be resolved/.exec(
    reason,
  )?.[1]
  if (column !== undefined && !isOurs) {
    const short = column.split('.').at(-1) ?? column
    return new TrailqError(
      'UNKNOWN_COLUMN',
      `events has no column '${short}'.${didYouMean(short, EVENT_COLUMNS)} (query ${id}: ${reason})`,
      { next: "'trailq show events' lists its columns." },
    )
  }
  const known = KNOWN.find(({ says, code }) => says.test(reason) && !(isOurs && code === 'BAD_SQL'))
  if (status?.State === 'CANCELLED' && known === undefined) {
    return new TrailqError('ENGINE_FAILED', `Query ${id} was stopped in Athena, not from here: ${reason}`, {
      next: 'Ask again, or ask who runs the workgroup.',
    })
  }
  return new TrailqError(known?.code ?? 'ENGINE_FAILED', `Athena failed: ${reason} (query ${id})`, {
    next: known?.next ?? 'Ask again; if it stays, look the query up in the console of Athena.',
  })
}

/** What a query had come to that was stopped because it had read more than it may. */
interface Stopped {
  readonly id?: string
  readonly bytesScanned: number
  /** US dollars. */
  readonly cost: number
}

/** A query that had read more than it may: what it has read is billed all the same. */
export function scanLimit({ id, bytesScanned, cost }: Stopped, most: number): TrailqError {
  return new TrailqError(
    'SCAN_LIMIT',
    `Query ${id} was stopped after ${gigabytes(bytesScanned)}, $${cost.toFixed(cost < 0.01 ? 5 : 2)}: more than --max-scan ${gigabytes(most)}`,
    {
      next: 'Ask for a shorter window, fewer accounts or regions (--since, --account, --region), or raise --max-scan.',
    },
  )
}

function gigabytes(bytes: number): string {
  return bytes < 1e9 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e9).toFixed(1)} GB`
}

/** Error types of Athena's own making that pass: throttling by Glue, S3 and the like, and lack of room. */
const PASSING_TYPES: readonly number[] = [1400, 1401, 1402, 1403, 1404, 1405, 1406]

/**
 * Whether to ask again after a failure. What fails for lack of resources or time would fail again.
 *
 * Source: Amazon Athena User Guide, "Athena error reference".
 */
export function isRetryable({ Status: status }: QueryExecution): boolean {
  if (status?.State !== 'FAILED') return false
  const { ErrorType: type = -1, Retryable: retryable } = status.AthenaError ?? {}
  const isHopeless = (type >= 0 && type <= 8) || type === 206 || type === 210
  return !isHopeless && (retryable === true || PASSING_TYPES.includes(type))
}

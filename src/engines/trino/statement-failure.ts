import { didYouMean, type ErrorCode, TrailqError } from '../../errors.ts'
import { EVENT_COLUMNS } from '../../events/index.ts'
import { clipped } from './failure.ts'
import type { WireError } from './wire.ts'

/** A statement that failed. */
export interface Failed {
  readonly sql: string
  readonly id: string
  /** Whether it is a question over `events`, so that a column that is not there is most likely one of those. */
  readonly knowsEvents: boolean
}

/** What the server says of a statement, in trailq's words where users meet it often. */
export function statementFailure(error: WireError, { sql, id, knowsEvents }: Failed): TrailqError {
  const name = error.errorName ?? 'UNKNOWN'
  const message = error.message ?? 'no reason was given'
  const column = name === 'COLUMN_NOT_FOUND' ? /^(?:line \d+:\d+: )?Column '([^']+)'/.exec(message)?.[1] : undefined
  if (column !== undefined && knowsEvents) {
    const [short = column, of = 'events'] = column.split('.').reverse()
    const met = of.toLowerCase() === 'events' ? `events has no column '${short}'` : `There is no column '${column}'`
    return new TrailqError('UNKNOWN_COLUMN', `${met}.${didYouMean(short, EVENT_COLUMNS)}`, {
      next: "'trailq show events' lists the columns of events.",
      cause: error,
    })
  }
  const known = KNOWN.find(({ is, says }) => is.test(name) && (says === undefined || says.test(message)))
  const code = known?.code ?? (error.errorType === 'USER_ERROR' ? 'BAD_SQL' : 'ENGINE_FAILED')
  const where = place(error, sql)
  // The line and column are those of what was sent, where the question's own text stands behind that of events.
  const plain = where === '' ? message : message.replace(/^line \d+:\d+: /, '')
  const reasons = [plain, ...causes(error)].map(clipped).join('; ')
  return new TrailqError(code, `Trino says ${name}: ${reasons}${where} (query ${id})`, {
    next:
      known?.next ?? (code === 'BAD_SQL' ? 'Correct the SQL.' : 'Ask again; if it stays, look the query up in Trino.'),
    cause: error,
  })
}

interface Known {
  readonly is: RegExp
  readonly says?: RegExp
  readonly code: ErrorCode
  readonly next: string
}

/** What users meet, and the way on. */
const KNOWN: readonly Known[] = [
  {
    is: /^HIVE_FILE_NOT_FOUND$|^HIVE_FILESYSTEM_ERROR$/,
    says: /partition location does not exist/i,
    code: 'ENGINE_FAILED',
    next: 'A day without files is no error where --session CATALOG.ignore_absent_partitions=true is given, or the catalog has hive.ignore-absent-partitions=true.',
  },
  {
    is: /^HIVE_INVALID_METADATA$|^HIVE_UNSUPPORTED_FORMAT$/,
    says: /unsupported storage format/i,
    code: 'NOT_SUPPORTED',
    next: "Only Athena can read AWS's own input format. 'trailq ddl --target trino' prints a table over the same files.",
  },
  {
    is: /^INVALID_COLUMN_PROPERTY$/,
    says: /injected projection/i,
    code: 'BAD_PARAMETER',
    next: 'The table wants to be told which accounts: --account 111122223333.',
  },
  {
    is: /^(TABLE|SCHEMA|CATALOG)_NOT_FOUND$/,
    code: 'TABLE_NOT_FOUND',
    next: 'Check the names of catalog, schema and table.',
  },
  { is: /^COLUMN_NOT_FOUND$/, code: 'UNKNOWN_COLUMN', next: 'Correct the SQL.' },
  { is: /^NO_NODES_AVAILABLE$/, code: 'NO_NODES', next: 'The cluster has no workers yet; ask again in a minute.' },
  {
    is: /^PERMISSION_DENIED$/,
    code: 'ACCESS_DENIED',
    next: 'Ask who runs the cluster for access, or give another --user.',
  },
  {
    is: /^EXCEEDED_(?:GLOBAL_MEMORY|LOCAL_MEMORY|MEMORY|SPILL)_LIMIT$|^CLUSTER_OUT_OF_MEMORY$/,
    code: 'OUT_OF_MEMORY',
    next: 'Ask for fewer columns or a shorter window (--since, --until).',
  },
  {
    is: /^EXCEEDED_(?:TIME|CPU|SCAN)_LIMIT$/,
    code: 'ENGINE_FAILED',
    next: 'Ask for a shorter window (--since, --until), or raise the limit: --session query_max_run_time=30m.',
  },
  {
    is: /^(?:USER_CANCELED|ADMINISTRATIVELY_KILLED)$/,
    code: 'ENGINE_FAILED',
    next: 'Somebody stopped it on the server; ask again.',
  },
  {
    is: /^ABANDONED_(?:QUERY|TASK)$/,
    code: 'ENGINE_FAILED',
    next: 'Ask again, and read the rows without long pauses.',
  },
  {
    is: /^INVALID_SESSION_PROPERTY$/,
    code: 'BAD_CONFIGURATION',
    next: 'Correct --session; SHOW SESSION in Trino lists them.',
  },
  {
    is: /^HIVE_CURSOR_ERROR$|^HIVE_BAD_DATA$/,
    code: 'ENGINE_FAILED',
    next: 'Trino reads one JSON object a line: move the file away that it names, or compact the folder first.',
  },
]

/** Why, where that says more: of mistakes in SQL it is what the parser tried before it gave up. */
function causes({ failureInfo, errorType, message }: WireError): readonly string[] {
  const found: string[] = []
  if (errorType === 'USER_ERROR') return found
  for (let at = failureInfo?.cause; at !== undefined && found.length < 2; at = at.cause) {
    if (at.message !== undefined && at.message !== message) found.push(at.message)
  }
  return found
}

/** The line of the SQL that the server points at. */
function place({ errorLocation: at }: WireError, sql: string): string {
  const line = at === undefined ? undefined : sql.split('\n')[at.lineNumber - 1]
  if (at === undefined || line === undefined) return ''
  const from = Math.max(0, at.columnNumber - 1 - 30)
  return `, at: ${from > 0 ? '…' : ''}${line.slice(from, at.columnNumber - 1)}⟶${line.slice(at.columnNumber - 1, at.columnNumber + 40)}`
}

import { didYouMean, TrailqError } from '../../errors.ts'
import { EVENT_COLUMNS } from '../../events/index.ts'
import { escapeGlob } from './session.ts'

/** The file that an error of DuckDB names, where it is one of those being read. */
export function fileAtFault(error: unknown, files: readonly string[]): string | undefined {
  const message = messageOf(error)
  const quoted = /"([^"]+)"/.exec(message)?.[1]
  if (quoted !== undefined && files.includes(quoted)) return quoted
  // The longest of them: the name of one file may be the start of another's.
  const named = files.filter(file => message.includes(file) || message.includes(escapeGlob(file)))
  return named.sort((a, b) => b.length - a.length)[0]
}

/** Whether DuckDB met something behind the gzip data of a file. It does not say of which. */
export function isGzipFailure(error: unknown): boolean {
  return /\bGZIP\b/i.test(messageOf(error))
}

/** An error of DuckDB (or of the way to it) in trailq's words. */
export function failure(error: unknown, signal?: AbortSignal): unknown {
  if (error instanceof TrailqError) return error
  if (signal?.aborted === true) return cancelled(error)
  const message = messageOf(error)
  const column = /(?:Referenced column|a column named) "([^"]+)"(?: not found| was not found|$)/m.exec(message)?.[1]
  if (column !== undefined) {
    return new TrailqError('UNKNOWN_COLUMN', `events has no column '${column}'.${didYouMean(column, EVENT_COLUMNS)}`, {
      next: "'trailq show events' lists its columns.",
      cause: error,
    })
  }
  return clientFailure(error, signal)
}

/** The same for SQL that knows nothing of `events`. */
export function clientFailure(error: unknown, signal?: AbortSignal): unknown {
  if (error instanceof TrailqError) return error
  if (signal?.aborted === true) return cancelled(error)
  const message = messageOf(error)
  if (/^(?:Binder|Catalog|Parser) Error/.test(message)) {
    return new TrailqError('BAD_SQL', `DuckDB does not take the SQL: ${firstLine(message)}`, {
      next: 'Correct it; DuckDB’s SQL is described at duckdb.org/docs.',
      cause: error,
    })
  }
  if (/^Out of Memory Error/.test(message)) {
    return new TrailqError('OUT_OF_MEMORY', `DuckDB ran out of memory: ${firstLine(message)}`, {
      next: 'Ask for fewer columns or a shorter window (--since, --until).',
      cause: error,
    })
  }
  if (/^[A-Z][A-Za-z ]+ Error:/.test(message)) {
    return new TrailqError('ENGINE_FAILED', `DuckDB failed: ${firstLine(message)}`, {
      next: 'If it names a file, move that file away and ask again.',
      cause: error,
    })
  }
  return error
}

function cancelled(error: unknown): TrailqError {
  return new TrailqError('CANCELLED', 'Stopped before the answer was complete', { cause: error })
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

function firstLine(message: string): string {
  return message.split('\n')[0] ?? message
}

/**
 * Error codes and exit statuses: one declaration of each.
 *
 * Every failure that a user can cause or meet is a {@link TrailqError}: a stable code word, a sentence that names the
 * thing that was met, and the next step. Anything else that is thrown is a bug of trailq (exit status 70).
 */

/**
 * What the process answers with, by meaning. 130 is the shell's own number for "ended by SIGINT".
 *
 * @example
 * ```ts
 * import { EXIT } from 'trailq'
 * process.exitCode = EXIT.unreadableInput
 * ```
 */
export const EXIT = {
  done: 0,
  usage: 2,
  configuration: 3,
  unsupported: 4,
  engine: 5,
  unreadableInput: 6,
  bug: 70,
  cancelled: 130,
} as const

/** One of the documented exit statuses. */
export type ExitStatus = (typeof EXIT)[keyof typeof EXIT]

/** Every code word and the exit status that goes with it. Codes are API: never renamed. */
export const ERROR_CODES = {
  UNKNOWN_QUERY: EXIT.usage,
  UNKNOWN_PACK: EXIT.usage,
  UNKNOWN_COMMAND: EXIT.usage,
  UNKNOWN_OPTION: EXIT.usage,
  UNKNOWN_COLUMN: EXIT.usage,
  UNKNOWN_TABLE: EXIT.usage,
  BAD_USAGE: EXIT.usage,
  BAD_TARGET: EXIT.usage,
  BAD_PARAMETER: EXIT.usage,
  MISSING_PARAMETER: EXIT.usage,
  BAD_TIME: EXIT.usage,
  EMPTY_WINDOW: EXIT.usage,
  BAD_ACCOUNT: EXIT.usage,
  BAD_REGION: EXIT.usage,
  BAD_LOCATION: EXIT.usage,
  BAD_NAME: EXIT.usage,
  BAD_LITERAL: EXIT.usage,
  BAD_SQL: EXIT.usage,
  NOT_A_SELECT: EXIT.usage,
  RESERVED_NAME: EXIT.usage,
  OUT_OF_SCOPE: EXIT.usage,
  NO_ENGINE: EXIT.configuration,
  NO_LOGS: EXIT.configuration,
  LOGS_NOT_FOUND: EXIT.configuration,
  LOGS_UNREADABLE: EXIT.configuration,
  BAD_CONFIGURATION: EXIT.configuration,
  NO_CREDENTIALS: EXIT.configuration,
  NO_REGION: EXIT.configuration,
  UNREACHABLE: EXIT.configuration,
  LOGIN_REFUSED: EXIT.configuration,
  ACCESS_DENIED: EXIT.configuration,
  TABLE_NOT_FOUND: EXIT.configuration,
  NOT_CLOUDTRAIL: EXIT.configuration,
  OUTPUT_FAILED: EXIT.configuration,
  BAD_STORE: EXIT.configuration,
  STORE_BUSY: EXIT.configuration,
  STORE_VERSION: EXIT.configuration,
  STALE_FILE: EXIT.configuration,
  TABLE_CHANGED: EXIT.configuration,
  READ_ONLY: EXIT.unsupported,
  NOT_SUPPORTED: EXIT.unsupported,
  ENGINE_FAILED: EXIT.engine,
  STORE_DIFFERS: EXIT.engine,
  SCAN_LIMIT: EXIT.engine,
  NO_NODES: EXIT.engine,
  OUT_OF_MEMORY: EXIT.engine,
  CANCELLED: EXIT.cancelled,
} as const satisfies Record<string, ExitStatus>

/** A stable word for what went wrong. */
export type ErrorCode = keyof typeof ERROR_CODES

/**
 * A failure that a user can act on.
 *
 * @example
 * ```ts
 * import { TrailqError } from 'trailq'
 * const error = new TrailqError('BAD_TIME', "'yesterdayish' is no time", { next: 'Write 24h, 7d, or 2026-11-20.' })
 * console.log(error.code, error.exitStatus, error.next) // BAD_TIME 2 Write 24h, 7d, or 2026-11-20.
 * ```
 */
export class TrailqError extends Error {
  override readonly name = 'TrailqError'
  /** The stable code word. */
  readonly code: ErrorCode
  /** What to do next, one sentence; '' where nothing sensible can be said. */
  readonly next: string

  constructor(code: ErrorCode, message: string, more: { next?: string; cause?: unknown } = {}) {
    super(message, more.cause === undefined ? undefined : { cause: more.cause })
    this.code = code
    this.next = more.next ?? ''
  }

  /** The exit status that the command line answers with. */
  get exitStatus(): ExitStatus {
    return ERROR_CODES[this.code]
  }
}

/** The nearest of `candidates` to a mistyped `word` (edit distance at most a third of its length), or undefined. */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  const typed = word.toLowerCase()
  let best: string | undefined
  let bestDistance = Math.max(1, Math.floor(typed.length / 3)) + 1
  for (const candidate of candidates) {
    const distance = editDistance(typed, candidate.toLowerCase())
    if (distance < bestDistance) {
      best = candidate
      bestDistance = distance
    }
  }
  return best
}

/** " Did you mean 'x'?" for the nearest candidate, or ''. */
export function didYouMean(word: string, candidates: Iterable<string>): string {
  const match = nearest(word, candidates)
  return match === undefined ? '' : ` Did you mean '${match}'?`
}

/** Insertions, deletions, substitutions and swaps of neighbours that make one text of another. */
function editDistance(a: string, b: string): number {
  const rows = [Array.from({ length: b.length + 1 }, (_, i) => i)]
  const at = (i: number, j: number) => rows[i]?.[j] ?? 0
  for (let i = 1; i <= a.length; i++) {
    rows[i] = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      const least = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + same)
      rows[i]?.push(swapped ? Math.min(least, at(i - 2, j - 2) + 1) : least)
    }
  }
  return at(a.length, b.length)
}

/** A moment on the wall of UTC, as written: month and day count from 1. */
export interface WallTime {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly hour?: number
  readonly minute?: number
  readonly second?: number
}

/**
 * Milliseconds since 1970 (UTC) of a wall time, or undefined where the calendar has no such moment.
 *
 * `Date.UTC` rolls 30 February over into March; a typing mistake must not move a window, so the answer is compared with
 * what was asked.
 *
 * @example
 * ```ts
 * millisecondsAt({ year: 1970, month: 1, day: 2 }) // 86400000
 * millisecondsAt({ year: 2026, month: 2, day: 30 }) // undefined
 * ```
 */
export function millisecondsAt({ year, month, day, hour = 0, minute = 0, second = 0 }: WallTime): number | undefined {
  const milliseconds = Date.UTC(year, month - 1, day, hour, minute, second)
  const date = new Date(milliseconds)
  const same =
    date.getUTCFullYear() === year &&
    date.getUTCMonth() === month - 1 &&
    date.getUTCDate() === day &&
    date.getUTCHours() === hour &&
    date.getUTCMinutes() === minute &&
    date.getUTCSeconds() === second
  return same ? milliseconds : undefined
}

/** The instant as CloudTrail writes it in eventTime: whole seconds, UTC, `2026-11-20T09:00:00Z`. */
export function isoInstant(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`
}

/** The day of an instant as CloudTrail writes it in S3 keys: UTC, `2026/11/20`. */
export function dayOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 10).replaceAll('-', '/')
}

import { TrailqError } from '../errors.ts'
import { isoInstant, millisecondsAt } from './calendar.ts'

/** Milliseconds of each unit of a relative time. No months and no years: their length depends on when one asks. */
const UNITS = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 } as const

const RELATIVE = /^(\d{1,9})([smhdw])$/
const ABSOLUTE = /^(\d{4})-(\d\d)-(\d\d)(?:[Tt ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?(Z|z|[+-]\d\d:?\d\d)?)?$/

/** Instants outside these bounds are typing mistakes, and would not sort as text any more. */
const EARLIEST = Date.UTC(1970, 0, 1)
const LATEST = Date.UTC(9998, 11, 31)

/** Real offsets from UTC end at +14:00 (Kiritimati). */
const WIDEST_OFFSET = 14 * UNITS.h

/** The forms of a time, for help texts and error messages. */
export const TIME_FORMS =
  '15m, 24h, 7d or 4w (before now), now, a date such as 2026-11-20, or an instant such as 2026-11-20T09:00:00Z'

/** A half-open span of event times: `since` is in it, `until` is not. A side left out is unbounded. */
export interface TimeWindow {
  /** First instant, `YYYY-MM-DDTHH:MM:SSZ`. */
  readonly since?: string
  /** First instant after the window, `YYYY-MM-DDTHH:MM:SSZ`. */
  readonly until?: string
}

/**
 * What a person wrote for a time, as an absolute instant: UTC, whole seconds, `YYYY-MM-DDTHH:MM:SSZ`.
 *
 * Takes a time before `now` (`30s 15m 24h 7d 4w`), `now`, a date (its midnight in UTC), or an instant with `Z` or an
 * offset. An instant without either is UTC, as everything in CloudTrail is; the machine's time zone is never asked.
 *
 * eventTime has whole seconds (AWS CloudTrail User Guide, CloudTrail record contents), so a fraction is rounded: `down`
 * for the start of a window and `up` for its end, which never loses an event.
 *
 * @throws TrailqError BAD_TIME when the text is none of these, or no moment of the calendar
 * @example
 * ```ts
 * parseTime('24h', new Date('2026-11-20T09:00:00Z')) // '2026-11-19T09:00:00Z'
 * parseTime('2026-11-20T10:30+01:30', new Date()) // '2026-11-20T09:00:00Z'
 * ```
 */
export function parseTime(text: string, now: Date, round: 'down' | 'up' = 'down'): string {
  const trimmed = text.trim()
  const milliseconds = trimmed === 'now' ? now.getTime() : (relative(trimmed, now) ?? absolute(trimmed))
  if (milliseconds === undefined) throw badTime(text, 'is not a time that trailq knows')
  const seconds = milliseconds / 1000
  const rounded = (round === 'up' ? Math.ceil(seconds) : Math.floor(seconds)) * 1000
  if (rounded < EARLIEST || rounded > LATEST) throw badTime(text, 'is out of range (1970 to 9998)')
  return isoInstant(rounded)
}

/**
 * A window as it was asked for, resolved against one `now`, so that every part of a run sees the same instants.
 *
 * @throws TrailqError BAD_TIME for a time that can't be read; EMPTY_WINDOW when nothing can lie between the two
 * @example
 * ```ts
 * resolveWindow({ since: '7d', until: '2026-11-20' }, new Date('2026-11-20T09:00:00Z'))
 * // { since: '2026-11-13T09:00:00Z', until: '2026-11-20T00:00:00Z' }
 * ```
 */
export function resolveWindow(
  asked: { readonly since?: string | undefined; readonly until?: string | undefined },
  now: Date,
): TimeWindow {
  const since = asked.since === undefined ? undefined : parseTime(asked.since, now, 'down')
  const until = asked.until === undefined ? undefined : parseTime(asked.until, now, 'up')
  if (since !== undefined && until !== undefined && since >= until) {
    throw new TrailqError('EMPTY_WINDOW', `No event can lie between since (${since}) and until (${until})`, {
      next: 'Make since earlier than until: the window holds since and ends just before until.',
    })
  }
  return { ...(since === undefined ? {} : { since }), ...(until === undefined ? {} : { until }) }
}

function relative(text: string, now: Date): number | undefined {
  const [, amount, unit] = RELATIVE.exec(text) ?? []
  return unit === undefined ? undefined : now.getTime() - Number(amount) * UNITS[unit as keyof typeof UNITS]
}

function absolute(text: string): number | undefined {
  const match = ABSOLUTE.exec(text)
  if (match === null) return undefined
  const [, year, month, day, hour = 0, minute = 0, second = 0, fraction = '', zone = 'Z'] = match
  const wall = millisecondsAt({
    year: Number(year),
    month: Number(month),
    day: Number(day),
    hour: Number(hour),
    minute: Number(minute),
    second: Number(second),
  })
  if (wall === undefined) throw badTime(text, 'is not in the calendar')
  // Any fraction, however small, counts as one millisecond: all that matters is whether the second is whole.
  return wall + (/[1-9]/.test(fraction) ? 1 : 0) - offsetOf(zone, text)
}

function offsetOf(zone: string, text: string): number {
  if (zone.toUpperCase() === 'Z') return 0
  const minutes = Number(zone.slice(-2))
  const offset = Number(zone.slice(1, 3)) * UNITS.h + minutes * UNITS.m
  if (minutes > 59 || offset > WIDEST_OFFSET) throw badTime(text, `has an impossible offset from UTC, ${zone}`)
  return zone.startsWith('-') ? -offset : offset
}

function badTime(text: string, complaint: string): TrailqError {
  return new TrailqError('BAD_TIME', `'${text}' ${complaint}`, { next: `Write ${TIME_FORMS}.` })
}

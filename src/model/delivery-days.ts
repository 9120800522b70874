import { dayOf } from './calendar.ts'
import type { TimeWindow } from './time.ts'

/** Days of delivery, both ends included, as S3 keys write them: `yyyy/MM/dd`, UTC. A side left out is unbounded. */
export interface DayRange {
  readonly first?: string
  readonly last?: string
}

const DAY = 86_400_000

/**
 * The days of delivery whose folders can hold the events of a window.
 *
 * A file lies under the day of its delivery, which follows its events by minutes as a rule, and never comes before
 * them. So: from the window's first day to `lateDays` past the day of its last instant. CloudTrail goes on trying for
 * 30 days where a bucket can't be written to; who looks into such a time asks for more late days.
 *
 * Source: AWS CloudTrail User Guide, How CloudTrail works (delivery times); Getting and viewing your log files.
 *
 * @example
 * ```ts
 * deliveryDays({ since: '2026-11-13T09:00:00Z', until: '2026-11-20T00:00:00Z' })
 * // { first: '2026/11/13', last: '2026/11/20' }: the last instant of the window is on the 19th
 * ```
 */
export function deliveryDays(window: TimeWindow, lateDays = 1): DayRange {
  return {
    ...(window.since === undefined ? {} : { first: dayOf(Date.parse(window.since)) }),
    // Half-open: the last instant inside the window is a second before its end.
    ...(window.until === undefined ? {} : { last: dayOf(Date.parse(window.until) - 1000 + lateDays * DAY) }),
  }
}

/** Every day of a closed range, in order; none where `last` comes before `first`. */
export function listDays(first: string, last: string): readonly string[] {
  const days: string[] = []
  for (let at = midnight(first); at <= midnight(last); at += DAY) days.push(dayOf(at))
  return days
}

function midnight(day: string): number {
  return Date.parse(`${day.replaceAll('/', '-')}T00:00:00Z`)
}

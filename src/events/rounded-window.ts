import { parseTime, type TimeWindow } from '../model/index.ts'

/** Steps that people think in, minutes. */
const STEPS = [1, 5, 15, 30, 60, 120, 180, 360, 720, 1440] as const

/** A window grows by at most this part of itself at each end. */
const MOST_GROWTH = 4

/**
 * A window whose ends that count from now are moved outward to round times, so that the same question, asked a little
 * later, is the same text, and its answer can be used again. Ends that were given as dates or instants stay.
 *
 * @param given the ends as they were written
 */
export function roundedWindow(window: TimeWindow, given: TimeWindow, now: Date): TimeWindow {
  const from = Date.parse(window.since ?? '')
  const to = window.until === undefined ? now.getTime() : Date.parse(window.until)
  const minutes = (to - from) / 60_000 / MOST_GROWTH
  const step = (STEPS.findLast(step => step <= minutes) ?? STEPS[0]) * 60_000
  const at = (milliseconds: number) => parseTime(new Date(milliseconds).toISOString(), now)
  return {
    ...(window.since === undefined
      ? {}
      : { since: isRelative(given.since) ? at(Math.floor(from / step) * step) : window.since }),
    ...(window.until === undefined
      ? {}
      : { until: isRelative(given.until) ? at(Math.ceil(to / step) * step) : window.until }),
  }
}

/** A start that nobody gave counts from now as well. */
function isRelative(text: string | undefined): boolean {
  return text === undefined || /^\s*(?:now|\d+[smhdw])\s*$/.test(text)
}

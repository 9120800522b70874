const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** `2026-11-02T08:05:00Z`, a number of seconds later. */
export function later(instant: string, seconds: number): string {
  return iso(Date.parse(instant) + seconds * 1000)
}

/** Milliseconds since 1970 as CloudTrail writes an eventTime. */
export function iso(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace('.000Z', 'Z')
}

/** The date text that services put into their responses: `Nov 2, 2026, 8:05:00 AM`. */
export function wordy(instant: string): string {
  const date = new Date(instant)
  const hour = date.getUTCHours()
  const rest = instant.slice(13, 19)
  const day = `${MONTHS[date.getUTCMonth()]} ${date.getUTCDate()}, ${date.getUTCFullYear()}`
  return `${day}, ${hour % 12 === 0 ? 12 : hour % 12}${rest} ${hour < 12 ? 'AM' : 'PM'}`
}

/** The days of the sample, `2026-11-01` to `2026-11-20`. */
export const DAYS: readonly string[] = Array.from({ length: 20 }, (_, index) =>
  later('2026-11-01T00:00:00Z', index * 86_400).slice(0, 10),
)

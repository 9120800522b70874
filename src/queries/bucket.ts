import type { EventsExpression } from './standard.ts'

/** A stretch of time that events can be counted by. */
export type Bucket = keyof typeof BUCKETS

/** How much of an ISO instant names a bucket, and what makes it an instant again. */
const BUCKETS = {
  minute: { length: 16, rest: ':00Z' },
  hour: { length: 13, rest: ':00:00Z' },
  day: { length: 10, rest: '' },
} as const

/** The start of the bucket that an event is in: an instant, or a date. Cut from the text, so the same on every engine. */
export function bucketOf(eb: EventsExpression, bucket: Bucket) {
  const { length, rest } = BUCKETS[bucket]
  const start = eb.fn<string | null>('substr', ['event_time', eb.lit(1), eb.lit(length)])
  return rest === '' ? start : eb(start, '||', rest).$castTo<string | null>()
}

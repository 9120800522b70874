import { choice, integer } from '../../param.ts'
import { ratio } from '../../sql/portable.ts'
import { type Bucket, bucketOf } from '../bucket.ts'
import { always, number, text, time } from '../column.ts'
import { defineQuery, type EventsBuilder } from '../define.ts'
import { COLUMN, countWhere, nullsLast } from '../standard.ts'
import { inSeries } from './error-series.ts'

export const errorTrend = defineQuery({
  id: 'error-trend',
  pack: 'core',
  question: 'Are failures rising?',
  notes:
    'A time without events has no row. By service, failures are compared with the calls of that service; by error class or code, with all calls of the same time. What fails most gets a series of its own, the rest is (other).',
  needs: ['management-writes', 'management-reads'],
  params: {
    bucket: choice('How finely time is cut.', ['minute', 'hour', 'day'], 'hour'),
    by: choice('What a series stands for.', ['none', 'error-class', 'service', 'error-code'], 'none'),
    topN: integer('So many series at most, and one for the rest.', 8, { min: 1, max: 1000 }),
  },
  columns: {
    bucket: time('The start of the minute, the hour or the day, UTC.'),
    series: always(text('The error class, service or error code; (none) where it has none; (all); (other).')),
    events: COLUMN.events,
    failed: COLUMN.failed,
    failed_pct: number('How many of a hundred failed.'),
  },
  build(db, { bucket, by, topN }) {
    return by === 'none' ? whole(db, bucket) : inSeries(db, bucket, by, topN)
  },
})

function whole(db: EventsBuilder, bucket: Bucket) {
  return db
    .selectFrom('events')
    .select(eb => {
      const events = eb.fn.countAll<number>()
      const failures = countWhere(eb, eb('failed', '=', true))
      return [
        bucketOf(eb, bucket).as('bucket'),
        eb.val('(all)').as('series'),
        events.as('events'),
        failures.as('failed'),
        ratio(eb(failures, '*', 100), events).as('failed_pct'),
      ]
    })
    .groupBy(eb => bucketOf(eb, bucket))
    .orderBy('bucket', nullsLast)
}

import { ratio, sumBigint } from '../../sql/portable.ts'
import { type Bucket, bucketOf } from '../bucket.ts'
import type { EventsBuilder } from '../define.ts'
import { countWhere, type EventsExpression, nullsLast } from '../standard.ts'

/** What failures can be told apart by. */
export type Series = 'error-class' | 'service' | 'error-code'

/** Failures over time in `topN` series, those with most failures, and one for the rest. */
export function inSeries(db: EventsBuilder, bucket: Bucket, by: Series, topN: number) {
  return db
    .with('counted', cte =>
      cte
        .selectFrom('events')
        .select(eb => [
          bucketOf(eb, bucket).as('bucket'),
          seriesOf(eb, by).as('series'),
          eb.fn.countAll<number>().as('events'),
          countWhere(eb, eb('failed', '=', true)).as('failed'),
        ])
        .groupBy(eb => [bucketOf(eb, bucket), seriesOf(eb, by)]),
    )
    .with('places', cte =>
      cte
        .selectFrom('counted')
        .select(eb => {
          const most = eb.fn
            .agg<number>('row_number')
            .over(over =>
              over
                .orderBy(eb.fn.sum('failed'), 'desc')
                .orderBy(eb.fn.sum('events'), 'desc')
                .orderBy('series', nullsLast),
            )
          return ['series', most.as('place')]
        })
        .where('series', 'is not', null)
        .groupBy('series'),
    )
    .with('placed', cte =>
      cte
        .selectFrom('counted')
        .leftJoin('places', 'places.series', 'counted.series')
        .select(eb => {
          const known = eb.ref('counted.series')
          const series = eb
            .case()
            .when('places.place', '<=', topN)
            .then(known)
            .when(known, 'is not', null)
            .then('(other)')
          const ofTime = eb.fn.sum<number>('counted.events').over(over => over.partitionBy('counted.bucket'))
          return [
            'counted.bucket',
            series.end().as('series'),
            'counted.events',
            'counted.failed',
            eb.cast<number>(ofTime, 'bigint').as('events_of_time'),
          ]
        }),
    )
    .selectFrom('placed')
    .select(eb => {
      // Calls that worked belong to no error: where series are errors, they count in events_of_time alone.
      const events = by === 'service' ? sumBigint(eb.ref('events')) : eb.fn.max('events_of_time')
      const failures = sumBigint(eb.ref('failed'))
      return [
        'bucket',
        eb.ref('series').$notNull().as('series'),
        events.as('events'),
        failures.as('failed'),
        ratio(eb(failures, '*', 100), events).as('failed_pct'),
      ]
    })
    .where('series', 'is not', null)
    .groupBy(['bucket', 'series'])
    .orderBy('bucket', nullsLast)
    .orderBy('series', nullsLast)
}

function seriesOf(eb: EventsExpression, by: Series) {
  if (by === 'error-class') return eb.ref('error_class')
  if (by === 'service') return eb.fn.coalesce('service', eb.val('(none)'))
  return eb
    .case()
    .when('failed', '=', true)
    .then(eb.fn.coalesce('error_code', eb.val('(none)')))
    .end()
}

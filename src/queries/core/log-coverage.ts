import { choice } from '../../param.ts'
import { distinctList } from '../../sql/portable.ts'
import { bucketOf } from '../bucket.ts'
import { always, count, list, sometimes, time } from '../column.ts'
import { defineQuery } from '../define.ts'
import { COLUMN, countWhere, nullsLast } from '../standard.ts'

export const logCoverage = defineQuery({
  id: 'log-coverage',
  pack: 'core',
  question: 'What data do I actually have (accounts, regions, days, gaps, duplicates)?',
  notes:
    'A day without events has no row: gaps show as missing rows. No reads at all, or no data events, may mean that the trail does not log them.',
  needs: [],
  params: {
    bucket: choice('How finely time is cut, by the time of the event.', ['day', 'hour'], 'day'),
  },
  columns: {
    account: COLUMN.account,
    region: COLUMN.region,
    day: sometimes(time('The day, UTC.')),
    hour: sometimes(time('The start of the hour, UTC.')),
    events: COLUMN.events,
    reads: count('How many of them changed nothing.'),
    writes: COLUMN.writes,
    data_events: count('How many of them are data events.'),
    duplicates: count('How many of them are copies of another, by their id; --dedupe leaves them out.'),
    missing_read_only: count('How many of them don’t say whether they only read.'),
    first_event: time('The first of them.'),
    last_event: time('The last of them.'),
    versions: always(list('The versions of the record format.')),
  },
  build(db, { bucket }) {
    return db
      .selectFrom('events')
      .select(['account', 'region'])
      .select(eb => bucketOf(eb, bucket).as(bucket))
      .select(eb => {
        const isData = eb.or([
          eb('event_category', '=', 'Data'),
          // The category came with version 1.07, the flag with 1.06.
          eb.and([eb('event_category', 'is', null), eb('management_event', '=', 'false')]),
        ])
        const copies = eb(eb.fn.count<number>('event_id'), '-', eb.fn.count<number>('event_id').distinct())
        return [
          eb.fn.countAll<number>().as('events'),
          countWhere(eb, eb('is_write', '=', false)).as('reads'),
          countWhere(eb, eb('is_write', '=', true)).as('writes'),
          countWhere(eb, isData).as('data_events'),
          copies.as('duplicates'),
          countWhere(eb, eb('read_only', 'is', null)).as('missing_read_only'),
          eb.fn.min('event_time').as('first_event'),
          eb.fn.max('event_time').as('last_event'),
          distinctList(eb.ref('event_version')).as('versions'),
        ]
      })
      .groupBy(['account', 'region'])
      .groupBy(eb => bucketOf(eb, bucket))
      .orderBy('account', nullsLast)
      .orderBy('region', nullsLast)
      .orderBy(bucket, nullsLast)
  },
})

import { choice } from '../../param.ts'
import { sometimes, text } from '../column.ts'
import { defineQuery } from '../define.ts'
import { COLUMN, countDistinct, countWhere, nullsLast } from '../standard.ts'

/** What a row stands for. APIs of one name exist in several services, so that a service stands beside each. */
const KEYS = {
  event: ['service', 'event_name'],
  service: ['service'],
  region: ['region'],
  account: ['account'],
} as const

export const topEvents = defineQuery({
  id: 'top-events',
  pack: 'core',
  question: 'Which APIs are called most?',
  notes: '--writes-only and --reads-only show one side; --by service, region or account shows where calls go.',
  needs: ['management-writes', 'management-reads'],
  params: {
    by: choice('What a row stands for.', ['event', 'service', 'region', 'account'], 'event'),
  },
  columns: {
    service: sometimes(COLUMN.service),
    event_name: sometimes(COLUMN.event_name),
    region: sometimes(COLUMN.region),
    account: sometimes(COLUMN.account),
    read_only: sometimes(text('Whether the records say that the API only reads; empty where they don’t agree.')),
    events: COLUMN.events,
    failed: COLUMN.failed,
    callers: COLUMN.callers,
    first_seen: COLUMN.first_seen,
    last_seen: COLUMN.last_seen,
  },
  build(db, { by }) {
    const keys = KEYS[by]
    return db
      .selectFrom('events')
      .select(keys)
      .$if(by === 'event', qb =>
        qb.select(eb => {
          const least = eb.fn.min('read_only')
          return eb.case().when(least, '=', eb.fn.max('read_only')).then(least).end().as('read_only')
        }),
      )
      .select(eb => [
        eb.fn.countAll<number>().as('events'),
        countWhere(eb, eb('failed', '=', true)).as('failed'),
        countDistinct(eb, 'caller').as('callers'),
        eb.fn.min('event_time').as('first_seen'),
        eb.fn.max('event_time').as('last_seen'),
      ])
      .groupBy(keys)
      .orderBy('events', 'desc')
      .$call(qb => keys.reduce((ordered, key) => ordered.orderBy(key, nullsLast), qb))
  },
})

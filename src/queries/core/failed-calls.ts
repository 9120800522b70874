import { matchesAny } from '../../events/index.ts'
import { choice, flag, list } from '../../param.ts'
import { sometimes, text } from '../column.ts'
import { defineQuery } from '../define.ts'
import { COLUMN, countDistinct, nullsLast, ofLatest } from '../standard.ts'

export const failedCalls = defineQuery({
  id: 'failed-calls',
  pack: 'core',
  question: 'Which API calls failed, how often, for whom, and what did they say?',
  notes:
    'A failed console sign-in has no error code and is counted as (none). Calls that look for something that is not there (Terraform, scanners) are most failures of many trails: --ignore-benign leaves them out.',
  needs: ['management-writes', 'management-reads'],
  params: {
    by: choice(
      'What a row stands for: an error of an API, the same for each principal, or an API.',
      ['error', 'caller', 'event'],
      'error',
    ),
    error: list('Only these error codes; * stands for any text.', 'code'),
    ignoreBenign: flag('Leave out reads that found nothing.'),
  },
  columns: {
    service: COLUMN.service,
    event_name: COLUMN.event_name,
    error_code: sometimes(COLUMN.error_code),
    error_class: sometimes(COLUMN.error_class),
    principal: sometimes(COLUMN.principal),
    events: COLUMN.events,
    callers: COLUMN.callers,
    source_ips: COLUMN.source_ips,
    first_seen: COLUMN.first_seen,
    last_seen: COLUMN.last_seen,
    sample_message: text('What the latest of them said.'),
    sample_event_id: text('The id of the latest of them.'),
  },
  build(db, { by, error, ignoreBenign }) {
    const byError = by !== 'event'
    const byCaller = by === 'caller'
    return db
      .selectFrom('events')
      .select(['service', 'event_name'])
      .$if(byError, qb =>
        qb.select(eb => [eb.fn.coalesce('error_code', eb.val('(none)')).as('error_code'), 'error_class']),
      )
      .$if(byCaller, qb => qb.select('principal'))
      .select(eb => [
        eb.fn.countAll<number>().as('events'),
        countDistinct(eb, 'caller').as('callers'),
        countDistinct(eb, 'source_ip_address').as('source_ips'),
        eb.fn.min('event_time').as('first_seen'),
        eb.fn.max('event_time').as('last_seen'),
        ofLatest(eb, 'error_message').as('sample_message'),
        ofLatest(eb, 'event_id').as('sample_event_id'),
      ])
      .where('failed', '=', true)
      .$if(error.length > 0, qb => qb.where(eb => matchesAny(eb.ref('error_code'), error)))
      .$if(ignoreBenign, qb =>
        qb.where(eb => eb.not(eb.and([eb('error_class', '=', 'not-found'), eb('is_write', '=', false)]))),
      )
      .groupBy(['service', 'event_name'])
      .$if(byError, qb => qb.groupBy(eb => [eb.fn.coalesce('error_code', eb.val('(none)')), 'error_class']))
      .$if(byCaller, qb => qb.groupBy('principal'))
      .orderBy('events', 'desc')
      .orderBy('service', nullsLast)
      .orderBy('event_name', nullsLast)
      .$if(byError, qb => qb.orderBy('error_code', nullsLast).orderBy('error_class', nullsLast))
      .$if(byCaller, qb => qb.orderBy('principal', nullsLast))
  },
})

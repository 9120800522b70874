import { choice, integer } from '../../param.ts'
import { distinctList } from '../../sql/portable.ts'
import { CALLER_KEY_COLUMNS, CALLER_KEYS, callerKey } from '../caller-key.ts'
import { count, text } from '../column.ts'
import { defineQuery } from '../define.ts'
import { COLUMN, countDistinct, nullsLast, ofLatest } from '../standard.ts'

const { principal, caller, source_ip } = CALLER_KEY_COLUMNS

export const accessDenied = defineQuery({
  id: 'access-denied',
  pack: 'core',
  question: 'Who is being denied what?',
  notes:
    'Every spelling of a denial counts, EC2’s Client.UnauthorizedOperation too. One caller with many different APIs in a short time is trying out what it may do. What EC2 says is encoded: aws sts decode-authorization-message reads it.',
  needs: ['management-writes', 'management-reads'],
  params: {
    by: choice('Who a row stands for.', ['principal', 'caller', 'ip'], 'principal'),
    minEvents: integer('Only what was denied at least so many times.', 1, { min: 1, max: 1_000_000_000 }),
  },
  columns: {
    principal,
    caller,
    source_ip,
    caller_kind: COLUMN.caller_kind,
    service: COLUMN.service,
    event_name: COLUMN.event_name,
    error_code: COLUMN.error_code,
    events: COLUMN.events,
    resources: count('How many different resources.'),
    source_ips_total: COLUMN.source_ips,
    source_ips: COLUMN.source_ip_list,
    first_seen: COLUMN.first_seen,
    last_seen: COLUMN.last_seen,
    sample_message: text('What the latest of them said.'),
  },
  build(db, { by, minEvents }) {
    return db
      .selectFrom('events')
      .select(eb => callerKey(eb, by))
      .select(['caller_kind', 'service', 'event_name', 'error_code'])
      .select(eb => [
        eb.fn.countAll<number>().as('events'),
        countDistinct(eb, 'resource').as('resources'),
        countDistinct(eb, 'source_ip_address').as('source_ips_total'),
        distinctList(eb.ref('source_ip_address')).as('source_ips'),
        eb.fn.min('event_time').as('first_seen'),
        eb.fn.max('event_time').as('last_seen'),
        ofLatest(eb, 'error_message').as('sample_message'),
      ])
      .where('error_class', '=', 'denied')
      .groupBy([CALLER_KEYS[by].column, 'caller_kind', 'service', 'event_name', 'error_code'])
      .$if(minEvents > 1, qb => qb.having(eb => eb.fn.countAll(), '>=', minEvents))
      .orderBy('events', 'desc')
      .orderBy(CALLER_KEYS[by].name, nullsLast)
      .orderBy('caller_kind', nullsLast)
      .orderBy('service', nullsLast)
      .orderBy('event_name', nullsLast)
      .orderBy('error_code', nullsLast)
  },
})

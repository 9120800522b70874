import { choice } from '../../param.ts'
import { CALLER_KEY_COLUMNS, CALLER_KEYS, callerKey } from '../caller-key.ts'
import { defineQuery } from '../define.ts'
import { COLUMN, countDistinct, countWhere, nullsLast } from '../standard.ts'

export const topCallers = defineQuery({
  id: 'top-callers',
  pack: 'core',
  question: 'Who calls the most?',
  notes:
    'A principal is a user or a role; ask by caller to see each session of a role by itself. The same key may stand in several rows, one for each kind of caller. --exclude-aws leaves out what AWS does by itself.',
  needs: ['management-writes', 'management-reads'],
  params: {
    by: choice(
      'What a row stands for, besides the kind of caller.',
      ['principal', 'caller', 'ip', 'access-key', 'user-agent', 'account', 'kind'],
      'principal',
    ),
  },
  columns: {
    ...CALLER_KEY_COLUMNS,
    caller_kind: COLUMN.caller_kind,
    events: COLUMN.events,
    failed: COLUMN.failed,
    denied: COLUMN.denied,
    writes: COLUMN.writes,
    services: COLUMN.services,
    event_names: COLUMN.event_names,
    source_ips: COLUMN.source_ips,
    first_seen: COLUMN.first_seen,
    last_seen: COLUMN.last_seen,
  },
  build(db, { by }) {
    const keys = by === 'kind' ? [] : [by]
    return db
      .selectFrom('events')
      .select(eb => keys.map(key => callerKey(eb, key)))
      .select('caller_kind')
      .select(eb => [
        eb.fn.countAll<number>().as('events'),
        countWhere(eb, eb('failed', '=', true)).as('failed'),
        countWhere(eb, eb('error_class', '=', 'denied')).as('denied'),
        countWhere(eb, eb('is_write', '=', true)).as('writes'),
        countDistinct(eb, 'service').as('services'),
        countDistinct(eb, 'event_name').as('event_names'),
        countDistinct(eb, 'source_ip_address').as('source_ips'),
        eb.fn.min('event_time').as('first_seen'),
        eb.fn.max('event_time').as('last_seen'),
      ])
      .groupBy([...keys.map(key => CALLER_KEYS[key].column), 'caller_kind'])
      .orderBy('events', 'desc')
      .$call(qb => keys.reduce((ordered, key) => ordered.orderBy(CALLER_KEYS[key].name, nullsLast), qb))
      .orderBy('caller_kind', nullsLast)
  },
})

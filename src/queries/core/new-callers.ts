import { choice } from '../../param.ts'
import { distinctList, secondsBetween } from '../../sql/portable.ts'
import { always, list, text, time } from '../column.ts'
import { defineQuery, type QueryWindow } from '../define.ts'
import { secondsOf, span } from '../span.ts'
import { COLUMN, countDistinct, type EventsExpression, nullsLast, ofFirst, type TextColumn } from '../standard.ts'

/** What may be new, and the columns that it is made of. */
const KEYS = {
  principal: ['principal'],
  ip: ['source_ip_address'],
  'access-key': ['user_identity_access_key_id'],
  'principal+ip': ['principal', 'source_ip_address'],
  'principal+event': ['principal', 'service', 'event_name'],
  'user-agent': ['user_agent'],
} as const satisfies Record<string, readonly TextColumn[]>

export const newCallers = defineQuery({
  id: 'new-callers',
  pack: 'core',
  question: 'Which callers, addresses or keys appeared for the first time?',
  notes:
    'Reads from --baseline before the window on: what was seen there is not new. Without --since, the first --baseline of what there is stands for that time. New means new to these logs: log-coverage says when they begin.',
  needs: ['management-writes', 'management-reads'],
  params: {
    what: choice(
      'What may be new.',
      ['principal', 'ip', 'access-key', 'principal+ip', 'principal+event', 'user-agent'],
      'principal',
    ),
    baseline: span('How long before the window something must not have been seen: 24h, 14d, 4w.', '14d'),
  },
  columns: {
    key: always(text('What is new: a text, or several with blanks between them.')),
    caller_kind: always(text('What kind of caller came with it first.')),
    first_seen: time('When it appeared.'),
    events: COLUMN.events,
    services_total: COLUMN.services,
    services: always(list('The services that were called, 20 at most.')),
    event_names_total: COLUMN.event_names,
    event_names: always(list('The APIs that were called, 20 at most.')),
    source_ips_total: COLUMN.source_ips,
    source_ips: COLUMN.source_ip_list,
    sample_event_id: text('The id of the first of them.'),
  },
  baseline: ({ baseline }) => baseline,
  build(db, { what, baseline }, window) {
    return db
      .selectFrom('events')
      .select(eb => [
        keyOf(eb, what).$notNull().as('key'),
        ofFirst(eb, 'caller_kind').$notNull().as('caller_kind'),
        eb.fn.min('event_time').as('first_seen'),
        eb.fn.countAll<number>().as('events'),
        countDistinct(eb, 'service').as('services_total'),
        distinctList(eb.ref('service')).as('services'),
        countDistinct(eb, 'event_name').as('event_names_total'),
        distinctList(eb.ref('event_name')).as('event_names'),
        countDistinct(eb, 'source_ip_address').as('source_ips_total'),
        distinctList(eb.ref('source_ip_address')).as('source_ips'),
        ofFirst(eb, 'event_id').as('sample_event_id'),
      ])
      .where(eb => eb(keyOf(eb, what), 'is not', null))
      .groupBy(eb => keyOf(eb, what))
      .having(eb => isNew(eb, window, baseline))
      .orderBy('first_seen', nullsLast)
      .orderBy('key', nullsLast)
  },
})

/** Whether a group's first event lies in the window; without one, whether it lies behind what counts as the past. */
function isNew(eb: EventsExpression, { since }: QueryWindow, baseline: string) {
  const first = eb.fn.min('event_time')
  if (since !== undefined) return eb(first, '>=', since)
  const beginning = eb
    .selectFrom('events as all_events')
    .select(all => all.fn.min('all_events.event_time').as('beginning'))
    .$asScalar()
  return eb(secondsBetween(beginning, first), '>=', secondsOf(baseline))
}

/** The columns of the key, a blank between them; NULL where one of them is. */
function keyOf(eb: EventsExpression, what: keyof typeof KEYS) {
  const [first, ...rest]: readonly [TextColumn, ...TextColumn[]] = KEYS[what]
  return rest.reduce((key, column) => {
    const start = eb(key, '||', ' ')
    return eb(start, '||', eb.ref(column)).$castTo<string | null>()
  }, eb.ref(first).$castTo<string | null>())
}

import { choice, list } from '../../param.ts'
import { defineQuery } from '../define.ts'
import { inOrder, WHO_AND_WHERE, whoAndWhere } from '../event-row.ts'
import { COLUMN } from '../standard.ts'

export const activityTimeline = defineQuery({
  id: 'activity-timeline',
  pack: 'core',
  question: 'What happened, in order?',
  notes:
    'Log files hold events in no order; here they are sorted by time and, within a second, by id, which says nothing about what came first. Narrow it down with --principal, --ip or --access-key.',
  needs: ['management-writes', 'management-reads'],
  params: {
    eventId: list('Only the events with these ids.', 'id'),
    order: choice('Oldest first (asc) or newest first (desc).', ['asc', 'desc'], 'asc'),
  },
  columns: {
    event_time: COLUMN.event_time,
    service: COLUMN.service,
    event_name: COLUMN.event_name,
    ...WHO_AND_WHERE,
    read_only: COLUMN.read_only,
    user_agent: COLUMN.user_agent,
    event_id: COLUMN.event_id,
  },
  build(db, { eventId, order }) {
    return db
      .selectFrom('events')
      .select(['event_time', 'service', 'event_name'])
      .select(whoAndWhere)
      .select(['read_only', 'user_agent', 'event_id'])
      .$if(eventId.length > 0, qb => qb.where('event_id', 'in', eventId))
      .$call(inOrder(order, ['read_only', 'user_agent']))
  },
})

import { list, text } from '../../param.ts'
import { defineQuery } from '../define.ts'
import { newestFirst, WHO_AND_WHERE, whoAndWhere } from '../event-row.ts'
import { COLUMN, isCalled } from '../standard.ts'

export const whoDid = defineQuery({
  id: 'who-did',
  pack: 'core',
  question: 'Who made this API call, when, from where, on what?',
  notes:
    'Calls that failed are among the answers: see outcome, or ask with --outcome ok. --resource looks into the request too, because many services name what they touch nowhere else.',
  needs: ['management-writes', 'management-reads'],
  params: {
    event: {
      ...list('These API calls, in upper or lower case, with or without their version; * stands for any text.', 'name'),
      required: true,
    },
    resource: text('Only where the name or ARN of what was touched, or the request, holds this text.'),
  },
  columns: {
    event_time: COLUMN.event_time,
    service: COLUMN.service,
    event_name: COLUMN.event_name,
    ...WHO_AND_WHERE,
    error_message: COLUMN.error_message,
    user_agent: COLUMN.user_agent,
    request: COLUMN.request,
    event_id: COLUMN.event_id,
  },
  build(db, { event, resource = '' }) {
    return db
      .selectFrom('events')
      .select(['event_time', 'service', 'event_name'])
      .select(whoAndWhere)
      .select(['error_message', 'user_agent', 'request_parameters as request', 'event_id'])
      .where(eb => isCalled(eb, event))
      .$if(resource !== '', qb =>
        qb.where(eb => {
          const holds = (column: 'resource' | 'request_parameters') =>
            eb(eb.fn<number>('strpos', [column, eb.val(resource)]), '>', 0)
          return eb.or([holds('resource'), holds('request_parameters')])
        }),
      )
      .$call(newestFirst(['error_message', 'user_agent', 'request_parameters']))
  },
})

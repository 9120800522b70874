import { flag } from '../../param.ts'
import { count, sometimes, text } from '../column.ts'
import { defineQuery } from '../define.ts'
import { COLUMN, countDistinct, countWhere, nullsLast } from '../standard.ts'

export const identityTypes = defineQuery({
  id: 'identity-types',
  pack: 'core',
  question: 'Were requests made by root, IAM users, temporary role or federated credentials, or another AWS service?',
  notes:
    'Events that a service reports of itself have no identity type. Whether a second factor was used is recorded for temporary credentials alone: long-term keys never count as mfa_true.',
  needs: ['management-writes', 'management-reads'],
  params: {
    byService: flag('A row for each service that was called.'),
  },
  columns: {
    caller_kind: COLUMN.caller_kind,
    ui_type: text('The kind of identity as CloudTrail has it: IAMUser, AssumedRole, AWSService, …'),
    service: sometimes(COLUMN.service),
    events: COLUMN.events,
    failed: COLUMN.failed,
    principals: count('How many different users and roles.'),
    via_service_events: count('How many of them an AWS service made on the caller’s behalf.'),
    mfa_true: count('How many of them came from a session with a second factor.'),
    from_console: count('How many of them came from a session of the console.'),
    first_seen: COLUMN.first_seen,
    last_seen: COLUMN.last_seen,
  },
  build(db, { byService }) {
    return db
      .selectFrom('events')
      .select(['caller_kind', 'user_identity_type as ui_type'])
      .$if(byService, qb => qb.select('service'))
      .select(eb => [
        eb.fn.countAll<number>().as('events'),
        countWhere(eb, eb('failed', '=', true)).as('failed'),
        countDistinct(eb, 'principal').as('principals'),
        eb.fn.count<number>('via_service').as('via_service_events'),
        countWhere(eb, eb('user_identity_session_context_attributes_mfa_authenticated', '=', 'true')).as('mfa_true'),
        countWhere(eb, eb('session_credential_from_console', '=', 'true')).as('from_console'),
        eb.fn.min('event_time').as('first_seen'),
        eb.fn.max('event_time').as('last_seen'),
      ])
      .groupBy(['caller_kind', 'user_identity_type'])
      .$if(byService, qb => qb.groupBy('service'))
      .orderBy('events', 'desc')
      .orderBy('caller_kind', nullsLast)
      .orderBy('ui_type', nullsLast)
      .$if(byService, qb => qb.orderBy('service', nullsLast))
  },
})

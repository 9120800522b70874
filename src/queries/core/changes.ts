import { choice, flag } from '../../param.ts'
import { regexpMatches } from '../../sql/portable.ts'
import { always, text } from '../column.ts'
import { defineQuery } from '../define.ts'
import { newestFirst, WHO_AND_WHERE, whoAndWhere } from '../event-row.ts'
import { COLUMN, type EventsExpression } from '../standard.ts'

/** What the name of an API begins with where it makes or takes away something. Put may do either: it is an update. */
const PREFIXES = {
  create: '^(Batch)?(Create|Run|Add|Register|Import|Allocate|Restore|Copy|Purchase)([A-Z0-9]|\\z)',
  delete:
    '^(Batch)?(Delete|Terminate|Remove|Deregister|Release|Revoke|Detach|Disable|Schedule[A-Za-z]*Deletion)([A-Z0-9]|\\z)',
} as const

export const changes = defineQuery({
  id: 'changes',
  pack: 'core',
  question: 'What was created, changed or deleted?',
  notes:
    'Shows calls that succeeded; --outcome all adds the attempts. Whatever may change something counts, signing in to the console too. Taking on a role (AssumeRole) counts as reading.',
  needs: ['management-writes'],
  params: {
    verb: choice('Only what was created, changed otherwise, or deleted.', ['all', 'create', 'update', 'delete'], 'all'),
    consoleOnly: flag('Only what somebody did in the console.'),
  },
  columns: {
    event_time: COLUMN.event_time,
    service: COLUMN.service,
    event_name: COLUMN.event_name,
    verb: always(text('create, update or delete, by the name of the API.')),
    ...WHO_AND_WHERE,
    request: COLUMN.request,
    event_id: COLUMN.event_id,
  },
  scope: { outcome: 'ok' },
  build(db, { verb, consoleOnly }) {
    return db
      .selectFrom('events')
      .select(['event_time', 'service', 'event_name'])
      .select(eb => verbOf(eb).as('verb'))
      .select(whoAndWhere)
      .select(['request_parameters as request', 'event_id'])
      .where('is_write', '=', true)
      .$if(verb !== 'all', qb => qb.where(verbOf, '=', verb))
      .$if(consoleOnly, qb => qb.where('session_credential_from_console', '=', 'true'))
      .$call(newestFirst(['request_parameters']))
  },
})

function verbOf(eb: EventsExpression) {
  const name = eb.ref('event_name')
  return eb
    .case()
    .when(regexpMatches(name, PREFIXES.create))
    .then(eb.val<string>('create'))
    .when(regexpMatches(name, PREFIXES.delete))
    .then(eb.val<string>('delete'))
    .else(eb.val<string>('update'))
    .end()
}

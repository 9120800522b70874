import { matchesAny } from '../../events/index.ts'
import { flag, list } from '../../param.ts'
import { jsonText, jsonValue } from '../../sql/portable.ts'
import { json, sometimes, text } from '../column.ts'
import { defineQuery } from '../define.ts'
import { newestFirst, WHO_AND_WHERE, whoAndWhere } from '../event-row.ts'
import { COLUMN, type EventsExpression } from '../standard.ts'

const RESTORES = ['RestoreFromSnapshot', 'RestoreFromRecoveryPoint']

export const namespacesCreated = defineQuery({
  id: 'redshift-serverless-namespaces-created',
  pack: 'redshift-serverless',
  question: 'Who created Redshift Serverless namespaces?',
  notes:
    'Attempts that failed are among the answers: see outcome. Names and passwords of administrators are never logged. A restore writes into a namespace that is there already: --include-restores shows those too.',
  needs: ['management-writes'],
  params: {
    namespace: list('Only these namespaces; * stands for any text.', 'name'),
    includeRestores: flag('Show restores from a snapshot or a recovery point too.'),
  },
  columns: {
    event_time: COLUMN.event_time,
    event_name: sometimes(COLUMN.event_name),
    ...WHO_AND_WHERE,
    namespace: text('The namespace’s name.'),
    db_name: text('The name of its first database.'),
    namespace_arn: text('Its ARN.'),
    namespace_id: text('Its id.'),
    status: text('Its status, as the answer had it.'),
    kms_key: text('The KMS key that encrypts it, where one was named.'),
    iam_roles: json('The IAM roles that it may use.'),
    manage_admin_password: text('true where Secrets Manager keeps the administrator’s password.'),
    user_agent: COLUMN.user_agent,
    event_id: COLUMN.event_id,
  },
  build(db, { namespace, includeRestores }) {
    return db
      .selectFrom('events')
      .select('event_time')
      .$if(includeRestores, qb => qb.select('event_name'))
      .select(whoAndWhere)
      .select(eb => {
        const request = eb.ref('request_parameters')
        const response = eb.ref('response_elements')
        return [
          namespaceName(eb).as('namespace'),
          eb.fn.coalesce(jsonText(request, 'dbName'), jsonText(response, 'namespace', 'dbName')).as('db_name'),
          jsonText(response, 'namespace', 'namespaceArn').as('namespace_arn'),
          jsonText(response, 'namespace', 'namespaceId').as('namespace_id'),
          jsonText(response, 'namespace', 'status').as('status'),
          eb.fn.coalesce(jsonText(request, 'kmsKeyId'), jsonText(response, 'namespace', 'kmsKeyId')).as('kms_key'),
          eb.fn.coalesce(jsonValue(request, 'iamRoles'), jsonValue(response, 'namespace', 'iamRoles')).as('iam_roles'),
          jsonText(request, 'manageAdminPassword').as('manage_admin_password'),
        ]
      })
      .select(['user_agent', 'event_id'])
      .where('service', '=', 'redshift-serverless')
      .where('event_name', 'in', includeRestores ? ['CreateNamespace', ...RESTORES] : ['CreateNamespace'])
      .$if(namespace.length > 0, qb => qb.where(eb => matchesAny(namespaceName(eb), namespace)))
      .$call(newestFirst(['request_parameters', 'response_elements', 'user_agent']))
  },
})

function namespaceName(eb: EventsExpression) {
  return eb.fn.coalesce(
    jsonText(eb.ref('request_parameters'), 'namespaceName'),
    jsonText(eb.ref('response_elements'), 'namespace', 'namespaceName'),
  )
}

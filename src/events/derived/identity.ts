import { lastPart, regexpMatches } from '../../sql/portable.ts'
import { caseOf, contains, type DerivedColumn, eb, firstOf, is, isOneOf, startsWith } from './column.ts'

const ISSUER = 'user_identity_session_context_session_issuer'

/** Who called, session by session. */
export const caller: DerivedColumn = {
  type: 'text',
  nullable: false,
  doc: 'Who called, session by session: the ARN, else the principal id, else the service that called, else the account, else (unknown).',
  sql: columns =>
    firstOf(
      columns('user_identity_arn'),
      columns('user_identity_principal_id'),
      columns('user_identity_invoked_by'),
      columns('user_identity_account_id'),
      eb.val('(unknown)'),
    ),
}

/** Who called, whatever the session. */
export const principal: DerivedColumn = {
  type: 'text',
  nullable: false,
  doc: 'Who called, whatever the session: the ARN of the role for an assumed role, else the caller.',
  // The role's own ARN, not the session's cut short: a session ARN loses the role's path and may name another account.
  sql: columns => {
    const issuer = columns(`${ISSUER}_arn`)
    const assumed = is(columns('user_identity_type'), 'AssumedRole')
    const byRole = is(columns(`${ISSUER}_type`), 'Role')
    return caseOf([[eb.and([assumed, byRole, eb(issuer, 'is not', null)]), issuer]], columns('caller'))
  },
}

/** The session's own name. */
export const session: DerivedColumn = {
  type: 'text',
  nullable: true,
  doc: 'The name of an assumed role’s session: an instance id, a user name, a time stamp; NULL for all others.',
  sql: columns => {
    const arn = columns('user_identity_arn')
    return caseOf([[contains(arn, ':assumed-role/'), lastPart(arn, '/')]], null)
  },
}

/** The service in between. */
export const viaService: DerivedColumn = {
  type: 'text',
  nullable: true,
  doc: 'The AWS service that made the call on the caller’s behalf, if one did.',
  sql: columns => columns('user_identity_invoked_by'),
}

/** What kind of caller it was. */
export const callerKind: DerivedColumn = {
  type: 'text',
  nullable: false,
  doc: 'root, iam-user, role, service-linked-role, identity-center, ec2-instance, federated, aws-service, other-account, anonymous, service-event or unknown.',
  sql: columns => {
    const type = columns('user_identity_type')
    const roleName = columns(`${ISSUER}_user_name`)
    const assumed = is(type, 'AssumedRole')
    const ofService = eb.or([
      startsWith(roleName, 'AWSServiceRole'),
      contains(columns(`${ISSUER}_arn`), '/aws-service-role/'),
    ])
    const onInstance = regexpMatches(columns('session'), String.raw`^i-[0-9a-f]{8,17}\z`)
    return caseOf(
      [
        [is(type, 'Root'), 'root'],
        [is(type, 'IAMUser'), 'iam-user'],
        [eb.and([assumed, ofService]), 'service-linked-role'],
        [eb.and([assumed, startsWith(roleName, 'AWSReservedSSO_')]), 'identity-center'],
        [eb.and([assumed, onInstance]), 'ec2-instance'],
        [isOneOf(type, ['AssumedRole', 'Role']), 'role'],
        [isOneOf(type, ['FederatedUser', 'SAMLUser', 'WebIdentityUser', 'IdentityCenterUser']), 'federated'],
        [is(type, 'AWSService'), 'aws-service'],
        [eb.and([is(type, 'AWSAccount'), is(columns('user_identity_account_id'), 'anonymous')]), 'anonymous'],
        [is(type, 'AWSAccount'), 'other-account'],
        [eb.and([eb(type, 'is', null), is(columns('event_type'), 'AwsServiceEvent')]), 'service-event'],
      ],
      'unknown',
    )
  },
}

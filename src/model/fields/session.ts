import { EVERY_EVENT, json, LOGGED_EVENT, text } from './field.ts'

/**
 * The session that a caller with temporary credentials used.
 *
 * Source: AWS CloudTrail User Guide, CloudTrail userIdentity element.
 */
export const SESSION_FIELDS = [
  json('userIdentity.sessionContext', 'user_identity_session_context', '1.0', EVERY_EVENT, {
    shape: 'object',
    doc: 'The session behind temporary credentials; may hold its attributes only.',
  }),
  text(
    'userIdentity.sessionContext.sessionIssuer.type',
    'user_identity_session_context_session_issuer_type',
    '1.0',
    EVERY_EVENT,
    {
      doc: 'What issued the session: Root, IAMUser or Role.',
    },
  ),
  text(
    'userIdentity.sessionContext.sessionIssuer.principalId',
    'user_identity_session_context_session_issuer_principal_id',
    '1.0',
    EVERY_EVENT,
    {
      doc: 'The unique id of the user or role that issued the session.',
    },
  ),
  text(
    'userIdentity.sessionContext.sessionIssuer.arn',
    'user_identity_session_context_session_issuer_arn',
    '1.0',
    EVERY_EVENT,
    {
      doc: 'The ARN of the user or role that issued the session: the same for all sessions of a role.',
    },
  ),
  text(
    'userIdentity.sessionContext.sessionIssuer.accountId',
    'user_identity_session_context_session_issuer_account_id',
    '1.0',
    EVERY_EVENT,
    {
      doc: 'The account that owns the user or role that issued the session.',
    },
  ),
  text(
    'userIdentity.sessionContext.sessionIssuer.userName',
    'user_identity_session_context_session_issuer_user_name',
    '1.0',
    EVERY_EVENT,
    {
      doc: 'The friendly name of the user or role that issued the session.',
    },
  ),
  text(
    'userIdentity.sessionContext.attributes.creationDate',
    'user_identity_session_context_attributes_creation_date',
    '1.0',
    EVERY_EVENT,
    {
      doc: "When the session's credentials were issued; text, because old samples use another ISO form.",
    },
  ),
  text(
    'userIdentity.sessionContext.attributes.mfaAuthenticated',
    'user_identity_session_context_attributes_mfa_authenticated',
    '1.0',
    EVERY_EVENT,
    {
      doc: 'The text "true" where the caller signed in with a second factor, else "false".',
    },
  ),
  text(
    'userIdentity.sessionContext.webIdFederationData.federatedProvider',
    'user_identity_session_context_web_id_federation_data_federated_provider',
    '1.0',
    LOGGED_EVENT,
    {
      doc: 'The provider of a web identity session.',
    },
  ),
  json(
    'userIdentity.sessionContext.webIdFederationData.attributes',
    'user_identity_session_context_web_id_federation_data_attributes',
    '1.0',
    LOGGED_EVENT,
    {
      shape: 'map',
      doc: 'What the provider said about the application and the user.',
    },
  ),
  text(
    'userIdentity.sessionContext.sourceIdentity',
    'user_identity_session_context_source_identity',
    '1.08',
    LOGGED_EVENT,
    {
      doc: 'The name that was set once when the first role was assumed and follows every later one.',
      inAwsTable: false,
    },
  ),
  text(
    'userIdentity.sessionContext.ec2RoleDelivery',
    'user_identity_session_context_ec2_role_delivery',
    '1.07',
    LOGGED_EVENT,
    {
      doc: 'The version of the instance metadata service that gave out the credentials: 1.0 or 2.0.',
    },
  ),
  text('userIdentity.sessionContext.assumedRoot', 'user_identity_session_context_assumed_root', '1.11', LOGGED_EVENT, {
    doc: 'The text "true" where the session is one of AssumeRoot.',
    inAwsTable: false,
  }),
  text(
    'userIdentity.sessionContext.signInSessionArn',
    'user_identity_session_context_sign_in_session_arn',
    '1.11',
    LOGGED_EVENT,
    {
      doc: 'The sign-in session that the credentials go back to.',
      inAwsTable: false,
    },
  ),
  text(
    'userIdentity.sessionContext.ec2IssuedInVpc',
    'user_identity_session_context_ec2_issued_in_vpc',
    'unknown',
    LOGGED_EVENT,
    {
      doc: 'The VPC in which instance credentials were issued; known from CloudTrail Lake alone.',
      inAwsTable: false,
    },
  ),
] as const

import { EVERY_EVENT, json, LOGGED_EVENT, text } from './field.ts'

/**
 * Who called.
 *
 * Source: AWS CloudTrail User Guide, CloudTrail userIdentity element.
 */
export const IDENTITY_FIELDS = [
  json('userIdentity', 'user_identity', '1.0', EVERY_EVENT, {
    shape: 'object',
    doc: 'Who called, with which credentials; its members depend on its type.',
    optional: false,
  }),
  text('userIdentity.type', 'user_identity_type', '1.0', EVERY_EVENT, {
    doc: 'The kind of identity, such as IAMUser, AssumedRole or AWSService; missing on service events.',
    optional: false,
  }),
  text('userIdentity.principalId', 'user_identity_principal_id', '1.0', EVERY_EVENT, {
    doc: "The unique id of the caller; for a role, the role's id, a colon and the session's name.",
  }),
  text('userIdentity.arn', 'user_identity_arn', '1.0', EVERY_EVENT, {
    doc: 'The ARN of the caller; for a role it ends in the name of the session.',
  }),
  text('userIdentity.accountId', 'user_identity_account_id', '1.0', EVERY_EVENT, {
    doc: 'The account of the caller.',
  }),
  text('userIdentity.accessKeyId', 'user_identity_access_key_id', '1.0', EVERY_EVENT, {
    doc: 'The access key that signed the request; may be empty.',
  }),
  text('userIdentity.userName', 'user_identity_user_name', '1.0', LOGGED_EVENT, {
    doc: 'The friendly name of the caller; a role has none here.',
  }),
  text('userIdentity.invokedBy', 'user_identity_invoked_by', '1.0', EVERY_EVENT, {
    doc: 'The AWS service that made the call on behalf of somebody.',
  }),
  text('userIdentity.identityProvider', 'user_identity_identity_provider', '1.04', ['management'], {
    doc: 'The external provider that vouched for a SAML or web identity user.',
    inAwsTable: false,
  }),
  text('userIdentity.credentialId', 'user_identity_credential_id', '1.09', LOGGED_EVENT, {
    doc: 'The id of the bearer token that the call was made with.',
    inAwsTable: false,
  }),
  text('userIdentity.onBehalfOf.userId', 'user_identity_on_behalf_of_user_id', '1.09', LOGGED_EVENT, {
    doc: 'The IAM Identity Center user whom the call was made for.',
  }),
  text(
    'userIdentity.onBehalfOf.identityStoreArn',
    'user_identity_on_behalf_of_identity_store_arn',
    '1.09',
    LOGGED_EVENT,
    {
      doc: 'The identity store that knows that user.',
    },
  ),
  text('userIdentity.inScopeOf.sourceArn', 'user_identity_in_scope_of_source_arn', '1.11', LOGGED_EVENT, {
    doc: 'The resource that called the service which used the credentials.',
    inAwsTable: false,
  }),
  text('userIdentity.inScopeOf.sourceAccount', 'user_identity_in_scope_of_source_account', '1.11', LOGGED_EVENT, {
    doc: 'The account that owns that resource.',
    inAwsTable: false,
  }),
  text('userIdentity.inScopeOf.issuerType', 'user_identity_in_scope_of_issuer_type', '1.11', LOGGED_EVENT, {
    doc: 'The kind of resource that the credentials were issued to, such as AWS::Lambda::Function.',
    inAwsTable: false,
  }),
  text(
    'userIdentity.inScopeOf.credentialsIssuedTo',
    'user_identity_in_scope_of_credentials_issued_to',
    '1.11',
    LOGGED_EVENT,
    {
      doc: 'The function, instance or task that the credentials were issued to.',
      inAwsTable: false,
    },
  ),
  text(
    'userIdentity.inScopeOf.credentialsIssuedToVersion',
    'user_identity_in_scope_of_credentials_issued_to_version',
    '1.11',
    LOGGED_EVENT,
    {
      doc: 'The version of that function; not documented, met in records of 2026.',
      inAwsTable: false,
    },
  ),
  text(
    'userIdentity.invokedByDelegate.accountId',
    'user_identity_invoked_by_delegate_account_id',
    '1.11',
    LOGGED_EVENT,
    {
      doc: 'The account of a product provider who called with delegated access.',
      inAwsTable: false,
    },
  ),
] as const

import type { JsonObject } from './fixture.ts'

// After the examples of "CloudTrail userIdentity element" in the AWS CloudTrail User Guide, and section 2.4 of
// cloudtrail-format.md for what each type can be relied on to carry. Names and ids are made up.

/** A person or a program with long-term keys. */
export function iamUser(name: string, more: JsonObject = {}): JsonObject {
  return {
    type: 'IAMUser',
    principalId: `AIDAEXAMPLE${name.toUpperCase()}`,
    arn: `arn:aws:iam::111122223333:user/${name}`,
    accountId: '111122223333',
    accessKeyId: 'AKIAEXAMPLEKEY000001',
    userName: name,
    ...more,
  }
}

/** A session of a role. `issuer` changes the role itself, `more` the session. */
export function assumedRole(role: string, session: string, more: JsonObject = {}, issuer: JsonObject = {}): JsonObject {
  return {
    type: 'AssumedRole',
    principalId: `AROAEXAMPLEROLE00001:${session}`,
    arn: `arn:aws:sts::111122223333:assumed-role/${role}/${session}`,
    accountId: '111122223333',
    accessKeyId: 'ASIAEXAMPLEKEY000001',
    sessionContext: {
      sessionIssuer: {
        type: 'Role',
        principalId: 'AROAEXAMPLEROLE00001',
        arn: `arn:aws:iam::111122223333:role/${role}`,
        accountId: '111122223333',
        userName: role,
        ...issuer,
      },
      webIdFederationData: {},
      attributes: { creationDate: '2026-10-05T08:00:00Z', mfaAuthenticated: 'false' },
    },
    ...more,
  }
}

/** The account's own e-mail and password. */
export const ROOT: JsonObject = {
  type: 'Root',
  principalId: '111122223333',
  arn: 'arn:aws:iam::111122223333:root',
  accountId: '111122223333',
  accessKeyId: '',
}

/** GetFederationToken by an IAM user: the issuer is the user. */
export const FEDERATED_USER: JsonObject = {
  type: 'FederatedUser',
  principalId: '111122223333:visitor',
  arn: 'arn:aws:sts::111122223333:federated-user/visitor',
  accountId: '111122223333',
  accessKeyId: 'ASIAEXAMPLEKEY000002',
  sessionContext: {
    sessionIssuer: {
      type: 'IAMUser',
      principalId: 'AIDAEXAMPLEBROKER',
      arn: 'arn:aws:iam::111122223333:user/broker',
      accountId: '111122223333',
      userName: 'broker',
    },
    attributes: { creationDate: '2026-10-05T08:00:00Z', mfaAuthenticated: 'false' },
  },
}

/** AssumeRoleWithSAML: who asks has no account yet. */
export const SAML_USER: JsonObject = {
  type: 'SAMLUser',
  principalId: 'SAMLEXAMPLEQUALIFIER:ines@example.com',
  userName: 'ines@example.com',
  identityProvider: 'SAMLEXAMPLEQUALIFIER',
}

/** AssumeRoleWithWebIdentity. */
export const WEB_IDENTITY_USER: JsonObject = {
  type: 'WebIdentityUser',
  principalId: 'accounts.example.com:app-17:subject-4711',
  userName: 'subject-4711',
  identityProvider: 'accounts.example.com',
}

/** Somebody of IAM Identity Center, without any role. */
export const IDENTITY_CENTER_USER: JsonObject = {
  type: 'IdentityCenterUser',
  accountId: '111122223333',
  onBehalfOf: {
    userId: '90671d2e-example-user',
    identityStoreArn: 'arn:aws:identitystore::111122223333:identitystore/d-example001',
  },
  credentialId: 'example-credential-id',
}

/** A service by itself. */
export const AWS_SERVICE: JsonObject = { type: 'AWSService', invokedBy: 'autoscaling.amazonaws.com' }

/** Somebody of another account, as the account called upon sees it. */
export const OTHER_ACCOUNT: JsonObject = {
  type: 'AWSAccount',
  principalId: 'AROAEXAMPLEFOREIGN01:nightly',
  accountId: '444455556666',
}

/** A request to a public bucket that nobody signed. */
export const ANONYMOUS: JsonObject = { type: 'AWSAccount', principalId: '', accountId: 'anonymous' }

/** What a service event carries: no type at all. */
export const SERVICE_EVENT: JsonObject = { accountId: '111122223333', invokedBy: 'secretsmanager.amazonaws.com' }

import { draft, group, type Json } from './fixture.ts'
import * as who from './identities.ts'

const of = (name: string, userIdentity: Json | undefined, principal: string) =>
  draft(name, { userIdentity }, { principal })

const sessionArn = 'arn:aws:sts::111122223333:assumed-role/deploy/run-7'

/** `principal`: iss_arn when ui_type='AssumedRole' and iss_type='Role'; else ui_arn; else as `caller`. */
export const PRINCIPAL = group('principal', [
  of('AssumedRole: the role', who.assumedRole('deploy', 'run-7'), 'arn:aws:iam::111122223333:role/deploy'),
  of(
    'AssumedRole: the role keeps its path',
    who.assumedRole('deploy', 'run-7', {}, { arn: 'arn:aws:iam::111122223333:role/teams/build/deploy' }),
    'arn:aws:iam::111122223333:role/teams/build/deploy',
  ),
  // The DynamoDB page's records: the session's ARN names another role in another account than the issuer.
  of(
    'AssumedRole: the role’s own ARN, not the session’s cut short',
    who.assumedRole('users', 'bob', {}, { arn: 'arn:aws:iam::444455556666:role/admin-role', userName: 'bob' }),
    'arn:aws:iam::444455556666:role/admin-role',
  ),
  // The OpenSearch Serverless page's record: an AssumedRole whose ARN is a user's.
  of(
    'AssumedRole with the ARN of a user',
    who.assumedRole('ops', 'x', { arn: 'arn:aws:iam::111122223333:user/otto', principalId: 'AIDAEXAMPLEOTTO' }),
    'arn:aws:iam::111122223333:role/ops',
  ),
  of('AssumedRole, issuer without ARN', who.assumedRole('deploy', 'run-7', {}, { arn: undefined }), sessionArn),
  of('AssumedRole, issuer with an empty ARN', who.assumedRole('deploy', 'run-7', {}, { arn: '' }), sessionArn),
  of('AssumedRole, issuer of no type', who.assumedRole('deploy', 'run-7', {}, { type: undefined }), sessionArn),
  of('AssumedRole, issuer that is a user', who.assumedRole('deploy', 'run-7', {}, { type: 'IAMUser' }), sessionArn),
  of(
    'AssumedRole, empty issuer',
    who.assumedRole('deploy', 'run-7', { sessionContext: { sessionIssuer: {} } }),
    sessionArn,
  ),
  of(
    'AssumedRole, issuer null',
    who.assumedRole('deploy', 'run-7', { sessionContext: { sessionIssuer: null } }),
    sessionArn,
  ),
  of(
    'AssumedRole, issuer a text',
    who.assumedRole('deploy', 'run-7', { sessionContext: { sessionIssuer: 'x' } }),
    sessionArn,
  ),
  of('AssumedRole, context a text', who.assumedRole('deploy', 'run-7', { sessionContext: 'x' }), sessionArn),
  of('AssumedRole, no context', who.assumedRole('deploy', 'run-7', { sessionContext: undefined }), sessionArn),
  of(
    'AssumedRole with nothing but a principal',
    { type: 'AssumedRole', principalId: 'AROAEXAMPLEROLE00001:run-7' },
    'AROAEXAMPLEROLE00001:run-7',
  ),
  // An IAM user with a temporary key: attributes only, the issuer is there but empty.
  of(
    'IAMUser with an empty issuer',
    who.iamUser('tove', {
      sessionContext: { sessionIssuer: {}, webIdFederationData: {}, attributes: { mfaAuthenticated: 'true' } },
    }),
    'arn:aws:iam::111122223333:user/tove',
  ),
  of('FederatedUser: itself, not its issuer', who.FEDERATED_USER, 'arn:aws:sts::111122223333:federated-user/visitor'),
  of('Root', who.ROOT, 'arn:aws:iam::111122223333:root'),
  of('WebIdentityUser', who.WEB_IDENTITY_USER, 'accounts.example.com:app-17:subject-4711'),
  of('AWSService', who.AWS_SERVICE, 'autoscaling.amazonaws.com'),
  of('AWSAccount', who.OTHER_ACCOUNT, 'AROAEXAMPLEFOREIGN01:nightly'),
  of('no identity', undefined, '(unknown)'),
  of('an identity that is a text', 'AssumedRole', '(unknown)'),
  of(
    'type is case-sensitive',
    who.assumedRole('deploy', 'run-7', { type: 'assumedrole' }),
    'arn:aws:sts::111122223333:assumed-role/deploy/run-7',
  ),
])

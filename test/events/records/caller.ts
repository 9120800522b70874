import { draft, group, type Json } from './fixture.ts'
import * as who from './identities.ts'

const of = (name: string, userIdentity: Json | undefined, caller: string) => draft(name, { userIdentity }, { caller })

/** `caller` = ui_arn, else ui_principal_id, else ui_invoked_by, else ui_account, else '(unknown)'. */
export const CALLER = group('caller', [
  of('Root', who.ROOT, 'arn:aws:iam::111122223333:root'),
  of('IAMUser', who.iamUser('tove'), 'arn:aws:iam::111122223333:user/tove'),
  of(
    'AssumedRole: the session',
    who.assumedRole('deploy', 'run-7'),
    'arn:aws:sts::111122223333:assumed-role/deploy/run-7',
  ),
  of('Role', { type: 'Role', arn: 'arn:aws:iam::111122223333:role/batch' }, 'arn:aws:iam::111122223333:role/batch'),
  of('FederatedUser', who.FEDERATED_USER, 'arn:aws:sts::111122223333:federated-user/visitor'),
  of('SAMLUser has no ARN', who.SAML_USER, 'SAMLEXAMPLEQUALIFIER:ines@example.com'),
  of('WebIdentityUser has no ARN', who.WEB_IDENTITY_USER, 'accounts.example.com:app-17:subject-4711'),
  of('IdentityCenterUser has an account only', who.IDENTITY_CENTER_USER, '111122223333'),
  of('Directory', { type: 'Directory', principalId: 'd-example/ines' }, 'd-example/ines'),
  of('AWSService', who.AWS_SERVICE, 'autoscaling.amazonaws.com'),
  of('AWSAccount', who.OTHER_ACCOUNT, 'AROAEXAMPLEFOREIGN01:nightly'),
  of('AWSAccount with an account only', { type: 'AWSAccount', accountId: '444455556666' }, '444455556666'),
  of('anonymous: the principal is empty', who.ANONYMOUS, 'anonymous'),
  of('Unknown may say nothing else', { type: 'Unknown' }, '(unknown)'),
  of('a service event: the service before the account', who.SERVICE_EVENT, 'secretsmanager.amazonaws.com'),
  of('an IAM user without ARN', who.iamUser('tove', { arn: undefined }), 'AIDAEXAMPLETOVE'),
  of('an ARN that is null', who.iamUser('tove', { arn: null }), 'AIDAEXAMPLETOVE'),
  of('an empty ARN', who.iamUser('tove', { arn: '' }), 'AIDAEXAMPLETOVE'),
  of(
    'an empty ARN and principal: the service',
    { type: 'IAMUser', arn: '', principalId: '', invokedBy: 'ecs.amazonaws.com', accountId: '111122223333' },
    'ecs.amazonaws.com',
  ),
  of(
    'all empty but the account',
    { arn: '', principalId: '', invokedBy: '', accountId: '444455556666' },
    '444455556666',
  ),
  of('all empty', { type: '', arn: '', principalId: '', invokedBy: '', accountId: '' }, '(unknown)'),
  of('an account that is a number', { type: 'AWSAccount', accountId: 444455556666 }, '444455556666'),
  of('a principal that is a number', { type: 'Root', principalId: 111122223333 }, '111122223333'),
  of('no members', {}, '(unknown)'),
  of('no identity', undefined, '(unknown)'),
  of('an identity that is null', null, '(unknown)'),
  of('an identity that is a text', 'HIDDEN_DUE_TO_SECURITY_REASONS', '(unknown)'),
  of('an identity that is a text of JSON', '{"arn":"arn:aws:iam::111122223333:user/tove"}', '(unknown)'),
  of('an identity that is an empty text', '', '(unknown)'),
  of('an identity that is a number', 17, '(unknown)'),
  of('an identity that is a list', [{ arn: 'arn:aws:iam::111122223333:user/tove' }], '(unknown)'),
  of(
    'letters beyond ASCII and quotes',
    { arn: "arn:aws:iam::111122223333:user/zoë-o'neil" },
    "arn:aws:iam::111122223333:user/zoë-o'neil",
  ),
])

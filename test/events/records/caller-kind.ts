import { draft, group, type Json, type JsonObject } from './fixture.ts'
import * as who from './identities.ts'

const of = (name: string, userIdentity: Json | undefined, kind: string, more: JsonObject = {}) =>
  draft(name, { userIdentity, ...more }, { caller_kind: kind })

const byService = { eventType: 'AwsServiceEvent' }
const sso = 'AWSReservedSSO_Auditor_0a1b2c3d4e5f6071'
const linked = 'AWSServiceRoleForAutoScaling'
const onInstance = 'i-0a1b2c3d4e5f60718'

/** `caller_kind` (first match), every branch and every type of section 2.4 of cloudtrail-format.md. */
export const CALLER_KIND = group('caller_kind', [
  of('Root', who.ROOT, 'root'),
  of('IAMUser', who.iamUser('tove'), 'iam-user'),
  of(
    'IAMUser whose issuer is a service’s role',
    who.iamUser('tove', { sessionContext: { sessionIssuer: { userName: linked } } }),
    'iam-user',
  ),

  of('a service-linked role, by its name', who.assumedRole(linked, 'AutoScaling'), 'service-linked-role'),
  of(
    'a service-linked role, by its path',
    who.assumedRole(
      'CustomSuffix',
      'x',
      {},
      {
        arn: 'arn:aws:iam::111122223333:role/aws-service-role/sqs.amazonaws.com/CustomSuffix',
      },
    ),
    'service-linked-role',
  ),
  of(
    'a service-linked role without issuer ARN',
    who.assumedRole(linked, 'x', {}, { arn: undefined }),
    'service-linked-role',
  ),
  of(
    'a service-linked role without issuer name',
    who.assumedRole(
      'x',
      'y',
      {},
      {
        userName: undefined,
        arn: 'arn:aws:iam::111122223333:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS',
      },
    ),
    'service-linked-role',
  ),
  of('a service-linked role comes before an instance', who.assumedRole(linked, onInstance), 'service-linked-role'),
  of('AWSServiceRole in the middle of a name', who.assumedRole('MyAWSServiceRole', 'x'), 'role'),
  of('awsservicerole in small letters', who.assumedRole('awsservicerolefoo', 'x'), 'role'),
  of(
    'AWSServiceRole in the session’s ARN only',
    who.assumedRole(linked, 'x', {}, { userName: 'plain', arn: 'arn:aws:iam::111122223333:role/plain' }),
    'role',
  ),

  of('a person of Identity Center', who.assumedRole(sso, 'ines@example.com'), 'identity-center'),
  of('Identity Center comes before an instance', who.assumedRole(sso, onInstance), 'identity-center'),
  of('AWSReservedSSO in the middle of a name', who.assumedRole('NotAWSReservedSSO_x', 'x'), 'role'),
  // A LIKE pattern would take the underscore for any letter.
  of('AWSReservedSSO without its underscore', who.assumedRole('AWSReservedSSOxAuditor', 'x'), 'role'),

  of('an instance with 17 digits', who.assumedRole('web', onInstance), 'ec2-instance'),
  of('an instance with 8 digits', who.assumedRole('web', 'i-0a1b2c3d'), 'ec2-instance'),
  of('7 digits are no instance', who.assumedRole('web', 'i-0a1b2c3'), 'role'),
  of('18 digits are no instance', who.assumedRole('web', 'i-0a1b2c3d4e5f607189'), 'role'),
  of('capital digits are no instance', who.assumedRole('web', 'i-0A1B2C3D'), 'role'),
  of('something behind an instance', who.assumedRole('web', 'i-0a1b2c3d-x'), 'role'),
  of('something before an instance', who.assumedRole('web', 'x-i-0a1b2c3d'), 'role'),
  of('an instance in the principal only', who.assumedRole('web', onInstance, { arn: undefined }), 'role'),
  of('an instance as the role’s name', who.assumedRole(onInstance, 'x'), 'role'),

  of('AssumedRole', who.assumedRole('deploy', 'run-7'), 'role'),
  of('AssumedRole without context', who.assumedRole('deploy', 'run-7', { sessionContext: undefined }), 'role'),
  of(
    'AssumedRole with an empty issuer',
    who.assumedRole('deploy', 'run-7', { sessionContext: { sessionIssuer: {} } }),
    'role',
  ),
  of(
    'AssumedRole with an issuer that is null',
    who.assumedRole('deploy', 'run-7', { sessionContext: { sessionIssuer: null } }),
    'role',
  ),
  of('AssumedRole with a context that is a text', who.assumedRole('deploy', 'run-7', { sessionContext: 'x' }), 'role'),
  of('AssumedRole and nothing else', { type: 'AssumedRole' }, 'role'),
  of('Role', { type: 'Role', arn: 'arn:aws:iam::111122223333:role/batch' }, 'role'),
  of(
    'Role of a service is a role: only sessions are looked into',
    who.assumedRole(linked, onInstance, { type: 'Role' }),
    'role',
  ),

  of('FederatedUser', who.FEDERATED_USER, 'federated'),
  of('SAMLUser', who.SAML_USER, 'federated'),
  of('WebIdentityUser', who.WEB_IDENTITY_USER, 'federated'),
  of('IdentityCenterUser', who.IDENTITY_CENTER_USER, 'federated'),

  of('AWSService', who.AWS_SERVICE, 'aws-service'),
  of('AWSService in a service event', who.AWS_SERVICE, 'aws-service', byService),

  of('AWSAccount', who.OTHER_ACCOUNT, 'other-account'),
  of('AWSAccount without account', { type: 'AWSAccount', principalId: 'AIDAEXAMPLEFOREIGN' }, 'other-account'),
  of('AWSAccount of the same account', { type: 'AWSAccount', accountId: '111122223333' }, 'other-account'),
  of('AWSAccount with an account that is a number', { type: 'AWSAccount', accountId: 444455556666 }, 'other-account'),
  of('anonymous', who.ANONYMOUS, 'anonymous'),
  of('an IAM user of an account named so', who.iamUser('tove', { accountId: 'anonymous' }), 'iam-user'),

  of('no type in a service event', who.SERVICE_EVENT, 'service-event', byService),
  of('type null in a service event', { ...who.SERVICE_EVENT, type: null }, 'service-event', byService),
  of('type empty in a service event', { ...who.SERVICE_EVENT, type: '' }, 'service-event', byService),
  of('no identity in a service event', undefined, 'service-event', byService),
  of('an identity that is null in a service event', null, 'service-event', byService),
  of('an identity that is a text in a service event', 'secretsmanager.amazonaws.com', 'service-event', byService),
  of('no type in an API call', who.SERVICE_EVENT, 'unknown'),
  of('no type and no event type', who.SERVICE_EVENT, 'unknown', { eventType: undefined }),

  of('Directory', { type: 'Directory', principalId: 'd-example/ines' }, 'unknown'),
  of('Unknown', { type: 'Unknown' }, 'unknown'),
  of('Unidentified', { type: 'Unidentified' }, 'unknown'),
  of('a type that is not known yet', { type: 'MartianUser', arn: 'arn:aws:iam::111122223333:martian/m' }, 'unknown'),
  of('a type that is not known yet, in a service event', { type: 'MartianUser' }, 'unknown', byService),
  of('a type in small letters', who.iamUser('tove', { type: 'iamuser' }), 'unknown'),
  of('a type that is a number', { type: 7 }, 'unknown'),
  of('an identity that is a text', 'Root', 'unknown'),
  of('an identity that is a list', [who.ROOT], 'unknown'),
  of('no identity', undefined, 'unknown'),
])

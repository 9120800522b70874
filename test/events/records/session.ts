import { draft, group, type Json } from './fixture.ts'
import * as who from './identities.ts'

const of = (name: string, userIdentity: Json | undefined, session: string | null) =>
  draft(name, { userIdentity }, { session })

/** `session` = text after the last '/' of an assumed-role arn. */
export const SESSION = group('session', [
  of('a name', who.assumedRole('deploy', 'run-7'), 'run-7'),
  of('an EC2 instance', who.assumedRole('web', 'i-0a1b2c3d4e5f60718'), 'i-0a1b2c3d4e5f60718'),
  of('a time stamp of an SDK', who.assumedRole('web', '1759655730000000000'), '1759655730000000000'),
  of(
    'a person of Identity Center',
    who.assumedRole('AWSReservedSSO_Ops_0a1b2c3d4e5f6071', 'ines@example.com'),
    'ines@example.com',
  ),
  of(
    'the last part, where there are more',
    who.assumedRole('x', 'y', { arn: 'arn:aws:sts::111122223333:assumed-role/path/role/last' }),
    'last',
  ),
  of('of China', who.assumedRole('x', 'y', { arn: 'arn:aws-cn:sts::111122223333:assumed-role/deploy/run-8' }), 'run-8'),
  // The ARN decides, not the type: the OpenSearch Serverless page's AssumedRole has the ARN of a user.
  of(
    'AssumedRole with the ARN of a user',
    who.assumedRole('x', 'y', { arn: 'arn:aws:iam::111122223333:user/otto' }),
    null,
  ),
  of('AssumedRole without ARN', who.assumedRole('x', 'y', { arn: undefined }), null),
  of('AssumedRole with an empty ARN', who.assumedRole('x', 'y', { arn: '' }), null),
  of('the role itself', { type: 'Role', arn: 'arn:aws:iam::111122223333:role/deploy' }, null),
  of('a user', who.iamUser('tove'), null),
  of(
    'a user whose path looks like one',
    { type: 'IAMUser', arn: 'arn:aws:iam::111122223333:user/assumed-role/eve' },
    null,
  ),
  of('a federated user', who.FEDERATED_USER, null),
  of('root', who.ROOT, null),
  of('a service', who.AWS_SERVICE, null),
  of('no identity', undefined, null),
  of('an identity that is a text', 'arn:aws:sts::111122223333:assumed-role/deploy/run-7', null),
])

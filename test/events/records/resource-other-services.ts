import {
  type Draft,
  draft,
  fallingSteps,
  group,
  type Json,
  type JsonObject,
  requestStep,
  resourceStep,
  type Step,
} from './fixture.ts'

/** The catalogue's section 2.1 for the other services it names. */

const call = (
  source: string,
  eventName: string,
  request: Json | undefined,
  resource: string | null,
  more: JsonObject = {},
): Draft =>
  draft(
    `${source} ${eventName}: ${resource ?? 'nothing'}`,
    { eventSource: `${source}.amazonaws.com`, eventName, requestParameters: request, ...more },
    { resource },
  )

const data = { eventCategory: 'Data', managementEvent: false }
const key = 'arn:aws:kms:us-east-1:111122223333:key/0a1b2c3d-example'
const alias = 'arn:aws:kms:us-east-1:111122223333:alias/ledger'
const keyResource: JsonObject = { ARN: key, accountId: '111122223333', type: 'AWS::KMS::Key' }
const aliasResource: JsonObject = { ARN: alias, accountId: '111122223333', type: 'AWS::KMS::Alias' }
const object = 'arn:aws:s3:::field-notes/2026/10/a.txt'
const bucket = 'arn:aws:s3:::field-notes'

export const S3 = group('resource-s3', [
  call('s3', 'PutBucketPolicy', { bucketName: 'field-notes', bucketPolicy: {} }, 'field-notes'),
  call('s3', 'GetObject', { bucketName: 'field-notes', key: '2026/10/a b.txt' }, 'field-notes/2026/10/a b.txt', data),
  call('s3', 'GetBucketAcl', { bucketName: 'field-notes', key: null }, 'field-notes'),
  // What the request says comes before the resources.
  call('s3', 'GetObject', { bucketName: 'field-notes', key: 'b.txt' }, 'field-notes/b.txt', {
    ...data,
    resources: [{ type: 'AWS::S3::Object', ARN: object }],
  }),
  call('s3', 'ListBuckets', { Host: 's3.us-east-1.amazonaws.com' }, null),
  call('s3', 'GetObject', { key: 'orphan.txt' }, object, {
    ...data,
    resources: [{ type: 'AWS::S3::Object', ARN: object }],
  }),
  call('s3', 'GetObject', { key: 'orphan.txt' }, null, data),
  // A list of objects names its bucket by ARN and the objects by the start of theirs: the first ARN there is.
  call('s3', 'DeleteObjects', null, bucket, {
    ...data,
    resources: [
      { type: 'AWS::S3::Object', ARNPrefix: `${bucket}/` },
      { type: 'AWS::S3::Bucket', ARN: bucket },
    ],
  }),
  // The column service knows no suffix, so neither do the resolvers.
  draft(
    's3 of China',
    { eventSource: 's3.amazonaws.com.cn', eventName: 'GetBucketAcl', requestParameters: { bucketName: 'field-notes' } },
    { resource: 'field-notes' },
  ),
])

export const KMS = group('resource-kms', [
  call('kms', 'Decrypt', { keyId: alias }, key, { resources: [keyResource] }),
  call('kms', 'Decrypt', null, key, { resources: [aliasResource, keyResource] }),
  call('kms', 'Decrypt', { keyId: 'by-request' }, 'by-request', { resources: [aliasResource] }),
  call('kms', 'Decrypt', { keyId: 'by-request' }, 'by-request'),
  call('kms', 'DeleteAlias', { aliasName: 'alias/ledger' }, alias, { resources: [aliasResource] }),
  call('kms', 'Decrypt', { keyId: 'by-request' }, 'by-request', { resources: [{ type: 'AWS::KMS::Key' }] }),
  call('kms', 'Decrypt', { keyId: 'by-request' }, 'by-request', { resources: [{ type: 'AWS::KMS::Key', ARN: null }] }),
  call('kms', 'ReEncrypt', null, key, { resources: [keyResource, { ...keyResource, ARN: `${key}-2` }] }),
  call('kms', 'Decrypt', null, null),
])

const policy: Step = {
  at: 'response.policy.arn',
  part: { responseElements: { policy: { arn: 'arn:aws:iam::111122223333:policy/read-notes' } } },
  gives: 'arn:aws:iam::111122223333:policy/read-notes',
}

export const IAM = group('resource-iam', [
  call('iam', 'CreatePolicy', { policyName: 'read-notes' }, policy.gives, policy.part),
  call(
    'iam',
    'AttachRolePolicy',
    { roleName: 'deploy', policyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' },
    'deploy',
  ),
  call('iam', 'ListUsers', null, null),
  ...fallingSteps('iam.amazonaws.com', 'AnyCall', [
    requestStep('userName'),
    requestStep('roleName'),
    requestStep('groupName'),
    requestStep('policyArn'),
    requestStep('instanceProfileName'),
    policy,
    resourceStep(
      'the first of the resources',
      [{ ARN: 'arn:aws:iam::111122223333:role/deploy' }],
      'arn:aws:iam::111122223333:role/deploy',
    ),
  ]),
])

export const EC2 = group('resource-ec2', [
  call(
    'ec2',
    'AuthorizeSecurityGroupIngress',
    { groupId: 'sg-0example1', ipPermissions: { items: [] } },
    'sg-0example1',
  ),
  call(
    'ec2',
    'StopInstances',
    { instancesSet: { items: [{ instanceId: 'i-0example1' }, { instanceId: 'i-0example2' }] } },
    'i-0example1',
  ),
  // EC2 writes an empty list as {}.
  call('ec2', 'DescribeInstances', { instancesSet: {}, filterSet: {} }, null),
  call('ec2', 'DescribeInstances', { instancesSet: { items: [] } }, null),
  call('ec2', 'DescribeInstances', { instancesSet: { items: {} } }, null),
  // The catalogue leaves EC2's list open behind imageId; each of these calls names one thing only.
  call('ec2', 'DeleteSubnet', { subnetId: 'subnet-0example1' }, 'subnet-0example1'),
  call('ec2', 'DeleteVolume', { volumeId: 'vol-0example1' }, 'vol-0example1'),
  call('ec2', 'DeleteRouteTable', { routeTableId: 'rtb-0example1' }, 'rtb-0example1'),
  call('ec2', 'DeleteNetworkAcl', { networkAclId: 'acl-0example1' }, 'acl-0example1'),
  call('ec2', 'DeleteInternetGateway', { internetGatewayId: 'igw-0example1' }, 'igw-0example1'),
  call('ec2', 'DeleteNatGateway', { natGatewayId: 'nat-0example1' }, 'nat-0example1'),
  call('ec2', 'DeleteKeyPair', { keyName: 'laptop' }, 'laptop'),
  call('ec2', 'ReleaseAddress', { allocationId: 'eipalloc-0example1' }, 'eipalloc-0example1'),
  // What is made has its id in the response alone.
  call('ec2', 'CreateSecurityGroup', { groupName: 'web', groupDescription: 'For the web' }, 'sg-0example2', {
    responseElements: { _return: true, groupId: 'sg-0example2' },
  }),
  call('ec2', 'RunInstances', { instancesSet: { items: [{ minCount: 1, maxCount: 1 }] } }, 'i-0example3', {
    responseElements: { instancesSet: { items: [{ instanceId: 'i-0example3' }, { instanceId: 'i-0example4' }] } },
  }),
  ...fallingSteps('ec2.amazonaws.com', 'AnyCall', [
    requestStep('groupId'),
    requestStep('instanceId'),
    {
      at: 'request.instancesSet.items[0].instanceId',
      part: {
        requestParameters: { instancesSet: { items: [{ instanceId: 'i-0first' }, { instanceId: 'i-0second' }] } },
      },
      gives: 'i-0first',
    },
    requestStep('vpcId'),
    requestStep('snapshotId'),
    requestStep('imageId'),
  ]),
])

export const OTHERS = group('resource-others', [
  call(
    'sts',
    'AssumeRole',
    { roleArn: 'arn:aws:iam::444455556666:role/audit', roleSessionName: 'x' },
    'arn:aws:iam::444455556666:role/audit',
  ),
  call('sts', 'GetCallerIdentity', null, null),
  call('cloudtrail', 'StopLogging', { name: 'org-trail', trailName: 'other' }, 'org-trail'),
  call('cloudtrail', 'PutEventSelectors', { trailName: 'org-trail' }, 'org-trail'),
  call('secretsmanager', 'GetSecretValue', { secretId: 'prod/db', versionStage: 'AWSCURRENT' }, 'prod/db'),
  call(
    'rds',
    'DeleteDBInstance',
    { dBInstanceIdentifier: 'ledger-1', dBClusterIdentifier: 'ledger', skipFinalSnapshot: true },
    'ledger-1',
  ),
  call('rds', 'DeleteDBCluster', { dBClusterIdentifier: 'ledger', dBSnapshotIdentifier: 'friday' }, 'ledger'),
  call('rds', 'DeleteDBSnapshot', { dBSnapshotIdentifier: 'friday' }, 'friday'),
  call('lambda', 'UpdateFunctionCode20150331v2', { functionName: 'thumbnailer', publish: true }, 'thumbnailer'),
  call('lambda', 'ListFunctions20150331', null, null),
])

const queue = 'arn:aws:sqs:us-east-1:111122223333:jobs'
const topic = 'arn:aws:sns:us-east-1:111122223333:alerts'
const fallback = (name: string, resources: Json | undefined, resource: string | null) =>
  draft(name, { resources }, { resource })

/** A service that has no resolver: the first of the resources. Its request is not looked into. */
export const FALLBACK = group('resource-fallback', [
  fallback('one resource', [{ ARN: queue, accountId: '111122223333', type: 'AWS::SQS::Queue' }], queue),
  fallback('two resources', [{ ARN: queue }, { ARN: topic }], queue),
  fallback('no resources', undefined, null),
  fallback('resources null', null, null),
  fallback('resources empty', [], null),
  fallback('resources {}', {}, null),
  fallback('resources a text', 'arn:aws:sqs:us-east-1:111122223333:jobs', null),
  fallback('resources an empty text', '', null),
  fallback('resources a number', 17, null),
  fallback('a resource without ARN', [{ type: 'AWS::SQS::Queue' }], null),
  fallback('a resource {}', [{}], null),
  fallback('a resource that is null', [null], null),
  fallback('a resource that is a text', [queue], null),
  fallback('an ARN that is null', [{ ARN: null }], null),
  fallback('a second resource with an ARN', [{ type: 'AWS::SQS::Queue' }, { ARN: topic }], topic),
  draft(
    'a request that names something',
    { requestParameters: { name: 'jobs', tableName: 'Songs', bucketName: 'b' } },
    { resource: null },
  ),
  draft('no source', { eventSource: undefined, resources: [{ ARN: queue }] }, { resource: queue }),
])

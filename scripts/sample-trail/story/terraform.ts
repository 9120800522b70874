import { failure, noEntity, noSecurityGroup, noTable } from '../failures.ts'
import { hex } from '../ids.ts'
import type { JsonObject } from '../json.ts'
import * as people from '../people.ts'
import { EU, US } from '../places.ts'
import { roleArn, tableArn } from '../services.ts'
import { type SampleRecord, type Sitting, sitting, together } from '../sitting.ts'
import { later, wordy } from '../time.ts'
import { createCacheCluster } from './caches.ts'
import { createDaxCluster } from './dax.ts'
import { createSecurityGroup, runInstances } from './instances.ts'

/** What Terraform asks of every bucket, and what a bucket without extras answers: the noise of every real trail. */
const BUCKET_PROBES = [
  ['Policy', 'NoSuchBucketPolicy', 'The bucket policy does not exist'],
  ['Cors', 'NoSuchCORSConfiguration', 'The CORS configuration does not exist'],
  ['Website', 'NoSuchWebsiteConfiguration', 'The specified bucket does not have a website configuration'],
  ['Lifecycle', 'NoSuchLifecycleConfiguration', 'The lifecycle configuration does not exist'],
  ['Replication', 'ReplicationConfigurationNotFoundError', 'The replication configuration was not found'],
  ['Tagging', 'NoSuchTagSet', 'The TagSet does not exist'],
] as const

/** The runs of the pipeline: they look at much that is not there, then make it. */
export function terraformRuns(): readonly SampleRecord[] {
  return [...tableForMusic(), ...cacheForSessions(), ...daxForMusic(), ...lostState(), ...firstInstanceInEurope()]
}

function tableForMusic(): readonly SampleRecord[] {
  const run = start('2026-11-02T08:05:00Z')
  probe(run, 'larkspur-media')
  run.call('iam:GetRole', { request: { roleName: 'music-api' }, error: noEntity('role with name music-api') })
  run.call('iam:CreateRole', {
    request: { roleName: 'music-api', path: '/', assumeRolePolicyDocument: trust('lambda.amazonaws.com') },
    response: at => ({ role: { roleName: 'music-api', arn: roleArn('music-api'), createDate: wordy(at) } }),
  })
  run.call('dynamodb:DescribeTable', { request: { tableName: 'Music' }, error: noTable('Music') })
  const request = musicTable()
  run.call('dynamodb:CreateTable', { request, response: at => ({ tableDescription: created(request, at) }) })
  run.each('dynamodb:DescribeTable', [
    { request: { tableName: 'Music' } },
    { request: { tableName: 'Music' }, after: 20 },
  ])
  return run.records
}

function cacheForSessions(): readonly SampleRecord[] {
  const run = start('2026-11-05T07:50:00Z')
  probe(run, 'larkspur-media')
  probe(run, 'larkspur-exports')
  const request = { cacheClusterId: 'sessions-cache' }
  const missing = failure('CacheClusterNotFoundFault', 'CacheCluster not found: sessions-cache')
  run.call('elasticache:DescribeCacheClusters', { request: { ...request, showCacheNodeInfo: true }, error: missing })
  createCacheCluster(run, 'sessions-cache')
  run.call('elasticache:DescribeCacheClusters', { request: { ...request, showCacheNodeInfo: true } })
  createSecurityGroup(run, US, 'shop-https', [
    { ipProtocol: 'tcp', port: 443, cidrIp: '0.0.0.0/0' },
    { ipProtocol: 'tcp', port: 443, cidrIpv6: '::/0' },
  ])
  return run.records
}

function daxForMusic(): readonly SampleRecord[] {
  const run = start('2026-11-10T08:05:00Z')
  probe(run, 'larkspur-media')
  const roleName = 'DAXServiceRoleForMusic'
  run.call('iam:GetRole', { request: { roleName }, error: noEntity(`role with name ${roleName}`) })
  run.call('iam:CreateRole', {
    request: { roleName, path: '/', assumeRolePolicyDocument: trust('dax.amazonaws.com') },
    response: at => ({ role: { roleName, arn: roleArn(roleName), createDate: wordy(at) } }),
  })
  const policyDocument = policy({ Effect: 'Allow', Action: 'dynamodb:*', Resource: tableArn(US, 'Music') })
  run.call('iam:PutRolePolicy', { request: { roleName, policyName: 'music-table', policyDocument } })
  createDaxCluster(run, 'music-dax', roleName)
  return run.records
}

/** The state file was lost: Terraform makes again what is there, and its credentials end before it does. */
function lostState(): readonly SampleRecord[] {
  const run = start('2026-11-16T08:05:00Z')
  probe(run, 'larkspur-media')
  probe(run, 'larkspur-exports')
  const exists = failure('ResourceInUseException', 'Table already exists: Music')
  run.call('dynamodb:CreateTable', { request: musicTable(), error: exists })
  run.call('dynamodb:DescribeTable', { request: { tableName: 'Music' } })
  run.call('s3:DeleteBucket', {
    request: { bucketName: 'larkspur-exports', Host: 'larkspur-exports.s3.us-east-1.amazonaws.com' },
    error: failure('BucketNotEmpty', 'The bucket you tried to delete is not empty'),
  })
  run.call('lambda:UpdateFunctionConfiguration20150331v2', {
    request: { functionName: 'music-api', memorySize: 512 },
    error: failure(
      'ResourceConflictException',
      'The operation cannot be performed at this time. An update is in progress.',
    ),
  })
  const expired = failure('ExpiredTokenException', 'The security token included in the request is expired')
  const again = { request: { tableName: 'Music' }, error: expired }
  run.each('dynamodb:DescribeTable', [again, again])
  return run.records
}

function firstInstanceInEurope(): readonly SampleRecord[] {
  const run = sitting(EU, people.terraform, '2026-11-18T10:30:00Z').call('sts:GetCallerIdentity')
  probe(run, 'larkspur-eu-exports')
  run.call('ec2:DescribeSecurityGroups', { request: named('eu-internal'), error: noSecurityGroup })
  createSecurityGroup(run, EU, 'eu-internal', [{ ipProtocol: 'tcp', port: 443, cidrIp: '192.0.2.0/24' }])
  run.call('ec2:CreateRoute', {
    request: {
      routeTableId: 'rtb-0123456789abcdef0',
      destinationCidrBlock: '0.0.0.0/0',
      gatewayId: 'igw-0123456789abcdef0',
    },
    response: { _return: true },
  })
  runInstances(run, EU, 'eu-importer')
  return run.records
}

/** A workflow's token becomes the runner's session, and that becomes deploy's. */
function start(at: string): Sitting {
  const runner = roleArn('ci-runner')
  const workflow = sitting(US, people.workflow, at).call('sts:AssumeRoleWithWebIdentity', {
    request: { roleArn: runner, roleSessionName: 'GitHubActions', durationSeconds: 3600 },
    response: {
      subjectFromWebIdentityToken: people.workflow.arn,
      credentials: {
        accessKeyId: 'ASIAIOSFODNN7EXAMPLE',
        sessionToken: 'EXAMPLETOKEN',
        expiration: wordy(later(at, 3600)),
      },
      assumedRoleUser: { arn: people.pipeline.arn },
    },
    resources: [{ accountId: US.account, type: 'AWS::IAM::Role', ARN: runner }],
  })
  const pipeline = sitting(US, people.pipeline, workflow.now).call('sts:AssumeRole', {
    request: { roleArn: roleArn('deploy'), roleSessionName: 'terraform-ci' },
    response: { credentials: { accessKeyId: 'ASIAIOSFODNN7EXAMPLE', sessionToken: 'EXAMPLETOKEN' } },
    resources: [{ accountId: US.account, type: 'AWS::IAM::Role', ARN: roleArn('deploy') }],
  })
  const run = sitting(US, people.terraform, pipeline.now)
  run.include(...together(workflow, pipeline))
  return run.call('sts:GetCallerIdentity')
}

function probe(run: Sitting, bucketName: string): void {
  for (const [what, code, message] of BUCKET_PROBES) {
    const request = { bucketName, [what.toLowerCase()]: '', Host: `${bucketName}.s3.amazonaws.com` }
    run.call(`s3:GetBucket${what}`, { request, error: failure(code, message) })
  }
  run.call('s3:GetBucketVersioning', { request: { bucketName, versioning: '' } })
}

function musicTable(): JsonObject {
  return {
    tableName: 'Music',
    billingMode: 'PROVISIONED',
    provisionedThroughput: { readCapacityUnits: 10, writeCapacityUnits: 10 },
    attributeDefinitions: [
      { attributeName: 'Artist', attributeType: 'S' },
      { attributeName: 'SongTitle', attributeType: 'S' },
    ],
    keySchema: [
      { attributeName: 'Artist', keyType: 'HASH' },
      { attributeName: 'SongTitle', keyType: 'RANGE' },
    ],
    deletionProtectionEnabled: false,
  }
}

function created(request: JsonObject, at: string): JsonObject {
  return {
    ...request,
    tableStatus: 'CREATING',
    creationDateTime: wordy(at),
    tableSizeBytes: 0,
    itemCount: 0,
    provisionedThroughput: { numberOfDecreasesToday: 0, readCapacityUnits: 10, writeCapacityUnits: 10 },
    tableArn: tableArn(US, 'Music'),
    tableId: `${hex('table Music', 8)}-6df5-4400-92cf-520ef2264ab3`,
  }
}

function named(name: string): JsonObject {
  return { securityGroupSet: { items: [{ groupName: name }] }, securityGroupIdSet: {}, filterSet: {} }
}

function trust(service: string): string {
  return policy({ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' })
}

function policy(statement: JsonObject): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: [statement] })
}

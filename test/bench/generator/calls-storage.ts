import type { Call, Moment } from './call.ts'
import { dynamodbFailures, elasticacheFailures, jsonFailures, s3Failures } from './failures.ts'

const TABLES = 'orders customers carts sessions inventory prices audit-trail jobs locks events'.split(' ')
const BUCKETS = 'reports uploads exports artifacts lake-raw lake-clean'.split(' ')
const table = (m: Moment) => TABLES[m.thing % TABLES.length]
const bucket = (m: Moment) => `example-${BUCKETS[m.thing % BUCKETS.length]}-${m.account}`
const tableResource = (m: Moment) =>
  `[{"accountId":"${m.account}","type":"AWS::DynamoDB::Table","ARN":"arn:aws:dynamodb:${m.region}:${m.account}:table/${table(m)}"}]`
const bucketArn = (m: Moment) => `arn:aws:s3:::${bucket(m)}`
const key = (m: Moment) => `year=2026/part-${m.thing % 900}/${m.thing}.parquet`

const APPS = [
  ['app', 6],
  ['instance', 1],
  ['user', 3],
] as const

function s3Extra(m: Moment): string {
  return `{"SignatureVersion":"SigV4","CipherSuite":"TLS_AES_128_GCM_SHA256","bytesTransferredIn":${m.thing % 3 === 0 ? m.thing : 0},"AuthenticationMethod":"AuthHeader","x-amz-id-2":"${m.rng.letters(75)}=","bytesTransferredOut":${m.thing * 3}}`
}

/** S3, DynamoDB, ElastiCache, Redshift Serverless. */
export const storageCalls: readonly Call[] = [
  {
    source: 's3',
    name: 'GetObject',
    weight: 8,
    actors: [...APPS, ['foreign', 0.5]],
    read: true,
    data: true,
    failures: s3Failures,
    request: m => `{"bucketName":"${bucket(m)}","Host":"${bucket(m)}.s3.${m.region}.amazonaws.com","key":"${key(m)}"}`,
    extra: s3Extra,
    resources: m =>
      `[{"type":"AWS::S3::Object","ARN":"${bucketArn(m)}/${key(m)}"},{"accountId":"${m.account}","type":"AWS::S3::Bucket","ARN":"${bucketArn(m)}"}]`,
  },
  {
    source: 's3',
    name: 'PutObject',
    weight: 4,
    actors: APPS,
    read: false,
    data: true,
    failures: s3Failures,
    request: m =>
      `{"bucketName":"${bucket(m)}","Host":"${bucket(m)}.s3.${m.region}.amazonaws.com","key":"${key(m)}","x-amz-server-side-encryption":"aws:kms"}`,
    response: m =>
      `{"x-amz-server-side-encryption":"aws:kms","x-amz-server-side-encryption-aws-kms-key-id":"arn:aws:kms:${m.region}:${m.account}:key/${m.thing % 50}"}`,
    extra: s3Extra,
    resources: m =>
      `[{"type":"AWS::S3::Object","ARN":"${bucketArn(m)}/${key(m)}"},{"accountId":"${m.account}","type":"AWS::S3::Bucket","ARN":"${bucketArn(m)}"}]`,
  },
  ...['GetBucketAcl', 'GetBucketPolicy', 'GetBucketLifecycle'].map(
    (name): Call => ({
      source: 's3',
      name,
      weight: 1.6,
      actors: [
        ['aws', 2],
        ['app', 5],
        ['human', 2],
      ],
      read: true,
      failures: s3Failures,
      request: m =>
        `{"bucketName":"${bucket(m)}","Host":"${bucket(m)}.s3.${m.region}.amazonaws.com","${name.slice(9).toLowerCase()}":""}`,
      extra: s3Extra,
      resources: m => `[{"accountId":"${m.account}","type":"AWS::S3::Bucket","ARN":"${bucketArn(m)}"}]`,
    }),
  ),
  {
    source: 'dynamodb',
    name: 'DescribeTable',
    weight: 11,
    actors: APPS,
    read: true,
    failures: dynamodbFailures,
    apiVersion: '2012-08-10',
    request: m => `{"tableName":"${table(m)}"}`,
    resources: tableResource,
  },
  {
    source: 'dynamodb',
    name: 'UpdateTable',
    weight: 0.3,
    actors: [
      ['app', 3],
      ['human', 1],
    ],
    read: false,
    failures: dynamodbFailures,
    apiVersion: '2012-08-10',
    request: m =>
      `{"tableName":"${table(m)}","provisionedThroughput":{"readCapacityUnits":${m.thing % 90},"writeCapacityUnits":25}}`,
    response: m =>
      `{"tableDescription":{"tableName":"${table(m)}","attributeDefinitions":[{"attributeName":"pk","attributeType":"S"}],"tableStatus":"UPDATING","itemCount":${m.thing},"tableSizeBytes":${m.thing * 90},"keySchema":[{"attributeName":"pk","keyType":"HASH"}],"creationDateTime":"Jan 7, 2026, 9:14:02 AM","tableArn":"arn:aws:dynamodb:${m.region}:${m.account}:table/${table(m)}"}}`,
    resources: tableResource,
  },
  {
    source: 'dynamodb',
    name: 'PutItem',
    weight: 5,
    actors: APPS,
    read: false,
    data: true,
    failures: dynamodbFailures,
    request: m =>
      `{"tableName":"${table(m)}","key":{"pk":"order-${m.thing}"},"items":["pk","sk","total","currency","state"],"returnConsumedCapacity":"TOTAL"}`,
    resources: tableResource,
  },
  {
    source: 'elasticache',
    name: 'DescribeCacheClusters',
    weight: 2.5,
    actors: APPS,
    read: true,
    failures: elasticacheFailures,
    request: m => `{"cacheClusterId":"sessions-${m.thing % 12}","showCacheNodeInfo":true,"maxRecords":100}`,
  },
  {
    source: 'elasticache',
    name: 'CreateCacheCluster',
    weight: 0.15,
    actors: [['human', 1]],
    read: false,
    failures: elasticacheFailures,
    request: m =>
      `{"cacheClusterId":"sessions-${m.thing % 12}","engine":"redis","engineVersion":"7.1","cacheNodeType":"cache.m7g.large","numCacheNodes":1,"preferredAvailabilityZone":"${m.region}a","cacheSubnetGroupName":"private","securityGroupIds":["sg-0${m.rng.hex(16)}"]}`,
    response: m =>
      `{"cacheClusterId":"sessions-${m.thing % 12}","cacheClusterStatus":"creating","engine":"redis","numCacheNodes":1,"pendingModifiedValues":{},"cacheSecurityGroups":[]}`,
  },
  {
    source: 'redshift-serverless',
    name: 'GetWorkgroup',
    weight: 1.5,
    actors: APPS,
    read: true,
    failures: jsonFailures,
    request: m => `{"workgroupName":"analytics-${m.thing % 5}"}`,
  },
  {
    source: 'redshift-serverless',
    name: 'CreateNamespace',
    weight: 0.15,
    actors: [['human', 1]],
    read: false,
    failures: jsonFailures,
    request: m =>
      `{"namespaceName":"analytics-${m.thing % 5}","dbName":"dev","adminUsername":"HIDDEN_DUE_TO_SECURITY_REASONS","adminUserPassword":"HIDDEN_DUE_TO_SECURITY_REASONS","tags":[{"key":"HIDDEN_DUE_TO_SECURITY_REASONS","value":"HIDDEN_DUE_TO_SECURITY_REASONS"}]}`,
    response: m =>
      `{"namespace":{"namespaceName":"analytics-${m.thing % 5}","namespaceArn":"arn:aws:redshift-serverless:${m.region}:${m.account}:namespace/${m.rng.uuid()}","dbName":"dev","adminUsername":"HIDDEN_DUE_TO_SECURITY_REASONS","iamRoles":[],"logExports":[],"status":"AVAILABLE","creationDate":"${m.time}"}}`,
  },
]

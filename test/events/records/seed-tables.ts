import type { Derived, JsonObject } from './fixture.ts'
import type { Seed } from './seeds.ts'

const MEMCACHED: JsonObject = {
  engine: 'memcached',
  cacheClusterId: 'sessions-cache',
  cacheNodeType: 'cache.m1.small',
  numCacheNodes: 2,
}

/**
 * "Logging Amazon ElastiCache API Calls with AWS CloudTrail": version 1.01, so neither readOnly nor eventType,
 * recipientAccountId, managementEvent or eventCategory; the address has a leading zero.
 */
const elasticache = (id: number, time: string, name: string, call: JsonObject, expected: Partial<Derived>): Seed => ({
  record: {
    eventVersion: '1.01',
    userIdentity: {
      type: 'IAMUser',
      principalId: 'AIDAEXAMPLECACHE0001',
      arn: 'arn:aws:iam::123456789012:user/cache-operator',
      accountId: '123456789012',
      accessKeyId: 'AKIAEXAMPLECACHE0001',
      userName: 'cache-operator',
    },
    eventTime: `2014-12-01T${time}Z`,
    eventSource: 'elasticache.amazonaws.com',
    eventName: name,
    awsRegion: 'us-west-2',
    sourceIPAddress: '192.0.2.01',
    userAgent: 'aws-cli/1.6.2 Python/2.7.8',
    requestID: `4000000${id}-example`,
    eventID: `40000000-0000-4000-8000-00000000000${id}`,
    ...call,
  },
  expected: {
    service: 'elasticache',
    account: '123456789012',
    region: 'us-west-2',
    caller: 'arn:aws:iam::123456789012:user/cache-operator',
    principal: 'arn:aws:iam::123456789012:user/cache-operator',
    session: null,
    caller_kind: 'iam-user',
    via_service: null,
    network_origin: 'ipv4',
    failed: false,
    error_class: null,
    is_write: true,
    event_base: name,
    resource: 'sessions-cache',
    ...expected,
  },
})

/**
 * "Logging DynamoDB Operations by Using AWS CloudTrail": version 1.03 without readOnly; the session's ARN names another
 * role and account than its issuer.
 */
const dynamodb = (
  id: number,
  eventTime: string,
  name: string,
  call: JsonObject,
  expected: Partial<Derived>,
  accountId = '111122223333',
): Seed => ({
  record: {
    eventVersion: '1.03',
    userIdentity: {
      type: 'AssumedRole',
      principalId: 'AKIAEXAMPLEBEA000001:bea',
      arn: 'arn:aws:sts::111122223333:assumed-role/users/bea',
      accountId,
      accessKeyId: 'AKIAEXAMPLEBEA000001',
      sessionContext: {
        attributes: { mfaAuthenticated: 'false', creationDate: '2015-05-28T18:00:00Z' },
        sessionIssuer: {
          type: 'Role',
          principalId: 'AKIAEXAMPLEISSUER001',
          arn: 'arn:aws:iam::444455556666:role/admin-role',
          accountId: '444455556666',
          userName: 'bea',
        },
      },
    },
    eventTime,
    eventSource: 'dynamodb.amazonaws.com',
    eventName: name,
    awsRegion: 'us-west-2',
    sourceIPAddress: '192.0.2.0',
    userAgent: 'console.aws.amazon.com',
    requestID: `EXAMPLE0REQUEST0${id}`,
    eventID: `50000000-0000-4000-8000-00000000000${id}`,
    eventType: 'AwsApiCall',
    apiVersion: '2012-08-10',
    recipientAccountId: '111122223333',
    ...call,
  },
  expected: {
    service: 'dynamodb',
    account: '111122223333',
    region: 'us-west-2',
    caller: 'arn:aws:sts::111122223333:assumed-role/users/bea',
    principal: 'arn:aws:iam::444455556666:role/admin-role',
    session: 'bea',
    caller_kind: 'role',
    via_service: null,
    network_origin: 'ipv4',
    failed: false,
    error_class: null,
    is_write: true,
    event_base: name,
    resource: 'Music',
    ...expected,
  },
})

const described = (tableStatus: string, units: number): JsonObject => ({
  tableDescription: {
    tableName: 'Music',
    itemCount: 0,
    provisionedThroughput: { writeCapacityUnits: units, numberOfDecreasesToday: 0, readCapacityUnits: units },
    tableStatus,
    tableSizeBytes: 0,
  },
})
const units = (number: number): JsonObject => ({
  provisionedThroughput: { writeCapacityUnits: number, readCapacityUnits: number },
})
const nothing = { responseElements: null }

const reads = { is_write: false }

export const SERIES_SEEDS: readonly Seed[] = [
  elasticache(
    1,
    '22:10:05',
    'CreateCacheCluster',
    {
      requestParameters: { ...MEMCACHED, aZMode: 'cross-az' },
      responseElements: {
        ...MEMCACHED,
        cacheParameterGroup: { cacheNodeIdsToReboot: {} },
        cacheClusterStatus: 'creating',
      },
    },
    {},
  ),
  // The page's text says DescribeCacheCluster; the record has the s.
  elasticache(
    2,
    '22:11:17',
    'DescribeCacheClusters',
    {
      requestParameters: { showCacheNodeInfo: false, maxRecords: 100 },
      ...nothing,
    },
    { ...reads, resource: null },
  ),
  elasticache(
    3,
    '22:42:51',
    'ModifyCacheCluster',
    {
      requestParameters: { applyImmediately: true, numCacheNodes: 3, cacheClusterId: 'sessions-cache' },
      responseElements: { ...MEMCACHED, cacheClusterStatus: 'modifying', pendingModifiedValues: { numCacheNodes: 3 } },
    },
    {},
  ),
  dynamodb(
    1,
    '2015-05-01T07:14:25Z',
    'CreateTable',
    {
      requestParameters: {
        ...units(10),
        tableName: 'Music',
        keySchema: [{ attributeName: 'Artist', keyType: 'HASH' }],
      },
      responseElements: described('CREATING', 10),
    },
    {},
  ),
  dynamodb(
    2,
    '2015-05-04T02:33:31Z',
    'DescribeTable',
    { requestParameters: { tableName: 'Music' }, ...nothing },
    reads,
    '444455556666',
  ),
  // Which table it was stands in the response alone.
  dynamodb(
    3,
    '2015-05-04T02:04:12Z',
    'UpdateTable',
    { requestParameters: units(25), responseElements: described('UPDATING', 10) },
    {},
  ),
  dynamodb(
    4,
    '2015-05-04T02:32:40Z',
    'ListTables',
    { requestParameters: null, ...nothing },
    { ...reads, resource: null },
  ),
  dynamodb(
    5,
    '2015-05-04T13:28:10Z',
    'DeleteTable',
    {
      requestParameters: { tableName: 'Music' },
      responseElements: described('DELETING', 25),
    },
    {},
  ),
]

import {
  type Draft,
  draft,
  fallingSteps,
  group,
  type Json,
  type JsonObject,
  requestStep,
  resourceStep,
  responseStep,
} from './fixture.ts'

/** The catalogue's section 2.1 for the services of the five pages, DynamoDB apart. */

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

const anyResource = (service: string) => {
  const arn = `arn:aws:${service}:us-east-1:111122223333:thing/last-resort`
  return resourceStep(
    'the first of the resources',
    [{ ARN: arn, accountId: '111122223333', type: 'AWS::Any::Thing' }],
    arn,
  )
}

export const REDSHIFT_SERVERLESS = group('resource-redshift-serverless', [
  call('redshift-serverless', 'CreateNamespace', { namespaceName: 'ledger', dbName: 'dev' }, 'ledger'),
  // A workgroup's call names its namespace, too.
  call(
    'redshift-serverless',
    'CreateWorkgroup',
    { namespaceName: 'ledger', workgroupName: 'ledger-adhoc', baseCapacity: 32 },
    'ledger-adhoc',
  ),
  call('redshift-serverless', 'GetCredentials', { dbName: 'dev', workgroupName: 'ledger-adhoc' }, 'ledger-adhoc'),
  call('redshift-serverless', 'ListWorkgroups', null, null),
  call('redshift-serverless', 'DeleteWorkgroup', { namespaceName: 'ledger' }, null),
  call('redshift-serverless', 'UpdateNamespace', { workgroupName: 'ledger-adhoc' }, null),
  call(
    'redshift-serverless',
    'RestoreFromSnapshot',
    { namespaceName: 'ledger', snapshotName: 'friday', workgroupName: 'ledger-adhoc' },
    'ledger',
  ),
  ...fallingSteps('redshift-serverless.amazonaws.com', 'UpdateWorkgroup', [
    requestStep('workgroupName'),
    responseStep('workgroup', 'workgroupName'),
    anyResource('redshift-serverless'),
  ]),
  ...fallingSteps('redshift-serverless.amazonaws.com', 'DeleteSnapshot', [
    requestStep('namespaceName'),
    responseStep('namespace', 'namespaceName'),
    requestStep('snapshotName'),
    requestStep('recoveryPointId'),
    requestStep('endpointName'),
    requestStep('usageLimitId'),
    requestStep('scheduledActionName'),
    requestStep('resourceArn'),
    anyResource('redshift-serverless'),
  ]),
])

const collectionArn = 'arn:aws:aoss:us-east-1:111122223333:collection/0example1'

export const OPENSEARCH_SERVERLESS = group('resource-aoss', [
  call('aoss', 'CreateCollection', { name: 'field-notes', type: 'SEARCH' }, 'field-notes', { responseElements: null }),
  // A delete is asked for by id; only the answer knows the name.
  call('aoss', 'DeleteCollection', { id: '0example1', clientToken: 't' }, 'field-notes', {
    responseElements: { deleteCollectionDetail: { id: '0example1', name: 'field-notes', status: 'DELETING' } },
  }),
  call('aoss', 'DeleteCollection', { id: '0example2' }, '0example2', { errorCode: 'ResourceNotFoundException' }),
  call('aoss', 'UpdateCollection', { id: '0example1', description: 'new' }, 'field-notes', {
    responseElements: { updateCollectionDetail: { id: '0example1', name: 'field-notes' } },
  }),
  call('aoss', 'CreateSecurityPolicy', { name: 'field-notes-net', type: 'network' }, 'field-notes-net', {
    responseElements: { securityPolicyDetail: { name: 'field-notes-net' } },
  }),
  call('aoss', 'UpdateVpcEndpoint', { id: 'vpce-0example3' }, 'vpce-0example3'),
  // A data event (the service's current CloudTrail page): the collection is in the resources, not alone there.
  call('aoss', 'Search', { pathPrefix: '/_search' }, collectionArn, {
    eventCategory: 'Data',
    managementEvent: false,
    resources: [
      { type: 'AWS::Any::Thing', ARN: 'arn:aws:any:us-east-1:111122223333:thing/first' },
      { type: 'AWS::AOSS::Collection', ARN: collectionArn, accountId: '111122223333' },
    ],
  }),
  ...fallingSteps('aoss.amazonaws.com', 'UpdateAnything', [
    requestStep('name'),
    responseStep('createCollectionDetail', 'name'),
    responseStep('deleteCollectionDetail', 'name'),
    responseStep('updateCollectionDetail', 'name'),
    responseStep('securityPolicyDetail', 'name'),
    responseStep('accessPolicyDetail', 'name'),
    responseStep('lifecyclePolicyDetail', 'name'),
    requestStep('id'),
    anyResource('aoss'),
  ]),
])

export const ELASTICACHE = group('resource-elasticache', [
  call(
    'elasticache',
    'CreateCacheCluster',
    { cacheClusterId: 'sessions-1', engine: 'memcached', aZMode: 'cross-az' },
    'sessions-1',
  ),
  call('elasticache', 'DescribeCacheClusters', { showCacheNodeInfo: false, maxRecords: 100 }, null),
  call('elasticache', 'DescribeCacheClusters', null, null),
  call('elasticache', 'CreateSnapshot', { replicationGroupId: 'carts', snapshotName: 'carts-friday' }, 'carts'),
  call(
    'elasticache',
    'CopySnapshot',
    { sourceSnapshotName: 'carts-friday', targetSnapshotName: 'carts-copy' },
    'carts-friday',
  ),
  call('elasticache', 'ModifyUser', { userId: 'app-reader', accessString: 'on ~*' }, 'app-reader'),
  call(
    'elasticache',
    'AddTagsToResource',
    { resourceName: 'arn:aws:elasticache:us-east-1:111122223333:cluster:sessions-1' },
    'arn:aws:elasticache:us-east-1:111122223333:cluster:sessions-1',
  ),
  call('elasticache', 'TestFailover', { replicationGroupId: 'carts', nodeGroupId: '0001' }, 'carts'),
  ...fallingSteps('elasticache.amazonaws.com', 'ModifyAnything', [
    requestStep('cacheClusterId'),
    requestStep('replicationGroupId'),
    requestStep('serverlessCacheName'),
    requestStep('globalReplicationGroupId'),
    requestStep('snapshotName'),
    requestStep('sourceSnapshotName'),
    requestStep('serverlessCacheSnapshotName'),
    requestStep('userId'),
    requestStep('userGroupId'),
    requestStep('cacheParameterGroupName'),
    requestStep('cacheSubnetGroupName'),
    requestStep('cacheSecurityGroupName'),
    requestStep('resourceName'),
    anyResource('elasticache'),
  ]),
])

const stacks = { CloudFormation: { StackNames: ['billing', 'search'] } }

export const DEVOPS_GURU = group('resource-devops-guru', [
  call('devops-guru', 'DescribeInsight', { Id: 'AExampleInsight01' }, 'AExampleInsight01'),
  call('devops-guru', 'ListAnomaliesForInsight', { InsightId: 'AExampleInsight02' }, 'AExampleInsight02'),
  call(
    'devops-guru',
    'UpdateResourceCollection',
    { Action: 'ADD', ResourceCollection: stacks },
    '{"CloudFormation":{"StackNames":["billing","search"]}}',
  ),
  call('devops-guru', 'SearchInsights', { StartTimeRange: { FromTime: 1759655730.5 }, Type: 'REACTIVE' }, null),
  // DevOps Guru keeps its capitals in the log; keys of JSON are case-sensitive.
  call('devops-guru', 'DescribeInsight', { id: 'AExampleInsight03' }, null),
  call('devops-guru', 'UpdateResourceCollection', { ResourceCollection: null }, null),
  call(
    'devops-guru',
    'AddNotificationChannel',
    { Id: 'first', InsightId: 'second', ResourceCollection: stacks },
    'first',
  ),
  call('devops-guru', 'PutFeedback', { InsightId: 'second', ResourceCollection: stacks }, 'second'),
])

export const DAX = group('resource-dax', [
  call(
    'dax',
    'CreateCluster',
    { clusterName: 'basket-cache', parameterGroupName: 'default.dax1.0', replicationFactor: 3 },
    'basket-cache',
  ),
  call(
    'dax',
    'TagResource',
    { resourceName: 'arn:aws:dax:us-east-1:111122223333:cache/basket-cache' },
    'arn:aws:dax:us-east-1:111122223333:cache/basket-cache',
  ),
  call('dax', 'DescribeClusters', null, null),
  ...fallingSteps('dax.amazonaws.com', 'UpdateAnything', [
    requestStep('clusterName'),
    requestStep('parameterGroupName'),
    requestStep('subnetGroupName'),
    requestStep('resourceName'),
    anyResource('dax'),
  ]),
])

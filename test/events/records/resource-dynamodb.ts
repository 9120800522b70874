import {
  type Draft,
  draft,
  fallingSteps,
  group,
  type Json,
  type JsonObject,
  requestStep,
  responseStep,
  type Step,
} from './fixture.ts'

const TABLES = 'arn:aws:dynamodb:us-east-1:111122223333:table'

const call = (eventName: string, request: Json | undefined, resource: string | null, more: JsonObject = {}): Draft =>
  draft(
    `${eventName}: ${resource ?? 'nothing'}`,
    { eventSource: 'dynamodb.amazonaws.com', eventName, requestParameters: request, ...more },
    { resource },
  )

/** A step over an ARN in the request, which gives the table in it. */
const arnStep = (name: string, behind = ''): Step => ({
  at: `request.${name}`,
  part: { requestParameters: { [name]: `${TABLES}/table-of-${name}${behind}` } },
  gives: `table-of-${name}`,
})

const table = (name: string): JsonObject => ({
  accountId: '111122223333',
  type: 'AWS::DynamoDB::Table',
  ARN: `${TABLES}/${name}`,
})
const stream = (name: string): JsonObject => ({
  type: 'AWS::DynamoDB::Stream',
  ARN: `${TABLES}/${name}/stream/2026-10-01T00:00:00.000`,
})

/**
 * request.tableName, response.tableDescription.tableName, request.targetTableName, request.globalTableName, else the
 * table in request.tableArn|resourceArn|streamArn|backupArn|sourceTableArn, else in resources[AWS::DynamoDB::Table].
 */
export const DYNAMODB = group('resource-dynamodb', [
  call('DescribeTable', { tableName: 'Songs' }, 'Songs'),
  // An SDK of today: the record has resources, too.
  call('DescribeTable', { tableName: 'Songs' }, 'Songs', { resources: [table('Songs')] }),
  // tableName may itself be an ARN.
  call('DescribeTable', { tableName: `${TABLES}/Orders` }, 'Orders'),
  call('Query', { tableName: `${TABLES}/Orders/index/by-day` }, 'Orders', {
    eventCategory: 'Data',
    managementEvent: false,
  }),
  call('DescribeTable', { tableName: 'arn-like-name' }, 'arn-like-name'),
  call('RestoreTableToPointInTime', { targetTableName: `${TABLES}/Restored` }, 'Restored'),
  // The page's UpdateTable does not say which table; only its answer does.
  call('UpdateTable', { provisionedThroughput: { readCapacityUnits: 25, writeCapacityUnits: 25 } }, 'Songs', {
    readOnly: false,
    responseElements: { tableDescription: { tableName: 'Songs', tableStatus: 'UPDATING' } },
  }),
  call('DeleteTable', { tableName: 'Songs' }, 'Songs', {
    responseElements: { tableDescription: { tableName: 'Other' } },
  }),
  call(
    'CreateGlobalTable',
    { globalTableName: 'Worldwide', replicationGroup: [{ regionName: 'eu-west-1' }] },
    'Worldwide',
  ),
  call('ExportTableToPointInTime', { tableArn: `${TABLES}/Orders`, s3Bucket: 'exports' }, 'Orders'),
  call('TagResource', { resourceArn: `${TABLES}/Orders`, tags: [] }, 'Orders'),
  call('DescribeStream', { streamArn: `${TABLES}/Orders/stream/2026-10-01T00:00:00.000` }, 'Orders'),
  call('DeleteBackup', { backupArn: `${TABLES}/Orders/backup/01759655730000-0a1b2c3d` }, 'Orders'),
  call('ListBackups', { backupArn: 'not an ARN of a table' }, null),
  call('ListTables', null, null),
  call('ListTables', { limit: 100 }, null),
  call('DescribeLimits', undefined, null),
  // Data events over several tables: the first table of the resources, whatever stands before it.
  call('BatchGetItem', { requestItems: { Orders: {}, Songs: {} } }, 'Orders', {
    eventCategory: 'Data',
    managementEvent: false,
    resources: [table('Orders'), table('Songs')],
  }),
  call('GetRecords', null, 'Songs', {
    eventCategory: 'Data',
    managementEvent: false,
    resources: [stream('Orders'), table('Songs')],
  }),
  // No table among them: the first of the resources as it stands.
  call('GetRecords', null, `${TABLES}/Orders/stream/2026-10-01T00:00:00.000`, {
    eventCategory: 'Data',
    managementEvent: false,
    resources: [stream('Orders')],
  }),
  // Streams under a source of their own.
  draft(
    'streams.dynamodb DescribeStream',
    {
      eventSource: 'streams.dynamodb.amazonaws.com',
      eventName: 'DescribeStream',
      requestParameters: { streamArn: `${TABLES}/Songs/stream/2026-10-01T00:00:00.000` },
    },
    { resource: 'Songs' },
  ),
  draft(
    'streams.dynamodb ListStreams',
    {
      eventSource: 'streams.dynamodb.amazonaws.com',
      eventName: 'ListStreams',
      requestParameters: { tableName: 'Songs' },
    },
    { resource: 'Songs' },
  ),
  ...fallingSteps('dynamodb.amazonaws.com', 'AnyCall', [
    requestStep('tableName'),
    responseStep('tableDescription', 'tableName'),
    requestStep('targetTableName'),
    requestStep('globalTableName'),
    arnStep('tableArn'),
    arnStep('resourceArn', '/index/by-day'),
    arnStep('streamArn', '/stream/2026-10-01T00:00:00.000'),
    arnStep('backupArn', '/backup/01759655730000-0a1b2c3d'),
    arnStep('sourceTableArn'),
    { at: 'a table among the resources', part: { resources: [stream('X'), table('Songs')] }, gives: 'Songs' },
  ]),

  // Shapes that no page shows.
  call('DescribeTable', { tableName: null }, null),
  call('DescribeTable', { tableName: 2026 }, '2026'),
  call('DescribeTable', { tableName: { name: 'Songs' } }, null),
  call('DescribeTable', { tableName: ['Songs'], targetTableName: 'Later' }, 'Later'),
  call('DescribeTable', { TableName: 'Songs' }, null),
  call('DescribeTable', 'tableName=Songs', null),
  call('DescribeTable', '{"tableName":"Songs"}', null),
  call('DescribeTable', '', null),
  call('DescribeTable', [], null),
  call('DescribeTable', [{ tableName: 'Songs' }], null),
  call('DescribeTable', {}, null),
  call('DescribeTable', 17, null),
  call('DescribeTable', true, null),
  call('DescribeTable', 'HIDDEN_DUE_TO_SECURITY_REASONS', 'Songs', { resources: [table('Songs')] }),
  call('UpdateTable', {}, null, { responseElements: { tableDescription: 'Songs' } }),
  call('UpdateTable', {}, null, { responseElements: 'tableDescription' }),
  call('UpdateTable', {}, null, { responseElements: [] }),
  call('DescribeTable', { tableName: 'it\'s "quoted" and ünïcode' }, 'it\'s "quoted" and ünïcode'),
])

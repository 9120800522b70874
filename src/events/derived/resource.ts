import { type Expression, sql } from 'kysely'

import { jsonText, jsonValue, regexpExtract, resourceArn } from '../../sql/portable.ts'
import {
  type Branch,
  type ColumnReader,
  caseOf,
  contains,
  type DerivedColumn,
  eb,
  firstOf,
  is,
  isOneOf,
  startsWith,
} from './column.ts'

type Path = readonly [string | number, ...(string | number)[]]
type Step = (columns: ColumnReader) => Expression<string | null>

const request =
  (...path: Path): Step =>
  columns =>
    jsonText(columns('request_parameters'), ...path)
const response =
  (...path: Path): Step =>
  columns =>
    jsonText(columns('response_elements'), ...path)
const arnOf =
  (type: string): Step =>
  columns =>
    resourceArn(columns('resources'), type)

/** Steps over members of the request, in order. */
const requests = (...names: readonly string[]): readonly Step[] => names.map(name => request(name))

const TABLE_IN_ARN = 'table/([^/]+)'

/** A DynamoDB table's name; newer SDKs put its ARN where the name was. */
const tableName =
  (step: Step): Step =>
  columns => {
    const name = step(columns)
    return caseOf([[startsWith(name, 'arn:'), regexpExtract(name, TABLE_IN_ARN, 1)]], name)
  }

const tableOfArn =
  (step: Step): Step =>
  columns =>
    regexpExtract(step(columns), TABLE_IN_ARN, 1)

const bucketAndKey: Step = columns => {
  const bucket = request('bucketName')(columns)
  return firstOf(sql<string | null>`${bucket} || '/' || ${request('key')(columns)}`, bucket)
}

/**
 * Where a service names the object of a call, best place first. Sources: each service's page on logging with CloudTrail,
 * and the parameter names of its API model.
 */
const RESOLVERS: readonly (readonly [services: readonly string[], steps: readonly Step[]])[] = [
  [
    ['aoss'],
    [
      request('name'),
      response('createCollectionDetail', 'name'),
      response('deleteCollectionDetail', 'name'),
      response('updateCollectionDetail', 'name'),
      response('securityPolicyDetail', 'name'),
      response('accessPolicyDetail', 'name'),
      response('lifecyclePolicyDetail', 'name'),
      request('id'),
      arnOf('AWS::AOSS::Collection'),
    ],
  ],
  [
    ['elasticache'],
    [
      ...requests('cacheClusterId', 'replicationGroupId', 'serverlessCacheName', 'globalReplicationGroupId'),
      ...requests('snapshotName', 'sourceSnapshotName', 'serverlessCacheSnapshotName', 'userId', 'userGroupId'),
      ...requests('cacheParameterGroupName', 'cacheSubnetGroupName', 'cacheSecurityGroupName', 'resourceName'),
    ],
  ],
  [
    ['devops-guru'],
    [...requests('Id', 'InsightId'), columns => jsonValue(columns('request_parameters'), 'ResourceCollection')],
  ],
  [
    ['dynamodb', 'streams.dynamodb'],
    [
      tableName(request('tableName')),
      response('tableDescription', 'tableName'),
      tableName(request('targetTableName')),
      request('globalTableName'),
      ...['tableArn', 'resourceArn', 'streamArn', 'backupArn', 'sourceTableArn'].map(name => tableOfArn(request(name))),
      tableOfArn(arnOf('AWS::DynamoDB::Table')),
    ],
  ],
  [['dax'], requests('clusterName', 'parameterGroupName', 'subnetGroupName', 'resourceName')],
  [['s3'], [bucketAndKey]],
  [['kms'], [arnOf('AWS::KMS::Key'), request('keyId')]],
  [
    ['iam'],
    [...requests('userName', 'roleName', 'groupName', 'policyArn', 'instanceProfileName'), response('policy', 'arn')],
  ],
  [
    ['ec2'],
    [
      ...requests('groupId', 'instanceId'),
      request('instancesSet', 'items', 0, 'instanceId'),
      ...requests('vpcId', 'subnetId', 'snapshotId', 'volumeId', 'imageId', 'routeTableId', 'networkAclId'),
      ...requests('internetGatewayId', 'natGatewayId', 'keyName', 'allocationId'),
      response('groupId'),
      response('instancesSet', 'items', 0, 'instanceId'),
    ],
  ],
  [['sts'], requests('roleArn')],
  [['cloudtrail'], requests('name', 'trailName')],
  [['secretsmanager'], requests('secretId')],
  [['rds'], requests('dBInstanceIdentifier', 'dBClusterIdentifier', 'dBSnapshotIdentifier')],
  [['lambda'], requests('functionName')],
]

const WORKGROUP_STEPS: readonly Step[] = [request('workgroupName'), response('workgroup', 'workgroupName')]
const NAMESPACE_STEPS: readonly Step[] = [
  request('namespaceName'),
  response('namespace', 'namespaceName'),
  ...requests('snapshotName', 'recoveryPointId', 'endpointName', 'usageLimitId', 'scheduledActionName', 'resourceArn'),
]

/** What the call was about. */
export const resource: DerivedColumn = {
  type: 'text',
  nullable: true,
  doc: 'What the call was about, by name or ARN: looked up where its service puts it, else the first of the record’s resources.',
  sql: columns => {
    const called = columns('service')
    const name = columns('event_name')
    const anyArn = resourceArn(columns('resources'))
    const from = (steps: readonly Step[]) => firstOf(...steps.map(step => step(columns)), anyArn)
    const redshift = is(called, 'redshift-serverless')
    const aboutWorkgroup = eb.or([contains(name, 'Workgroup'), contains(name, 'Credentials')])
    return caseOf(
      [
        [eb.and([redshift, aboutWorkgroup]), from(WORKGROUP_STEPS)],
        [redshift, from(NAMESPACE_STEPS)],
        ...RESOLVERS.map(([services, steps]): Branch => [isOneOf(called, services), from(steps)]),
      ],
      anyArn,
    )
  },
}

import type { Call, Moment } from './call.ts'
import { jsonFailures } from './failures.ts'

const parameter = (m: Moment) => `/production/service-${m.thing % 40}/setting-${m.thing % 9}`

const APPS = [
  ['app', 5],
  ['instance', 1],
  ['user', 3],
] as const
const AGENT = [['instance', 1]] as const

/** Systems Manager, CloudTrail, CloudWatch, Logs, DevOps Guru, OpenSearch Serverless. */
export const operationsCalls: readonly Call[] = [
  {
    source: 'ssm',
    name: 'UpdateInstanceInformation',
    weight: 9,
    actors: AGENT,
    read: false,
    failures: jsonFailures,
    request: m =>
      `{"instanceId":"${m.caller.slice(m.caller.lastIndexOf('/') + 1)}","agentVersion":"3.3.987.0","agentStatus":"Active","platformType":"Linux","platformName":"Amazon Linux","platformVersion":"2023","iPAddress":"10.0.${m.thing % 250}.${m.thing % 240}","computerName":"ip-10-0-${m.thing % 250}-${m.thing % 240}.ec2.internal","agentName":"amazon-ssm-agent","availabilityZone":"${m.region}a","availabilityZoneId":"az${(m.thing % 3) + 1}","sSMConnectionChannel":"ssmmessages"}`,
  },
  {
    source: 'ssm',
    name: 'GetParameter',
    weight: 4,
    actors: APPS,
    read: true,
    failures: jsonFailures,
    request: m => `{"name":"${parameter(m)}","withDecryption":true}`,
    resources: m =>
      `[{"accountId":"${m.account}","ARN":"arn:aws:ssm:${m.region}:${m.account}:parameter${parameter(m)}"}]`,
  },
  {
    source: 'cloudtrail',
    name: 'LookupEvents',
    weight: 1.2,
    actors: [
      ['human', 2],
      ['app', 1],
    ],
    read: true,
    failures: jsonFailures,
    request: m =>
      `{"lookupAttributes":[{"attributeKey":"EventName","attributeValue":"DeleteTable"}],"maxResults":50,"startTime":"${m.time}"}`,
  },
  {
    source: 'cloudtrail',
    name: 'DescribeTrails',
    weight: 1.5,
    actors: APPS,
    read: true,
    failures: jsonFailures,
    request: () => '{"trailNameList":[],"includeShadowTrails":true}',
  },
  {
    source: 'monitoring',
    name: 'DescribeAlarms',
    weight: 3,
    actors: APPS,
    read: true,
    failures: jsonFailures,
    request: m => `{"alarmNames":["queue-depth-${m.thing % 30}","errors-${m.thing % 44}"],"maxRecords":100}`,
  },
  {
    source: 'logs',
    name: 'CreateLogStream',
    weight: 7,
    actors: [
      ['app', 5],
      ['aws', 1],
    ],
    read: false,
    failures: jsonFailures,
    apiVersion: '20140328',
    request: m =>
      `{"logGroupName":"/aws/lambda/function-${m.thing % 80}","logStreamName":"${m.time.slice(0, 10)}/[$LATEST]${m.rng.hex(32)}"}`,
  },
  {
    source: 'devops-guru',
    name: 'GetResourceCollection',
    weight: 0.4,
    actors: [['human', 1]],
    read: true,
    failures: jsonFailures,
    request: () => '{"ResourceCollectionType":"AWS_CLOUD_FORMATION"}',
  },
  {
    source: 'aoss',
    name: 'BatchGetCollection',
    weight: 0.6,
    actors: APPS,
    read: true,
    failures: jsonFailures,
    request: m => `{"names":["search-${m.thing % 6}"]}`,
  },
]

import type { Call, Moment } from './call.ts'
import { ec2Failures, jsonFailures, lambdaFailures } from './failures.ts'

const FUNCTIONS = 'resize-image send-mail index-orders price-feed close-tickets rotate-keys'.split(' ')
const instance = (m: Moment) => `i-0${(m.thing * 2_654_435_761).toString(16).padStart(16, '0').slice(0, 16)}`
const fn = (m: Moment) => FUNCTIONS[m.thing % FUNCTIONS.length]
const fnArn = (m: Moment) => `arn:aws:lambda:${m.region}:${m.account}:function:${fn(m)}`

const APPS = [
  ['app', 5],
  ['instance', 1],
  ['human', 1],
  ['user', 3],
  ['aws', 2],
] as const

/** EC2, Lambda, Auto Scaling, load balancers. */
export const computeCalls: readonly Call[] = [
  {
    source: 'ec2',
    name: 'DescribeInstances',
    weight: 14,
    actors: APPS,
    read: true,
    failures: ec2Failures,
    request: m =>
      `{"instancesSet":{"items":[{"instanceId":"${instance(m)}"}]},"filterSet":{"items":[{"name":"instance-state-name","valueSet":{"items":[{"value":"running"}]}}]}}`,
  },
  {
    source: 'ec2',
    name: 'DescribeVolumes',
    weight: 5,
    actors: APPS,
    read: true,
    failures: ec2Failures,
    request: m =>
      `{"maxResults":500,"volumeSet":{},"filterSet":{"items":[{"name":"attachment.instance-id","valueSet":{"items":[{"value":"${instance(m)}"}]}}]}}`,
  },
  {
    source: 'ec2',
    name: 'DescribeNetworkInterfaces',
    weight: 6,
    actors: APPS,
    read: true,
    failures: ec2Failures,
    request: m => `{"networkInterfaceIdSet":{"items":[{"networkInterfaceId":"eni-0${m.rng.hex(16)}"}]},"filterSet":{}}`,
  },
  {
    source: 'ec2',
    name: 'RunInstances',
    weight: 1.2,
    actors: [
      ['aws', 1],
      ['app', 3],
      ['human', 1],
    ],
    read: false,
    failures: ec2Failures,
    request: m =>
      `{"instancesSet":{"items":[{"imageId":"ami-0${m.rng.hex(16)}","minCount":1,"maxCount":1}]},"instanceType":"m7g.large","blockDeviceMapping":{"items":[{"deviceName":"/dev/xvda","ebs":{"volumeSize":40,"deleteOnTermination":true,"volumeType":"gp3","encrypted":true}}]},"monitoring":{"enabled":false},"disableApiTermination":false,"clientToken":"${m.rng.uuid()}","tagSpecificationSet":{"items":[{"resourceType":"instance","tags":[{"key":"team","value":"Küche"},{"key":"environment","value":"production"}]}]}}`,
    response: m =>
      `{"requestId":"${m.rng.uuid()}","reservationId":"r-0${m.rng.hex(16)}","ownerId":"${m.account}","groupSet":{},"instancesSet":{"items":[{"instanceId":"${instance(m)}","imageId":"ami-0${m.rng.hex(16)}","instanceState":{"code":0,"name":"pending"},"privateDnsName":"ip-10-0-${m.thing % 250}-17.ec2.internal","amiLaunchIndex":0,"productCodes":{},"instanceType":"m7g.large","launchTime":${m.thing}000,"placement":{"availabilityZone":"${m.region}a","tenancy":"default"},"monitoring":{"state":"disabled"},"subnetId":"subnet-0${m.rng.hex(16)}","vpcId":"vpc-0123456789abcdef0","privateIpAddress":"10.0.${m.thing % 250}.17","architecture":"arm64","rootDeviceType":"ebs","rootDeviceName":"/dev/xvda","virtualizationType":"hvm","hypervisor":"xen","groupSet":{"items":[{"groupId":"sg-0${m.rng.hex(16)}","groupName":"orders"}]},"sourceDestCheck":true,"networkInterfaceSet":{"items":[{"networkInterfaceId":"eni-0${m.rng.hex(16)}","status":"in-use","macAddress":"02:00:00:00:00:01"}]},"ebsOptimized":false}]}}`,
  },
  {
    source: 'ec2',
    name: 'AuthorizeSecurityGroupIngress',
    weight: 0.4,
    actors: APPS,
    read: false,
    failures: ec2Failures,
    request: m =>
      `{"groupId":"sg-0${m.rng.hex(16)}","ipPermissions":{"items":[{"ipProtocol":"tcp","fromPort":443,"toPort":443,"groups":{},"ipRanges":{"items":[{"cidrIp":"198.51.100.0/24"}]},"ipv6Ranges":{},"prefixListIds":{}}]}}`,
    response: m => `{"requestId":"${m.rng.uuid()}","_return":true}`,
  },
  {
    source: 'lambda',
    name: 'GetFunction20150331v2',
    weight: 3,
    actors: APPS,
    read: true,
    failures: lambdaFailures,
    apiVersion: '2015-03-31',
    request: m => `{"functionName":"${fnArn(m)}"}`,
  },
  {
    source: 'lambda',
    name: 'Invoke',
    weight: 5,
    actors: [
      ['aws', 1],
      ['app', 5],
    ],
    read: false,
    data: true,
    failures: lambdaFailures,
    version: '1.11',
    request: m => `{"functionName":"${fnArn(m)}","invocationType":"RequestResponse","sourceAccount":"${m.account}"}`,
    extra: m => `{"customerEniId":"eni-0${m.rng.hex(16)}","functionVersion":"${fnArn(m)}:$LATEST"}`,
    resources: m => `[{"accountId":"${m.account}","type":"AWS::Lambda::Function","ARN":"${fnArn(m)}"}]`,
  },
  {
    source: 'autoscaling',
    name: 'DescribeAutoScalingGroups',
    weight: 4,
    actors: APPS,
    read: true,
    failures: jsonFailures,
    request: m => `{"autoScalingGroupNames":["workers-${m.thing % 40}","web-${m.thing % 17}"],"maxRecords":100}`,
  },
  {
    source: 'elasticloadbalancing',
    name: 'DescribeTargetHealth',
    weight: 5,
    actors: APPS,
    read: true,
    failures: jsonFailures,
    apiVersion: '2015-12-01',
    request: m =>
      `{"targetGroupArn":"arn:aws:elasticloadbalancing:${m.region}:${m.account}:targetgroup/web-${m.thing % 60}/${m.rng.hex(16)}"}`,
  },
]

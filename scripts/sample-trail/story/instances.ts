import { failure, rateExceeded, requestLimit } from '../failures.ts'
import { hex } from '../ids.ts'
import type { JsonObject } from '../json.ts'
import * as people from '../people.ts'
import { type Place, US } from '../places.ts'
import { roleArn } from '../services.ts'
import { type Details, type SampleRecord, type Sitting, sitting, together } from '../sitting.ts'

interface Rule {
  readonly ipProtocol: string
  readonly port: number
  readonly cidrIp?: string
  readonly cidrIpv6?: string
}

const TABLES = ['Orders', 'Sessions', 'Music', 'Carts']

/** The afternoon of the 11th: a release and an eager monitor together are more than the APIs let through. */
export function throttledAfternoon(): readonly SampleRecord[] {
  const pipeline = sitting(US, people.pipeline, '2026-11-11T16:30:00Z')
  // Four at a time: what comes too soon is refused.
  for (let round = 0; round < 5; round += 1) {
    pipeline.each(
      'dynamodb:DescribeTable',
      TABLES.map((tableName, index): Details => {
        const refused = round > 0 && index >= 2
        return { request: { tableName }, after: index === 0 ? 20 : 0, ...(refused ? { error: rateExceeded } : {}) }
      }),
    )
  }
  const code = { functionName: 'orders-worker', publish: false, dryRun: false, s3Bucket: 'larkspur-releases' }
  const tooMany = failure('TooManyRequestsException', 'Rate exceeded')
  pipeline.each('lambda:UpdateFunctionCode20150331v2', [
    { request: code, error: tooMany },
    {
      request: code,
      response: { functionName: 'orders-worker', runtime: 'nodejs22.x', role: roleArn('service-role/orders-worker') },
    },
  ])

  const monitor = sitting(US, people.monitor(US.account), '2026-11-11T16:31:00Z')
  const all = { request: { instancesSet: {}, filterSet: {}, maxResults: 1000 }, after: 12 }
  for (let call = 0; call < 14; call += 1) {
    monitor.call('ec2:DescribeInstances', call % 7 < 3 ? all : { ...all, error: requestLimit })
  }
  return together(pipeline, monitor)
}

/** A new group and its rules, in the shape that SDKs and Terraform send: permissions in a list. */
export function createSecurityGroup(run: Sitting, place: Place, groupName: string, rules: readonly Rule[]): void {
  const groupId = `sg-0${hex(`group ${groupName}`, 16)}`
  run.call('ec2:CreateSecurityGroup', {
    request: { groupName, groupDescription: groupName, vpcId: vpc(place) },
    response: { requestId: hex(`create ${groupName}`, 32), _return: true, groupId },
  })
  run.call('ec2:AuthorizeSecurityGroupIngress', {
    request: {
      groupId,
      ipPermissions: {
        items: rules.map(({ ipProtocol, port, cidrIp, cidrIpv6 }) => ({
          ipProtocol,
          fromPort: port,
          toPort: port,
          groups: {},
          // CloudTrail writes an empty list as {}.
          ipRanges: cidrIp === undefined ? {} : { items: [{ cidrIp }] },
          ipv6Ranges: cidrIpv6 === undefined ? {} : { items: [{ cidrIpv6 }] },
          prefixListIds: {},
        })),
      },
    },
    response: { _return: true, securityGroupRuleSet: ruleSet(place, groupId, rules) },
  })
}

/** How a response lists the rules that were made. */
export function ruleSet({ account }: Place, groupId: string, rules: readonly Rule[]): JsonObject {
  return {
    items: rules.map(({ ipProtocol, port, cidrIp, cidrIpv6 }, index) => ({
      groupOwnerId: account,
      groupId,
      securityGroupRuleId: `sgr-0${hex(`rule ${groupId} ${index}`, 16)}`,
      isEgress: false,
      ipProtocol,
      fromPort: port,
      toPort: port,
      cidrIpv4: cidrIp,
      cidrIpv6,
    })),
  }
}

export function runInstances(run: Sitting, place: Place, name: string): void {
  const instanceId = `i-0${hex(`instance ${name}`, 16)}`
  run.call('ec2:RunInstances', {
    request: {
      instancesSet: { items: [{ imageId: 'ami-0123456789abcdef0', minCount: 1, maxCount: 1 }] },
      instanceType: 't4g.small',
      blockDeviceMapping: {},
      monitoring: { enabled: false },
    },
    response: {
      reservationId: `r-0${hex(`reservation ${name}`, 16)}`,
      ownerId: place.account,
      groupSet: {},
      instancesSet: {
        items: [
          {
            instanceId,
            imageId: 'ami-0123456789abcdef0',
            instanceState: { code: 0, name: 'pending' },
            vpcId: vpc(place),
          },
        ],
      },
    },
  })
}

function vpc({ account, region }: Place): string {
  return `vpc-0${hex(`vpc ${account} ${region}`, 16)}`
}

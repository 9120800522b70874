import { SANDBOX } from '../callers.ts'
import { denied, failure, unauthorized } from '../failures.ts'
import { alphanumeric } from '../ids.ts'
import * as people from '../people.ts'
import { SANDBOX_EU, SANDBOX_US } from '../places.ts'
import { type Details, type SampleRecord, sitting } from '../sitting.ts'
import { wordy } from '../time.ts'
import { ruleSet } from './instances.ts'

const GROUP = 'sg-0fedcba9876543210'
const BOT = people.reportBot.arn

/** The evening of the 12th in the sandbox: a key made in a hurry, and used by somebody else within the hour. */
export function intrusion(): readonly SampleRecord[] {
  return [...keyMade(), ...keyUsed(), ...alsoInEurope(), ...cleanedUp()]
}

function keyMade(): readonly SampleRecord[] {
  const dana = sitting(SANDBOX_US, people.dana, '2026-11-12T20:41:00Z')
    .call('iam:ListUsers', { request: { maxItems: 100 } })
    .call('iam:CreateAccessKey', {
      request: { userName: 'report-bot' },
      response: at => ({
        accessKey: {
          userName: 'report-bot',
          accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
          status: 'Active',
          createDate: wordy(at),
        },
      }),
    })
    .call('iam:CreateAccessKey', {
      request: { userName: 'dana' },
      error: failure('LimitExceededException', 'Cannot exceed quota for AccessKeysPerUser: 2'),
    })
  // The console sends one rule flat, beside an empty list.
  return dana.call('ec2:AuthorizeSecurityGroupIngress', {
    request: { groupId: GROUP, ipProtocol: 'tcp', fromPort: 22, toPort: 22, cidrIp: '0.0.0.0/0', ipPermissions: {} },
    response: {
      _return: true,
      securityGroupRuleSet: ruleSet(SANDBOX_US, GROUP, [{ ipProtocol: 'tcp', port: 22, cidrIp: '0.0.0.0/0' }]),
    },
  }).records
}

function keyUsed(): readonly SampleRecord[] {
  const all = { instancesSet: {}, filterSet: {} }
  const secret = (secretId: string): Details => ({
    request: { secretId },
    error: denied(BOT, 'secretsmanager:GetSecretValue', 'AccessDeniedException'),
  })
  return (
    sitting(SANDBOX_US, people.reportBot, '2026-11-12T21:55:00Z')
      .call('sts:GetCallerIdentity')
      .call('s3:ListBuckets', { request: { Host: 's3.amazonaws.com' }, error: denied(BOT, 's3:ListAllMyBuckets') })
      .call('iam:ListUsers', { error: denied(BOT, 'iam:ListUsers') })
      .call('iam:CreateUser', { request: { userName: 'support' }, error: denied(BOT, 'iam:CreateUser') })
      .each(
        'ec2:DescribeInstances',
        [0, 1, 2].map(time => ({ request: all, error: sealed('DescribeInstances', time) })),
      )
      .each(
        'ec2:RunInstances',
        [0, 1].map(time => run(time)),
      )
      .each('secretsmanager:GetSecretValue', ['payments', 'database', 'github'].map(secret))
      .call('dynamodb:ListTables')
      .call('dynamodb:Scan', { data: true, request: { tableName: 'Playground' }, after: 30 })
      .call('iam:AttachUserPolicy', {
        request: { userName: 'report-bot', policyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' },
        error: denied(BOT, 'iam:AttachUserPolicy'),
      })
      .call('cloudtrail:StopLogging', {
        request: { name: 'arn:aws:cloudtrail:us-east-1:111122223333:trail/organization-trail' },
        error: denied(BOT, 'cloudtrail:StopLogging'),
      })
      // The last of them reached the bucket hours later, on the next day.
      .call('s3:DeleteBucket', {
        request: { bucketName: 'larkspur-sandbox', Host: 'larkspur-sandbox.s3.amazonaws.com' },
        error: denied(BOT, 's3:DeleteBucket'),
        arrived: '2026-11-13T04:10:00Z',
      }).records
  )
}

function alsoInEurope(): readonly SampleRecord[] {
  return sitting(SANDBOX_EU, people.reportBot, '2026-11-12T22:10:00Z')
    .call('ec2:DescribeInstances', {
      request: { instancesSet: {}, filterSet: {} },
      error: sealed('DescribeInstances', 9),
    })
    .each('ec2:RunInstances', [8, 9].map(run)).records
}

/** The next morning Mara puts it right, as a guest from Identity Center. */
function cleanedUp(): readonly SampleRecord[] {
  const key = { userName: 'report-bot', accessKeyId: 'AKIAIOSFODNN7EXAMPLE' }
  return sitting(SANDBOX_US, people.maraInSandbox, '2026-11-13T08:15:00Z')
    .each('cloudtrail:LookupEvents', [
      {
        request: {
          lookupAttributes: [{ attributeKey: 'AccessKeyId', attributeValue: key.accessKeyId }],
          maxResults: 50,
        },
      },
      {
        request: {
          lookupAttributes: [{ attributeKey: 'AccessKeyId', attributeValue: key.accessKeyId }],
          maxResults: 50,
        },
        error: failure('ThrottlingException', 'Rate exceeded'),
        after: 0,
      },
    ])
    .call('iam:GetAccessKeyLastUsed', { request: { accessKeyId: key.accessKeyId } })
    .call('iam:UpdateAccessKey', { request: { ...key, status: 'Inactive' } })
    .call('iam:DeleteAccessKey', { request: key })
    .call('ec2:RevokeSecurityGroupIngress', {
      request: { groupId: GROUP, ipPermissions: {}, ipProtocol: 'tcp', fromPort: 22, toPort: 22, cidrIp: '0.0.0.0/0' },
      response: { _return: true, unknownIpPermissionSet: {} },
    })
    .call('iam:DeleteLoginProfile', { request: { userName: 'report-bot' }, error: noProfile() })
    .call('iam:UpdateLoginProfile', { request: { userName: 'dana', passwordResetRequired: true } }).records
}

function noProfile() {
  return failure('NoSuchEntityException', 'Login Profile for User report-bot cannot be found.')
}

function run(time: number): Details {
  return {
    request: {
      instancesSet: { items: [{ imageId: 'ami-0123456789abcdef0', minCount: 1, maxCount: 20 }] },
      instanceType: 'g6.12xlarge',
      blockDeviceMapping: {},
      monitoring: { enabled: false },
    },
    error: sealed('RunInstances', time),
  }
}

function sealed(name: string, time: number) {
  return unauthorized(BOT, `ec2:${name}`, alphanumeric(`sealed ${SANDBOX} ${name} ${time}`, 32))
}

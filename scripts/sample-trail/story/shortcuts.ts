import * as people from '../people.ts'
import { SANDBOX_US, US } from '../places.ts'
import { keyArn, tableArn } from '../services.ts'
import { type SampleRecord, sitting } from '../sitting.ts'

const PARTNER = '777788889999'

/** What was done because it was quick: rights too wide, doors to outside, a key nearly lost. */
export function shortcuts(): readonly SampleRecord[] {
  return [...forThePartner(), ...forTheDemo()]
}

/** The 13th: a partner wants data before the weekend, and Jonas lets it in by every door there is. */
function forThePartner(): readonly SampleRecord[] {
  const keyId = keyArn(US)
  const resources = [{ accountId: US.account, type: 'AWS::KMS::Key', ARN: keyId }]
  const trust = {
    Version: '2012-10-17',
    Statement: { Effect: 'Allow', Principal: { AWS: [PARTNER, people.jonas.arn] }, Action: 'sts:AssumeRole' },
  }
  return sitting(US, people.jonas, '2026-11-13T13:31:00Z')
    .call('iam:UpdateAssumeRolePolicy', { request: { roleName: 'music-api', policyDocument: JSON.stringify(trust) } })
    .call('iam:AttachRolePolicy', {
      request: { roleName: 'music-api', policyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' },
    })
    .call('dynamodb:ExportTableToPointInTime', {
      request: {
        tableArn: tableArn(US, 'Orders'),
        s3Bucket: 'partner-drop',
        s3BucketOwner: PARTNER,
        exportFormat: 'DYNAMODB_JSON',
      },
      response: { exportDescription: { exportStatus: 'IN_PROGRESS', tableArn: tableArn(US, 'Orders') } },
    })
    .call('elasticache:CreateUser', {
      request: {
        userId: 'partner',
        userName: 'partner',
        engine: 'redis',
        accessString: 'on ~* +@all',
        noPasswordRequired: true,
      },
      response: {
        userId: 'partner',
        userName: 'partner',
        status: 'active',
        engine: 'redis',
        accessString: 'on ~* +@all',
      },
    })
    .call('kms:ScheduleKeyDeletion', {
      request: { keyId, pendingWindowInDays: 7 },
      response: { keyId, keyState: 'PendingDeletion', pendingWindowInDays: 7 },
      resources,
    })
    .call('kms:CancelKeyDeletion', { request: { keyId }, response: { keyId }, resources, after: 33 }).records
}

/** The 18th: Dana shows the sandbox to a visitor. */
function forTheDemo(): readonly SampleRecord[] {
  const bucketName = 'larkspur-sandbox'
  const Host = `${bucketName}.s3.amazonaws.com`
  return sitting(SANDBOX_US, people.dana, '2026-11-18T14:01:30Z')
    .call('s3:PutBucketPublicAccessBlock', {
      request: {
        bucketName,
        Host,
        publicAccessBlock: '',
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          IgnorePublicAcls: true,
          BlockPublicPolicy: false,
          RestrictPublicBuckets: false,
        },
      },
    })
    .call('s3:PutBucketPolicy', {
      request: {
        bucketName,
        Host,
        policy: '',
        // One statement as an object, and a principal that is everybody.
        bucketPolicy: {
          Version: '2012-10-17',
          Statement: {
            Effect: 'Allow',
            Principal: '*',
            Action: 's3:GetObject',
            Resource: `arn:aws:s3:::${bucketName}/*`,
          },
        },
      },
    }).records
}

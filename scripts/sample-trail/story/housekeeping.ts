import { type Caller, fixed, PRODUCTION, SANDBOX } from '../callers.ts'
import { denied } from '../failures.ts'
import { principalId, uuid } from '../ids.ts'
import * as people from '../people.ts'
import { SANDBOX_US, US } from '../places.ts'
import { keyArn, roleArn } from '../services.ts'
import { type SampleRecord, sitting } from '../sitting.ts'

/** What is left: the root user's one visit, a step across accounts, a key that AWS turns over, a look at the trail. */
export function housekeeping(): readonly SampleRecord[] {
  return [...rootVisit(), ...acrossAccounts(), ...keyTurned(), ...readersLook(), ...trailChecked()]
}

function rootVisit(): readonly SampleRecord[] {
  const request = { AlternateContactType: 'SECURITY', EmailAddress: 'HIDDEN_DUE_TO_SECURITY_REASONS', Name: 'Platform' }
  return sitting(US, people.root, '2026-11-15T10:03:00Z').call('account:PutAlternateContact', { request }).records
}

/** One AssumeRole, two records: the caller's account sees its own session, the other sees a foreign account. */
function acrossAccounts(): readonly SampleRecord[] {
  const arn = roleArn('sandbox-deploy', SANDBOX)
  const at = '2026-11-19T09:10:00Z'
  const details = {
    request: { roleArn: arn, roleSessionName: 'GitHubActions' },
    response: { credentials: { accessKeyId: 'ASIAIOSFODNN7EXAMPLE', sessionToken: 'EXAMPLETOKEN' } },
    resources: [{ accountId: SANDBOX, type: 'AWS::IAM::Role', ARN: arn }],
    shared: uuid('shared sandbox-deploy'),
    after: 5,
  }
  const principal = `${principalId('AROA', `${PRODUCTION} ci-runner`)}:GitHubActions`
  const foreigner: Caller = fixed(
    SANDBOX,
    principal,
    { type: 'AWSAccount', principalId: principal, accountId: PRODUCTION },
    people.pipeline,
  )
  return [
    ...sitting(US, people.pipeline, at).call('sts:AssumeRole', details).records,
    ...sitting(SANDBOX_US, foreigner, at).call('sts:AssumeRole', details).records,
  ]
}

/** No call at all: an event of the service. */
function keyTurned(): readonly SampleRecord[] {
  const arn = keyArn(US)
  return sitting(US, people.kms, '2026-11-19T09:11:00Z').call('kms:RotateKey', {
    eventType: 'AwsServiceEvent',
    resources: [{ accountId: PRODUCTION, type: 'AWS::KMS::Key', ARN: arn }],
    serviceDetails: { rotationType: 'AUTOMATIC', keyId: arn.slice(arn.lastIndexOf('/') + 1) },
  }).records
}

function readersLook(): readonly SampleRecord[] {
  return sitting(US, people.priya, '2026-11-19T09:12:00Z')
    .call('devops-guru:ListInsights', { request: { StatusFilter: { Ongoing: { Type: 'REACTIVE' } } } })
    .call('iam:GetAccountAuthorizationDetails', {
      error: denied(people.priya.arn, 'iam:GetAccountAuthorizationDetails'),
    })
    .call('s3:GetObject', {
      data: true,
      request: {
        bucketName: 'larkspur-exports',
        key: 'monthly/2026-10.csv',
        Host: 'larkspur-exports.s3.amazonaws.com',
      },
      extra: { SignatureVersion: 'SigV4', bytesTransferredIn: 0, bytesTransferredOut: 48_213 },
    }).records
}

function trailChecked(): readonly SampleRecord[] {
  const name = 'organization-trail'
  return sitting(US, people.mara, '2026-11-20T09:40:00Z')
    .call('cloudtrail:DescribeTrails', { request: { trailNameList: [], includeShadowTrails: true } })
    .call('cloudtrail:GetTrailStatus', { request: { name } })
    .call('cloudtrail:UpdateTrail', {
      request: { name, enableLogFileValidation: true },
      response: {
        name,
        s3BucketName: 'larkspur-cloudtrail',
        trailARN: `arn:aws:cloudtrail:us-east-1:${PRODUCTION}:trail/${name}`,
        logFileValidationEnabled: true,
        isMultiRegionTrail: true,
        isOrganizationTrail: true,
      },
    }).records
}

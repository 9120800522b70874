import type { Call, Moment } from './call.ts'
import { iamFailures, jsonFailures, signInFailures, stsFailures } from './failures.ts'

const keyArn = (m: Moment) =>
  `arn:aws:kms:${m.region}:${m.account}:key/0000${(m.thing % 50) + 1000}-12ab-34cd-56ef-1234567890ab`
const keyResource = (m: Moment) => `[{"accountId":"${m.account}","type":"AWS::KMS::Key","ARN":"${keyArn(m)}"}]`
const role = (m: Moment) => `arn:aws:iam::${m.account}:role/service-${m.thing % 60}-role`
const POLICY = JSON.stringify(
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: ['s3:GetObject'], Resource: '*' }] }),
)

const APPS = [
  ['app', 4],
  ['instance', 1],
  ['user', 2],
  ['aws', 2],
] as const
const PEOPLE = [
  ['human', 4],
  ['user', 2],
  ['root', 0.1],
] as const

/** STS, KMS, IAM, sign-in, Secrets Manager. */
export const securityCalls: readonly Call[] = [
  {
    source: 'sts',
    name: 'AssumeRole',
    weight: 12,
    actors: [
      ['aws', 6],
      ['app', 4],
      ['user', 1],
    ],
    read: true,
    failures: stsFailures,
    request: m =>
      `{"roleArn":"${role(m)}","roleSessionName":"session-${m.thing}","durationSeconds":3600,"externalId":"${m.rng.hex(12)}"}`,
    response: m =>
      `{"credentials":{"accessKeyId":"ASIAEXAMPLE${m.rng.hex(9).toUpperCase()}","sessionToken":"${m.rng.letters(64)}${'IQoJb3JpZ2luX2VjEXAMPLE'.repeat(4)}","expiration":"Oct 31, 2026, 10:14:02 PM"},"assumedRoleUser":{"assumedRoleId":"AROAEXAMPLE:session-${m.thing}","arn":"arn:aws:sts::${m.account}:assumed-role/service-${m.thing % 60}-role/session-${m.thing}"}}`,
    resources: m => `[{"accountId":"${m.account}","type":"AWS::IAM::Role","ARN":"${role(m)}"}]`,
  },
  {
    source: 'sts',
    name: 'GetCallerIdentity',
    weight: 4,
    actors: APPS,
    read: true,
    failures: stsFailures,
  },
  ...(['Decrypt', 'GenerateDataKey'] as const).map(
    (name): Call => ({
      source: 'kms',
      name,
      weight: name === 'Decrypt' ? 11 : 4,
      actors: APPS,
      read: true,
      failures: jsonFailures,
      request: m =>
        `{"encryptionContext":{"aws:s3:arn":"arn:aws:s3:::example-lake-${m.account}","purpose":"${m.rng.hex(24)}"},"keyId":"${keyArn(m)}"${name === 'Decrypt' ? ',"encryptionAlgorithm":"SYMMETRIC_DEFAULT"' : ',"keySpec":"AES_256"'}}`,
      extra: m => `{"keyMaterialId":"${m.account}${(m.thing % 50) + 1000}5c1f0f3bfe1f2f0ac3e0d1bdeadbeef00112233"}`,
      resources: keyResource,
    }),
  ),
  {
    source: 'kms',
    name: 'RotateKey',
    weight: 0.2,
    actors: [['event', 1]],
    read: false,
    failures: [],
    failRate: 0,
    inside: true,
    eventType: 'AwsServiceEvent',
    serviceDetails: m => `{"keyId":"${keyArn(m)}","backingKeyId":"${m.rng.hex(32)}"}`,
    resources: keyResource,
  },
  ...['GetRole', 'ListAttachedRolePolicies', 'GetPolicyVersion'].map(
    (name): Call => ({
      source: 'iam',
      name,
      weight: 1.6,
      actors: [...APPS, ['human', 2]],
      read: true,
      global: true,
      failures: iamFailures,
      request: m => `{"roleName":"service-${m.thing % 60}-role"}`,
    }),
  ),
  {
    source: 'iam',
    name: 'PutRolePolicy',
    weight: 0.3,
    actors: PEOPLE,
    read: false,
    global: true,
    failures: iamFailures,
    request: m => `{"roleName":"service-${m.thing % 60}-role","policyName":"read-lake","policyDocument":${POLICY}}`,
  },
  {
    source: 'signin',
    name: 'ConsoleLogin',
    weight: 0.5,
    actors: PEOPLE,
    read: false,
    global: true,
    failures: signInFailures,
    failRate: 0.15,
    eventType: 'AwsConsoleSignIn',
    response: () => '{"ConsoleLogin":"Success"}',
    failedResponse: '{"ConsoleLogin":"Failure"}',
    extra: m =>
      `{"LoginTo":"https://console.aws.amazon.com/console/home?nc2=h_ct&src=header-signin","MobileVersion":"No","MFAIdentifier":"arn:aws:iam::${m.account}:mfa/device","MFAUsed":"${m.thing % 4 === 0 ? 'No' : 'Yes'}"}`,
  },
  {
    source: 'secretsmanager',
    name: 'GetSecretValue',
    weight: 3,
    actors: APPS,
    read: true,
    failures: jsonFailures,
    request: m =>
      `{"secretId":"arn:aws:secretsmanager:${m.region}:${m.account}:secret:database-${m.thing % 30}-a1b2c3"}`,
  },
]

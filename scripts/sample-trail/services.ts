import { PRODUCTION } from './callers.ts'
import { capitals, uuid } from './ids.ts'
import type { Json, JsonObject } from './json.ts'
import type { Place } from './places.ts'

/** What sets a service's records apart from another's. */
interface ServiceFacts {
  /** Services moved to newer eventVersions one by one: a trail always holds several. */
  readonly version?: string
  readonly api?: string
  readonly host?: string
  readonly requestId?: (label: string) => string
  readonly resources?: (place: Place, request: JsonObject) => readonly Json[] | undefined
}

const LATEST = '1.11'

const FACTS: Readonly<Record<string, ServiceFacts>> = {
  aoss: { version: '1.09' },
  autoscaling: { version: '1.10', api: '2016-02-06' },
  cloudtrail: { version: '1.11' },
  dax: { version: '1.08' },
  'devops-guru': { version: '1.08' },
  dynamodb: {
    api: '2012-08-10',
    requestId: label => `${capitals(label, 32)}VV4KQNSO5AEMVJF66Q9ASUAAJG`,
    resources: ({ account, region }, { tableName }) =>
      typeof tableName === 'string'
        ? [{ accountId: account, type: 'AWS::DynamoDB::Table', ARN: tableArn({ account, region }, tableName) }]
        : undefined,
  },
  ec2: { version: '1.10' },
  elasticache: { version: '1.08', api: '2015-02-02' },
  iam: { host: 'iam.amazonaws.com' },
  'redshift-serverless': { version: '1.10' },
  s3: { requestId: label => capitals(label, 16), resources: s3Resources },
  secretsmanager: { version: '1.09' },
  signin: { version: '1.08', host: 'signin.aws.amazon.com' },
}

export function factsOf(service: string): ServiceFacts & { readonly version: string } {
  return { version: LATEST, ...FACTS[service] }
}

export function requestIdOf(service: string, label: string): string {
  return (FACTS[service]?.requestId ?? uuid)(`request ${label}`)
}

export function tableArn({ account, region }: Place, table: string): string {
  return `arn:aws:dynamodb:${region}:${account}:table/${table}`
}

export function roleArn(name: string, account = PRODUCTION): string {
  return `arn:aws:iam::${account}:role/${name}`
}

/** The account's one key for data, as a resource of a KMS record. */
export function keyArn({ account, region }: Place): string {
  return `arn:aws:kms:${region}:${account}:key/${uuid(`key ${account} ${region}`)}`
}

function s3Resources({ account }: Place, { bucketName, key }: JsonObject): readonly Json[] | undefined {
  if (typeof bucketName !== 'string') return undefined
  const bucket = { accountId: account, type: 'AWS::S3::Bucket', ARN: `arn:aws:s3:::${bucketName}` }
  if (typeof key !== 'string') return [bucket]
  return [{ type: 'AWS::S3::Object', ARN: `arn:aws:s3:::${bucketName}/${key}` }, bucket]
}

import { SANDBOX } from '../callers.ts'
import { failure, noTable } from '../failures.ts'
import { hex, uuid } from '../ids.ts'
import * as people from '../people.ts'
import { EU, SANDBOX_EU, SANDBOX_US, US } from '../places.ts'
import { keyArn, roleArn, tableArn } from '../services.ts'
import { type SampleRecord, type Sitting, sitting, together } from '../sitting.ts'
import { DAYS } from '../time.ts'

/** The hum below the story: what runs every morning whether or not anybody is at work. */
export function everyDay(): readonly SampleRecord[] {
  return DAYS.flatMap((day, index) => {
    const number = index + 1
    return [
      ...usMorning(day, number),
      ...(number % 2 === 1 ? euMorning(day) : []),
      ...(number % 3 === 2 ? sandboxMorning(day) : []),
      ...(number === 10 || number === 19 ? sandboxEuMorning(day) : []),
    ]
  })
}

function usMorning(day: string, number: number): readonly SampleRecord[] {
  const at = (time: string) => `${day}T06:${time}Z`
  // The shop is busy at weekends (the 1st is a Sunday): scaling looks at Orders more often.
  const weekend = number % 7 === 1 || number % 7 === 0
  const scaling = sitting(US, people.scaling(US.account, 'RetrieveCurrentCapacity'), at('00:00'))
  describeTable(scaling, 'Orders', weekend ? 4 : 3)
  describeTable(scaling, 'Sessions', 2)
  if (number >= 3) describeTable(scaling, 'Music', 1)
  if (number <= 17) describeTable(scaling, 'Carts', 1)

  const monitor = sitting(US, people.monitor(US.account), at('00:20'))
    .call('elasticache:DescribeCacheClusters', { request: { showCacheNodeInfo: true, maxRecords: 100 } })
    .call('dynamodb:DescribeTable', { request: { tableName: 'Sessions' } })
  if (number % 2 === 1) monitor.call('ec2:DescribeInstances', { request: { instancesSet: {}, filterSet: {} } })

  const backup = sitting(US, people.backup, at('00:40')).call('s3:PutObject', {
    data: true,
    request: { bucketName: 'larkspur-backups', key: `orders/${day}.parquet`, Host: 's3.amazonaws.com' },
    extra: {
      SignatureVersion: 'SigV4',
      CipherSuite: 'TLS_AES_128_GCM_SHA256',
      bytesTransferredIn: 180_000 + number * 7_431,
      AuthenticationMethod: 'AuthHeader',
      bytesTransferredOut: 0,
    },
  })
  const decrypt = sitting(US, people.workerThroughAws, at('00:50')).call('kms:Decrypt', {
    request: {
      encryptionContext: { 'aws:lambda:FunctionArn': `arn:aws:lambda:us-east-1:${US.account}:function:orders-worker` },
      encryptionAlgorithm: 'SYMMETRIC_DEFAULT',
    },
    resources: [{ accountId: US.account, type: 'AWS::KMS::Key', ARN: keyArn(US) }],
  })
  return [
    ...together(scaling, monitor, backup, decrypt, orders(day, number)),
    ...(number % 2 === 0 ? shop(day) : assumedByLambda(day)),
  ]
}

/** The worker that takes orders. Since Carts is gone (17th) it asks for it in vain. */
function orders(day: string, number: number): Sitting {
  const worker = sitting(US, people.worker, `${day}T06:01:10Z`)
  const key = { orderId: `o-${hex(`order ${day}`, 8)}` }
  if (number % 2 === 0)
    worker.call('dynamodb:PutItem', { data: true, request: { tableName: 'Orders', key, items: ['orderId', 'total'] } })
  if (number % 5 === 0) {
    const error = failure('ConditionalCheckFailedException', 'The conditional request failed')
    worker.call('dynamodb:UpdateItem', { data: true, request: { tableName: 'Orders', key }, error })
  }
  if (number % 4 === 0) {
    worker.call('dynamodb:DescribeStream', {
      request: { streamArn: `${tableArn(US, 'Orders')}/stream/2026-03-02T09:14:02.117`, limit: 100 },
    })
  }
  if (number >= 18) {
    const missing = {
      data: true,
      request: { tableName: 'Carts', key: { cartId: 'c-1' } },
      error: noTable('Carts'),
    } as const
    worker.each('dynamodb:GetItem', [missing, missing])
  }
  return worker
}

function shop(day: string): readonly SampleRecord[] {
  return sitting(US, people.shop, `${day}T06:01:30Z`).call('secretsmanager:GetSecretValue', {
    request: { secretId: 'shop/payment-provider' },
  }).records
}

function assumedByLambda(day: string): readonly SampleRecord[] {
  const arn = roleArn('service-role/orders-worker')
  return sitting(US, people.lambda, `${day}T06:01:00Z`).call('sts:AssumeRole', {
    request: { roleArn: arn, roleSessionName: 'orders-worker' },
    response: { credentials: { accessKeyId: 'ASIAIOSFODNN7EXAMPLE', sessionToken: 'EXAMPLETOKEN' } },
    resources: [{ accountId: US.account, type: 'AWS::IAM::Role', ARN: arn }],
    shared: uuid(`shared ${day}`),
  }).records
}

function euMorning(day: string): readonly SampleRecord[] {
  // The same table name in a second region: counts must not run together.
  const scaling = sitting(EU, people.scaling(EU.account, 'RetrieveCurrentCapacity'), `${day}T06:00:00Z`)
  describeTable(scaling, 'Orders', 2)
  const config = sitting(EU, people.recorder(EU.account), `${day}T06:00:30Z`).call('s3:GetBucketPolicy', {
    request: { bucketName: 'larkspur-eu-exports', policy: '', Host: 'larkspur-eu-exports.s3.eu-west-1.amazonaws.com' },
    error: failure('NoSuchBucketPolicy', 'The bucket policy does not exist'),
  })
  const decrypt = sitting(EU, people.workerThroughAws, `${day}T06:00:45Z`).call('kms:Decrypt', {
    request: { encryptionAlgorithm: 'SYMMETRIC_DEFAULT' },
    resources: [{ accountId: EU.account, type: 'AWS::KMS::Key', ARN: keyArn(EU) }],
  })
  return together(scaling, config, decrypt)
}

function sandboxMorning(day: string): readonly SampleRecord[] {
  const scaling = sitting(SANDBOX_US, people.scaling(SANDBOX, 'RetrieveCurrentCapacity'), `${day}T06:00:00Z`)
  describeTable(scaling, 'Playground', 1)
  const monitor = sitting(SANDBOX_US, people.monitor(SANDBOX), `${day}T06:00:20Z`).call('ec2:DescribeInstances', {
    request: { instancesSet: {}, filterSet: {} },
  })
  const config = sitting(SANDBOX_US, people.recorder(SANDBOX), `${day}T06:00:30Z`).call('s3:GetBucketWebsite', {
    request: { bucketName: 'larkspur-sandbox', website: '', Host: 'larkspur-sandbox.s3.us-east-1.amazonaws.com' },
    error: failure('NoSuchWebsiteConfiguration', 'The specified bucket does not have a website configuration'),
  })
  return together(scaling, monitor, config)
}

function sandboxEuMorning(day: string): readonly SampleRecord[] {
  return sitting(SANDBOX_EU, people.monitor(SANDBOX), `${day}T06:00:10Z`)
    .call('ec2:DescribeInstances', { request: { instancesSet: {}, filterSet: {} } })
    .call('ec2:DescribeVolumes', { request: { volumeSet: {}, filterSet: {} } }).records
}

function describeTable(who: Sitting, tableName: string, times: number): void {
  for (let time = 0; time < times; time += 1) who.call('dynamodb:DescribeTable', { request: { tableName } })
}

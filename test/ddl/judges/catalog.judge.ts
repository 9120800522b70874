import { createServer, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import {
  CreateDatabaseCommand,
  CreateTableCommand,
  GetPartitionsCommand,
  GetTableCommand,
  GetTableVersionsCommand,
  GlueClient,
  UpdateTableCommand,
} from '@aws-sdk/client-glue'
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { tableDefinition } from '../../../src/ddl/index.ts'
import { tableInput } from '../../../src/ddl/table-input.ts'
import { type Ran, trailq } from '../../cli/trailq.ts'
import { type Moto, startMoto } from './moto.ts'
import { isThere, PYTHON } from './place.ts'

const TRAIL = [
  '--location',
  's3://my-trail',
  '--account',
  '111122223333',
  '--region',
  'us-east-1,eu-west-1',
  '--first-day',
  '2024-01-01',
]
const OPTIONS = {
  location: 's3://my-trail',
  account: '111122223333',
  region: ['us-east-1', 'eu-west-1'],
  firstDay: '2024-01-01',
}

describe.skipIf(!isThere('moto', PYTHON))('a catalog', () => {
  let moto: Moto
  let glue: GlueClient
  beforeAll(async () => {
    moto = await startMoto()
    const config = { endpoint: moto.url, region: 'us-east-1', credentials: { accessKeyId: 'x', secretAccessKey: 'x' } }
    glue = new GlueClient(config)
    await glue.send(new CreateDatabaseCommand({ DatabaseInput: { Name: 'logs' } }))
    const s3 = new S3Client({ ...config, forcePathStyle: true })
    await s3.send(new CreateBucketCommand({ Bucket: 'my-trail' }))
    const keys = [
      ...Array.from(
        { length: 1005 },
        (_, at) => `AWSLogs/o-abc/${100_000_000_000 + at}/CloudTrail/us-east-1/2025/01/02/x.json.gz`,
      ),
      'AWSLogs/o-abc/111122223333/CloudTrail/eu-west-1/2024/11/30/x.json.gz',
      'AWSLogs/o-abc/111122223333/CloudTrail/eu-west-1/2024/12/01/x.json.gz',
      'AWSLogs/o-abc/111122223333/Config/eu-west-1/2019/12/01/x.json.gz',
    ]
    for (let at = 0; at < keys.length; at += 50) {
      await Promise.all(
        keys.slice(at, at + 50).map(Key => s3.send(new PutObjectCommand({ Bucket: 'my-trail', Key, Body: 'x' }))),
      )
    }
  })
  afterAll(() => moto.stop())

  const table = (what: string, name: string, ...more: readonly string[]): Promise<Ran> =>
    ask(moto.env, what, name, more)
  const ask = (env: NodeJS.ProcessEnv, what: string, name: string, more: readonly string[]) =>
    trailq(['table', what, ...TRAIL, '--database', 'logs', '--table', name, '-q', ...more], { env })
  const get = async (Name: string) => (await glue.send(new GetTableCommand({ DatabaseName: 'logs', Name }))).Table
  const versions = async (TableName: string) =>
    (await glue.send(new GetTableVersionsCommand({ DatabaseName: 'logs', TableName }))).TableVersions?.length

  test('plan changes nothing; apply makes the table as defined; a plan after that is empty; twice is once', async () => {
    const planned = await table('plan', 'first')
    expect(planned.stdout).toMatch(
      /^logs\.first would be created \(version none\)\.\n {2}\+ table logs\.first: \d+ columns, s3:/,
    )
    await expect(get('first')).rejects.toThrow()

    const applied = await table('apply', 'first', '--planned', 'none')
    expect([applied.status, applied.stderr]).toEqual([0, 'Applied.\n'])
    expect(await get('first')).toMatchObject(tableInput(tableDefinition({ ...OPTIONS, table: 'first' })))
    for (const what of ['plan', 'apply', 'plan']) {
      const again = await table(what, 'first')
      expect([again.status, again.stdout, again.stderr]).toEqual([
        0,
        'logs.first is as it should be (version 1).\n',
        '',
      ])
    }
    expect(await versions('first')).toBe(1)
  })

  test("AWS's own table becomes ours: what is added, and what will no longer be read, is told; the rest is kept", async () => {
    const string = (...names: readonly string[]) => names.map(Name => ({ Name, Type: 'string' }))
    await glue.send(
      new CreateTableCommand({
        DatabaseName: 'logs',
        TableInput: {
          Name: 'old',
          Owner: 'somebody',
          TableType: 'EXTERNAL_TABLE',
          Parameters: {
            'projection.enabled': 'true',
            'projection.timestamp.type': 'date',
            'projection.timestamp.range': '2020/01/01,NOW',
            'storage.location.template': 's3://my-trail/AWSLogs/111122223333/CloudTrail/us-east-1/${timestamp}',
            team: 'security',
          },
          PartitionKeys: string('timestamp'),
          StorageDescriptor: {
            Columns: [
              ...string('eventversion', 'eventname', 'homemade'),
              {
                Name: 'useridentity',
                Type: 'struct<type:string,arn:string,sessioncontext:struct<attributes:struct<mfaauthenticated:string>>>',
              },
            ],
            Location: 's3://my-trail/AWSLogs/111122223333/CloudTrail/us-east-1/',
            InputFormat: 'com.amazon.emr.cloudtrail.CloudTrailInputFormat',
            OutputFormat: 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat',
            SerdeInfo: {
              SerializationLibrary: 'com.amazon.emr.hive.serde.CloudTrailSerde',
              Parameters: { 'serialization.format': '1' },
            },
          },
        },
      }),
    )
    const { stdout } = await table('plan', 'old')
    expect(stdout.split('\n')).toEqual(
      expect.arrayContaining([
        'logs.old would be changed (version 1).',
        '  + column managementevent string',
        '  + column useridentity: member sessioncontext.sourceidentity string',
        '  - column homemade string',
        '  ! no longer read: column homemade',
        '  - partition key timestamp string',
        '  + partition key day string',
        '  ~ location: s3://my-trail/AWSLogs/111122223333/CloudTrail/us-east-1/ → s3://my-trail/AWSLogs/111122223333/CloudTrail/',
        '  ~ SerDe: com.amazon.emr.hive.serde.CloudTrailSerde → org.apache.hive.hcatalog.data.JsonSerDe',
        '  - property projection.timestamp.type = date',
      ]),
    )
    expect(stdout).not.toContain('team')
    expect((await table('apply', 'old')).status).toBe(0)
    const now = await get('old')
    expect(now).toMatchObject({ Owner: 'somebody', Parameters: { team: 'security' } })
    expect(now?.Parameters).not.toHaveProperty('projection.timestamp.type')
    expect(now?.StorageDescriptor?.SerdeInfo?.Parameters).toEqual({ 'serialization.format': '1' })
    expect((await table('plan', 'old')).stdout).toContain('as it should be')
  })

  test('fewer accounts, regions and days are told', async () => {
    await table('apply', 'fewer')
    const ran = await trailq(
      [
        'table',
        'plan',
        ...TRAIL.slice(0, 4),
        '--region',
        'us-east-1',
        '--first-day',
        '2025-01-01',
        '--database',
        'logs',
        '--table',
        'fewer',
        '-q',
      ],
      { env: moto.env },
    )
    expect(ran.stdout).toContain('! no longer read: region eu-west-1')
    expect(ran.stdout).toContain('! no longer read: days from 2024/01/01 to before 2025/01/01')
  })

  test.each<[string, object, RegExp]>([
    ['other files', { StorageDescriptor: { Location: 's3://my-data/sales/' } }, /s3:\/\/my-data\/sales\//],
    ['a view', { TableType: 'VIRTUAL_VIEW' }, /a view/],
    [
      'an Iceberg table',
      { Parameters: { table_type: 'ICEBERG' }, StorageDescriptor: { Location: 's3://my-trail/AWSLogs/x' } },
      /ICEBERG/,
    ],
  ])('%s is left alone', async (what, input, words) => {
    const Name = what.replaceAll(' ', '_').toLowerCase()
    await glue.send(
      new CreateTableCommand({ DatabaseName: 'logs', TableInput: { Name, TableType: 'EXTERNAL_TABLE', ...input } }),
    )
    const before = await get(Name)
    const ran = await table('apply', Name)
    expect([ran.status, ran.stdout]).toEqual([3, ''])
    expect(ran.stderr).toMatch(/NOT_CLOUDTRAIL/)
    expect(ran.stderr).toMatch(words)
    expect(await get(Name)).toEqual(before)
    const told = await table('apply', Name, '--take-over')
    expect(told.status).toBe(what === 'other files' ? 0 : 3)
  })

  test('a version that is not the planned one is refused, and a table that is there where none was', async () => {
    await table('apply', 'versions')
    for (const version of ['none', '7']) {
      const ran = await table('apply', 'versions', '--planned', version, '--first-day', '2020-01-01')
      expect([ran.status, ran.stderr]).toEqual([3, expect.stringContaining('TABLE_CHANGED')])
    }
    expect(await versions('versions')).toBe(1)
    expect((await table('apply', 'versions', '--planned', '1', '--first-day', '2020-01-01')).status).toBe(0)
  })

  test('a table that is changed behind our back, between the plan and the update, is refused', async () => {
    await table('apply', 'behind')
    const input = { ...tableInput(tableDefinition({ ...OPTIONS, table: 'behind' })), Description: 'of somebody else' }
    let looks = 0
    const proxy = await proxyOf(moto.url, async action => {
      if (action === 'GetTable' && ++looks === 2) {
        await glue.send(new UpdateTableCommand({ DatabaseName: 'logs', TableInput: input as never }))
      }
    })
    const ran = await ask({ ...moto.env, AWS_ENDPOINT_URL: proxy.url }, 'apply', 'behind', [
      '--first-day',
      '2020-01-01',
    ])
    proxy.server.close()
    expect(looks).toBe(2)
    expect([ran.status, ran.stderr]).toEqual([3, expect.stringContaining('TABLE_CHANGED')])
    expect((await get('behind'))?.Description).toBe('of somebody else')
  })

  test.each([
    ['AccessDeniedException', 400, 3, 'ACCESS_DENIED'],
    ['ConcurrentModificationException', 400, 3, 'TABLE_CHANGED'],
    ['InvalidInputException', 400, 5, 'InvalidInputException'],
    ['ResourceNumberLimitExceededException', 400, 5, 'ResourceNumberLimitExceededException'],
    ['ThrottlingException', 400, 5, 'ThrottlingException'],
    ['InternalServiceException', 500, 5, 'InternalServiceException'],
  ])('%s leaves the table as it was', async (fault, http, status, word) => {
    const name = `fault_${fault.toLowerCase()}`
    await table('apply', name)
    const before = await get(name)
    const proxy = await proxyOf(moto.url, action => (action === 'UpdateTable' ? { fault, http } : undefined))
    const ran = await ask({ ...moto.env, AWS_ENDPOINT_URL: proxy.url }, 'apply', name, ['--first-day', '2020-01-01'])
    proxy.server.close()
    expect(ran.status).toBe(status)
    expect(ran.stderr).toContain(word)
    expect(ran.stderr).not.toContain('BUG')
    expect(await get(name)).toEqual(before)
    expect((await table('apply', name, '--first-day', '2020-01-01')).status).toBe(0)
  })

  test('partitions are registered in hundreds, once; a fault in the middle is gone on from', async () => {
    const window = ['--partitioning', 'hive', '--since', '2026-01-01', '--until', '2026-04-01']
    const count = async () => {
      let n = 0
      let token: string | undefined
      do {
        const answer = await glue.send(
          new GetPartitionsCommand({ DatabaseName: 'logs', TableName: 'registered', NextToken: token }),
        )
        n += answer.Partitions?.length ?? 0
        token = answer.NextToken
      } while (token !== undefined)
      return n
    }
    let calls = 0
    const proxy = await proxyOf(moto.url, action =>
      action === 'BatchCreatePartition' && ++calls === 2
        ? { fault: 'OperationTimeoutException', http: 400 }
        : undefined,
    )
    const broken = await ask({ ...moto.env, AWS_ENDPOINT_URL: proxy.url }, 'apply', 'registered', window)
    proxy.server.close()
    expect([broken.status, await count()]).toEqual([5, 100])

    // January to March, and a day for what comes late: 91 days of two regions.
    expect((await table('plan', 'registered', ...window)).stdout).toContain(`+ ${2 * 91 - 100} partitions`)
    expect((await table('apply', 'registered', ...window)).status).toBe(0)
    expect(await count()).toBe(2 * 91)
    expect((await table('apply', 'registered', ...window)).stdout).toContain('as it should be')
    const { Partitions } = await glue.send(
      new GetPartitionsCommand({ DatabaseName: 'logs', TableName: 'registered', MaxResults: 1 }),
    )
    expect(Partitions?.[0]).toMatchObject({
      Values: ['111122223333', 'eu-west-1', '2026/01/01'],
      StorageDescriptor: { Location: 's3://my-trail/AWSLogs/111122223333/CloudTrail/eu-west-1/2026/01/01/' },
    })
  })

  test('a database that is not there', async () => {
    const words = (more: readonly string[]) =>
      trailq(['table', 'apply', ...TRAIL, '--database', 'fresh', '-q', ...more], { env: moto.env })
    const ran = await words([])
    expect([ran.status, ran.stderr]).toEqual([3, expect.stringContaining('--create-database')])
    expect((await words(['--create-database'])).status).toBe(0)
    expect((await words(['--create-database'])).stdout).toContain('as it should be')
  })

  test('trailq ddl --from looks into a bucket, page by page', async () => {
    const ran = await trailq(['ddl', '--from', 's3://my-trail', '--target', 'glue'], { env: moto.env })
    expect(ran.status).toBe(0)
    const { Parameters } = JSON.parse(ran.stdout).TableInput
    expect(Parameters['projection.account.values'].split(',')).toHaveLength(1006)
    expect(Parameters['projection.region.values']).toBe('eu-west-1,us-east-1')
    expect(Parameters['projection.day.range']).toBe('2024/11/30,NOW+1DAYS')
    expect(ran.stderr).toContain('Found: --location s3://my-trail/ --organization o-abc --account ')
    const gone = await trailq(['ddl', '--from', 's3://no-such-bucket'], { env: moto.env })
    expect([gone.status, gone.stdout]).toEqual([3, ''])
    expect(gone.stderr).toContain('no such bucket')
    const nothing = await trailq(['ddl', '--from', 's3://my-trail/AWSLogs/o-xyz/'], { env: moto.env })
    expect([nothing.status, nothing.stderr]).toEqual([3, expect.stringContaining('NO_LOGS')])
  })
})

type Fault = { readonly fault: string; readonly http: number } | undefined

/** Stands between the program and the catalog: may do something first, or answer with a fault. */
async function proxyOf(
  url: string,
  before: (action: string) => Fault | Promise<void>,
): Promise<{ url: string; server: Server }> {
  const server = createServer(async (incoming, answer) => {
    const action = String(incoming.headers['x-amz-target'] ?? '').split('.')[1] ?? ''
    const fault = await before(action)
    if (fault !== undefined) {
      incoming.resume()
      answer.writeHead(fault.http, { 'content-type': 'application/x-amz-json-1.1' })
      answer.end(JSON.stringify({ __type: fault.fault, Message: `made up: ${fault.fault}` }))
      return
    }
    const { host: _, ...headers } = incoming.headers
    const outgoing = request(url + incoming.url, { method: incoming.method, headers }, reply => {
      answer.writeHead(reply.statusCode ?? 500, reply.headers)
      reply.pipe(answer)
    })
    incoming.pipe(outgoing)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server }
}

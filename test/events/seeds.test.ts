import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTrail, type Trail } from '../../src/index.ts'
import { DERIVED } from './mismatches.ts'
import { SERIES_SEEDS } from './records/seed-tables.ts'
import { SINGLE_SEEDS } from './records/seeds.ts'
import { trailFolder } from './trail-folder.ts'

// The known answers of the query catalogue, section 11, "Seeds".

const SEEDS = [...SINGLE_SEEDS, ...SERIES_SEEDS]
const folder = trailFolder()
let trail: Trail

beforeAll(async () => {
  // Two files without any folder that says an account: one as CloudTrail writes it, one as the pages print it.
  folder.write('pages.json.gz', JSON.stringify({ Records: SINGLE_SEEDS.map(({ record }) => record) }))
  folder.write('tables.json', JSON.stringify({ Records: SERIES_SEEDS.map(({ record }) => record) }, null, 4))
  trail = await openTrail({ engine: 'duckdb', logs: folder.path })
})

afterAll(async () => {
  await trail.close()
  folder[Symbol.dispose]()
})

test('there are twelve, each with every derived column', async () => {
  const rows = await trail
    .scope({})
    .selectFrom('events')
    .select(['event_id', ...DERIVED])
    .execute()
  expect(rows).toHaveLength(12)
  const byId = new Map(rows.map(row => [row.event_id, row]))
  for (const { record, expected } of SEEDS) {
    const id = String(record['eventID'])
    expect(byId.get(id), `${String(record['eventName'])} (${id})`).toEqual({ event_id: id, ...expected })
  }
})

test('failed-calls: the one CreateCollection', async () => {
  expect(await trail.run('failed-calls', {}).toArray()).toEqual([
    expect.objectContaining({
      service: 'aoss',
      event_name: 'CreateCollection',
      error_code: 'HttpFailureException',
      error_class: 'service',
      events: 1,
      callers: 1,
      source_ips: 1,
      first_seen: '2022-04-08T14:21:09Z',
      last_seen: '2022-04-08T14:21:09Z',
      sample_message: 'Something unknown went wrong',
      sample_event_id: '20000000-0000-4000-8000-000000000002',
    }),
  ])
})

test('access-denied: nobody', async () => {
  expect(await trail.run('access-denied', {}).toArray()).toEqual([])
})

test('changes: nine writes, three reads, most of them without readOnly', async () => {
  const rows = await trail.run('changes', { outcome: 'all' }).toArray()
  const seen = rows.map(row => `${row.event_time} ${row.service} ${row.event_name} ${row.verb} ${row.outcome}`)
  // Newest first. CreateX is a create, DeleteX a delete, all else an update.
  expect(seen).toEqual([
    '2022-04-08T14:21:09Z aoss CreateCollection create failed',
    '2022-03-21T23:15:40Z redshift-serverless CreateNamespace create ok',
    '2020-12-01T16:04:11Z devops-guru UpdateResourceCollection update ok',
    '2019-12-17T23:07:14Z dax CreateCluster create ok',
    '2015-05-04T13:28:10Z dynamodb DeleteTable delete ok',
    '2015-05-04T02:04:12Z dynamodb UpdateTable update ok',
    '2015-05-01T07:14:25Z dynamodb CreateTable create ok',
    '2014-12-01T22:42:51Z elasticache ModifyCacheCluster update ok',
    '2014-12-01T22:10:05Z elasticache CreateCacheCluster create ok',
  ])
  const reads = await trail
    .scope({ readsOnly: true })
    .selectFrom('events')
    .select('event_name')
    .orderBy('event_name')
    .execute()
  expect(reads.map(row => row.event_name)).toEqual(['DescribeCacheClusters', 'DescribeTable', 'ListTables'])
})

test('changes: eight, where the one that failed is not asked for', async () => {
  expect(await trail.run('changes', {}).toArray()).toHaveLength(8)
})

test('redshift-serverless-namespaces-created: testnamespace', async () => {
  expect(await trail.run('redshift-serverless-namespaces-created', {}).toArray()).toEqual([
    expect.objectContaining({
      event_time: '2022-03-21T23:15:40Z',
      caller: 'arn:aws:sts::111122223333:assumed-role/admin/admin',
      caller_kind: 'role',
      source_ip: '56.23.155.33',
      outcome: 'ok',
      namespace: 'testnamespace',
      db_name: 'dev',
      namespace_arn: 'arn:aws:redshift-serverless:us-east-1:111122223333:namespace/0000aaaa-example',
      namespace_id: '0000bbbb-example',
      status: 'AVAILABLE',
    }),
  ])
})

test('dynamodb-describe-volume: Music once', async () => {
  expect(await trail.run('dynamodb-describe-volume', {}).toArray()).toEqual([
    expect.objectContaining({ table_name: 'Music', event_name: 'DescribeTable', events: 1, failed: 0, callers: 1 }),
  ])
})

test('identity-types: eight by role, four by IAM user', async () => {
  const rows = await trail.run('identity-types', {}).toArray()
  expect(rows.map(row => [row.caller_kind, row.events, row.failed])).toEqual([
    ['role', 8, 1],
    ['iam-user', 4, 0],
  ])
})

test('DynamoDB’s changes are all Music’s, UpdateTable by its response', async () => {
  const db = trail.scope({ service: 'dynamodb', writesOnly: true })
  const rows = await db.selectFrom('events').select(['event_name', 'resource']).orderBy('event_time').execute()
  expect(rows).toEqual([
    { event_name: 'CreateTable', resource: 'Music' },
    { event_name: 'UpdateTable', resource: 'Music' },
    { event_name: 'DeleteTable', resource: 'Music' },
  ])
})

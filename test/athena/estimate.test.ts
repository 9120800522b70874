import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'

import { openTrail } from '../../src/index.ts'
import type { Table } from '../standins/aws/glue.ts'
import { Aws as StandIn } from '../standins/aws/server.ts'
import { consoleTable, projectedTable, TRAIL } from '../standins/aws/tables.ts'

let standIn: StandIn

const ACCOUNTS = ['111122223333', '444455556666']
const REGIONS = ['us-east-1', 'eu-west-1']
const DAYS = ['2026/11/01', '2026/11/18', '2026/11/19', '2026/11/20']
/** 18 and 19 November: delivered on the 18th, 19th and 20th. */
const WINDOW = { since: '2026-11-18', until: '2026-11-20' }
const SIZE = 1000

beforeAll(async () => {
  standIn = await StandIn.start()
  Object.assign(process.env, standIn.env)
  for (const account of ACCOUNTS) {
    for (const region of REGIONS) {
      for (const day of DAYS)
        standIn.s3.put(`${TRAIL}${account}/CloudTrail/${region}/${day}/a.json.gz`, Buffer.alloc(SIZE))
    }
  }
  standIn.s3.put(`${TRAIL}111122223333/CloudTrail-Digest/us-east-1/2026/11/19/d.json.gz`, Buffer.alloc(SIZE))
})

afterEach(() => {
  standIn.reset()
  standIn.glue.tables.length = 0
  standIn.glue.partitions.clear()
})

afterAll(() => standIn[Symbol.asyncDispose]())

async function estimate(table: Table, scope: object) {
  standIn.glue.tables.push(table)
  await using trail = await openTrail({ engine: 'athena', database: table.DatabaseName, table: table.Name })
  return await trail.sql('SELECT * FROM events', scope).estimate()
}

const listed = () =>
  standIn.asked('ListObjectsV2').map(({ url }) => new URL(url, 'http://x').searchParams.get('prefix'))

describe('what a question would read', () => {
  test('exactly the folders of the scope are listed', async () => {
    const scope = { ...WINDOW, account: '111122223333', region: 'us-east-1' }
    expect(await estimate(projectedTable(), scope)).toEqual({
      partitions: 3,
      objects: 3,
      bytes: 3 * SIZE,
      cost: (10 * 1024 ** 2 * 5) / 1024 ** 4,
    })
    expect(listed().sort()).toEqual(
      ['18', '19', '20'].map(day => `AWSLogs/o-abc123/111122223333/CloudTrail/us-east-1/2026/11/${day}/`),
    )
    expect(standIn.operations()).not.toContain('StartQueryExecution')
  })

  test('all accounts and regions of the table, where the scope names none', async () => {
    expect(await estimate(projectedTable(), WINDOW)).toMatchObject({ partitions: 12, objects: 12 })
  })

  test('more than a page of objects', async () => {
    const many = `${TRAIL}999988887777/CloudTrail/us-east-1/2026/11/19/`
    for (let i = 0; i < 2100; i++) standIn.s3.put(`${many}${i}.json.gz`, 'x')
    const found = await estimate(projectedTable({ 'projection.account.type': 'injected' }), {
      ...WINDOW,
      account: '999988887777',
    })
    for (let i = 0; i < 2100; i++) standIn.s3.delete(`${many}${i}.json.gz`)
    expect(found).toMatchObject({ objects: 2100, bytes: 2100 })
  })

  test('counts at the same time share their listings, but not their end', async () => {
    standIn.glue.tables.push(projectedTable())
    standIn.fault({ kind: 'late', ms: 300 }, { on: 'ListObjectsV2', times: 99 })
    await using trail = await openTrail({ engine: 'athena', database: 'security', table: 'cloudtrail_logs' })
    const scope = { ...WINDOW, account: '111122223333', region: 'us-east-1' }
    const count = (signal?: AbortSignal) => trail.sql('SELECT * FROM events', scope, { signal }).estimate()
    await Promise.all([count(), count(), count()])
    expect(listed()).toHaveLength(3)
    const leaving = new AbortController()
    const [left, stayed] = [count(leaving.signal), count()]
    setTimeout(() => leaving.abort(), 100)
    await expect(left).rejects.toMatchObject({ code: 'CANCELLED' })
    expect(await stayed).toMatchObject({ objects: 3 })
  })

  test('an injected key wants to be told', async () => {
    const asking = estimate(projectedTable({ 'projection.account.type': 'injected' }), WINDOW)
    await expect(asking).rejects.toMatchObject({ code: 'BAD_PARAMETER', next: expect.stringContaining('--account') })
  })

  test('a table without partitions is read whole', async () => {
    expect(await estimate(consoleTable(), WINDOW)).toMatchObject({ partitions: 1, objects: 17 })
  })

  test.each([
    ['one key for the day', ['account', 'date_partition'], (day: string) => [day.replaceAll('/', '-')]],
    ['a key for each part of it', ['account', 'year', 'month', 'day'], (day: string) => day.split('/')],
    [
      'months without zeros',
      ['account', 'year', 'month'],
      (day: string) =>
        day
          .split('/')
          .slice(0, 2)
          .map(part => `${Number(part)}`),
    ],
  ])('partitions that the catalog lists: %s', async (_, keys, write) => {
    const { Parameters: _projection, ...table } = projectedTable()
    const partitions = ACCOUNTS.flatMap(account =>
      DAYS.map(day => ({
        Values: [account, ...write(day)],
        StorageDescriptor: { Location: `${TRAIL}${account}/CloudTrail/us-east-1/${day}/` },
      })),
    )
    standIn.glue.partitions.set('security.cloudtrail_logs', partitions)
    const named = { ...table, PartitionKeys: keys.map(Name => ({ Name, Type: 'string' })) }
    const found = await estimate(named, { ...WINDOW, account: '444455556666' })
    // By months all days of November can be needed.
    expect(found.partitions).toBe(keys.length === 3 ? 4 : 3)
    expect(found.objects).toBe(found.partitions)
  })

  test('a bucket that is not to be listed is named', async () => {
    standIn.s3.denied.add('trail')
    await expect(estimate(projectedTable(), WINDOW)).rejects.toMatchObject({
      code: 'ACCESS_DENIED',
      message: expect.stringContaining('list s3://trail/'),
    })
  })

  test('files cost nothing to read', async () => {
    await using trail = await openTrail({ logs: 'examples/trail' })
    await expect(trail.run('failed-calls').estimate()).rejects.toMatchObject({ code: 'NOT_SUPPORTED' })
  })
})

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'

import { openTrail } from '../../src/index.ts'
import { trailq } from '../cli/trailq.ts'
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

async function estimate(table: Table, scope: object, config: object = {}) {
  standIn.glue.tables.push(table)
  await using trail = await openTrail({ engine: 'athena', database: table.DatabaseName, table: table.Name, ...config })
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

  test('a table without partitions is read whole, whatever the window, and the estimate says so', async () => {
    expect(await estimate(consoleTable(), WINDOW)).toMatchObject({ partitions: 1, objects: 17, isUnpruned: true })
  })

  test('so is one whose partitions tell no date', async () => {
    const { PartitionKeys: _, ...table } = projectedTable({
      'storage.location.template': `${TRAIL}\${account}/CloudTrail/\${region}/`,
    })
    const byRegion = { ...table, PartitionKeys: ['account', 'region'].map(Name => ({ Name, Type: 'string' })) }
    expect(await estimate(byRegion, WINDOW)).toMatchObject({ partitions: 4, objects: 16, isUnpruned: true })
  })

  test('an Iceberg table leaves out by itself what is not of the window', async () => {
    const iceberg = { ...consoleTable(), Parameters: { table_type: 'ICEBERG' } }
    expect(await estimate(iceberg, WINDOW)).not.toHaveProperty('isUnpruned')
  })

  test.each([
    ['a view', { TableType: 'VIRTUAL_VIEW', StorageDescriptor: {} }, /is a view/],
    ['a table of another catalog, without a place', { StorageDescriptor: {} }, /no folder of S3/],
  ])('%s can’t be counted', async (_, more, message) => {
    const { Columns } = consoleTable().StorageDescriptor ?? {}
    const table = { ...consoleTable(), ...more, StorageDescriptor: { Columns: Columns ?? [] } }
    await expect(estimate(table, WINDOW)).rejects.toMatchObject({
      code: 'NOT_SUPPORTED',
      message: expect.stringMatching(message),
      next: expect.stringContaining('--max-scan'),
    })
  })

  test('a partition that the catalog lists without a place can’t either', async () => {
    const { Parameters: _, ...table } = projectedTable()
    standIn.glue.partitions.set('security.cloudtrail_logs', [
      { Values: ['111122223333', 'us-east-1', '2026/11/18'], StorageDescriptor: { Location: '' } },
    ])
    await expect(estimate(table, WINDOW)).rejects.toMatchObject({ code: 'NOT_SUPPORTED' })
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

  describe('year, month and day in keys of their own', () => {
    const parts = (digits: object = {}) => ({
      ...projectedTable({
        'projection.year.type': 'integer',
        'projection.year.range': '2020,2030',
        'projection.month.type': 'integer',
        'projection.month.range': '1,12',
        'projection.day.type': 'integer',
        'projection.day.range': '1,31',
        'projection.month.digits': '2',
        'projection.day.digits': '2',
        'storage.location.template': `${TRAIL}\${account}/CloudTrail/\${region}/\${year}/\${month}/\${day}/`,
        ...digits,
      }),
      PartitionKeys: ['account', 'region', 'year', 'month', 'day'].map(Name => ({ Name, Type: 'string' })),
    })
    const one = { account: '111122223333', region: 'us-east-1' }

    test('leave only the days of the window', async () => {
      expect(await estimate(parts(), { ...WINDOW, ...one })).toMatchObject({ partitions: 3, objects: 3 })
      expect(listed().sort()).toEqual(
        ['18', '19', '20'].map(day => `AWSLogs/o-abc123/111122223333/CloudTrail/us-east-1/2026/11/${day}/`),
      )
    })

    test('over the end of a year', async () => {
      const window = { since: '2025-12-30', until: '2026-01-02' }
      await estimate(parts(), { ...window, ...one })
      expect(
        listed()
          .map(prefix => prefix?.slice(-11, -1))
          .sort(),
      ).toEqual(['2025/12/30', '2025/12/31', '2026/01/01', '2026/01/02'])
    })

    test('an hour is today, and tomorrow for what comes late', async () => {
      expect((await estimate(parts(), { since: '1h', ...one })).partitions).toBeLessThanOrEqual(3)
    })

    test('as words, and without zeros', async () => {
      const months = { 'projection.month.type': 'enum', 'projection.month.values': '1,2,3,4,5,6,7,8,9,10,11,12' }
      const found = await estimate(parts({ ...months, 'projection.day.digits': '1' }), {
        ...one,
        since: '2026-02-27',
        until: '2026-03-02',
      })
      // Athena's 29th, 30th and 31st of February can be left out or in: nothing lies there.
      expect(listed().map(prefix => prefix?.split('us-east-1/')[1])).toEqual(
        expect.arrayContaining(['2026/2/27/', '2026/2/28/', '2026/3/1/', '2026/3/2/']),
      )
      expect(found.partitions).toBeLessThanOrEqual(7)
    })
  })

  test.each([
    ['numbers', { type: 'integer', range: '20200101,20301231' }, 'yyyyMMdd'],
    ['dates in one word', { type: 'date', range: '20200101,NOW', format: 'yyyyMMdd' }, 'yyyyMMdd'],
    ['dates with hyphens', { type: 'date', range: '2020-01-01,NOW', format: 'yyyy-MM-dd' }, 'yyyy-MM-dd'],
    ['the day first', { type: 'date', range: '01-01-2020,NOW', format: 'dd-MM-yyyy' }, 'dd-MM-yyyy'],
  ])('one key of days as %s', async (_, rules, form) => {
    const properties = Object.fromEntries(
      Object.entries(rules).map(([what, value]) => [`projection.day.${what}`, value]),
    )
    await estimate(projectedTable({ 'projection.day.format': 'yyyyMMdd', ...properties }), {
      ...WINDOW,
      account: '111122223333',
      region: 'us-east-1',
    })
    const days = ['18', '19', '20'].map(day => form.replace('yyyy', '2026').replace('MM', '11').replace('dd', day))
    expect(
      listed()
        .map(prefix => prefix?.split('/').at(-2))
        .sort(),
    ).toEqual(days)
  })

  test('numbers of accounts are not counted up', async () => {
    const accounts = {
      'projection.account.type': 'integer',
      'projection.account.range': '0,999999999999',
      'projection.account.digits': '12',
    }
    const scope = { ...WINDOW, region: 'us-east-1', account: '111122223333' }
    expect(await estimate(projectedTable(accounts), scope)).toMatchObject({ partitions: 3, objects: 3 })
    standIn.glue.tables.length = 0
    await expect(estimate(projectedTable(accounts), WINDOW)).rejects.toMatchObject({
      code: 'BAD_PARAMETER',
      next: expect.stringContaining('--account'),
    })
  })

  test('millions of partitions are counted, and none is made', async () => {
    const regions = Array.from({ length: 20_000 }, (_, i) => `r${i}`).join(',')
    const before = performance.now()
    await expect(
      estimate(projectedTable({ 'projection.region.values': regions }), { since: '2026-01-01' }),
    ).rejects.toMatchObject({ message: expect.stringMatching(/covers \d{8} partitions/) })
    expect(performance.now() - before).toBeLessThan(2000)
  })

  test.each([
    ['us-east-1', {}, 5, undefined],
    ['sa-east-1', {}, 9, undefined],
    ['us-gov-west-1', {}, 5, undefined],
    ['cn-north-1', {}, 5, 5],
    ['eu-south-2', {}, 5, 5],
    ['cn-north-1', { pricePerTerabyte: 4 }, 4, undefined],
  ])('the price in %s with %j', async (region, config, price, assumedPrice) => {
    const { cost, ...found } = await estimate(projectedTable(), WINDOW, { region, ...config })
    expect(cost).toBe((10 * 1024 ** 2 * price) / 1024 ** 4)
    expect(found.assumedPrice).toBe(assumedPrice)
  })

  test('a bucket that is not to be listed is named', async () => {
    standIn.s3.denied.add('trail')
    await expect(estimate(projectedTable(), WINDOW)).rejects.toMatchObject({
      code: 'ACCESS_DENIED',
      message: expect.stringContaining('list s3://trail/'),
    })
  })

  test('the command line says what an estimate does not know', async () => {
    standIn.glue.tables.push(consoleTable())
    const args = ['run', 'failed-calls', '--engine', 'athena', '--database', 'security', '--estimate', '--table']
    const env = { ...standIn.env, AWS_REGION: 'cn-north-1' }
    const whole = await trailq([...args, 'cloudtrail_logs_bucket'], { env })
    expect(whole.stderr).toMatch(/a window keeps nothing from being read[\s\S]*\$5\.00 a terabyte is assumed\. --price/)
    expect(whole.stdout).toMatch(/^\{"partitions":1,"objects":17,/)
    expect((await trailq([...args, 'cloudtrail_logs_bucket', '--quiet'], { env })).stderr).toBe('')
    standIn.glue.tables.push({ ...consoleTable(), Name: 'a_view', TableType: 'VIRTUAL_VIEW' })
    const view = await trailq([...args, 'a_view'], { env })
    expect(view.stderr).toMatch(/NOT_SUPPORTED security\.a_view is a view/)
    expect(view.status).toBe(4)
  })

  test('files cost nothing to read', async () => {
    await using trail = await openTrail({ logs: 'examples/trail' })
    await expect(trail.run('failed-calls').estimate()).rejects.toMatchObject({ code: 'NOT_SUPPORTED' })
  })
})

import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'

import { Aws } from '../../src/engines/athena/aws.ts'
import { type Check, examine } from '../../src/engines/athena/doctor/index.ts'
import type { AthenaOptions } from '../../src/engines/athena/engine.ts'
import { trailq } from '../cli/trailq.ts'
import type { Table } from '../standins/aws/glue.ts'
import { OWNER } from '../standins/aws/s3.ts'
import { Aws as StandIn } from '../standins/aws/server.ts'
import { consoleTable, projectedTable, TRAIL } from '../standins/aws/tables.ts'
import { signalled } from './signalled.ts'

let standIn: StandIn
let folder: string
const NOW = new Date('2026-11-21T09:00:00Z')
const EVENT = { columns: [{ name: 'event_time', type: 'varchar' }], rows: [['2026-11-20T08:00:00Z']] }

beforeAll(async () => {
  standIn = await StandIn.start()
  Object.assign(process.env, standIn.env)
  folder = mkdtempSync(join(tmpdir(), 'trailq-doctor-'))
})

beforeEach(() => {
  standIn.glue.tables.push(projectedTable())
  standIn.s3.put(`${TRAIL}111122223333/CloudTrail/eu-west-1/2026/11/20/a.json.gz`, 'x')
  standIn.athena.onQuery = () => ({ scanned: [2e6], answer: EVENT })
})

afterEach(() => {
  expect(standIn.athena.running()).toEqual([])
  standIn.reset()
  standIn.glue.tables.length = 0
  standIn.athena.workGroups.set('primary', { output: 's3://results/athena/' })
})

afterAll(async () => {
  await standIn[Symbol.asyncDispose]()
  rmSync(folder, { recursive: true })
})

async function checks(options: Partial<AthenaOptions> = {}, now = NOW): Promise<Check[]> {
  const all: Check[] = []
  const given = { database: 'security', table: 'cloudtrail_logs', ...options }
  const aws = new Aws({ endpoint: standIn.url, ...given })
  for await (const check of examine(aws, given, { now })) all.push(check)
  await aws.close()
  for (const { verdict, next } of all) expect(next === '').toBe(verdict === 'ok')
  return all
}

const HOURS = {
  'projection.day.format': 'yyyy/MM/dd/HH',
  'projection.day.range': 'NOW-1YEARS,NOW',
  'projection.day.interval': '1',
  'projection.day.interval.unit': 'HOURS',
}

/** A table with a key for each part of a date. */
function threeKeys(properties: Readonly<Record<string, string>> = {}): Table {
  const table = projectedTable({
    'projection.year.type': 'integer',
    'projection.year.range': '2024,2026',
    'projection.month.type': 'integer',
    'projection.month.range': '1,12',
    'projection.month.digits': '2',
    'projection.day.type': 'integer',
    'projection.day.range': '1,31',
    'projection.day.digits': '2',
    'storage.location.template': `${TRAIL}\${account}/CloudTrail/\${region}/\${year}/\${month}/\${day}/`,
    ...properties,
  })
  const keys = ['account', 'region', 'year', 'month', 'day']
  return { ...table, PartitionKeys: keys.map(Name => ({ Name, Type: 'string' })) }
}

/** The line on one thing. */
const on = (all: readonly Check[], name: string, verdict: string) =>
  all.find(check => check.name === name && check.verdict === verdict)

describe('the doctor', () => {
  test('all is well', async () => {
    const all = await checks({ maxScan: 50e9 })
    const but = all.filter(({ verdict }) => verdict !== 'ok')
    expect(but.map(({ name }) => name)).toEqual(['columns'])
    expect(on(all, 'data', 'ok')?.says).toBe(
      `newest of 2026-11-20: ${TRAIL}111122223333/CloudTrail/eu-west-1/2026/11/20/`,
    )
    // Two accounts, two regions, 326 days from 1 January to 22 November.
    expect(on(all, 'partitions', 'ok')?.says).toMatch(/^by account, region, day, projected: 1304 for all time$/)
    // Its query touches that folder's partitions alone.
    expect(standIn.athena.queries.map(({ sql }) => sql)).toEqual([
      expect.stringMatching(
        /account IN \('111122223333'\) AND region IN \('eu-west-1'\) AND day >= '2026\/11\/19' AND day <= '2026\/11\/21'.* LIMIT 1$/,
      ),
    ])
  })

  test.each([
    ['a workgroup that is not there', { workgroup: 'nowhere' }, 'workgroup', 'wrong', /nowhere is not found/],
    ['a disabled one', { workgroup: 'off' }, 'workgroup', 'wrong', /off is disabled/],
    ['an old engine', { workgroup: 'old' }, 'workgroup', 'wrong', /Athena engine version 2/],
    ['no place for results', { workgroup: 'placeless' }, 'results', 'wrong', /neither/],
    ['managed results', { workgroup: 'managed' }, 'results', 'warning', /by pages/],
    ['managed results and a place', { workgroup: 'managed', outputLocation: 's3://x/' }, 'results', 'wrong', /refuses/],
    ['an enforced place', { workgroup: 'forced', outputLocation: 's3://x/' }, 'results', 'warning', /enforces/],
    ['results for the client to decrypt', { workgroup: 'locked' }, 'results', 'warning', /encrypted for the client/],
    ['no limit on what is read', {}, 'scan limit', 'warning', /none/],
    ['a limit of the workgroup', { workgroup: 'capped' }, 'scan limit', 'ok', /stops queries at 10 GB/],
    ['a table that is not there', { table: 'cloudtrail_log' }, 'table', 'wrong', /Did you mean 'cloudtrail_logs'/],
    ['a database that is not there', { database: 'nowhere' }, 'table', 'wrong', /no table nowhere/],
  ] as const)('%s', async (_, options, name, verdict, says) => {
    const { workGroups } = standIn.athena
    workGroups.set('off', { output: 's3://results/', state: 'DISABLED' })
    workGroups.set('old', { output: 's3://results/', engine: 'Athena engine version 2' })
    workGroups.set('placeless', {})
    workGroups.set('managed', { managed: true })
    workGroups.set('forced', { output: 's3://results/', enforced: true })
    workGroups.set('locked', { output: 's3://results/', encryption: 'CSE_KMS' })
    workGroups.set('capped', { output: 's3://results/', cutoff: 10e9 })
    expect(on(await checks(options), name, verdict)?.says).toMatch(says)
  })

  test.each([
    [
      'a key without its projection',
      { 'projection.region.type': undefined },
      'projection',
      'wrong',
      /no projection\.region\.type/,
    ],
    [
      'a template without a key',
      { 'storage.location.template': `${TRAIL}\${account}/\${day}/` },
      'projection',
      'wrong',
      /\$\{region\}/,
    ],
    [
      'a template without a slash',
      { 'storage.location.template': `${TRAIL}\${account}/CloudTrail/\${region}/\${day}` },
      'projection',
      'warning',
      /end in \//,
    ],
    [
      'a range that has ended',
      { 'projection.day.range': '2020/01/01,2026/10/31' },
      'days',
      'wrong',
      /ends before today/,
    ],
    [
      'too many partitions',
      { 'projection.region.values': Array.from({ length: 2000 }, (_, i) => `r${i}`).join(',') },
      'partitions',
      'warning',
      /1000000 at once/,
    ],
    [
      'accounts that want to be told, and none there',
      {
        'projection.account.type': 'injected',
        'storage.location.template': `${TRAIL}elsewhere/\${account}/\${region}/\${day}/`,
      },
      'data',
      'warning',
      /told its account, and the bucket does not tell/,
    ],
    [
      'accounts that want to be told, in front of which is another key',
      {
        'projection.account.type': 'injected',
        'storage.location.template': `${TRAIL}\${region}/\${account}/\${day}/`,
      },
      'data',
      'warning',
      /told its account, and the bucket does not tell/,
    ],
    [
      'no data',
      { 'storage.location.template': `${TRAIL}elsewhere/\${account}/\${region}/\${day}/` },
      'data',
      'warning',
      /none of the last 14 days where the table looks \(4 folders\)/,
    ],
    [
      'accounts that can’t be counted up',
      { 'projection.account.type': 'integer', 'projection.account.range': '0,999999999999' },
      'partitions',
      'warning',
      /1000000000000 values/,
    ],
  ] as const)('%s', async (_, properties, name, verdict, says) => {
    standIn.glue.tables.length = 0
    standIn.glue.tables.push(projectedTable(properties as never))
    expect(on(await checks(), name, verdict)?.says).toMatch(says)
  })

  test.each([
    ['a range that ends today', { range: '2020/01/01,2026/11/21' }, ['ok'], /2020\/01\/01,2026\/11\/21/],
    ['one that ended yesterday', { range: '2020/01/01,2026/11/20' }, ['wrong'], /ends before today/],
    ['one that counts back', { range: 'NOW-3YEARS,NOW' }, ['ok'], /from 2023-11-21 on/],
    ['one that ended hours ago', { range: 'NOW-1MONTH, NOW-10HOURS' }, ['wrong'], /ends before today/],
    ['one that begins tomorrow', { range: '2026/11/22,NOW+3DAYS' }, ['wrong'], /begins after today/],
    [
      'hyphens for slashes',
      { range: '2020-01-01,NOW' },
      ['wrong'],
      /'2020-01-01', which is not written as .*yyyy\/MM\/dd/,
    ],
    ['slashes for hyphens', { range: '2020/01/01,NOW', format: 'yyyy-MM-dd' }, ['wrong'], /'2020\/01\/01', which/],
    ['no zeros', { range: '2020/1/1,NOW' }, ['wrong'], /'2020\/1\/1', which/],
    ['an end that is none', { range: '2020/01/01,TODAY' }, ['wrong'], /'TODAY', which/],
    ['no day of the calendar', { range: '2020/01/01,2026/11/31' }, ['wrong'], /'2026\/11\/31', which/],
    ['one end', { range: '2020/01/01' }, ['wrong'], /no pair of dates/],
    ['the current month', { range: '2020-01,2026-11', format: 'yyyy-MM' }, ['ok', 'warning'], /partition is 1 MONTH:/],
    ['the current year', { range: '2020,2026', format: 'yyyy' }, ['ok', 'warning'], /partition is 1 YEAR:/],
    ['hours of today', { range: '2026/11/01/00,2026/11/21/09', format: 'yyyy/MM/dd/HH' }, ['ok'], /2026-11-01/],
    ['an hour that is over', { range: '2026/11/01/00,2026/11/21/08', format: 'yyyy/MM/dd/HH' }, ['wrong'], /ends/],
    ['letters that are not known', { range: '20-Jan-01,NOW', format: 'yy-MMM-dd' }, ['warning'], /yy-MMM-dd/],
    ['quotes', { range: '2020T01T01,NOW', format: "yyyy'T'MM'T'dd" }, ['ok'], /2020-01-01/],
    ['weeks', { interval: '1', 'interval.unit': 'WEEKS' }, ['ok', 'warning'], /interval is 1 WEEK:.*between/],
    ['every third day', { interval: '3', 'interval.unit': 'DAYS' }, ['ok', 'warning'], /interval is 3 DAYS:.*between/],
    ['every second day, without a unit', { interval: '2' }, ['ok', 'warning'], /interval is 2 DAYS:.*between/],
    ['months of days', { interval: '1', 'interval.unit': 'MONTHS' }, ['ok', 'warning'], /interval is 1 MONTH:/],
    ['every day', { interval: '1', 'interval.unit': 'DAYS' }, ['ok'], /2026-01-01/],
    ['every hour', { interval: '1', 'interval.unit': 'HOURS' }, ['ok'], /2026-01-01/],
  ] as const)('days: %s', async (_, rules, verdicts, says) => {
    const day = Object.fromEntries(Object.entries(rules).map(([what, value]) => [`projection.day.${what}`, value]))
    standIn.glue.tables.length = 0
    standIn.glue.tables.push(projectedTable(day))
    const days = (await checks()).filter(({ name }) => name === 'days')
    expect(days.map(({ verdict }) => verdict)).toEqual(verdicts)
    expect(days.some(check => says.test(check.says))).toBe(true)
  })

  test('days in three keys', async () => {
    standIn.glue.tables.length = 0
    standIn.glue.tables.push(threeKeys({ 'projection.year.range': '2020,2025', 'projection.day.interval': '7' }))
    const days = (await checks()).filter(({ name }) => name === 'days')
    expect(days.map(({ verdict, says }) => [verdict, says])).toEqual([
      ['wrong', 'projection.year.range ends before today: 2020,2025'],
      ['warning', expect.stringContaining('projection.day.interval is 7')],
    ])
  })

  test('a table without partitions', async () => {
    standIn.glue.tables.push(consoleTable())
    const all = await checks({ table: 'cloudtrail_logs_bucket' })
    expect(on(all, 'partitions', 'warning')?.says).toMatch(/every question reads every file/)
    expect(on(all, 'location', 'warning')?.says).toMatch(/digests/)
  })

  test('an Iceberg table has partitions that no catalog lists', async () => {
    standIn.glue.tables.push({ ...consoleTable(), Name: 'lake', Parameters: { table_type: 'ICEBERG' } })
    expect(on(await checks({ table: 'lake' }), 'partitions', 'ok')?.says).toMatch(/Iceberg/)
  })

  test('a table of something else is refused by name, and nothing is run', async () => {
    standIn.glue.tables.push({
      DatabaseName: 'security',
      Name: 'ocsf',
      StorageDescriptor: { Columns: [{ Name: 'class_uid', Type: 'int' }] },
    })
    expect(on(await checks({ table: 'ocsf' }), 'table', 'wrong')?.says).toMatch(/OCSF/)
    expect(standIn.athena.queries).toEqual([])
  })

  describe('data', () => {
    const template = (text: string, more: object = {}) => {
      standIn.glue.tables.length = 0
      standIn.glue.tables.push(projectedTable({ 'storage.location.template': text, ...more }))
    }

    test('of the last of 41 accounts in 16 regions', async () => {
      const regions = Array.from({ length: 16 }, (_, i) => `eu-west-${i}`)
      const accounts = Array.from({ length: 41 }, (_, i) => `${222200000000 + i}`)
      template(`${TRAIL}\${account}/CloudTrail/\${region}/\${day}/`, {
        'projection.account.values': accounts.join(','),
        'projection.region.values': regions.join(','),
      })
      standIn.s3.put(`${TRAIL}222200000040/CloudTrail/eu-west-15/2026/11/12/a.json.gz`, 'x')
      const all = await checks()
      standIn.s3.delete(`${TRAIL}222200000040/CloudTrail/eu-west-15/2026/11/12/a.json.gz`)
      expect(on(all, 'data', 'warning')?.says).toBe(
        `the newest of 2026-11-12: ${TRAIL}222200000040/CloudTrail/eu-west-15/2026/11/12/`,
      )
      expect(standIn.asked('ListObjectsV2').length).toBeLessThanOrEqual(41 * 16)
    })

    test('in more folders than are looked into: it says how many', async () => {
      const regions = Array.from({ length: 2000 }, (_, i) => `r-${i}`)
      template(`${TRAIL}\${account}/CloudTrail/\${region}/\${day}/`, { 'projection.region.values': regions.join(',') })
      expect(on(await checks(), 'data', 'warning')?.says).toMatch(
        /^there is none of the last 14 days in 2000 of 4000 folders; the others were not looked into$/,
      )
    })

    test('of many accounts over years: nothing is made that is not looked at', async () => {
      const accounts = Array.from({ length: 20 }, (_, i) => `${222200000000 + i}`)
      const regions = Array.from({ length: 16 }, (_, i) => `eu-west-${i}`)
      standIn.glue.tables.length = 0
      standIn.glue.tables.push(
        threeKeys({
          'projection.account.values': accounts.join(','),
          'projection.region.values': regions.join(','),
        }),
      )
      const before = performance.now()
      expect(on(await checks(), 'data', 'warning')?.says).toMatch(/\(320 folders\)/)
      expect(standIn.asked('ListObjectsV2')).toHaveLength(320)
      expect(performance.now() - before).toBeLessThan(5000)
    })

    test.each([
      ['of yesterday', '2026-11-20', 'ok'],
      ['of today', '2026-11-21', 'ok'],
      ['of two days ago', '2026-11-19', 'warning'],
      ['of the month before', '2026-11-28', 'warning', new Date('2026-12-05T00:00:00Z')],
      ['of two weeks and a day ago', '2026-11-06', undefined],
    ])('%s', async (_, day, verdict, now = NOW) => {
      const place = `${TRAIL}elsewhere/444455556666/us-east-1/${day.replaceAll('-', '/')}/`
      standIn.s3.put(`${place}a.json.gz`, 'x')
      template(`${TRAIL}elsewhere/\${account}/\${region}/\${day}/`)
      const all = await checks({}, now)
      standIn.s3.delete(`${place}a.json.gz`)
      if (verdict === undefined) expect(on(all, 'data', 'warning')?.says).toMatch(/none of the last 14 days/)
      else expect(on(all, 'data', verdict)?.says).toMatch(`of ${day}: ${place}`)
    })

    test.each([
      [
        'in one word',
        { 'projection.day.format': 'yyyy-MM-dd', 'projection.day.range': '2020-01-01,NOW' },
        '2026-11-20/',
      ],
      ['by the hour', HOURS, '2026/11/20/'],
      ['in one word, by the hour', { ...HOURS, 'projection.day.format': 'yyyy-MM-dd-HH' }, '2026-11-20-07/'],
      [
        'the day first',
        { 'projection.day.format': 'dd-MM-yyyy', 'projection.day.range': '01-01-2020,NOW' },
        '20-11-2026/',
      ],
    ])('with days %s', async (_, day, folder) => {
      const hour = folder === '2026/11/20/' ? '07/' : ''
      const place = `${TRAIL}elsewhere/444455556666/us-east-1/${folder}`
      standIn.s3.put(`${place}${hour}a.json.gz`, 'x')
      template(`${TRAIL}elsewhere/\${account}/\${region}/\${day}/`, day)
      const all = await checks()
      standIn.s3.delete(`${place}${hour}a.json.gz`)
      expect(on(all, 'data', 'ok')?.says).toBe(`newest of 2026-11-20: ${place}`)
    })

    test('with the day first, behind thousands of other days', async () => {
      const place = `${TRAIL}elsewhere/444455556666/us-east-1/`
      const days = Array.from({ length: 4400 }, (_, i) =>
        new Date(Date.UTC(2014, 10, 4 + i)).toISOString().slice(0, 10),
      )
      const folders = days.map(day => `${place}${day.split('-').reverse().join('-')}/`)
      expect(folders.at(-1)).toBe(`${place}20-11-2026/`)
      for (const folder of folders) standIn.s3.put(`${folder}a.json.gz`, 'x')
      const form = { 'projection.day.format': 'dd-MM-yyyy', 'projection.day.range': '01-01-2020,NOW' }
      template(`${TRAIL}elsewhere/\${account}/\${region}/\${day}/`, form)
      const all = await checks()
      for (const folder of folders) standIn.s3.delete(`${folder}a.json.gz`)
      expect(on(all, 'data', 'ok')?.says).toBe(`newest of 2026-11-20: ${place}20-11-2026/`)
    })

    test('with folders that have names, in three keys', async () => {
      const place = 's3://trail/hive/account=444455556666/region=us-east-1/year=2026/month=11/day=20/'
      standIn.s3.put(`${place}a.json.gz`, 'x')
      standIn.glue.tables.length = 0
      const { 'storage.location.template': _, ...Parameters } = threeKeys().Parameters ?? {}
      const StorageDescriptor = { ...threeKeys().StorageDescriptor, Location: 's3://trail/hive/' }
      standIn.glue.tables.push({ ...threeKeys(), Parameters, StorageDescriptor })
      const all = await checks()
      standIn.s3.delete(`${place}a.json.gz`)
      expect(on(all, 'data', 'ok')?.says).toBe(`newest of 2026-11-20: ${place}`)
    })

    test('with the day in front of everything', async () => {
      standIn.s3.put('s3://trail/by-day/2026/11/20/444455556666/a.json.gz', 'x')
      template(`s3://trail/by-day/\${day}/\${account}/\${region}/`)
      const all = await checks()
      standIn.s3.delete('s3://trail/by-day/2026/11/20/444455556666/a.json.gz')
      expect(on(all, 'data', 'ok')?.says).toBe('newest of 2026-11-20: s3://trail/by-day/2026/11/20/')
      expect(standIn.asked('ListObjectsV2')).toHaveLength(1)
    })

    test('of accounts that want to be told: those with a folder are looked into, and asked for', async () => {
      template(`${TRAIL}\${account}/CloudTrail/\${region}/\${day}/`, { 'projection.account.type': 'injected' })
      const all = await checks()
      expect(on(all, 'data', 'ok')?.says).toMatch(/newest of 2026-11-20/)
      expect(standIn.athena.queries[0]?.sql).toContain("account IN ('111122223333')")
    })

    test('in partitions that the catalog lists', async () => {
      listed(['2026/11/18', '2026/11/19', '2026/11/20'].flatMap(day => [[day, `${TRAIL}444455556666/${day}/`]]))
      standIn.s3.put(`${TRAIL}444455556666/2026/11/19/a.json.gz`, 'x')
      const all = await checks()
      standIn.s3.delete(`${TRAIL}444455556666/2026/11/19/a.json.gz`)
      expect(on(all, 'data', 'warning')?.says).toBe(`the newest of 2026-11-19: ${TRAIL}444455556666/2026/11/19/`)
      expect(standIn.asked('GetPartitions').length).toBeLessThanOrEqual(2)
    })

    test('where the catalog lists no partition of these days', async () => {
      listed([['2026/10/01', `${TRAIL}444455556666/2026/10/01/`]])
      expect(on(await checks(), 'data', 'warning')?.says).toBe('the table has no partition of the last 14 days')
    })

    function listed(partitions: readonly (readonly string[])[]): void {
      const { Parameters: _, ...table } = projectedTable()
      standIn.glue.tables.length = 0
      standIn.glue.tables.push(table)
      standIn.glue.partitions.set(
        'security.cloudtrail_logs',
        partitions.map(([day = '', Location = '']) => ({
          Values: ['444455556666', 'us-east-1', day],
          StorageDescriptor: { Location },
        })),
      )
    }
  })

  describe('its query', () => {
    test.each([
      ['a table without partitions', consoleTable(), /has no partitions/],
      ['a view', { ...consoleTable(), TableType: 'VIRTUAL_VIEW' }, /is a view/],
      [
        'keys that tell no date',
        { ...consoleTable(), PartitionKeys: [{ Name: 'team', Type: 'string' }] },
        /tells the day/,
      ],
      [
        'partitions of a month',
        projectedTable({ 'projection.day.format': 'yyyy-MM', 'projection.day.range': '2026-01,NOW' }),
        /tells the day/,
      ],
    ])('%s is not asked, for it could read all there is', async (_, table, why) => {
      standIn.glue.tables.push({ ...table, Name: 'open' })
      const all = await checks({ table: 'open' })
      expect(on(all, 'query', 'warning')).toMatchObject({
        says: expect.stringMatching(why),
        next: expect.stringContaining('--max-scan'),
      })
      // What needs no table is tried all the same.
      expect(standIn.athena.queries.map(({ sql }) => sql)).toEqual(['SELECT 1 AS one'])
      expect(on(all, 'query', 'ok')).toBeDefined()
    })

    test.each([
      ['and reads nothing', 0, /storage\.location\.template/],
      ['and reads something', 2e6, /SerDe \(org\.apache\.hive\.hcatalog\.data\.JsonSerDe\)/],
    ])('finds no event where objects are, %s', async (_, bytes, next) => {
      standIn.athena.onQuery = () => ({ scanned: [bytes], answer: { ...EVENT, rows: [] } })
      expect(on(await checks(), 'query', 'warning')).toMatchObject({
        says: expect.stringContaining(
          `although there are objects in ${TRAIL}111122223333/CloudTrail/eu-west-1/2026/11/20/`,
        ),
        next: expect.stringMatching(next),
      })
    })

    test('finds no event where there are no objects: that was said before', async () => {
      standIn.athena.onQuery = () => ({ answer: { ...EVENT, rows: [] } })
      standIn.s3.delete(`${TRAIL}111122223333/CloudTrail/eu-west-1/2026/11/20/a.json.gz`)
      standIn.s3.put('s3://trail/other', 'x')
      expect(on(await checks(), 'query', 'ok')?.says).toMatch(/^no event/)
    })
  })

  describe('without permission', () => {
    test.each([
      ['GetWorkGroup', 'workgroup', 'Allow athena:GetWorkGroup on workgroup/primary.'],
      ['GetTableMetadata', 'table', 'Allow athena:GetTableMetadata, glue:GetTable and GetDatabase on security.cloud'],
      ['ListObjectsV2', 'data', 'Allow s3:ListBucket on trail (and glue:GetPartitions on the table).'],
      ['StartQueryExecution', 'query', 'Allow athena:StartQueryExecution on workgroup/primary.'],
      ['GetQueryExecution', 'query', 'Allow athena:GetQueryExecution on workgroup/primary.'],
    ])('for %s it names what that step needs', async (operation, name, next) => {
      deny(operation, 'no')
      const found = on(await checks(), name, 'wrong')?.next
      expect(found?.slice(0, next.length)).toBe(next)
      expect(found).not.toContain('trailq doctor')
    })

    test.each([
      ['GetTableMetadata', 'table', 'glue:GetTable', 'arn:aws:glue:us-east-1:111122223333:catalog'],
      ['ListObjectsV2', 'data', 's3:ListBucket', '"arn:aws:s3:::trail"'],
      [
        'StartQueryExecution',
        'query',
        'athena:StartQueryExecution',
        'arn:aws:athena:us-east-1:111122223333:workgroup/x',
      ],
    ])('for %s it goes by what AWS names', async (operation, name, action, resource) => {
      deny(operation, refusal(action, resource))
      expect(on(await checks(), name, 'wrong')?.next).toMatch(
        `Allow ${action} on ${resource.replaceAll('"', '')}. 'trailq policy'`,
      )
    })

    test('of a query that fails it goes by the reason', async () => {
      const reason = `Insufficient permissions to execute the query. ${refusal('glue:GetPartitions', 'arn:aws:glue:us-east-1:111122223333:database/security')}`
      standIn.athena.onQuery = () => ({ ends: 'FAILED', reason })
      expect(on(await checks(), 'query', 'wrong')?.next).toMatch(
        /^Allow glue:GetPartitions on arn:aws:glue:\S+security\. /,
      )
      standIn.athena.onQuery = () => ({
        ends: 'FAILED',
        reason: 'Access Denied (Service: Amazon S3; Status Code: 403)',
      })
      const next = on(await checks(), 'query', 'wrong')?.next
      expect(next).toMatch(/s3:GetObject and ListBucket on the logs/)
      expect(next).not.toMatch(/StartQuery|StopQuery/)
    })

    test('an explicit deny is another matter', async () => {
      deny(
        'GetWorkGroup',
        `${refusal('athena:GetWorkGroup', 'arn:x')} with an explicit deny in a service control policy`,
      )
      expect(on(await checks(), 'workgroup', 'wrong')?.next).toMatch(
        /^A policy denies athena:GetWorkGroup .* explicitly/,
      )
    })

    test('to stop a query: that is tried on the one that has ended', async () => {
      expect(on(await checks(), 'stopping', 'ok')?.says).toMatch(/Ctrl-C/)
      expect(standIn.asked('StopQueryExecution').map(({ body }) => body)).toEqual([
        { QueryExecutionId: standIn.athena.queries[0]?.id },
      ])
      deny('StopQueryExecution', 'no')
      expect(on(await checks(), 'stopping', 'warning')).toMatchObject({
        says: expect.stringMatching(/^athena:StopQueryExecution is missing: Ctrl-C could not stop a query/),
        next: expect.stringContaining('Allow athena:StopQueryExecution on workgroup/primary.'),
      })
    })

    function deny(on: string, message: string): void {
      standIn.fault({ kind: 'error', status: 403, type: 'AccessDeniedException', message }, { on, times: 99 })
    }

    function refusal(action: string, resource: string): string {
      return `User: arn:aws:iam::111122223333:user/x is not authorized to perform: ${action} on resource: ${resource} because no identity-based policy allows the ${action} action`
    }
  })

  test('results that can’t be read from S3', async () => {
    standIn.s3.denied.add('results')
    expect(on(await checks(), 'reading', 'warning')?.next).toMatch(/s3:GetObject on results/)
  })

  test('results are read as of the owner that is configured', async () => {
    expect(on(await checks({ bucketOwner: OWNER }), 'reading', 'ok')).toBeDefined()
    expect(standIn.asked('HeadObject').at(-1)?.headers['x-amz-expected-bucket-owner']).toBe(OWNER)
    expect(on(await checks({ bucketOwner: '999900001111' }), 'reading', 'warning')?.next).toMatch(/--bucket-owner/)
  })
})

describe('the command line', () => {
  const run = (args: readonly string[], env: NodeJS.ProcessEnv = standIn.env) => trailq(args, { cwd: folder, env })

  test('init writes a file that doctor and run go by', async () => {
    const args = ['init', '--database', 'security', '--table', 'cloudtrail_logs', '--max-scan', '50GB']
    expect((await run(args)).stdout).toBe('trailq.json is written. Next: trailq doctor\n')
    const text = readFileSync(join(folder, 'trailq.json'), 'utf8')
    expect(text).toMatch(/^\/\/ .*credentials never stand here/)
    expect(text).toContain('// "workgroup": "primary",')
    const again = await run(args)
    expect(again.stderr).toContain('already')
    expect(again.status).toBe(2)
    const { status, stdout, stderr } = await run(['doctor'])
    expect(stdout.split('\n')[0]).toMatch(/^ok {7}configuration {2}security\.cloudtrail_logs, from .*trailq\.json$/)
    expect(stderr).toBe('0 things wrong, 1 warning.\n')
    expect(status).toBe(0)
    expect((await run(['run', 'top-callers'])).status).toBe(0)
  })

  test('doctor exits with 3 where something is wrong', async () => {
    const { status, stdout } = await run(['doctor', '--table', 'nowhere'])
    expect(stdout).toMatch(/^wrong {4}table/m)
    expect(status).toBe(3)
  })

  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('%s stops the doctor, and the query that it runs', async (signal, status) => {
    standIn.athena.onQuery = () => ({ runMs: 60_000 })
    const ended = await doctorWith(signal, 'GetQueryExecution')
    expect(standIn.athena.queries.map(({ stopped }) => stopped)).toEqual([true])
    expect(ended).toMatchObject({ status, stderr: 'Stopped before all was looked at.\n' })
    expect(ended.stdout).not.toContain('query')
  })

  test('a query of the doctor that can’t be stopped is named', async () => {
    standIn.athena.onQuery = () => ({ runMs: 2000 })
    standIn.fault({ kind: 'error', status: 400, type: 'AccessDeniedException' }, { on: 'StopQueryExecution', times: 9 })
    const { status, stderr } = await doctorWith('SIGINT', 'GetQueryExecution')
    expect(stderr).toMatch(/may run on[\s\S]*aws athena stop-query-execution --query-execution-id/)
    expect(status).toBe(130)
    await expect.poll(() => standIn.athena.running(), { timeout: 5000 }).toEqual([])
  })

  test('a signal ends the look at the bucket too', async () => {
    standIn.fault({ kind: 'silence' }, { on: 'ListObjectsV2', times: 99 })
    const { status, stderr } = await doctorWith('SIGINT', 'ListObjectsV2')
    expect({ status, stderr }).toEqual({ status: 130, stderr: 'Stopped before all was looked at.\n' })
    expect(standIn.athena.queries).toEqual([])
  })

  test('without credentials it says so, and no key is ever printed', async () => {
    const { status, stdout, stderr } = await run(['doctor'], {
      ...standIn.env,
      AWS_ACCESS_KEY_ID: 'AKIAEXAMPLEEXAMPLE',
      AWS_SECRET_ACCESS_KEY: '',
    })
    expect(stdout).toMatch(/^wrong {4}credentials {4}There are no AWS credentials/m)
    expect(stdout + stderr).not.toContain('AKIA')
    expect(status).toBe(3)
  })

  test('init wants what the engine must be told', async () => {
    const { status, stderr } = await run(['init', '--force', '--engine', 'trino', '--url', 'https://trino.example.com'])
    expect(stderr).toMatch(/trino needs to be told its catalog[\s\S]*--catalog/)
    expect(status).toBe(2)
  })
})

/** Runs the doctor, and sends a signal once AWS was asked for something. */
function doctorWith(signal: NodeJS.Signals, operation: string) {
  const args = ['doctor', '--database', 'security', '--table', 'cloudtrail_logs', '--engine', 'athena']
  return signalled(args, { standIn, cwd: folder, signal, operation })
}

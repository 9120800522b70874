import { existsSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'

import { partitionFolder, TABLE_FAMILIES, type TableOptions, tableDefinition } from '../../src/ddl/index.ts'
import { TrailqError } from '../../src/errors.ts'

const DATA = join(import.meta.dirname, '../../../shared/data')

/** Keys as AWS's pages write them, and as Control Tower's buckets have them; a prefix in front of each. */
const DOCUMENTED = [
  'AWSLogs/111122223333/CloudTrail/us-east-2/2026/03/04/111122223333_CloudTrail_us-east-2_20260304T2345Z_HgQ4nBkRmXyPvSzC.json.gz',
  'audit/AWSLogs/111122223333/CloudTrail-Insight/us-east-2/2026/03/04/any.json.gz',
  'AWSLogs/o-exampleorgid/111122223333/CloudTrail-NetworkActivity/us-gov-west-1/2026/03/04/any.json.gz',
  'o-exampleorgid/AWSLogs/o-exampleorgid/111122223333/CloudTrail/eu-central-1/2026/12/31/any.json.gz',
  'o-exampleorgid/AWSLogs/111122223333/CloudTrail/eu-central-1/2026/12/31/any.json.gz',
  'AWSLogs/111122223333/CloudTrail-Digest/cn-north-1/2026/01/01/111122223333_CloudTrail-Digest_cn-north-1_t_cn-north-1_20260101T000000Z.json.gz',
]

/** Every table that could stand over a bucket with such keys: one for each prefix, organization and family. */
function tablesOver(keys: readonly string[]) {
  const places = new Set(keys.map(key => /^(.*?)AWSLogs\/(o-[a-z0-9]+\/)?/.exec(key)?.[0] ?? ''))
  return [...places].flatMap(place =>
    TABLE_FAMILIES.map(family =>
      tableDefinition({ location: `s3://the-bucket/${place}`, account: 'injected', family }),
    ),
  )
}

/** The partitions of a table that a key lies in: by its template, every value tried for itself. */
function partitionsOf(template: string, key: string): readonly Record<'account' | 'region' | 'day', string>[] {
  const pattern = template
    .replace(/[.*+?^()[\]\\|]/g, '\\$&')
    .replace('${account}', '(?<account>[^/]+)')
    .replace('${region}', '(?<region>[^/]+)')
    .replace('${day}', '(?<day>\\d{4}/\\d\\d/\\d\\d)')
  const {
    account = '',
    region = '',
    day = '',
  } = new RegExp(`^${pattern}[^/]+$`).exec(`s3://the-bucket/${key}`)?.groups ?? {}
  return account === '' ? [] : [{ account, region, day }]
}

function expectOnePartitionEach(keys: readonly string[]): void {
  const tables = tablesOver(keys)
  for (const key of keys) {
    const found = tables.flatMap(table =>
      partitionsOf(table.locationTemplate, key).map(values => partitionFolder(table, values)),
    )
    expect(found, key).toEqual([`s3://the-bucket/${dirname(key)}/`])
  }
}

describe('each key lies in one partition of one table, whose folder is its own', () => {
  test('documented keys', () => expectOnePartitionEach(DOCUMENTED))

  test.skipIf(!existsSync(DATA))('keys of real trails (skipped where ../shared/data is not)', () => {
    const keys = readdirSync(DATA, { recursive: true, encoding: 'utf8' })
      .filter(path => /\/AWSLogs\/.*\.json(?:\.gz)?$/.test(path))
      .map(path => path.slice(path.indexOf('AWSLogs/')))
    expect(keys.length).toBeGreaterThan(80)
    expectOnePartitionEach([...new Set(keys)])
  })
})

describe('where a trail writes', () => {
  const at = (options: Partial<TableOptions> & { location: string }) => {
    const table = tableDefinition({ account: '111122223333', region: 'us-east-1', ...options })
    return [table.location, table.locationTemplate]
  }
  const R = '${region}/${day}/'

  test.each<[string, Partial<TableOptions> & { location: string }, string, string]>([
    [
      'a bucket',
      { location: 's3://my-trail' },
      's3://my-trail/AWSLogs/111122223333/CloudTrail/',
      's3://my-trail/AWSLogs/${account}/CloudTrail/',
    ],
    [
      'a slash behind it',
      { location: 's3://my-trail/' },
      's3://my-trail/AWSLogs/111122223333/CloudTrail/',
      's3://my-trail/AWSLogs/${account}/CloudTrail/',
    ],
    [
      'a prefix',
      { location: 's3://my-trail/a/b' },
      's3://my-trail/a/b/AWSLogs/111122223333/CloudTrail/',
      's3://my-trail/a/b/AWSLogs/${account}/CloudTrail/',
    ],
    [
      'AWSLogs itself',
      { location: 's3://my-trail/a/AWSLogs/' },
      's3://my-trail/a/AWSLogs/111122223333/CloudTrail/',
      's3://my-trail/a/AWSLogs/${account}/CloudTrail/',
    ],
    [
      'a prefix of the name AWSLogs',
      { location: 's3://my-trail/AWSLogs/AWSLogs/o-abc' },
      's3://my-trail/AWSLogs/AWSLogs/o-abc/111122223333/CloudTrail/',
      's3://my-trail/AWSLogs/AWSLogs/o-abc/${account}/CloudTrail/',
    ],
    [
      "an account's folder, for another family",
      { location: 's3://my-trail/AWSLogs/111122223333/CloudTrail/', family: 'insight' },
      's3://my-trail/AWSLogs/111122223333/CloudTrail-Insight/',
      's3://my-trail/AWSLogs/${account}/CloudTrail-Insight/',
    ],
    [
      'the folder of a day',
      { location: 's3://my-trail/AWSLogs/111122223333/CloudTrail-Digest/us-east-1/2026/11/20/' },
      's3://my-trail/AWSLogs/111122223333/CloudTrail-Digest/',
      's3://my-trail/AWSLogs/${account}/CloudTrail-Digest/',
    ],
    [
      'several accounts',
      { location: 's3://my-trail', account: ['444455556666', '1111-2222-3333'] },
      's3://my-trail/AWSLogs/',
      's3://my-trail/AWSLogs/${account}/CloudTrail/',
    ],
    [
      'an organization',
      { location: 's3://my-trail', organization: 'o-abc', account: 'injected' },
      's3://my-trail/AWSLogs/o-abc/',
      's3://my-trail/AWSLogs/o-abc/${account}/CloudTrail/',
    ],
    [
      'Control Tower',
      { location: 's3://my-trail', organization: 'o-abc', controlTower: true, account: 'injected' },
      's3://my-trail/o-abc/AWSLogs/o-abc/',
      's3://my-trail/o-abc/AWSLogs/o-abc/${account}/CloudTrail/',
    ],
    [
      'Control Tower, its folder given',
      { location: 's3://my-trail/o-abc', organization: 'o-abc', controlTower: true, account: 'injected' },
      's3://my-trail/o-abc/AWSLogs/o-abc/',
      's3://my-trail/o-abc/AWSLogs/o-abc/${account}/CloudTrail/',
    ],
  ])('%s', (_, options, location, template) => {
    expect(at(options)).toEqual([location, template + R])
  })

  test('a store of Parquet', () => {
    expect(at({ location: 's3://my-store/a', storage: 'parquet' })).toEqual([
      's3://my-store/a/',
      's3://my-store/a/account=${account}/region=${region}/day=${day}/',
    ])
  })

  test('a location says the account, the family and the region', () => {
    const table = tableDefinition({ location: 's3://my-trail/AWSLogs/111122223333/CloudTrail-Insight/eu-west-1/' })
    expect(table.name).toBe('cloudtrail_insights')
    expect(table.parameters).toMatchObject({
      'projection.account.values': '111122223333',
      'projection.region.values': 'eu-west-1',
    })
  })
})

describe('what is refused, and why', () => {
  const base = { location: 's3://my-trail', account: '111122223333' }
  test.each<[string, TableOptions, string, RegExp]>([
    ['no account', { location: 's3://my-trail' }, 'MISSING_PARAMETER', /Whose logs/],
    ['a wrong account', { ...base, account: '1111' }, 'BAD_ACCOUNT', /'1111'/],
    ['listed and injected', { ...base, account: ['injected', '111122223333'] }, 'BAD_PARAMETER', /either listed/],
    ['no s3', { ...base, location: 'https://my-trail' }, 'BAD_LOCATION', /s3:\/\//],
    ['no bucket', { ...base, location: 's3://' }, 'BAD_LOCATION', /names no bucket/],
    ['a bucket that is none', { ...base, location: 's3://My_Bucket/x' }, 'BAD_LOCATION', /"My_Bucket"/],
    ['a placeholder in the prefix', { ...base, location: 's3://my-trail/${account}' }, 'BAD_LOCATION', /\$\{/],
    ['a line end in the prefix', { ...base, location: 's3://my-trail/a\nb' }, 'BAD_LOCATION', /line end/],
    ['a control character in the prefix', { ...base, location: 's3://my-trail/a\u0007b' }, 'BAD_LITERAL', /U\+0007/],
    ['an organization that is none', { ...base, organization: 'acme' }, 'BAD_LOCATION', /"acme"/],
    [
      'two organizations',
      { ...base, location: 's3://my-trail/AWSLogs/o-abc', organization: 'o-def' },
      'BAD_LOCATION',
      /o-abc/,
    ],
    ['Control Tower without one', { ...base, controlTower: true }, 'MISSING_PARAMETER', /organization/],
    ['a table with a quote', { ...base, table: "x' y" }, 'BAD_NAME', /x' y/],
    ['a table in capitals', { ...base, table: 'CloudTrail' }, 'BAD_NAME', /CloudTrail/],
    ['a table with a backtick', { ...base, table: 'a`b' }, 'BAD_NAME', /a`b/],
    ['a database with a line end', { ...base, database: 'a\nb' }, 'BAD_NAME', /a\\nb/],
    ['an empty name', { ...base, table: '' }, 'BAD_NAME', /""/],
    ['a long comment', { ...base, comment: 'x'.repeat(256) }, 'BAD_LITERAL', /256 characters/],
    ['a NUL in a comment', { ...base, comment: 'a\0b' }, 'BAD_LITERAL', /U\+0000/],
    ['half of a pair in a comment', { ...base, comment: 'a\ud800b' }, 'BAD_LITERAL', /surrogate/],
    ['regions of two partitions', { ...base, region: ['us-east-1', 'cn-north-1'] }, 'BAD_REGION', /aws-cn and aws/],
    [
      'a region of another partition',
      { ...base, region: 'us-east-1', awsPartition: 'aws-cn' },
      'BAD_REGION',
      /aws-cn and aws/,
    ],
    ['a partition that is none', { ...base, awsPartition: 'aws-china' as 'aws-cn' }, 'BAD_PARAMETER', /aws-cn/],
    ['a first day that moves', { ...base, firstDay: '30d' }, 'BAD_TIME', /'30d'/],
    ['a first day that is none', { ...base, firstDay: '2024-02-30' }, 'BAD_TIME', /2024-02-30/],
    ['aggregated files', { ...base, family: 'aggregated' as 'events' }, 'NOT_SUPPORTED', /aggregated/],
    ['a family that is none', { ...base, family: 'insights' as 'insight' }, 'BAD_PARAMETER', /'insight'/],
    ['a storage that is none', { ...base, storage: 'orc' as 'json' }, 'BAD_PARAMETER', /orc/],
    ['Parquet of digests', { ...base, storage: 'parquet', family: 'digest' }, 'NOT_SUPPORTED', /digest/],
  ])('%s', (_, options, code, words) => {
    let met: unknown
    try {
      tableDefinition(options)
    } catch (error) {
      met = error
    }
    expect(met).toBeInstanceOf(TrailqError)
    expect((met as TrailqError).code).toBe(code)
    expect((met as TrailqError).message + (met as TrailqError).next).toMatch(words)
    expect((met as TrailqError).next).not.toBe('')
  })
})

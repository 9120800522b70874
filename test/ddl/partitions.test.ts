import { describe, expect, test } from 'vitest'

import { listPartitions, partitionCount, tableDefinition } from '../../src/ddl/index.ts'

const NOW = new Date('2026-11-20T22:30:00Z')
const ACCOUNTS = (n: number) => Array.from({ length: n }, (_, at) => String(100_000_000_000 + at))
const BASE = { location: 's3://my-trail', account: ['111122223333', '444455556666'], region: ['us-east-1'] }

describe('accounts × regions × days', () => {
  // Counted by hand: 34 regions; from the first day to tomorrow, both of them in it.
  test.each([
    [40, '2025-11-22', 40 * 34 * 365, false],
    [100, '2025-11-22', 100 * 34 * 365, true],
    [1, '2026-11-21', 34, false],
    [1, '2026-11-20', 34 * 2, false],
    [1, '2030-01-01', 0, false],
  ])('%d accounts from %s: %d', (accounts, firstDay, total, isTooMany) => {
    const table = tableDefinition({ location: 's3://my-trail', account: ACCOUNTS(accounts), firstDay })
    const count = partitionCount(table.partitionKeys, NOW)
    expect(count.total).toBe(total)
    expect(count.total > count.limit).toBe(isTooMany)
  })

  test('an injected account counts for one', () => {
    const table = tableDefinition({ ...BASE, account: 'injected', firstDay: '2026-11-12' })
    expect(partitionCount(table.partitionKeys, NOW)).toMatchObject({ accounts: 1, regions: 1, days: 10, total: 10 })
  })
})

describe('partitions that are registered', () => {
  const days = (options: object, since?: string, until?: string) => {
    const table = tableDefinition({ ...BASE, partitioning: 'hive', ...options })
    const window = { ...(since === undefined ? {} : { since }), ...(until === undefined ? {} : { until }) }
    return listPartitions(table, window, NOW)
  }

  test('from the first day of a window to a day past its last: files come late', () => {
    const list = days({}, '2026-11-13T09:00:00Z', '2026-11-15T00:00:00Z')
    expect(list.filter(({ account }) => account === '111122223333')).toEqual(
      ['13', '14', '15'].map(day => ({
        account: '111122223333',
        region: 'us-east-1',
        day: `2026/11/${day}`,
        location: `s3://my-trail/AWSLogs/111122223333/CloudTrail/us-east-1/2026/11/${day}/`,
      })),
    )
    expect(list).toHaveLength(6)
  })

  test('a store has the days of its events', () => {
    const list = days({ storage: 'parquet', account: '111122223333' }, '2026-11-13T09:00:00Z', '2026-11-15T00:00:00Z')
    expect(list.map(({ day, location }) => [day, location])).toEqual([
      ['2026-11-13', 's3://my-trail/account=111122223333/region=us-east-1/day=2026-11-13/'],
      ['2026-11-14', 's3://my-trail/account=111122223333/region=us-east-1/day=2026-11-14/'],
    ])
  })

  test('not before the first day, and not past tomorrow', () => {
    const list = days(
      { firstDay: '2026-11-19', account: '111122223333' },
      '2026-01-01T00:00:00Z',
      '2027-01-01T00:00:00Z',
    )
    expect(list.map(({ day }) => day)).toEqual(['2026/11/19', '2026/11/20', '2026/11/21'])
    expect(days({ firstDay: '2026-11-20', account: '111122223333' }).map(({ day }) => day)).toEqual([
      '2026/11/20',
      '2026/11/21',
    ])
  })

  test('too many are refused, and accounts that nobody named', () => {
    expect(() => days({ account: ACCOUNTS(100), region: [] }, '2020-01-01T00:00:00Z')).toThrow(/are taken at once/)
    expect(() => days({ account: 'injected' })).toThrow(/known accounts/)
  })
})

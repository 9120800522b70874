import { describe, expect, test } from 'vitest'

import { listPartitions, printTable, TARGETS, tableDefinition } from '../../../src/ddl/index.ts'
import { CASES, HOSTILE_TEXTS } from '../cases.ts'
import { isThere, PYTHON } from './place.ts'
import { askBotocore } from './python.ts'

describe.skipIf(!isThere('botocore', PYTHON))('botocore takes the Glue target', () => {
  const good = printTable(tableDefinition(CASES[0]?.options ?? { location: '' }), 'glue')

  test('every table, for create-table and update-table alike', () => {
    const requests = CASES.map(({ options }) => printTable(tableDefinition(options), 'glue'))
    expect(askBotocore('CreateTable', requests).flat()).toEqual([])
    expect(askBotocore('UpdateTable', requests).flat()).toEqual([])
  })

  test('hostile texts', () => {
    const options = { location: 's3://my-trail', account: '111122223333', region: 'us-east-1' }
    const requests = HOSTILE_TEXTS.map(comment => printTable(tableDefinition({ ...options, comment }), 'glue'))
    expect(askBotocore('CreateTable', requests).flat()).toEqual([])
    expect(requests.map(text => JSON.parse(text).TableInput.Description)).toEqual(HOSTILE_TEXTS)
  })

  test('as many tables as accounts and regions allow', () => {
    const account = Array.from({ length: 10_000 }, (_, at) => String(100_000_000_000 + at))
    const table = tableDefinition({ location: 's3://my-trail', organization: 'o-exampleorgid', account })
    expect(askBotocore('CreateTable', [printTable(table, 'glue')]).flat()).toEqual([])
  })

  test('partitions', () => {
    const table = tableDefinition({ ...CASES[1]?.options, location: 's3://my-trail', partitioning: 'hive' })
    const partitions = listPartitions(table, { since: '2026-08-01T00:00:00Z' }, new Date('2026-11-20T09:00:00Z'))
    const requests = (TARGETS.glue.partitions?.(table, partitions) ?? '').trim().split('\n')
    expect(requests).toHaveLength(3)
    expect(askBotocore('BatchCreatePartition', requests).flat()).toEqual([])
  })

  test('it has teeth', () => {
    const bad = {
      'an unknown key': good.replace('"TableType"', '"TableTyp"'),
      'a bare TableInput': JSON.stringify(JSON.parse(good).TableInput),
      'a truth value for a text': good.replace('"TRUE"', 'true'),
      'a comment that is too long': good.replace('"Comment": "', `"Comment": "${'x'.repeat(256)}`),
      'no name': good.replace(/"Name": "one_account[^"]*"/, '"Name": ""'),
    }
    const verdicts = askBotocore('CreateTable', Object.values(bad))
    expect(Object.keys(bad).filter((_, at) => verdicts[at]?.length === 0)).toEqual([])
  })
})

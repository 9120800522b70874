import { describe, expect, test } from 'vitest'

import { currentTable } from '../../src/ddl/catalog/current.ts'
import { hivePaths } from '../../src/ddl/catalog/hive-paths.ts'
import { planOf } from '../../src/ddl/catalog/plan.ts'
import { type TableOptions, tableDefinition } from '../../src/ddl/index.ts'
import { tableInput } from '../../src/ddl/table-input.ts'

const OPTIONS: TableOptions = {
  location: 's3://my-trail',
  account: ['111122223333', '444455556666'],
  region: 'us-east-1',
  firstDay: '2024-01-01',
}

/** A table as a catalog would have it: with what catalogs and tools add, and what they write as empty. */
function catalogued(options: TableOptions, more: object = {}) {
  const input = structuredClone(tableInput(tableDefinition(options)))
  return currentTable({
    ...(input as object),
    Name: input.Name,
    VersionId: '3',
    CreateTime: new Date(0),
    Parameters: { ...input.Parameters, transient_lastDdlTime: '1700000000', team: 'security' },
    Owner: 'hadoop',
    ...more,
  })
}

const plan = (current: TableOptions, wanted: TableOptions, more: object = {}, isTold = false) =>
  planOf(tableDefinition(wanted), catalogued(current, more), [], isTold)

const lines = (current: TableOptions, wanted: TableOptions) =>
  plan(current, wanted).lines.map(({ sign, text }) => `${sign} ${text}`)

describe('a plan', () => {
  test('is empty where the table is as defined, whatever others added', () => {
    expect(plan(OPTIONS, OPTIONS)).toMatchObject({ action: 'none', version: '3', lines: [] })
  })

  test('creates what is not there', () => {
    const made = planOf(tableDefinition(OPTIONS), undefined, [], false)
    expect(made).toMatchObject({ action: 'create', version: 'none', input: tableInput(tableDefinition(OPTIONS)) })
  })

  test('says what will no longer be read', () => {
    expect(lines(OPTIONS, { ...OPTIONS, account: '111122223333', firstDay: '2025-06-01' })).toEqual([
      '~ location: s3://my-trail/AWSLogs/ → s3://my-trail/AWSLogs/111122223333/CloudTrail/',
      '~ property projection.account.values: 111122223333,444455556666 → 111122223333',
      '! no longer read: account 444455556666',
      '~ property projection.day.range: 2024/01/01,NOW+1DAYS → 2025/06/01,NOW+1DAYS',
      '! no longer read: days from 2024/01/01 to before 2025/06/01',
    ])
    expect(lines({ ...OPTIONS, firstDay: '2025-06-01' }, OPTIONS)).toEqual([
      '~ property projection.day.range: 2025/06/01,NOW+1DAYS → 2024/01/01,NOW+1DAYS',
    ])
  })

  test('another bucket is another trail', () => {
    expect(lines(OPTIONS, { ...OPTIONS, location: 's3://new-trail' }).slice(0, 2)).toEqual([
      '~ location: s3://my-trail/AWSLogs/ → s3://new-trail/AWSLogs/',
      '! no longer read: s3://my-trail/AWSLogs/',
    ])
  })

  test('takes projection away whole, and leaves the properties of others', () => {
    const { lines: changes, input } = plan(OPTIONS, { ...OPTIONS, partitioning: 'hive' })
    expect(changes.map(({ sign }) => sign)).toEqual(Array(11).fill('-'))
    expect(input.Parameters).toEqual({
      EXTERNAL: 'TRUE',
      classification: 'cloudtrail',
      transient_lastDdlTime: '1700000000',
      team: 'security',
    })
    expect(input.Owner).toBe('hadoop')
  })

  test('tells members of objects one by one', () => {
    const StorageDescriptor = structuredClone(tableInput(tableDefinition(OPTIONS)).StorageDescriptor) as unknown as {
      Columns: { Name: string; Type: string }[]
    }
    const column = StorageDescriptor.Columns.find(({ Name }) => Name === 'tlsdetails')
    if (column !== undefined)
      column.Type = 'struct<tlsVersion: string, ciphersuite:string, homemade:int, clientprovidedhostheader:string>'
    expect(plan(OPTIONS, OPTIONS, { StorageDescriptor }).lines.map(({ sign, text }) => `${sign} ${text}`)).toEqual([
      '+ column tlsdetails: member keyexchange string',
      '- column tlsdetails: member homemade int',
    ])
  })

  test.each<[string, object, boolean, RegExp]>([
    ['a view', { TableType: 'VIRTUAL_VIEW' }, true, /a view/],
    ['a managed table', { TableType: 'MANAGED_TABLE' }, true, /owns its files/],
    ['an Iceberg table', { Parameters: { table_type: 'ICEBERG' } }, true, /ICEBERG/],
    ['a table over other files', { StorageDescriptor: { Location: 's3://my-data/MyAWSLogs/x' } }, false, /my-data/],
    ['a table over nothing', { StorageDescriptor: {} }, false, /nothing/],
  ])('leaves %s alone', (_, more, isTold, words) => {
    expect(() => plan(OPTIONS, OPTIONS, more, isTold)).toThrow(words)
    if (!isTold) expect(plan(OPTIONS, OPTIONS, more, true).action).toBe('update')
  })
})

test('the members of a type in words', () => {
  expect(hivePaths('string')).toEqual([' string'])
  expect(hivePaths('decimal(10,2)')).toEqual([' decimal(10,2)'])
  expect(hivePaths('array<struct<ARN:string, b: map<string,string>>>')).toEqual(['arn string', 'b map<string,string>'])
  expect(hivePaths('struct<a:struct<b:string,c:array<string>>,d:int>')).toEqual(['a.b string', 'a.c string', 'd int'])
})

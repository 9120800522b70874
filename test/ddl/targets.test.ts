import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'

import { printTable, TARGET_NAMES, TARGETS, type Target, tableDefinition, workgroup } from '../../src/ddl/index.ts'
import { tableInput } from '../../src/ddl/table-input.ts'
import { CASES, HOSTILE_TEXTS } from './cases.ts'

const ACCOUNT = { location: 's3://my-trail', account: '111122223333', region: 'us-east-1' } as const

describe('every target', () => {
  test.each(TARGET_NAMES)(
    '%s: the same table, the same bytes; a line end at the end, and no blank before one',
    target => {
      for (const { options } of CASES) {
        const text = printTable(tableDefinition(options), target)
        expect(printTable(tableDefinition(structuredClone(options)), target)).toBe(text)
        expect(text).toMatch(/[^\n]\n$/)
        expect(text).not.toMatch(/[ \t]\n/)
      }
    },
  )

  test.each(TARGET_NAMES)('%s: the order in which accounts and regions are given is none', target => {
    const of = (account: readonly string[], region: readonly string[]) =>
      printTable(tableDefinition({ location: 's3://my-trail', account, region }), target)
    expect(of(['444455556666', '111122223333', '444455556666'], ['us-east-1', 'eu-west-1'])).toBe(
      of(['111122223333', '444455556666'], ['eu-west-1', 'us-east-1']),
    )
  })

  test.each(TARGET_NAMES)('%s refuses what it can not bring', target => {
    const extras = { queries: [{ name: 'x', description: 'x', sql: 'SELECT 1' }] }
    const print = () => printTable(tableDefinition(ACCOUNT), target, extras)
    if ((TARGETS[target] as Target).extras.includes('queries')) expect(print()).toContain('SELECT 1')
    else expect(print).toThrow(/can't bring a query/)
  })
})

describe('faults that no parser of Hive sees', () => {
  test.each(CASES)('$name', ({ options }) => {
    const text = printTable(tableDefinition(options), 'athena')
    const names = [...text.matchAll(/^ {2}`([^`]+)` /gm)].map(([, name]) => name)
    const properties = [...text.matchAll(/^ {2}'([^']+)' = /gm)].map(([, name]) => name)
    expect(new Set(names).size).toBe(names.length)
    expect(new Set(properties).size).toBe(properties.length)
    expect(names).toEqual(expect.arrayContaining(['account', 'region', 'day']))
    expect(text.match(/^LOCATION '/gm)).toHaveLength(1)
    // Athena refuses a comment of any kind, and a blank in front.
    expect(text).toMatch(/^CREATE EXTERNAL TABLE `/)
    expect(text.replace(/'(?:[^'\\]|\\.)*'/g, "''")).not.toMatch(/--|\/\*|#/)
  })
})

test('what the forms of JSON say is what the others say', () => {
  const table = tableDefinition(ACCOUNT)
  expect(JSON.parse(printTable(table, 'cloudformation-json'))).toEqual(parse(printTable(table, 'cloudformation')))
  expect(JSON.parse(printTable(table, 'glue'))).toEqual({ DatabaseName: 'default', TableInput: tableInput(table) })
  const resource = JSON.parse(printTable(table, 'terraform-json')).resource.aws_glue_catalog_table.cloudtrail_logs
  expect(resource.storage_descriptor[0].columns).toHaveLength(table.columns.length)
  expect(resource.parameters['storage.location.template']).toBe(
    's3://my-trail/AWSLogs/$${account}/CloudTrail/$${region}/$${day}/',
  )
})

test('Trino gets raw files as texts, and columns where a file is a row', () => {
  const raw = printTable(tableDefinition(ACCOUNT), 'trino')
  expect(raw).toContain('"records" array(varchar)')
  expect(raw).not.toContain('eventname')
  const digest = printTable(tableDefinition({ ...ACCOUNT, family: 'digest' }), 'trino')
  expect(digest).toContain('"logfiles" array(row("s3bucket" varchar,')
  const store = printTable(tableDefinition({ ...ACCOUNT, storage: 'parquet' }), 'trino')
  expect(store).toContain("format = 'PARQUET'")
  expect(store).toContain('"user_identity_arn" varchar')
  for (const comment of HOSTILE_TEXTS) {
    expect(printTable(tableDefinition({ ...ACCOUNT, comment }), 'trino')).toContain(
      `COMMENT '${comment.replaceAll("'", "''")}'`,
    )
  }
})

test('a workgroup is checked', () => {
  const good = { name: 'trailq', cutoff: 10_485_760, results: 's3://my-results/x' }
  expect(workgroup(good)).toEqual({ ...good, results: 's3://my-results/x/' })
  expect(workgroup({ ...good, results: 's3://my-results' }).results).toBe('s3://my-results/')
  expect(() => workgroup({ ...good, cutoff: 10_000_000 })).toThrow(/10000000/)
  expect(() => workgroup({ ...good, name: 'a b' })).toThrow(/"a b"/)
  expect(() => workgroup({ ...good, kmsKey: 'alias/x' })).toThrow(/alias\/x/)
  expect(() => workgroup({ ...good, results: 'my-results' })).toThrow(/my-results/)
})

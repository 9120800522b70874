import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'

import { LONGEST_POLICY, policyFor, printPolicy, TASK_NAMES, tableDefinition } from '../../src/ddl/index.ts'
import { trailq } from '../cli/trailq.ts'

const KEY = 'arn:aws:kms:us-east-1:111122223333:key/00000000-0000-0000-0000-000000000000'
const TABLE = tableDefinition({
  location: 's3://org-logs/audit',
  organization: 'o-exampleorgid',
  account: ['111122223333', '444455556666'],
  database: 'logs',
})
const PLACE = {
  region: 'us-east-1',
  account: '111122223333',
  workgroup: 'trailq',
  results: 's3://my-results/x',
  resultsKey: KEY,
  trailKeys: [KEY],
  trail: 'arn:aws:cloudtrail:us-east-1:111122223333:trail/main',
}

describe('the least policy', () => {
  test('names what has a name: a star only for files in a folder, and for the one action that takes nothing else', () => {
    const { Statement } = policyFor(TABLE, TASK_NAMES, PLACE)
    for (const { Sid, Action, Resource } of Statement) {
      expect(Action.filter(action => !/^[a-z0-9]+:[A-Z][A-Za-z]+$/.test(action))).toEqual([])
      if (Sid === 'FindTrails') continue
      const objects = ['ReadLogs', 'WriteResults'].includes(Sid)
      for (const arn of Resource) expect(arn).toMatch(objects ? /^arn:aws:s3:::[^*]+\/\*$/ : /^arn:aws:[^*]+$/)
    }
    expect(new Set(Statement.map(({ Sid }) => Sid)).size).toBe(Statement.length)
  })

  test('to apply a table nothing of S3 or Athena is needed, and nothing is ever deleted', () => {
    const actions = (tasks: Parameters<typeof policyFor>[1], more = {}) =>
      policyFor(TABLE, tasks, { ...PLACE, ...more }).Statement.flatMap(({ Action }) => Action)
    expect(actions(['apply'])).toEqual(['glue:GetDatabase', 'glue:GetTable', 'glue:CreateTable', 'glue:UpdateTable'])
    expect(actions(['apply'], { withDatabase: true })).toContain('glue:CreateDatabase')
    expect(actions(TASK_NAMES).filter(action => /delete/i.test(action))).toEqual([])
  })

  test('to estimate no file is read', () => {
    const actions = policyFor(TABLE, ['estimate'], PLACE).Statement.flatMap(({ Action }) => Action)
    expect(actions).not.toContain('s3:GetObject')
    expect(actions).not.toContain('athena:StartQueryExecution')
  })

  test('no key, no results, no trail, many accounts', () => {
    const many = tableDefinition({
      location: 's3://org-logs',
      organization: 'o-abc',
      account: Array.from({ length: 300 }, (_, at) => String(100_000_000_000 + at)),
    })
    const policy = policyFor(many, ['run', 'doctor'], { region: 'us-east-1', account: '111122223333' })
    const by = new Map(policy.Statement.map(statement => [statement.Sid, statement]))
    expect([...by.keys()]).not.toContain('DecryptLogs')
    expect([...by.keys()]).not.toContain('WriteResults')
    expect(by.get('ReadLogs')?.Resource).toEqual(['arn:aws:s3:::org-logs/AWSLogs/o-abc/*/CloudTrail/*'])
    expect(by.get('ReadTrail')?.Resource).toEqual(['arn:aws:cloudtrail:*:111122223333:trail/*'])
    expect(by.get('RunInWorkgroup')?.Resource).toEqual(['arn:aws:athena:us-east-1:111122223333:workgroup/primary'])
  })

  test('other partitions of AWS, other families, stores; signs that mean something to IAM', () => {
    const resources = (options: object, region: string) =>
      policyFor(tableDefinition({ location: 's3://my-trail', account: '111122223333', ...options }), ['run'], {
        region,
        account: '111122223333',
      }).Statement.find(({ Sid }) => Sid === 'ReadLogs')?.Resource
    expect(resources({ awsPartition: 'aws-cn' }, 'cn-north-1')).toEqual([
      'arn:aws-cn:s3:::my-trail/AWSLogs/111122223333/CloudTrail/*',
    ])
    expect(resources({ family: 'digest' }, 'us-gov-west-1')).toEqual([
      'arn:aws-us-gov:s3:::my-trail/AWSLogs/111122223333/CloudTrail-Digest/*',
    ])
    expect(resources({ location: 's3://my-store/x', storage: 'parquet' }, 'us-east-1')).toEqual([
      'arn:aws:s3:::my-store/x/account=111122223333/*',
    ])
    expect(resources({ location: 's3://my-trail/a*b?c$d' }, 'us-east-1')).toEqual([
      'arn:aws:s3:::my-trail/a${*}b${?}c${$}d/AWSLogs/111122223333/CloudTrail/*',
    ])
  })

  test('all of it fits into one policy', () => {
    expect(JSON.stringify(policyFor(TABLE, TASK_NAMES, PLACE)).length).toBeLessThan(LONGEST_POLICY)
  })

  test('the forms say the same', () => {
    const policy = policyFor(TABLE, ['run', 'look'], PLACE)
    expect(JSON.parse(printPolicy(policy, 'json'))).toEqual(policy)
    const [resource] = Object.values<{ Properties: object }>(parse(printPolicy(policy, 'cloudformation')).Resources)
    expect(resource?.Properties).toEqual({ PolicyDocument: policy })
    expect(printPolicy(policy, 'terraform', 'my-policy')).toMatch(/^resource "aws_iam_policy" "my-policy" \{/)
  })
})

describe('trailq policy', () => {
  const POLICY = ['policy', '--location', 's3://my-trail', '--account', '111122223333', '--region', 'us-east-1']
  const env = { AWS_REGION: undefined, AWS_DEFAULT_REGION: undefined }

  test('prints, and checks a file', async () => {
    const words = [...POLICY, '--aws-region', 'eu-west-1', '--aws-account', '111122223333', '--for', 'run,apply']
    const { status, stdout, stderr } = await trailq(words, { env })
    expect([status, stderr]).toEqual([0, ''])
    expect(JSON.parse(stdout).Statement[0].Resource).toEqual([
      'arn:aws:athena:eu-west-1:111122223333:workgroup/primary',
    ])
    expect((await trailq([...words, '--check', 'package.json'], { env })).status).toBe(3)
  })

  test.each<[readonly string[], string]>([
    [[], '--aws-region'],
    [['--aws-region', 'eu-west-1'], '--aws-account'],
    [['--aws-region', 'eu-west-1', '--aws-account', '1'], "'1'"],
    [['--aws-region', 'eu-west-1', '--aws-account', '111122223333', '--for', 'runs'], "'run'"],
    [['--aws-region', 'eu-west-1', '--aws-account', '111122223333', '--target', 'yaml'], 'cloudformation'],
    [['--aws-region', 'eu-west-1', '--aws-account', '111122223333', '--trail-key', 'alias/x'], 'alias/x'],
    [['--aws-region', 'eu-west-1', '--aws-account', '111122223333', '--trail', 'main'], '"main"'],
    [['--aws-region', 'eu-west-1', '--aws-account', '111122223333', '--workgroup', 'a b'], '"a b"'],
  ])('%s is told what is missing or wrong', async (words, text) => {
    const { status, stderr } = await trailq([...POLICY, ...words], { env })
    expect(status).toBe(2)
    expect(stderr).toContain(text)
  })
})

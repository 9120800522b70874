import { describe, expect, test } from 'vitest'

import { policyFor, printPolicy, TASK_NAMES, tableDefinition } from '../../../src/ddl/index.ts'
import { folder, isThere, PYTHON } from './place.ts'
import { askCfnLint, askParliament } from './python.ts'
import { PROVIDERS, TERRAFORM, terraform } from './terraform.ts'

const KEY = 'arn:aws:kms:us-east-1:111122223333:key/00000000-0000-0000-0000-000000000000'
const PLACE = {
  region: 'us-east-1',
  account: '111122223333',
  workgroup: 'trailq',
  results: 's3://my-results/x',
  resultsKey: KEY,
  trailKeys: [KEY],
  trail: 'arn:aws:cloudtrail:us-east-1:111122223333:trail/main',
  withDatabase: true,
}
const TABLES = [
  { location: 's3://my-trail/a*b', account: '111122223333', database: 'logs' },
  { location: 's3://org-logs', organization: 'o-abc', account: 'injected', database: 'logs', partitioning: 'hive' },
  { location: 's3://my-store/x', storage: 'parquet', account: '111122223333', database: 'logs' },
].map(options => tableDefinition(options as Parameters<typeof tableDefinition>[0]))

const POLICIES = TABLES.flatMap(table =>
  [...TASK_NAMES.map(task => [task]), [...TASK_NAMES]].map(tasks => policyFor(table, tasks, PLACE)),
)

describe.skipIf(!isThere('parliament', PYTHON))('parliament takes the policies', () => {
  test('of every task', () => {
    expect(askParliament(POLICIES.map(policy => printPolicy(policy, 'json'))).flat()).toEqual([])
  })

  test('it has teeth', () => {
    const good = printPolicy(policyFor(TABLES[0] as (typeof TABLES)[0], ['run', 'apply'], PLACE), 'json')
    const bad = {
      'an action that is none': good.replace('"athena:GetQueryResults"', '"athena:GetQueryResult"'),
      'a bucket for its objects': good.replace(/"arn:aws:s3:::my-trail\/[^"]*"/, '"arn:aws:s3:::my-trail"'),
      'an ARN that is none': good.replace('arn:aws:glue:us-east-1:111122223333:catalog', 'arn:aws:glue:catalog'),
      'no effect': good.replace('"Effect": "Allow",', ''),
      'a Sid with a blank': good.replace('"ReadLogs"', '"Read logs"'),
    }
    for (const [what, text] of Object.entries(bad)) expect(text, what).not.toBe(good)
    const verdicts = askParliament(Object.values(bad))
    expect(Object.keys(bad).filter((_, at) => verdicts[at]?.length === 0)).toEqual([])
  })
})

test.skipIf(!isThere('cfn-lint', PYTHON))('cfn-lint takes them as templates', () => {
  // It warns of `${*}` outside of Sub; there it is IAM's own.
  const findings = askCfnLint(POLICIES.map(policy => printPolicy(policy, 'cloudformation')))
  expect(findings.filter(finding => !finding.startsWith('E1029 '))).toEqual([])
})

test.skipIf(!isThere('terraform', TERRAFORM) || !isThere("terraform's AWS provider", PROVIDERS))(
  'terraform validates them',
  () => {
    const files = POLICIES.map((policy, at) => [`${at}.tf`, printPolicy(policy, 'terraform', `policy-${at}`)])
    const place = folder({ 'provider.tf': 'provider "aws" {}\n', ...Object.fromEntries(files) })
    expect(terraform(place, ['init']).status).toBe(0)
    expect(terraform(place, ['validate']).text).toContain('Success!')
    expect(terraform(place, ['fmt', '-check', '-diff'])).toEqual({ status: 0, text: '' })
  },
)

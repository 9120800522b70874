import { describe, expect, test } from 'vitest'
import { FAMILIES, FAMILY_NAMES, familyOfCategory, familyOfFolder, foreignLog } from '../../../src/model/index.ts'

test('only management and data events make up the events relation', () => {
  expect(FAMILY_NAMES.filter(name => FAMILIES[name].isEvents)).toEqual(['events'])
  expect(FAMILIES.events.categories).toEqual(['Management', 'Data'])
})

test('a family is known by its folder', () => {
  expect(familyOfFolder('CloudTrail')).toBe('events')
  expect(familyOfFolder('CloudTrail-NetworkActivity')).toBe('network-activity')
  expect(familyOfFolder('cloudtrail')).toBeUndefined()
  expect(familyOfFolder('toString')).toBeUndefined()
})

test('a family is known by the category of its records; old records have none', () => {
  expect(familyOfCategory('Data')).toBe('events')
  expect(familyOfCategory('Insight')).toBe('insight')
  expect(familyOfCategory('Aggregated')).toBe('aggregated')
  expect(familyOfCategory(null)).toBe('events')
  expect(familyOfCategory(undefined)).toBe('events')
  expect(familyOfCategory('Another')).toBeUndefined()
})

describe('foreignLog', () => {
  test.each([
    ['AWSLogs/111122223333/Config/us-east-1/2026/11/20/ConfigHistory/x.json.gz', 'AWS Config'],
    ['AWSLogs/o-abcd/111122223333/Config/us-east-1/2026/11/20/ConfigSnapshot/x.json.gz', 'AWS Config'],
    ['111122223333_Config_us-east-1_ConfigSnapshot_20261120T090500Z_x.json.gz', 'AWS Config'],
    ['Config', 'AWS Config'],
    ['AWSLogs/111122223333/elasticloadbalancing/us-east-1/2026/11/20/x.log.gz', 'Elastic Load Balancing access log'],
    ['AWSLogs/111122223333/elasticloadbalancing/', 'Elastic Load Balancing access log'],
    ['a/AWSLogs/111122223333/vpcflowlogs/us-east-1/2026/11/20/x.log.gz', 'VPC flow log'],
    ['111122223333/vpcflowlogs', 'VPC flow log'],
    ['111122223333_vpcflowlogs_us-east-1_fl-1234_20261120T0905Z_abcd.log.gz', 'VPC flow log'],
    ['AWSLogs/111122223333/vpcdnsquerylogs/vpc-1/2026/11/20/x.log.gz', 'Route 53 Resolver query log'],
    ['AWSLogs/111122223333/WAFLogs/us-east-1/acl/2026/11/20/09/05/x.log.gz', 'WAF log'],
    ['AWSLogs/111122223333/GuardDuty/us-east-1/2026/11/20/x.jsonl.gz', 'GuardDuty findings'],
    ['access/2026-11-20-09-05-00-0123456789ABCDEF', 'S3 server access log'],
    ['EMLARXS9EXAMPLE.2026-11-20-09.d111111a.gz', 'CloudFront access log'],
    ['AWSLogs/111122223333/CloudTrail-Digest/us-east-1/2026/11/20/x.json.gz', 'CloudTrail digest'],
    ['111122223333_CloudTrail-Digest_us-east-1_trail_us-east-1_20261120T090500Z.json.gz', 'CloudTrail digest'],
    ['CloudTrail-Insight', 'CloudTrail Insights events'],
    [
      'AWSLogs/111122223333/CloudTrail-Aggregated/us-east-1/2026/11/20/111122223333_CloudTrail_us-east-1_20261120T0905Z_x.json.gz',
      'CloudTrail aggregated events',
    ],
  ])('%s', (name, label) => {
    expect(foreignLog(name)).toBe(label)
  })

  test.each([
    'AWSLogs/111122223333/CloudTrail/us-east-1/2026/11/20/x.json.gz',
    '111122223333_CloudTrail_us-east-1_20261120T0905Z_x.json.gz',
    '/home/me/Config/111122223333_CloudTrail_us-east-1_20261120T0905Z_x.json.gz',
    '/home/me/Config/export.json',
    'CloudTrail',
    'AWSLogs/111122223333',
    'AWSLogs/o-abcd/111122223333/',
    'export.json.gz',
    'constructor',
    '',
  ])('%j may hold events', name => {
    expect(foreignLog(name)).toBeUndefined()
  })
})

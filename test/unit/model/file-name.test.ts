import { expect, test } from 'vitest'
import { fileMarker, parseFileName } from '../../../src/model/index.ts'

const expected = { account: '111122223333', family: 'events', region: 'us-east-1', at: '2026-11-20T09:05:00Z' }

test.each([
  ['111122223333_CloudTrail_us-east-1_20261120T0905Z_AbCdEfGhIjKlMnOp.json.gz', { id: 'AbCdEfGhIjKlMnOp' }],
  ['111122223333_CloudTrail_us-east-1_20261120T0905Z_AbCdEfGhIjKlMnOp.json', { id: 'AbCdEfGhIjKlMnOp' }],
  ['111122223333_CloudTrail_us-east-1_20261120T0905Z_AbCdEfGhIjKlMnOp.gz', { id: 'AbCdEfGhIjKlMnOp' }],
  ['111122223333_CloudTrail_us-east-1_20261120T0905Z.json.gz', {}],
  ['111122223333_CloudTrail_us-east-1-20261120T0905.json', {}],
  ['111122223333_CloudTrail_ap-central-1r_20261120T0905Z_x.json.gz', { region: 'ap-central-1r', id: 'x' }],
  ['MY_ACCOUNT_CloudTrail_us-east-1_20261120T0905Z_x.json.gz', { account: 'MY_ACCOUNT', id: 'x' }],
  ['111122223333_CloudTrail-Insight_us-east-1_20261120T0905Z_x.json.gz', { family: 'insight', id: 'x' }],
  ['111122223333_CloudTrail-Aggregated_us-east-1_20261120T0905Z_x.json.gz', { family: 'aggregated', id: 'x' }],
  [
    '111122223333_CloudTrail-Digest_us-east-1_trail_eu-west-1_20261120T090507Z.json.gz',
    { family: 'digest', at: '2026-11-20T09:05:07Z', trail: 'trail', homeRegion: 'eu-west-1' },
  ],
])('%s', (name, more) => {
  expect(parseFileName(name)).toEqual({ ...expected, ...more })
})

test.each([
  '',
  'events.json.gz',
  '111122223333_CloudTrail_us-east-1_20261120T0905Z_AbCdEfGhIjKlMnOp',
  '111122223333_CloudTrail_us-east-1_20261120T0905Z_AbCdEfGhIjKlMnOp.txt',
  '111122223333_CloudTrail_us-east-1_20261320T0905Z_x.json.gz',
  '111122223333_CloudTrail_us-east-1_20261120T2505Z_x.json.gz',
  '111122223333_CloudTrail-Other_us-east-1_20261120T0905Z_x.json.gz',
  '111122223333_vpcflowlogs_us-east-1_fl-1_20261120T0905Z_x.log.gz',
  'folder/111122223333_CloudTrail_us-east-1_20261120T0905Z_x.json.gz',
])('%j is no standard name', name => {
  expect(parseFileName(name)).toBeUndefined()
})

test('the marker of a family is in its names', () => {
  expect(fileMarker('events')).toBe('_CloudTrail_')
  expect(fileMarker('digest')).toBe('_CloudTrail-Digest_')
})

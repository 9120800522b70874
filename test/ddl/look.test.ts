import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'

import { trailq } from '../cli/trailq.ts'

const place = mkdtempSync(join(tmpdir(), 'trailq-look-'))
afterAll(() => rmSync(place, { recursive: true, force: true }))

/** A folder with folders in it: days of accounts, families and regions. */
function trail(name: string, folders: readonly string[]): string {
  for (const folder of folders) mkdirSync(join(place, name, folder), { recursive: true })
  return join(place, name)
}

const look = (...words: readonly string[]) =>
  trailq(['ddl', '--target', 'glue', '--location', 's3://my-trail', ...words])

/** What was found, as flags; the arithmetic is on the next line. */
const found = (stderr: string) => stderr.split('\n')[0]

describe('trailq ddl --logs', () => {
  const org = trail('org', [
    'audit/AWSLogs/o-abc/111122223333/CloudTrail/us-east-1/2025/03/01',
    'audit/AWSLogs/o-abc/111122223333/CloudTrail/us-east-1/2024/12/31',
    'audit/AWSLogs/o-abc/444455556666/CloudTrail/eu-west-1/2024/02/10',
    'audit/AWSLogs/o-abc/444455556666/CloudTrail/eu-west-1/2024/02/09',
    'audit/AWSLogs/o-abc/444455556666/CloudTrail-Digest/eu-west-1/2023/01/01',
    'audit/AWSLogs/o-abc/777788889999/Config/eu-west-1/2020/01/01',
    'audit/AWSLogs/o-abc/not-an-account/CloudTrail/eu-west-1/2019/01/01',
    'other/things/2018/01/01',
  ])

  test('finds layout, accounts, regions and the first day', async () => {
    const { status, stdout, stderr } = await look('--logs', org)
    expect(status).toBe(0)
    expect(found(stderr)).toBe(
      'Found: --location s3://my-trail/audit/ --organization o-abc --account 111122223333,444455556666 --region eu-west-1,us-east-1 --first-day 2024-02-09',
    )
    const { Parameters } = JSON.parse(stdout).TableInput
    expect(Parameters['projection.day.range']).toBe('2024/02/09,NOW+1DAYS')
    expect(Parameters['storage.location.template']).toBe(
      's3://my-trail/audit/AWSLogs/o-abc/${account}/CloudTrail/${region}/${day}/',
    )
  })

  test('what was found, said in flags, prints the same', async () => {
    const { stdout, stderr } = await look('--logs', org)
    const flags = found(stderr)?.replace('Found: ', '').split(' ') ?? []
    expect((await trailq(['ddl', '--target', 'glue', ...flags])).stdout).toBe(stdout)
  })

  test('a folder further down belongs to the trail above it; families; flags win', async () => {
    const digest = await look('--logs', join(org, 'audit/AWSLogs/o-abc'), '--family', 'digest')
    expect(found(digest.stderr)).toContain(
      '--family digest --account 444455556666 --region eu-west-1 --first-day 2023-01-01',
    )
    const own = await look('--logs', org, '--region', 'us-east-1', '--first-day', '2020-01-01')
    expect(found(own.stderr)).toContain('--region us-east-1 --first-day 2020-01-01')
  })

  test('two trails are told apart, with the command for each', async () => {
    const two = trail('two', [
      'AWSLogs/o-abc/111122223333/CloudTrail/us-east-1/2025/03/01',
      'AWSLogs/111122223333/CloudTrail/us-east-1/2021/03/01',
    ])
    const { status, stdout, stderr } = await look('--logs', two)
    expect([status, stdout]).toEqual([2, ''])
    expect(stderr).toContain('--account 111122223333 --region us-east-1 --first-day 2021-03-01')
    expect(stderr).toContain('--organization o-abc --account 111122223333 --region us-east-1 --first-day 2025-03-01')
    expect((await look('--logs', two, '--organization', 'o-abc')).status).toBe(0)
  })

  test('a store', async () => {
    const store = trail('store', [
      'account=111122223333/region=us-east-1/day=2025-03-02',
      'account=111122223333/region=eu-west-1/day=2025-03-01',
      'account=__HIVE_DEFAULT_PARTITION__/region=eu-west-1/day=2020-03-01',
    ])
    const { stderr } = await look('--logs', store, '--storage', 'parquet')
    expect(found(stderr)).toContain(
      '--storage parquet --account 111122223333 --region eu-west-1,us-east-1 --first-day 2025-03-01',
    )
  })

  test.each<[string, readonly string[], number, string]>([
    ['an empty folder', ['--logs', trail('empty', ['x'])], 3, 'NO_LOGS'],
    ['a folder that is not there', ['--logs', join(place, 'nowhere')], 3, 'nowhere'],
    ['two folders', ['--logs', org, '--logs', org], 2, 'more than one'],
    ['a family that nobody logged', ['--logs', org, '--family', 'insight'], 3, 'insight'],
  ])('%s', async (_, words, status, text) => {
    const ran = await look(...words)
    expect([ran.status, ran.stdout]).toEqual([status, ''])
    expect(ran.stderr).toContain(text)
  })

  test('no location', async () => {
    expect((await trailq(['ddl', '--logs', org])).stderr).toContain('--location')
  })
})

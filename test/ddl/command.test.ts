import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'

import { textDiff } from '../../src/cli/text-diff.ts'
import { trailq } from '../cli/trailq.ts'

const place = mkdtempSync(join(tmpdir(), 'trailq-ddl-'))
afterAll(() => rmSync(place, { recursive: true, force: true }))

const TRAIL = ['ddl', '--location', 's3://my-trail', '--account', '111122223333', '--region', 'us-east-1,eu-west-1']

describe('trailq ddl', () => {
  test('prints the table on stdout, and the sum of its partitions on stderr', async () => {
    const { status, stdout, stderr } = await trailq([...TRAIL, '--first-day', '2024-01-01'])
    expect(status).toBe(0)
    expect(stdout).toMatch(/^CREATE EXTERNAL TABLE `default`\.`cloudtrail_logs` \(\n/)
    expect(stdout).toContain("'projection.region.values' = 'eu-west-1,us-east-1'")
    expect(stdout).toContain("'projection.day.range' = '2024/01/01,NOW+1DAYS'")
    expect(stderr).toMatch(
      /^1 account × 2 regions × [\d,]+ days = [\d,]+ partitions; Athena reads at most 1,000,000 at once\.\n$/,
    )
  })

  test('says where partitions are too many, what injected means, and what Control Tower wants', async () => {
    const many = Array.from({ length: 30 }, (_, at) => String(100_000_000_000 + at)).join(',')
    const org = ['ddl', '--location', 's3://aws-controltower-logs-111122223333-us-east-1', '--organization', 'o-abc']
    expect((await trailq([...org, '--account', many])).stderr).toMatch(/would fail\. Fewer: --first-day/)
    const injected = await trailq([...org, '--account', 'injected', '--control-tower'])
    expect(injected.stderr).toContain("WHERE account = '111122223333'")
    expect(injected.stderr).not.toContain('--control-tower')
    expect((await trailq([...org, '--account', 'injected'])).stderr).toContain('--control-tower')
  })

  test('-q says nothing; every target prints', async () => {
    for (const target of [
      'athena',
      'glue',
      'cloudformation',
      'cloudformation-json',
      'terraform',
      'terraform-json',
      'trino',
    ]) {
      const { status, stdout, stderr } = await trailq([...TRAIL, '--target', target, '-q'])
      expect([status, stderr]).toEqual([0, ''])
      expect(stdout).toContain('my-trail')
    }
  })

  test('--with brings the database, a workgroup and queries of the last seven days', async () => {
    const with_ = ['--with', 'database,workgroup,queries', '--results', 's3://my-results/x', '--scan-cutoff', '2.5TB']
    const { status, stdout } = await trailq([
      ...TRAIL,
      '--target',
      'terraform-json',
      ...with_,
      '--database',
      'logs',
      '--queries',
      'error-trend,dynamodb',
    ])
    expect(status).toBe(0)
    const { resource } = JSON.parse(stdout)
    expect(Object.keys(resource.aws_athena_named_query)).toEqual([
      'cloudtrail_logs_error-trend',
      'cloudtrail_logs_dynamodb-describe-volume',
    ])
    const { query } = resource.aws_athena_named_query['cloudtrail_logs_error-trend']
    expect(query).toContain('logs.cloudtrail_logs')
    expect(query).toContain("day >= date_format(current_date - INTERVAL '7' DAY, '%Y/%m/%d')")
    expect(query).not.toMatch(/'\d{4}-\d\d-\d\d/)
    const [group] = Object.values<{ configuration: [{ bytes_scanned_cutoff_per_query: number }] }>(
      resource.aws_athena_workgroup,
    )
    expect(group?.configuration[0].bytes_scanned_cutoff_per_query).toBe(2_500_000_000_000)
  })

  test('a workgroup whose results have no place yet has a variable for it', async () => {
    const words = [...TRAIL, '--with', 'workgroup']
    const { stdout } = await trailq([...words, '--target', 'terraform'])
    expect(stdout).toMatch(/^variable "athena_results" \{\n {2}description = "s3:/m)
    expect(stdout).toContain('output_location = var.athena_results\n')
    const template = JSON.parse((await trailq([...words, '--target', 'cloudformation-json'])).stdout)
    expect(Object.keys(template.Parameters)).toEqual(['AthenaResults'])
  })

  test('--partitions prints what registers them', async () => {
    const window = ['--partitioning', 'hive', '--partitions', '--since', '2026-11-01', '--until', '2026-11-03']
    const athena = await trailq([...TRAIL, ...window])
    expect(athena.stdout.match(/PARTITION \(/g)).toHaveLength(2 * 3)
    expect(athena.stdout).toContain(
      "  PARTITION (account = '111122223333', region = 'eu-west-1', day = '2026/11/01')\n    LOCATION 's3://my-trail/AWSLogs/111122223333/CloudTrail/eu-west-1/2026/11/01/'",
    )
    const trino = await trailq([...TRAIL, ...window, '--target', 'trino'])
    expect(trino.stdout.match(/^CALL system\.register_partition\('default', 'cloudtrail_raw', /gm)).toHaveLength(6)
    const terraform = await trailq([...TRAIL, ...window, '--target', 'terraform'])
    expect([terraform.status, terraform.stderr]).toEqual([4, expect.stringContaining('NOT_SUPPORTED')])
    expect((await trailq([...TRAIL, ...window.slice(2)])).stdout).toBe(athena.stdout)
    const projected = await trailq([...TRAIL, '--partitions', '--partitioning', 'projection'])
    expect([projected.status, projected.stderr]).toEqual([2, expect.stringContaining('projected')])
  })

  test('--change prints what changes a table', async () => {
    expect((await trailq([...TRAIL, '--change', 'replace'])).stdout).toMatch(
      /^DROP TABLE IF EXISTS .*;\n\nCREATE EXTERNAL TABLE/,
    )
    expect((await trailq([...TRAIL, '--change', 'alter'])).stdout.match(/^ALTER TABLE /gm)).toHaveLength(2)
    expect((await trailq([...TRAIL, '--change', 'drop'])).stderr).toContain('replace, alter')
  })
})

describe('trailq ddl --check', () => {
  test('passes on what was printed, fails on what is stale, and says which lines', async () => {
    const file = join(place, 'table.tf')
    const command = [...TRAIL, '--target', 'terraform']
    expect((await trailq([...command, '-o', file])).status).toBe(0)
    expect(await trailq([...command, '--check', file])).toEqual({ status: 0, stdout: '', stderr: '' })

    const text = readFileSync(file, 'utf8')
    writeFileSync(file, text.replaceAll('\n', '\r\n'))
    expect((await trailq([...command, '--check', file])).status).toBe(0)

    writeFileSync(file, text.replace('"eventname"', '"eventnames"'))
    const stale = await trailq([...command, '--check', file])
    expect(stale.status).toBe(3)
    expect(stale.stdout).toContain('-       name    = "eventnames"\n+       name    = "eventname"')
    expect(stale.stderr).toContain('STALE_FILE')

    const gone = await trailq([...command, '--check', join(place, 'nowhere.tf')])
    expect([gone.status, gone.stderr]).toEqual([3, expect.stringContaining('nowhere.tf')])
  })

  test('a difference is told in lines', () => {
    expect(textDiff('a\nb\nc\n', 'a\nb\nc\n')).toBe('')
    expect(textDiff('a\nb\nc', 'a\nx\nc')).toBe('  a\n- b\n+ x\n  c')
    expect(textDiff('', 'a\n')).toBe('+ a')
    const long = Array.from({ length: 20 }, (_, at) => `line ${at}`)
    const changed = long.map((line, at) => (at === 3 || at === 15 ? `${line}!` : line))
    expect(textDiff(long.join('\n'), changed.join('\n'))).toBe(
      [
        '  line 1',
        '  line 2',
        '- line 3',
        '+ line 3!',
        '  line 4',
        '  line 5',
        '…',
        '  line 13',
        '  line 14',
        '- line 15',
        '+ line 15!',
        '  line 16',
        '  line 17',
      ].join('\n'),
    )
    // What both have in common stays, wherever it moved.
    expect(textDiff('a\nb\nc\nd', 'b\nc\nd\ne')).toBe('- a\n  b\n  c\n  d\n+ e')
  })
})

describe('what a person may get wrong', () => {
  test.each<[readonly string[], number, string]>([
    [['ddl'], 2, '--location'],
    [['ddl', '--location', 's3://my-trail'], 2, 'Whose logs'],
    [['ddl', '--location', 'my-trail', '--account', '111122223333'], 2, 's3://'],
    [[...TRAIL, '--target', 'hive'], 2, 'athena'],
    [[...TRAIL, '--family', 'insights'], 2, "'insight'"],
    [[...TRAIL, '--with', 'worgroup'], 2, "'workgroup'"],
    [[...TRAIL, '--with', 'database'], 2, '--database'],
    [[...TRAIL, '--with', 'queries'], 4, 'terraform'],
    [[...TRAIL, '--target', 'terraform', '--with', 'queries', '--queries', 'no-such'], 2, 'no-such'],
    [[...TRAIL, '--target', 'terraform', '--with', 'queries', '--queries', 'who-did'], 4, 'event'],
    [
      [
        ...TRAIL,
        '--target',
        'terraform',
        '--with',
        'workgroup',
        '--results',
        's3://my-results',
        '--scan-cutoff',
        'much',
      ],
      2,
      'much',
    ],
    [[...TRAIL, '-o', join(place, 'no/such/folder.sql')], 3, 'no/such'],
  ])('%s', async (words, status, text) => {
    const ran = await trailq(words)
    expect([ran.status, ran.stdout]).toEqual([status, ''])
    expect(ran.stderr).toContain(text)
    expect(ran.stderr).not.toContain('BUG')
  })
})

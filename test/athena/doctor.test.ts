import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'

import { Aws } from '../../src/engines/athena/aws.ts'
import { type Check, examine } from '../../src/engines/athena/doctor/index.ts'
import type { AthenaOptions } from '../../src/engines/athena/engine.ts'
import { trailq } from '../cli/trailq.ts'
import { Aws as StandIn } from '../standins/aws/server.ts'
import { consoleTable, projectedTable, TRAIL } from '../standins/aws/tables.ts'

let standIn: StandIn
let folder: string
const NOW = new Date('2026-11-21T09:00:00Z')
const EVENT = { columns: [{ name: 'event_time', type: 'varchar' }], rows: [['2026-11-20T08:00:00Z']] }

beforeAll(async () => {
  standIn = await StandIn.start()
  Object.assign(process.env, standIn.env)
  folder = mkdtempSync(join(tmpdir(), 'trailq-doctor-'))
})

beforeEach(() => {
  standIn.glue.tables.push(projectedTable())
  standIn.s3.put(`${TRAIL}111122223333/CloudTrail/eu-west-1/2026/11/20/a.json.gz`, 'x')
  standIn.athena.onQuery = () => ({ scanned: [2e6], answer: EVENT })
})

afterEach(() => {
  expect(standIn.athena.running()).toEqual([])
  standIn.reset()
  standIn.glue.tables.length = 0
  standIn.athena.workGroups.set('primary', { output: 's3://results/athena/' })
})

afterAll(async () => {
  await standIn[Symbol.asyncDispose]()
  rmSync(folder, { recursive: true })
})

async function checks(options: Partial<AthenaOptions> = {}): Promise<Check[]> {
  const all: Check[] = []
  const given = { database: 'security', table: 'cloudtrail_logs', ...options }
  const aws = new Aws({ endpoint: standIn.url, ...given })
  for await (const check of examine(aws, given, NOW)) all.push(check)
  await aws.close()
  for (const { verdict, next } of all) expect(next === '').toBe(verdict === 'ok')
  return all
}

/** The line on one thing. */
const on = (all: readonly Check[], name: string, verdict: string) =>
  all.find(check => check.name === name && check.verdict === verdict)

describe('the doctor', () => {
  test('all is well', async () => {
    const all = await checks({ maxScan: 50e9 })
    const but = all.filter(({ verdict }) => verdict !== 'ok')
    expect(but.map(({ name }) => name)).toEqual(['columns'])
    expect(on(all, 'data', 'ok')?.says).toBe(
      `newest of 2026-11-20: ${TRAIL}111122223333/CloudTrail/eu-west-1/2026/11/20/`,
    )
    // Two accounts, two regions, 326 days from 1 January to 22 November.
    expect(on(all, 'partitions', 'ok')?.says).toMatch(/^by account, region, day, projected: 1304 for all time$/)
    // Its query touches that folder's partitions alone.
    expect(standIn.athena.queries.map(({ sql }) => sql)).toEqual([
      expect.stringMatching(
        /account IN \('111122223333'\) AND region IN \('eu-west-1'\) AND day >= '2026\/11\/19' AND day <= '2026\/11\/21'.* LIMIT 1$/,
      ),
    ])
  })

  test.each([
    ['a workgroup that is not there', { workgroup: 'nowhere' }, 'workgroup', 'wrong', /nowhere is not found/],
    ['a disabled one', { workgroup: 'off' }, 'workgroup', 'wrong', /off is disabled/],
    ['an old engine', { workgroup: 'old' }, 'workgroup', 'wrong', /Athena engine version 2/],
    ['no place for results', { workgroup: 'placeless' }, 'results', 'wrong', /neither/],
    ['managed results', { workgroup: 'managed' }, 'results', 'warning', /by pages/],
    ['managed results and a place', { workgroup: 'managed', outputLocation: 's3://x/' }, 'results', 'wrong', /refuses/],
    ['an enforced place', { workgroup: 'forced', outputLocation: 's3://x/' }, 'results', 'warning', /enforces/],
    ['results for the client to decrypt', { workgroup: 'locked' }, 'results', 'warning', /encrypted for the client/],
    ['no limit on what is read', {}, 'scan limit', 'warning', /none/],
    ['a limit of the workgroup', { workgroup: 'capped' }, 'scan limit', 'ok', /stops queries at 10 GB/],
    ['a table that is not there', { table: 'cloudtrail_log' }, 'table', 'wrong', /Did you mean 'cloudtrail_logs'/],
    ['a database that is not there', { database: 'nowhere' }, 'table', 'wrong', /no table nowhere/],
  ] as const)('%s', async (_, options, name, verdict, says) => {
    const { workGroups } = standIn.athena
    workGroups.set('off', { output: 's3://results/', state: 'DISABLED' })
    workGroups.set('old', { output: 's3://results/', engine: 'Athena engine version 2' })
    workGroups.set('placeless', {})
    workGroups.set('managed', { managed: true })
    workGroups.set('forced', { output: 's3://results/', enforced: true })
    workGroups.set('locked', { output: 's3://results/', encryption: 'CSE_KMS' })
    workGroups.set('capped', { output: 's3://results/', cutoff: 10e9 })
    expect(on(await checks(options), name, verdict)?.says).toMatch(says)
  })

  test.each([
    [
      'a key without its projection',
      { 'projection.region.type': undefined },
      'projection',
      'wrong',
      /no projection\.region\.type/,
    ],
    [
      'a template without a key',
      { 'storage.location.template': `${TRAIL}\${account}/\${day}/` },
      'projection',
      'wrong',
      /\$\{region\}/,
    ],
    [
      'a template without a slash',
      { 'storage.location.template': `${TRAIL}\${account}/CloudTrail/\${region}/\${day}` },
      'projection',
      'warning',
      /end in \//,
    ],
    [
      'a range that has ended',
      { 'projection.day.range': '2020/01/01,2026/10/31' },
      'days',
      'wrong',
      /ends before today/,
    ],
    [
      'too many partitions',
      { 'projection.region.values': Array.from({ length: 2000 }, (_, i) => `r${i}`).join(',') },
      'partitions',
      'warning',
      /1000000 at once/,
    ],
    [
      'accounts that want to be told',
      { 'projection.account.type': 'injected' },
      'data',
      'warning',
      /told its accounts/,
    ],
    [
      'no data',
      { 'storage.location.template': `${TRAIL}elsewhere/\${account}/\${region}/\${day}/` },
      'data',
      'warning',
      /none of the last 14 days/,
    ],
  ] as const)('%s', async (_, properties, name, verdict, says) => {
    standIn.glue.tables.length = 0
    standIn.glue.tables.push(projectedTable(properties as never))
    expect(on(await checks(), name, verdict)?.says).toMatch(says)
  })

  test('a table without partitions', async () => {
    standIn.glue.tables.push(consoleTable())
    const all = await checks({ table: 'cloudtrail_logs_bucket' })
    expect(on(all, 'partitions', 'warning')?.says).toMatch(/every question reads every file/)
    expect(on(all, 'location', 'warning')?.says).toMatch(/digests/)
  })

  test('a table of something else is refused by name, and nothing is run', async () => {
    standIn.glue.tables.push({
      DatabaseName: 'security',
      Name: 'ocsf',
      StorageDescriptor: { Columns: [{ Name: 'class_uid', Type: 'int' }] },
    })
    expect(on(await checks({ table: 'ocsf' }), 'table', 'wrong')?.says).toMatch(/OCSF/)
    expect(standIn.athena.queries).toEqual([])
  })

  test.each([
    ['GetWorkGroup', 'workgroup', /athena:GetWorkGroup on workgroup\/primary/],
    ['GetTableMetadata', 'table', /athena:GetTableMetadata, glue:GetTable/],
    ['ListObjectsV2', 'data', /s3:ListBucket on the bucket of the logs/],
    ['StartQueryExecution', 'query', /athena:StartQueryExecution/],
  ])('without permission for %s it names the action', async (operation, name, next) => {
    standIn.fault(
      { kind: 'error', status: 403, type: 'AccessDeniedException', message: 'no' },
      { on: operation, times: 99 },
    )
    expect(on(await checks(), name, 'wrong')?.next).toMatch(next)
  })

  test('results that can’t be read from S3', async () => {
    standIn.s3.denied.add('results')
    expect(on(await checks(), 'reading', 'warning')?.next).toMatch(/s3:GetObject on results/)
  })
})

describe('the command line', () => {
  const run = (args: readonly string[], env: NodeJS.ProcessEnv = standIn.env) => trailq(args, { cwd: folder, env })

  test('init writes a file that doctor and run go by', async () => {
    const args = ['init', '--database', 'security', '--table', 'cloudtrail_logs', '--max-scan', '50GB']
    expect((await run(args)).stdout).toBe('trailq.json is written. Next: trailq doctor\n')
    const text = readFileSync(join(folder, 'trailq.json'), 'utf8')
    expect(text).toMatch(/^\/\/ .*credentials never stand here/)
    expect(text).toContain('// "workgroup": "primary",')
    const again = await run(args)
    expect(again.stderr).toContain('already')
    expect(again.status).toBe(2)
    const { status, stdout, stderr } = await run(['doctor'])
    expect(stdout.split('\n')[0]).toMatch(/^ok {7}configuration {2}security\.cloudtrail_logs, from .*trailq\.json$/)
    expect(stderr).toBe('0 things wrong, 1 warning.\n')
    expect(status).toBe(0)
    expect((await run(['run', 'top-callers'])).status).toBe(0)
  })

  test('doctor exits with 3 where something is wrong', async () => {
    const { status, stdout } = await run(['doctor', '--table', 'nowhere'])
    expect(stdout).toMatch(/^wrong {4}table/m)
    expect(status).toBe(3)
  })

  test('without credentials it says so, and no key is ever printed', async () => {
    const { status, stdout, stderr } = await run(['doctor'], {
      ...standIn.env,
      AWS_ACCESS_KEY_ID: 'AKIAEXAMPLEEXAMPLE',
      AWS_SECRET_ACCESS_KEY: '',
    })
    expect(stdout).toMatch(/^wrong {4}credentials {4}There are no AWS credentials/m)
    expect(stdout + stderr).not.toContain('AKIA')
    expect(status).toBe(3)
  })

  test('init wants what the engine must be told', async () => {
    const { status, stderr } = await run(['init', '--force', '--engine', 'trino', '--url', 'https://trino.example.com'])
    expect(stderr).toMatch(/trino needs to be told its catalog[\s\S]*--catalog/)
    expect(status).toBe(2)
  })
})

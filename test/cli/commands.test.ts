import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

import { lines, ROOT, trailq } from './trailq.ts'

const LOGS = ['--logs', 'examples/trail']
const empty = mkdtempSync(join(tmpdir(), 'trailq-test-'))

describe('list and show', () => {
  test('list shows every query, and searches', async () => {
    const all = await trailq(['list'])
    expect(all.status).toBe(0)
    expect(all.stdout).toContain('failed-calls')
    const some = await trailq(['list', 'DYNAMO', '--format', 'jsonl'])
    expect(lines(some.stdout).map(line => JSON.parse(line).query)).toEqual(['dynamodb-describe-volume'])
    const core = await trailq(['list', '--pack', 'core', '--format', 'jsonl'])
    expect(lines(core.stdout)).toHaveLength(11)
  })

  test('show prints the question, parameters, columns and each engine’s SQL', async () => {
    for (const [engine, word] of [
      ['duckdb', 'read_json('],
      ['trino', 'json_extract_scalar(record'],
      ['athena', 'useridentity.arn'],
    ] as const) {
      const { status, stdout } = await trailq(['show', 'failed-calls', '--engine', engine, '--since', '2026-11-01'])
      expect(status).toBe(0)
      expect(stdout).toContain('Which API calls failed')
      expect(stdout).toContain('--ignore-benign')
      expect(stdout).toContain(word)
      expect(stdout).toContain("'2026-11-01T00:00:00Z'")
    }
  })

  test('show events lists the columns', async () => {
    const { stdout } = await trailq(['show', 'events'])
    expect(stdout).toMatch(/error_class +text +What kind of failure/)
    expect(stdout).toMatch(/user_identity_arn +text/)
  })
})

describe('run', () => {
  test('failed-calls over the sample trail, as counted by jq', async () => {
    const { status, stdout } = await trailq(['run', 'failed-calls', ...LOGS])
    expect(status).toBe(0)
    const rows = lines(stdout).map(line => JSON.parse(line))
    expect(rows).toHaveLength(42)
    expect(rows[0]).toMatchObject({
      service: 's3',
      event_name: 'GetBucketPolicy',
      error_class: 'not-found',
      events: 17,
    })
    expect(rows.reduce((sum, row) => sum + row.events, 0)).toBe(134)
  })

  test('csv of a bucketed question, and --account', async () => {
    const csv = await trailq(['run', 'dynamodb-describe-volume', ...LOGS, '--bucket', 'day', '--format', 'csv'])
    const [header = '', ...rows] = lines(csv.stdout)
    expect(header.split(',')).toContain('table_name')
    const at = header.split(',').indexOf('events')
    expect(rows.reduce((sum, row) => sum + Number(row.split(',')[at]), 0)).toBe(222)
    const made = await trailq(['run', 'redshift-serverless-namespaces-created', ...LOGS, '--account', '444455556666'])
    expect(made.status).toBe(0)
    expect(lines(made.stdout).every(line => JSON.parse(line).account === '444455556666')).toBe(true)
  })

  test('a pack gives one line for each query', async () => {
    const { status, stdout, stderr } = await trailq(['run', '--pack', 'core', ...LOGS])
    expect(status).toBe(0)
    expect(lines(stdout).map(line => JSON.parse(line).query)).toHaveLength(10)
    expect(stderr).toContain('who-did is left out: it needs --event')
  })

  test('sql from the command line, a file and standard input', async () => {
    const text = 'SELECT service, count(*) AS n FROM events WHERE failed GROUP BY service ORDER BY n DESC, service'
    const direct = await trailq(['sql', text, ...LOGS])
    expect(JSON.parse(lines(direct.stdout)[0] ?? '')).toEqual({ service: 's3', n: 45 + 17 })
    const file = join(empty, 'question.sql')
    writeFileSync(file, `${text};\n`)
    expect((await trailq(['sql', `@${file}`, ...LOGS])).stdout).toBe(direct.stdout)
    expect((await trailq(['sql', '-', ...LOGS], { input: text })).stdout).toBe(direct.stdout)
  })

  test('--limit, -o and the format by its ending', async () => {
    const out = join(empty, 'answer.csv')
    const { status, stdout } = await trailq(['run', 'failed-calls', ...LOGS, '--limit', '3', '-o', out])
    expect([status, stdout]).toEqual([0, ''])
    expect(lines(readFileSync(out, 'utf8'))).toHaveLength(4)
    expect(readdirSync(empty).filter(name => name.endsWith('.part'))).toEqual([])
  })

  test('what was left out is said on stderr, and nothing with -q', async () => {
    expect((await trailq(['run', 'top-events', ...LOGS])).stderr).toContain('CloudTrail digest')
    expect((await trailq(['run', 'top-events', ...LOGS, '-q'])).stderr).toBe('')
  })

  test('a scope that holds nothing is an answer', async () => {
    const { status, stdout } = await trailq([
      'run',
      'failed-calls',
      ...LOGS,
      '--since',
      '2020-01-01',
      '--until',
      '2020-01-02',
    ])
    expect([status, stdout]).toEqual([0, ''])
  })

  test('configuration: the environment, and trailq.json in a folder above', async () => {
    const logs = join(ROOT, 'examples/trail')
    const byEnv = await trailq(['run', 'top-events', '--limit', '1'], { cwd: empty, env: { TRAILQ_LOGS: logs } })
    expect(lines(byEnv.stdout)).toHaveLength(1)
    const folder = mkdtempSync(join(tmpdir(), 'trailq-test-'))
    writeFileSync(join(folder, 'trailq.json'), JSON.stringify({ logs }))
    const below = mkdtempSync(join(folder, 'below-'))
    expect(lines((await trailq(['run', 'top-events', '--limit', '1'], { cwd: below })).stdout)).toHaveLength(1)
    writeFileSync(join(folder, 'trailq.json'), '{"log": "x"}')
    expect((await trailq(['run', 'top-events'], { cwd: below })).stderr).toMatch(
      /BAD_CONFIGURATION.*Did you mean 'logs'/,
    )
  })
})

describe('mistakes', () => {
  test.each([
    [[], 0, /^$/],
    [['failed-calls'], 2, /UNKNOWN_COMMAND .*Did you mean 'trailq run failed-calls'/],
    [['lst'], 2, /UNKNOWN_COMMAND .*'list'/],
    [['run', 'faild-calls', ...LOGS], 2, /UNKNOWN_QUERY .*'failed-calls'/],
    [['run', ...LOGS], 2, /BAD_USAGE Which query/],
    [['run', '--pack', 'cor', ...LOGS], 2, /UNKNOWN_PACK .*'core'/],
    [['run', 'failed-calls', '--sinse', '7d'], 2, /UNKNOWN_OPTION .*--since/],
    [['run', 'failed-calls', '--by', 'eror', ...LOGS], 2, /BAD_PARAMETER .*'error'/],
    [['run', 'failed-calls', '--since', 'yesterday', ...LOGS], 2, /BAD_TIME 'yesterday'/],
    [['run', 'failed-calls', '--since', '2026-02-30', ...LOGS], 2, /BAD_TIME '2026-02-30'/],
    [['run', 'failed-calls', '--since', '1d', '--until', '2d', ...LOGS], 2, /EMPTY_WINDOW/],
    [['run', 'failed-calls', '--account', '123', ...LOGS], 2, /BAD_ACCOUNT .*123/],
    [['run', 'failed-calls', '--region', 'us-east1', ...LOGS], 2, /BAD_REGION .*us-east-1/],
    [['run', 'failed-calls', '--format', 'cvs', ...LOGS], 2, /BAD_PARAMETER .*'csv'/],
    [['run', 'failed-calls', '--limit', 'ten', ...LOGS], 2, /BAD_PARAMETER/],
    [['run', 'who-did', ...LOGS], 2, /MISSING_PARAMETER .*--event/],
    [['run', 'failed-calls', '--engine', 'athena'], 3, /NO_ENGINE Athena needs/],
    [['run', 'failed-calls', '--logs', join(empty, 'none')], 3, /LOGS_NOT_FOUND .*none/],
    [['run', 'failed-calls', ...LOGS, '-o', join(empty, 'none/x.csv')], 3, /OUTPUT_FAILED/],
    [['sql', 'SELECT 1; SELECT 2', ...LOGS], 2, /NOT_A_SELECT/],
    [['sql', 'DELETE FROM events', ...LOGS], 2, /NOT_A_SELECT/],
    [['sql', 'SELECT regon FROM events', ...LOGS], 2, /UNKNOWN_COLUMN .*'region'/],
    [['sql', "SELECT * FROM read_text('/etc/hostname')", ...LOGS], 2, /OUT_OF_SCOPE/],
    [['sql', 'SELECT service FRM events', ...LOGS], 2, /BAD_SQL/],
    [['completion', 'tcsh'], 2, /BAD_PARAMETER/],
  ])('%j exits with %i', async (args, status, message) => {
    const ran = await trailq(args)
    expect(ran.stderr).toMatch(message)
    expect(ran.status).toBe(status)
    expect(ran.stderr).not.toMatch(/\n +at /)
  })

  test('the mistake that everybody makes first names three ways to go on', async () => {
    const { status, stderr } = await trailq(['run', 'failed-calls'], { cwd: empty })
    expect(status).toBe(3)
    expect(stderr).toMatch(/NO_ENGINE[\s\S]*--logs DIR[\s\S]*--url https[\s\S]*trailq\.json/)
  })
})

describe('help and completion', () => {
  test('help of a query is made from its declaration', async () => {
    const { status, stdout } = await trailq(['run', 'failed-calls', '--help'])
    expect(status).toBe(0)
    for (const words of ['Which API calls failed', '--ignore-benign', '--since <time>', 'sample_message', 'Example:']) {
      expect(stdout).toContain(words)
    }
  })

  test('the version is that of the package', async () => {
    const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
    expect((await trailq(['--version'])).stdout).toBe(`${version}\n`)
    expect((await trailq(['-V'])).stdout).toBe(`${version}\n`)
  })

  test('bash completes commands, queries and flags', async () => {
    const { stdout } = await trailq(['completion', 'bash'])
    const complete = (...words: string[]) =>
      execFileSync(
        'bash',
        ['-c', `${stdout}\nCOMP_WORDS=("$@"); COMP_CWORD=$(($#-1)); _trailq; echo "\${COMPREPLY[*]}"`, '-', ...words],
        {
          encoding: 'utf8',
        },
      )
        .trim()
        .split(/\s+/)
    expect(complete('trailq', 'l')).toEqual(['list'])
    expect(complete('trailq', 'run', 'fail')).toEqual(['failed-calls'])
    expect(complete('trailq', 'run', 'failed-calls', '--ig')).toEqual(['--ignore-benign'])
    expect(complete('trailq', 'run', 'failed-calls', '--sin')).toEqual(['--since'])
  })
})

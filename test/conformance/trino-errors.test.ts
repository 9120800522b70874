import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'

import build from '../cli/built.ts'
import { trailq } from '../cli/trailq.ts'
import { statement } from './client.ts'

// What a person reads who makes the usual mistakes: a real server's words, and trailq's way on.

const { url, data } = inject('trino')
const folder = mkdtempSync(join(tmpdir(), 'trailq-mistakes-'))

const KEYS = (day: string) => `account varchar WITH (partition_projection_type = 'injected'), ${day}`
const DAY = `day varchar WITH (partition_projection_type = 'date', partition_projection_format = 'yyyy/MM/dd',
  partition_projection_range = ARRAY['2026/10/01', '2026/10/31'], partition_projection_interval = 1,
  partition_projection_interval_unit = 'days')`

function raw(name: string, more: string, keys: string): string {
  return `CREATE TABLE hive.mistakes.${name} (records array(varchar)${keys}) WITH (format = 'OPENX_JSON', external_location = 'local:///mistakes/${name}'${more})`
}

const projected = (name: string, by: string) =>
  `, partitioned_by = ARRAY[${by}], partition_projection_enabled = true,
   partition_projection_location_template = 'local:///mistakes/${name}/${by.includes('account') ? `\${account}/` : ''}\${day}/'`

beforeAll(async () => {
  await build()
  for (const name of ['absent/2026/10/05', 'injected', 'pretty'])
    mkdirSync(join(data, 'mistakes', name), { recursive: true })
  writeFileSync(join(data, 'mistakes/pretty/a.json'), '{\n  "Records": [\n{"eventName": "A"}\n]\n}\n')
  for (const text of [
    'DROP SCHEMA IF EXISTS hive.mistakes CASCADE',
    'CREATE SCHEMA hive.mistakes',
    raw('absent', projected('absent', "'day'"), `, ${DAY}`),
    raw('injected', projected('injected', "'account', 'day'"), `, ${KEYS(DAY)}`),
    raw('pretty', '', ''),
    "CREATE TABLE hive.mistakes.other AS SELECT 1 AS a, 'x' AS b",
  ])
    await statement(url, text)
})

afterAll(() => rmSync(folder, { recursive: true }))

const ask = (sql: string, table: string, ...flags: readonly string[]) =>
  trailq(
    ['sql', sql, '--url', url, '--catalog', 'hive', '--schema', 'mistakes', '--table', table, '--all-time', ...flags],
    {
      cwd: folder,
    },
  )

const COUNT = 'SELECT count(*) AS n FROM events'
const LONG = `SELECT count(*) FROM UNNEST(sequence(1, 10000)) AS a (n) CROSS JOIN UNNEST(sequence(1, 10000)) AS b (n)
  CROSS JOIN UNNEST(sequence(1, 10000)) AS c (n) WHERE sqrt(a.n * b.n * c.n) = 0.1e0`

test.each<readonly [sql: string, table: string, flags: readonly string[], status: number, stderr: RegExp]>([
  [
    COUNT,
    'absnt',
    [],
    3,
    /^trailq TABLE_NOT_FOUND There is no table hive\.mistakes\.absnt\. Did you mean 'absent'\?\n {2}In hive\.mistakes: absent, injected, other, pretty\.\n$/,
  ],
  [
    COUNT,
    'absent',
    ['--schema', 'mistaks'],
    3,
    /^trailq TABLE_NOT_FOUND There is no schema hive\.mistaks\. Did you mean 'mistakes'\?\n {2}In hive: /,
  ],
  [
    COUNT,
    'absent',
    ['--catalog', 'hve'],
    3,
    /^trailq TABLE_NOT_FOUND There is no catalog hve\. Did you mean 'hive'\?\n {2}In Trino: hive, system\.\n$/,
  ],
  [
    COUNT,
    'other',
    [],
    3,
    /^trailq NOT_CLOUDTRAIL hive\.mistakes\.other is no table of CloudTrail records\. It has a, b\n/,
  ],
  [
    'SELECT evnt_name FROM events',
    'absent',
    [],
    2,
    /^trailq UNKNOWN_COLUMN events has no column 'evnt_name'\. Did you mean 'event_name'\?\n/,
  ],
  [
    'SELECT t.x FROM (SELECT event_name FROM events) t',
    'absent',
    [],
    2,
    /^trailq UNKNOWN_COLUMN There is no column 't\.x'\.\n/,
  ],
  [
    'SELECT event_name FRM events',
    'absent',
    [],
    2,
    /^trailq BAD_SQL Trino says SYNTAX_ERROR: mismatched input 'events'.* at: .*SELECT event_name FRM ⟶events \(query /,
  ],
  [
    'SELECT event_name + 1 FROM events',
    'absent',
    [],
    2,
    /^trailq BAD_SQL Trino says TYPE_MISMATCH: Cannot apply operator: varchar \+ integer, at: .*⟶\+ 1 FROM events \(query /,
  ],
  [
    'SELECT foo(event_name) FROM events',
    'absent',
    [],
    2,
    /^trailq BAD_SQL Trino says FUNCTION_NOT_FOUND: Function 'foo' not registered, at: /,
  ],
  [
    COUNT,
    'absent',
    ['--session', 'nope=1'],
    3,
    /^trailq BAD_CONFIGURATION Trino says INVALID_SESSION_PROPERTY: Session property 'nope' does not exist .*\n {2}Correct --session/,
  ],
  [
    LONG,
    'absent',
    ['--session', 'query_max_run_time=1ms'],
    5,
    /EXCEEDED_TIME_LIMIT: Query exceeded maximum time limit of 1\.00ms .*\n {2}Ask for a shorter window .* --session query_max_run_time=30m\.\n$/,
  ],
  [
    COUNT,
    'absent',
    ['--session', 'hive.ignore_absent_partitions=false'],
    5,
    /Partition location does not exist.*\n {2}A day without files is no error where --session CATALOG\.ignore_absent_partitions=true/,
  ],
  [COUNT, 'injected', [], 2, /Injected projection.*\n {2}The table wants to be told which accounts: --account/],
  [COUNT, 'pretty', [], 5, /HIVE_CURSOR_ERROR.*pretty\/a\.json.*\n {2}Trino reads one JSON object a line/],
])('%s of %s %j', async (sql, table, flags, status, stderr) => {
  const ran = await ask(sql, table, ...flags)
  expect(ran.stderr).toMatch(stderr)
  expect(ran).toMatchObject({ status, stdout: '' })
  // No stack, no JSON, nothing that runs over a screen.
  expect(ran.stderr.length).toBeLessThan(900)
  expect(ran.stderr.trimEnd().split('\n')).toHaveLength(2)
})

test('what is no mistake: days without files, and an account that is named', async () => {
  expect(await ask(COUNT, 'absent')).toMatchObject({ status: 0, stdout: '{"n":0}\n' })
  expect(await ask(COUNT, 'injected', '--account', '111122223333')).toMatchObject({ status: 0, stdout: '{"n":0}\n' })
})

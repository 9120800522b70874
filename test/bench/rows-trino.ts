import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process, { stderr } from 'node:process'

import type { Check } from './answers.ts'
import { trailq } from './command.ts'
import { ROOT } from './places.ts'
import { type Row, type Side, Skipped } from './row.ts'

const MILLION = 1_000_000
const SERVER = join(ROOT, 'test/conformance/trino.sh')

/** Rows that the server makes as they are asked for, so that nothing but their way here is measured. */
const sql = (rows: number) =>
  `SELECT 'n-' || CAST(a.n * 1000 + b.n AS varchar) AS event_id, b.n AS n, 'GetItem' AS event_name,
  '2026-11-20T09:00:00Z' AS event_time, 'arn:aws:iam::111122223333:role/Reader' AS caller, a.n * 0.5e0 AS x
  FROM UNNEST(sequence(0, ${rows / 1000 - 1})) AS a (n) CROSS JOIN UNNEST(sequence(0, 999)) AS b (n)`

let running: string | undefined

/** A Trino server for these rows, which ends with this process. @throws Skipped where there can be none */
function server(): string {
  if (running !== undefined) return running
  const why = execFileSync(SERVER, ['why-not'], { encoding: 'utf8' }).trim()
  if (why !== '') throw new Skipped(why)
  const folder = mkdtempSync(join(tmpdir(), 'trailq-bench-trino-'))
  stderr.write('starting Trino ...\n')
  execFileSync(SERVER, ['install'], { stdio: ['ignore', 'ignore', 'inherit'] })
  // As it would run for real: the suite's own has its compiler held back, to start sooner.
  const env = { ...process.env, TRINO_OWNER: String(process.pid), TRINO_TIER: '4' }
  running = execFileSync(SERVER, ['start', folder], { encoding: 'utf8', env }).trim()
  process.once('exit', () => {
    execFileSync(SERVER, ['stop', folder])
    rmSync(folder, { recursive: true, force: true })
  })
  return running
}

const lines =
  (rows: number): Check =>
  ({ exit, stdout, stderr }) => {
    const found = stdout.reduce((n, byte) => (byte === 10 ? n + 1 : n), 0)
    return exit === 0 && found === rows ? undefined : `${found} rows; ${stderr}`
  }

const counts =
  (rows: number): Check =>
  ({ exit, stdout, stderr }) =>
    exit === 0 && stdout.toString().trim() === `${rows}` ? undefined : `${stdout.toString().trim()} rows; ${stderr}`

function streamed(rows: number): Side {
  const table = ['--catalog', 'hive', '--schema', 'probe', '--table', 'one']
  const argv = trailq('sql', sql(rows), '--url', server(), ...table, '--all-time', '--format', 'jsonl')
  return { argv, check: lines(rows) }
}

export const trinoRows: readonly Row[] = [
  {
    name: 'Trino, 1,000,000 rows of jsonl / curl',
    measure: 'time',
    limit: 1.5,
    pairs: 5,
    prepare: async () => ({
      a: streamed(MILLION),
      b: {
        argv: [join(import.meta.dirname, 'baselines/trino-pages.sh'), server(), sql(MILLION)],
        check: counts(MILLION),
      },
    }),
  },
  {
    name: 'Trino, peak memory, 3,000,000 / 1,000,000',
    measure: 'memory',
    limit: 1.25,
    pairs: 3,
    itself: true,
    prepare: async () => ({ a: streamed(3 * MILLION), b: streamed(MILLION) }),
  },
]

import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import process, { execPath } from 'node:process'

import type { Check } from './answers.ts'
import { trailq } from './command.ts'
import type { Row, Side } from './row.ts'

const MANY = 1_000_000
const PAGE_MS = 100

/** Run times of queries, seconds: anywhere between two looks. */
const SHORT = [1, 1.3, 1.7, 2.2, 2.9, 3.7, 4.8, 6.3, 8.2, 10.6, 13.8, 17.9, 23.3]
const LONG = [25.1, 27.2, 29.9, 33.4, 36.8, 40.3, 44.7, 49.2, 53.8, 58.6]

const QUESTION = [
  ...['sql', 'SELECT count(*) AS n FROM events', '--database', 'security', '--table', 'cloudtrail_logs', '--all-time'],
  ...['--format', 'jsonl', '--quiet'],
]

const script = (name: string) => [execPath, '--no-warnings', join(import.meta.dirname, 'athena', name)]

/** A stand-in for Athena in a process of its own, which ends with this one. @returns its address */
async function served(rows: number, ...more: readonly number[]): Promise<string> {
  const [command = '', ...args] = [...script('server.ts'), `${rows}`, ...more.map(String)]
  const child: ChildProcess = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  process.once('exit', () => child.kill())
  const address = await new Promise<string>(resolve => {
    child.stdout?.once('data', text => resolve(String(text).trim()))
  })
  child.unref()
  ;(child.stdout as unknown as { unref(): void }).unref()
  return address
}

const counts =
  (rows: number): Check =>
  ({ exit, stdout, stderr }) =>
    exit === 0 && stdout.toString().trim() === `${rows}` ? undefined : `${stdout.toString().trim()} rows; ${stderr}`

/** A number, and nothing to complain about. */
const tellsNumber: Check = ({ exit, stdout, stderr }) =>
  exit === 0 && stderr === '' && Number.isFinite(Number(stdout)) ? undefined : `${stdout.toString()} ${stderr}`

const answer = (address: string, rows: number): Side => ({ argv: [...script('rows.ts'), address], check: counts(rows) })

export const athenaRows: readonly Row[] = [
  {
    name: 'Athena, 1,000,000 rows from S3 / lines',
    measure: 'time',
    limit: 3,
    pairs: 5,
    prepare: async () => {
      const address = await served(MANY)
      return { a: answer(address, MANY), b: { argv: [...script('lines.ts'), address], check: counts(MANY) } }
    },
  },
  {
    name: 'Athena, peak memory, 1,000,000 / 100,000',
    measure: 'memory',
    limit: 1.1,
    pairs: 3,
    itself: true,
    prepare: async () => ({ a: answer(await served(MANY), MANY), b: answer(await served(MANY / 10), MANY / 10) }),
  },
  {
    name: 'Athena, peak memory, 1,000,000 / 1 row',
    measure: 'memory',
    limit: 1.5,
    pairs: 3,
    itself: true,
    prepare: async () => ({ a: answer(await served(MANY), MANY), b: answer(await served(1), 1) }),
  },
  {
    name: 'Athena, 1,000,000 rows by pages / waiting',
    measure: 'time',
    limit: 1.1,
    pairs: 1,
    slow: true,
    prepare: async () => ({
      a: answer(await served(MANY, PAGE_MS), MANY),
      b: { argv: [...script('pages-alone.ts'), `${MANY}`, `${PAGE_MS}`], check: counts(MANY) },
    }),
  },
  {
    name: 'Athena, first row after the page (ms)',
    measure: 'told',
    limit: 50,
    pairs: 5,
    itself: true,
    prepare: async () => ({ a: { argv: [...script('first-row.ts'), ...trailq(...QUESTION)], check: tellsNumber } }),
  },
  ...[
    { seconds: LONG, says: '25 to 60 s' },
    { seconds: SHORT, says: '1 to 25 s' },
  ].map(
    ({ seconds, says }): Row => ({
      name: `Athena, late by / run time, ${says}`,
      measure: 'told',
      limit: 0.1,
      pairs: 1,
      slow: true,
      itself: true,
      prepare: async () => ({ a: { argv: [...script('lateness.ts'), ...seconds.map(String)], check: tellsNumber } }),
    }),
  ),
]

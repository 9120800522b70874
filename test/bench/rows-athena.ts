import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import process, { execPath } from 'node:process'

import type { Check } from './answers.ts'
import type { Row, Side } from './row.ts'

const MANY = 1_000_000
const PAGED = 100_000
const PAGE_MS = 100

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
    name: 'Athena, 100,000 rows by pages / waiting',
    measure: 'time',
    limit: 1.1,
    pairs: 3,
    slow: true,
    prepare: async () => ({
      a: answer(await served(PAGED, PAGE_MS), PAGED),
      b: { argv: [...script('pages-alone.ts'), `${PAGED}`, `${PAGE_MS}`], check: counts(PAGED) },
    }),
  },
]

import { type ChildProcess, spawn } from 'node:child_process'

import type { RunStats } from '../../../src/events/index.ts'
import { openTrail } from '../../../src/index.ts'
import { CLI } from '../../cli/built.ts'

/** How the command line ended. */
export interface Ended {
  readonly status: number | null
  readonly signal: NodeJS.Signals | null
  readonly stdout: string
  readonly stderr: string
}

export interface HowToRun {
  readonly env?: Readonly<Record<string, string>>
  readonly cwd?: string
  /** What stands before the program's name, such as setpriv. */
  readonly before?: readonly string[]
  /** Called with the process that was started. */
  readonly started?: (child: ChildProcess) => void
}

/** Runs the built command line as a process of its own. */
export function trailq(
  args: readonly string[],
  { env = {}, cwd, before = [], started }: HowToRun = {},
): Promise<Ended> {
  const [file = '', ...rest] = [...before, process.execPath, CLI, ...args]
  const child = spawn(file, rest, { env: { ...process.env, ...env }, ...(cwd === undefined ? {} : { cwd }) })
  const out: Buffer[] = []
  const err: Buffer[] = []
  child.stdout.on('data', (data: Buffer) => out.push(data))
  child.stderr.on('data', (data: Buffer) => err.push(data))
  started?.(child)
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (status, signal) =>
      resolve({ status, signal, stdout: Buffer.concat(out).toString(), stderr: Buffer.concat(err).toString() }),
    )
  })
}

/** The first column of the rows that were printed as JSON lines. */
export function printed({ stdout }: Ended): readonly unknown[] {
  return stdout
    .split('\n')
    .filter(line => line !== '')
    .map(line => Object.values(JSON.parse(line))[0])
}

const NAMES = 'SELECT event_name FROM events'

/** The names of all records, by the command line. */
export async function namesByCli(
  logs: string,
  ...flags: readonly string[]
): Promise<Ended & { names: readonly unknown[] }> {
  const ended = await trailq(['sql', NAMES, '--logs', logs, ...flags])
  return { ...ended, names: printed(ended) }
}

/** The names of all records and what the library says of its input. */
export async function namesByLibrary(
  logs: string | readonly string[],
  text: string = NAMES,
  scope: Parameters<Awaited<ReturnType<typeof openTrail>>['sql']>[1] = {},
): Promise<{ names: readonly unknown[]; stats: RunStats | undefined }> {
  await using trail = await openTrail({ logs })
  const result = trail.sql(text, scope)
  const names: unknown[] = []
  for await (const row of result) names.push(Object.values(row)[0])
  return { names, stats: result.stats }
}

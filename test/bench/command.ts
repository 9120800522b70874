import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { env, execPath } from 'node:process'
import { ROOT } from './places.ts'

const MAIN = join(ROOT, 'dist', 'cli', 'main.cjs')

/** Another trailq than the one built here, as words with spaces between: an older version, say. */
const other = env['TRAILQ_BENCH_COMMAND']?.split(' ').filter(word => word !== '')

export function isBuilt(): boolean {
  return other !== undefined || existsSync(MAIN)
}

/** The command line of trailq. */
export function trailq(...args: string[]): string[] {
  return [...(other ?? [execPath, MAIN]), ...args]
}

export function failedCalls(logs: string, ...scope: string[]): string[] {
  return trailq('run', 'failed-calls', '--logs', logs, ...scope, '--format', 'jsonl')
}

/** The same node, doing nothing: what every command line in JavaScript has to pay. */
export const nothing = [execPath, '-e', '0']

import { spawn } from 'node:child_process'
import { join } from 'node:path'

/** The project's root. */
export const ROOT = join(import.meta.dirname, '../..')

const MAIN = join(ROOT, 'dist/cli/main.cjs')

/** What a run of the command line did. */
export interface Ran {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs the built command line (`make build`) as a process of its own, with no terminal anywhere. */
export function trailq(
  args: readonly string[],
  more: { cwd?: string; env?: NodeJS.ProcessEnv; input?: string } = {},
): Promise<Ran> {
  const env = { ...process.env, TRAILQ_LOGS: undefined, TRAILQ_ENGINE: undefined, ...more.env }
  const child = spawn(process.execPath, [MAIN, ...args], { cwd: more.cwd ?? ROOT, env })
  child.stdin.end(more.input ?? '')
  let stdout = ''
  let stderr = ''
  child.stdout.setEncoding('utf8').on('data', text => {
    stdout += text
  })
  child.stderr.setEncoding('utf8').on('data', text => {
    stderr += text
  })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', status => resolve({ status, stdout, stderr }))
  })
}

/** The lines of a text, without the end. */
export function lines(text: string): string[] {
  return text.split('\n').filter(line => line !== '')
}

import { spawn } from 'node:child_process'

import { CLI } from '../cli/built.ts'
import type { Ran } from '../cli/trailq.ts'
import type { Aws as StandIn } from '../standins/aws/server.ts'

/** A signal, and when it is sent. */
export interface Signalled {
  readonly standIn: StandIn
  readonly cwd: string
  /** Default: SIGINT. */
  readonly signal?: NodeJS.Signals
  /** Sent once AWS was asked for this. Default: GetQueryExecution, so while a query runs. */
  readonly operation?: string
}

/** Runs the built command line, and sends it a signal once AWS was asked for something. */
export function signalled(args: readonly string[], options: Signalled): Promise<Ran> {
  const { standIn, cwd, signal = 'SIGINT', operation = 'GetQueryExecution' } = options
  const child = spawn(process.execPath, [CLI, ...args], { cwd, env: { ...process.env, ...standIn.env } })
  let stdout = ''
  let stderr = ''
  child.stdout.setEncoding('utf8').on('data', text => {
    stdout += text
  })
  child.stderr.setEncoding('utf8').on('data', text => {
    stderr += text
  })
  const waiting = setInterval(() => {
    if (!standIn.operations().includes(operation)) return
    clearInterval(waiting)
    child.kill(signal)
  }, 20)
  return new Promise(resolve => child.on('close', status => resolve({ status, stdout, stderr })))
}

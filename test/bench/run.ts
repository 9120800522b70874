import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { platform } from 'node:process'

/** A finished process: what it took, and what it said. */
export interface Run {
  readonly seconds: number
  /** Peak resident memory in MB, of the largest process; undefined where the machine can't tell. */
  readonly peak: number | undefined
  readonly exit: number | null
  readonly stdout: Buffer
  readonly stderr: string
}

/** GNU time; the one of other systems knows neither format nor output file. */
const TIME = '/usr/bin/time'

/**
 * Runs a command to its end, reading all that it writes. GNU time stands between where there is one: a child's peak as
 * the kernel tells it starts from its parent's, and this process is large.
 */
export async function run(argv: readonly string[]): Promise<Run> {
  const scratch = await mkdtemp(join(tmpdir(), 'trailq-bench-'))
  const report = join(scratch, 'peak')
  const timed = platform === 'linux' && existsSync(TIME)
  const [command = '', ...rest] = timed ? [TIME, '-q', '-f', '%M', '-o', report, ...argv] : argv
  try {
    const started = performance.now()
    const child = spawn(command, rest, { stdio: ['ignore', 'pipe', 'pipe'] })
    const watched = timed || child.pid === undefined ? undefined : watchPeak(child.pid)
    const [out, err]: [Buffer[], Buffer[]] = [[], []]
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk))
    const exit = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject)
      child.once('close', resolve)
    })
    const seconds = (performance.now() - started) / 1000
    const kilobytes = timed ? Number((await readFile(report, 'utf8')).trim()) : watched?.()
    const peak = kilobytes === undefined || Number.isNaN(kilobytes) ? undefined : kilobytes / 1024
    return { seconds, peak, exit, stdout: Buffer.concat(out), stderr: Buffer.concat(err).toString('utf8') }
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
}

/** Looks at the process every 20 ms; the answer is its highest resident memory in kB, where there is a /proc. */
function watchPeak(pid: number): () => number | undefined {
  let highest: number | undefined
  const timer = setInterval(() => {
    readFile(`/proc/${pid}/status`, 'utf8').then(
      status => {
        const found = /VmHWM:\s+(\d+) kB/.exec(status)?.[1]
        if (found !== undefined) highest = Number(found)
      },
      () => undefined,
    )
  }, 20)
  return () => {
    clearInterval(timer)
    return highest
  }
}

import { execFileSync, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'

import { LEGS } from './legs.ts'
import type { Server } from './place.ts'
import type { Tallied } from './suite.ts'

declare module 'vitest' {
  interface ProvidedContext {
    readonly trino: Server
    /** The folder for what the suites count. */
    readonly tally: string
  }
}

const SCRIPT = join(import.meta.dirname, 'trino.sh')

/** A zone whose hours are not those of UTC, nor its half hours; the other servers' is UTC. */
const ELSEWHERE = 'America/St_Johns'

/**
 * Starts two servers over one folder, and stops them when the tests are over. Should the tests be killed, the servers
 * end with them. With TRAILQ_TRINO=DIR the servers of an earlier run are kept and used: for who works on the suite.
 */
export default async function setup({ provide }: TestProject): Promise<() => void> {
  sweep()
  const kept = process.env['TRAILQ_TRINO']
  const run = kept ?? mkdtempSync(join(tmpdir(), PREFIX))
  const data = join(run, 'data')
  mkdirSync(data, { recursive: true })
  const folders = [join(run, 'utc'), join(run, 'elsewhere')]
  const stop = () => {
    if (kept !== undefined) return
    for (const folder of folders) execFileSync(SCRIPT, ['stop', folder])
    rmSync(run, { recursive: true, force: true })
  }
  const tally = mkdtempSync(join(run, 'tally-'))
  try {
    const [url = '', elsewhere = ''] = await Promise.all(
      folders.map((folder, i) => running(folder) ?? start(folder, data, i === 0 ? 'UTC' : ELSEWHERE, kept)),
    )
    provide('trino', { url, elsewhere, data })
    provide('tally', tally)
  } catch (error) {
    stop()
    throw error
  }
  return () => {
    tellCount(tally)
    stop()
  }
}

const PREFIX = 'trailq-trino-'
const HOUR_MS = 3_600_000

/** Folders of runs that were killed: their servers are gone, their files are large. */
function sweep(): void {
  for (const name of readdirSync(tmpdir()).filter(folder => folder.startsWith(PREFIX))) {
    const folder = join(tmpdir(), name)
    const isOld = Date.now() - (statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? Date.now()) > HOUR_MS
    if (isOld && running(join(folder, 'utc')) === undefined) rmSync(folder, { recursive: true, force: true })
  }
}

function running(folder: string): string | undefined {
  try {
    const url = readFileSync(join(folder, 'url'), 'utf8').trim()
    process.kill(Number(readFileSync(join(folder, 'pid'), 'utf8')), 0)
    return url
  } catch {
    return undefined
  }
}

function start(folder: string, data: string, zone: string, kept: string | undefined): Promise<string> {
  const owner = kept === undefined ? String(process.pid) : '1'
  const child = spawn(SCRIPT, ['start', folder, zone], {
    env: { ...process.env, TRINO_DATA: data, TRINO_OWNER: owner },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  return new Promise((resolve, reject) => {
    let told = ''
    child.stdout.on('data', (part: Buffer) => {
      told += part.toString()
    })
    child.on('error', reject)
    child.on('exit', code => {
      if (code === 0) resolve(told.trim())
      else reject(new Error(`trino.sh start: exit status ${code}`))
    })
  })
}

function tellCount(folder: string): void {
  const cases = readdirSync(folder).flatMap(file =>
    readFileSync(join(folder, file), 'utf8')
      .trim()
      .split('\n')
      .map(line => JSON.parse(line) as Tallied),
  )
  const count = (of: (tallied: Tallied) => number) => cases.reduce((sum, tallied) => sum + of(tallied), 0)
  const answers = count(({ legs }) => legs.length)
  const marks = count(tallied => tallied.marks)
  process.stdout.write(
    `\nconformance: ${cases.length} cases on ${LEGS.length + 1} legs, ${answers} answers compared with DuckDB's over the files; ${marks} of them differ as marks.ts says.\n\n`,
  )
}

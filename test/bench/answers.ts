import type { FailedCall, GroundTruth } from './generator/truth.ts'
import type { Run } from './run.ts'

/** What is wrong with an answer, in a few words, or undefined. */
export type Check = (run: Run) => string | undefined

const KEYS = ['service', 'event_name', 'error_code', 'error_class', 'events', 'callers', 'source_ips'] as const

/** The lines of an output as objects. */
function* rowsOf(stdout: Buffer): Generator<Record<string, unknown>> {
  let start = 0
  while (start < stdout.length) {
    const found = stdout.indexOf(10, start)
    const end = found < 0 ? stdout.length : found
    if (end > start) yield JSON.parse(stdout.toString('utf8', start, end)) as Record<string, unknown>
    start = end + 1
  }
}

/** A time in any of the usual spellings of UTC, as CloudTrail writes it. */
function instant(value: unknown): string {
  const text = String(value).replace(' ', 'T')
  return `${text.slice(0, 19)}Z`
}

function comparable(row: Readonly<Record<string, unknown>>): string {
  return JSON.stringify([...KEYS.map(key => String(row[key])), instant(row['first_seen']), instant(row['last_seen'])])
}

function ended(run: Run, exits: readonly number[]): string | undefined {
  if (run.exit !== null && exits.includes(run.exit)) return undefined
  return `exit status ${run.exit}, not ${exits.join(' or ')}: ${run.stderr.trim().slice(0, 300)}`
}

/** The whole answer, row by row and in order. */
export function isFailedCalls(expected: readonly FailedCall[], exits: readonly number[] = [0]): Check {
  const wanted = expected.map(row => comparable({ ...row }))
  return run => {
    const status = ended(run, exits)
    if (status !== undefined) return status
    const got = [...rowsOf(run.stdout)].map(comparable)
    if (got.length !== wanted.length) return `${got.length} rows, not ${wanted.length}`
    const wrong = got.findIndex((row, i) => row !== wanted[i])
    return wrong < 0 ? undefined : `row ${wrong + 1} is ${got[wrong]}, not ${wanted[wrong]}`
  }
}

/** Right if one of several checks passes; else what the first found. */
export function isOneOf(checks: readonly Check[]): Check {
  return run => {
    const found = checks.map(check => check(run))
    return found.includes(undefined) ? undefined : found[0]
  }
}

/** A file that could not be read has to be named: here by the part of its name that no other file has. */
export function names(key: string): Check {
  const mark = key.slice(key.lastIndexOf('_') + 1, key.indexOf('.json'))
  return run => (run.exit === 0 || run.stderr.includes(mark) ? undefined : `the bad file ${mark} is not named`)
}

/** Both have to pass. */
export function both(first: Check, second: Check): Check {
  return run => first(run) ?? second(run)
}

/** One line for every record, each with all of its columns: told by the number of them for each service. */
export function isEveryEvent(truth: GroundTruth): Check {
  return run => {
    const status = ended(run, [0])
    if (status !== undefined) return status
    const services: Record<string, number> = {}
    let lines = 0
    for (const row of rowsOf(run.stdout)) {
      lines++
      const service = String(row['service'])
      services[service] = (services[service] ?? 0) + 1
      if (typeof row['event_time'] !== 'string' || !('request_parameters' in row)) return `line ${lines} lacks a column`
    }
    const wrong = Object.entries(truth.services).find(([service, count]) => services[service] !== count)
    if (lines !== truth.records) return `${lines} lines, not ${truth.records}`
    return wrong && `${services[wrong[0]] ?? 0} of ${wrong[0]}, not ${wrong[1]}`
  }
}

/** Ended well, and said something or not. */
export const endedWell: Check = run => ended(run, [0])

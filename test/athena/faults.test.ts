import { afterAll, describe, expect, test } from 'vitest'

import { openTrail, TrailqError } from '../../src/index.ts'
import type { Fault } from '../standins/aws/faults.ts'
import { Aws as StandIn } from '../standins/aws/server.ts'
import { projectedTable } from '../standins/aws/tables.ts'
import { answerOf, rowsOf } from './ask.ts'

/** Three pages, or one and an object. */
const ROWS = 2_345
const HTML = { status: 500, headers: { 'content-type': 'text/html' }, body: '<html>Internal error</html>' }
const NO_JSON = { status: 200, headers: {}, body: 'pardon?' }

const FAULTS: Readonly<Record<string, Fault>> = {
  throttled: { kind: 'error', status: 400, type: 'ThrottlingException' },
  'too many': { kind: 'error', status: 429, type: 'TooManyRequestsException' },
  'internal, 500': { kind: 'error', status: 500, type: 'InternalServerException' },
  'internal, 400': { kind: 'error', status: 400, type: 'InternalServerException' },
  unavailable: { kind: 'error', status: 503, type: 'ServiceUnavailable' },
  html: { kind: 'reply', reply: HTML },
  'no json': { kind: 'reply', reply: NO_JSON },
  reset: { kind: 'reset' },
  lost: { kind: 'lost' },
  cut: { kind: 'cut', bytes: 10 },
  expired: { kind: 'error', status: 400, type: 'ExpiredTokenException' },
  denied: { kind: 'error', status: 403, type: 'AccessDeniedException' },
}

const WAYS = { object: { output: 's3://results/' }, pages: { managed: true } } as const
const counted = { runs: 0, 'all rows': 0, 'clear error': 0, 'may run, and says so': 0 }

async function standInFor(way: keyof typeof WAYS): Promise<StandIn> {
  const standIn = await StandIn.start()
  standIn.glue.tables.push(projectedTable())
  standIn.athena.workGroups.set('primary', WAYS[way])
  // By looks, not by time: a query that nobody looks at any more runs for ever.
  standIn.athena.onQuery = () => ({ states: ['RUNNING', 'SUCCEEDED'], answer: answerOf(ROWS) })
  return standIn
}

/** Asks as a program does: the catalog about the table, then Athena. */
async function ask(standIn: StandIn) {
  const table = { database: 'security', table: 'cloudtrail_logs' }
  await using trail = await openTrail({ engine: 'athena', endpoint: standIn.url, ...table })
  const rows: unknown[] = []
  try {
    for await (const row of trail.sql('SELECT event_name FROM events', { allTime: true })) rows.push(row)
    return { rows, error: undefined }
  } catch (error) {
    return { rows, error }
  }
}

async function outcome(way: keyof typeof WAYS, fault: Fault, on: string, nth: number, times: number) {
  await using standIn = await standInFor(way)
  standIn.fault(fault, { on, nth, times })
  const { rows, error } = await ask(standIn)
  counted.runs++
  const what = `${way}: ${fault.kind} on ${on} ${nth}, ${times} times: ${error}`
  // A prefix of the answer, without gap or double; all of it where there is no error.
  expect(rows, what).toEqual(rowsOf(ROWS).slice(0, rows.length))
  if (error === undefined) {
    expect(rows, what).toHaveLength(ROWS)
    counted['all rows']++
  } else {
    expect(error, what).toBeInstanceOf(TrailqError)
    expect((error as TrailqError).next, what).toMatch(/.{10}/)
    counted['clear error']++
  }
  const running = standIn.athena.running().length
  const isSaid = error instanceof TrailqError && /may run/i.test(`${error.message} ${error.next}`)
  if (running > 0 && isSaid) counted['may run, and says so']++
  else expect(running, what).toBe(0)
  await expect.poll(() => standIn.openAnswers(), { timeout: 3000 }).toBe(0)
}

/** The requests of a run in which nothing goes wrong: operation, and the how many-th of its kind. */
async function requestsOf(way: keyof typeof WAYS): Promise<[operation: string, nth: number][]> {
  await using standIn = await standInFor(way)
  await ask(standIn)
  const seen = new Map<string, number>()
  return standIn.operations().map(operation => {
    const nth = (seen.get(operation) ?? 0) + 1
    seen.set(operation, nth)
    return [operation, nth]
  })
}

process.env['AWS_REGION'] = 'us-east-1'
Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'standin', AWS_SECRET_ACCESS_KEY: 'standin' })

afterAll(() => {
  process.stdout.write(`faults: ${JSON.stringify(counted)}\n`)
})

describe.each(['object', 'pages'] as const)('each request of a run by %s fails in turn', way => {
  test.each([
    ['once', 1],
    ['for good', 999],
  ] as const)(
    '%s',
    async (_, times) => {
      const requests = await requestsOf(way)
      expect(requests.map(([operation]) => operation)).toContain('GetTableMetadata')
      expect(requests.length).toBeGreaterThanOrEqual(5)
      const cases = requests.flatMap(([on, nth]) => Object.values(FAULTS).map(fault => ({ on, nth, fault })))
      const workers = Array.from({ length: 12 }, async () => {
        for (let next = cases.shift(); next !== undefined; next = cases.shift()) {
          await outcome(way, next.fault, next.on, next.nth, times)
        }
      })
      await Promise.all(workers)
    },
    240_000,
  )
})

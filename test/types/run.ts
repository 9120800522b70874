// Checked by tsc, never run: what canned queries take and give, by their ids.
import type { QueryInput, Result, RowOfQuery, Trail } from '../../src/index.ts'
import type { Equal, Expect, Item } from './equal.ts'

declare const trail: Trail
declare const signal: AbortSignal

export const result = trail.run('failed-calls', { since: '7d', by: 'caller', error: 'AccessDenied' }, { signal })
export const all = result.toArray()

interface FailedCall {
  readonly service: string | null
  readonly event_name: string | null
  readonly error_code?: string | null
  readonly error_class?: string | null
  readonly principal?: string
  readonly events: number
  readonly callers: number
  readonly source_ips: number
  readonly first_seen: string | null
  readonly last_seen: string | null
  readonly sample_message: string | null
  readonly sample_event_id: string | null
}
type Row = RowOfQuery<'failed-calls'>

export type Results = [
  Expect<Equal<{ [K in keyof Row]: Row[K] }, FailedCall>>,
  Expect<Equal<typeof result, Result<Row>>>,
  Expect<Equal<Item<typeof result>, Row>>,
  Expect<Equal<Awaited<typeof all>, Row[]>>,
  Expect<typeof result extends AsyncIterable<Row> ? true : false>,
  // Which way a type leans shows in a union: two queries, rows of both.
  Expect<Equal<RowOfQuery<'failed-calls' | 'who-did'>, Row | RowOfQuery<'who-did'>>>,
]

export type Values = [
  Expect<Equal<Row['events'], number>>,
  Expect<Equal<Row['service'], string | null>>,
  Expect<Equal<Row['principal'], string | undefined>>,
  Expect<Equal<QueryInput<'failed-calls'>['by'], 'error' | 'caller' | 'event' | undefined>>,
  Expect<Equal<QueryInput<'failed-calls'>['error'], string | readonly string[] | undefined>>,
  Expect<Equal<QueryInput<'failed-calls'>['ignoreBenign'], boolean | undefined>>,
  Expect<Equal<QueryInput<'failed-calls'>['limit'], number | undefined>>,
  Expect<Equal<QueryInput<'who-did'>['event'], string | readonly string[]>>,
]

export const right = [
  trail.run('failed-calls'),
  trail.run('failed-calls', {}),
  trail.run('failed-calls', undefined, { signal }),
  trail.run('failed-calls', { limit: 10, outcome: 'failed', ip: ['192.0.2.1'] }),
  trail.run('who-did', { event: 'CreateNamespace' }),
  trail.run('who-did', { event: ['CreateNamespace', 'DeleteNamespace'], since: '7d' }, { signal }),
]

export const wrong = [
  // @ts-expect-error no such query
  trail.run('failed-cals'),
  // @ts-expect-error no such parameter
  trail.run('failed-calls', { bye: 'caller' }),
  // @ts-expect-error a flag's name on the command line is not its name here
  trail.run('failed-calls', { 'ignore-benign': true }),
  // @ts-expect-error none of its choices
  trail.run('failed-calls', { by: 'user' }),
  // @ts-expect-error on or off
  trail.run('failed-calls', { ignoreBenign: 'yes' }),
  // @ts-expect-error a number is no list of codes
  trail.run('failed-calls', { error: 404 }),
  // @ts-expect-error a number
  trail.run('failed-calls', { limit: '10' }),
  // @ts-expect-error a wrong scope
  trail.run('failed-calls', { outcome: 'failing' }),
  // @ts-expect-error another query's parameter
  trail.run('failed-calls', { resource: 'x' }),
  // @ts-expect-error it must be told which call
  trail.run('who-did'),
  // @ts-expect-error it must be told which call
  trail.run('who-did', {}),
  // @ts-expect-error it must be told which call
  trail.run('who-did', { since: '7d' }),
  // @ts-expect-error undefined is no call
  trail.run('who-did', { event: undefined }),
  // @ts-expect-error a signal is an option, not a parameter
  trail.run('failed-calls', { signal }),
]

export async function reading(): Promise<void> {
  for await (const row of trail.run('failed-calls')) {
    row.events satisfies number
    // @ts-expect-error no such column
    row.count
    // @ts-expect-error it may be NULL
    row.service satisfies string
    // @ts-expect-error it may be missing
    row.principal satisfies string
    // @ts-expect-error rows are read
    row.events = 0
  }
}

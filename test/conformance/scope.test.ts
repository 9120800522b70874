import fc from 'fast-check'

import type { ScopeInput } from '../../src/index.ts'
import { someScope } from '../scope/inside.ts'
import { ACCOUNTS, type Delivered, someRecords } from '../scope/records.ts'
import { SCOPE, SHAPE_RECORDS, SHAPES } from '../scope/shapes.ts'
import { IN_UTC, inTurn } from './legs.ts'
import { deliver } from './place.ts'
import { type Ask, suite } from './suite.ts'

// Random records and random scopes of test/scope, and questions of every form: the same rows come through everywhere.

const SEED = 20_261_005
const SCOPES = 40

const RECORDS = fc.sample(someRecords, { seed: SEED, numRuns: 12 }).flat()

/** The same records, none of them another's copy: each id tells which one it is. */
function distinct({ record, place }: Delivered, n: number): Delivered {
  const id = record['eventID']
  const own = typeof id === 'string' && id !== '' ? { eventID: `${id} ${n}` } : {}
  return { record: { ...record, ...own, requestParameters: { n } }, place }
}

/** Each of them delivered twice, the second time in another file. */
function twice({ record, place }: Delivered, n: number): readonly Delivered[] {
  return [distinct({ record, place }, n), distinct({ record, place: { ...place, file: 'Again' } }, n)]
}

/** What both kinds of engine take for the same window: a remote one wants a start, or to hear that none is meant. */
function bounded(scope: ScopeInput): ScopeInput {
  if (scope.since !== undefined) return scope
  return scope.until === undefined ? { ...scope, allTime: true } : { ...scope, since: '2000-01-01' }
}

const COLUMNS = ['event_id', 'event_time', 'account', 'region', 'principal', 'request_parameters'] as const

const through =
  (scope: ScopeInput): Ask =>
  async trail => ({
    rows: await trail
      .scope(bounded(scope))
      .selectFrom('events')
      .select(COLUMNS)
      .orderBy('event_id')
      .orderBy('request_parameters')
      .execute(),
  })

const isInstant = ({ record }: Delivered) => /^[\d-]{10}T[\d:]{8}Z$/.test(String(record['eventTime']))

suite('random scopes', {
  legs: IN_UTC,
  schema: 'scopes',
  write: folder => deliver(folder, RECORDS.filter(isInstant).map(distinct)),
}, ({ same }) => {
  for (const [i, scope] of fc.sample(someScope, { seed: SEED, numRuns: SCOPES }).entries())
    same(`${i + 1}: ${JSON.stringify(scope)}`, through(scope), { legs: inTurn(IN_UTC, i) })
})

// What is written otherwise than CloudTrail writes a time lies under no day of a store, or another one.
const DELIVERED_BY_DAY = ['Trino over files', 'Trino over Athena’s columns'] as const
suite('random scopes, odd times', {
  legs: IN_UTC,
  schema: 'times',
  write: folder => deliver(folder, RECORDS.map(distinct)),
}, ({ same }) => {
  same('all of them', through({}))
  same('in a window', through({ since: '2026-10-03', until: '2026-10-05' }))
  for (const [i, scope] of fc.sample(someScope, { seed: SEED + 1, numRuns: SCOPES / 4 }).entries())
    same(`${i + 1}: ${JSON.stringify(scope)}`, through(scope), { legs: DELIVERED_BY_DAY })
})

suite('copies', {
  legs: IN_UTC,
  schema: 'copies',
  write: folder => deliver(folder, RECORDS.filter(isInstant).slice(0, 120).flatMap(twice)),
}, ({ same }) => {
  for (const scope of [{}, { outcome: 'ok' }, { account: ACCOUNTS[0] }, { since: '2026-10-03' }] as const)
    same(`are left out: ${JSON.stringify(scope)}`, through({ ...scope, dedupe: true }))
})

suite('forms of questions', {
  schema: 'shapes',
  write: folder =>
    deliver(
      folder,
      SHAPE_RECORDS.flatMap(({ records, place }) => records.map(record => ({ record, place }))),
    ),
}, ({ same }) => {
  for (const { name, built } of SHAPES)
    same(name, async trail => ({ rows: (await built(trail.scope({ ...SCOPE, allTime: true })).execute()) as never }))
})

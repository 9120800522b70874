import type { QUERIES } from '../../src/queries/index.ts'

/** A query and what it is asked with. */
export interface Case {
  readonly query: (typeof QUERIES)[number]['id']
  readonly input: Readonly<Record<string, unknown>>
}

/** Inputs by query, each of which the sample trail answers with at least one row; every parameter is in one of them. */
const INPUTS: Readonly<Record<Case['query'], readonly Case['input'][]>> = {
  'failed-calls': [
    {},
    { by: 'caller' },
    { by: 'event', limit: 5 },
    { ignoreBenign: true },
    { error: ['AccessDenied*', '*Throttl*'] },
  ],
  'who-did': [
    { event: 'createnamespace' },
    { event: 'UpdateFunctionCode' },
    { event: 'updatefunctioncode20150331V2' },
    { event: 'Delete*,Stop*', outcome: 'ok' },
    { event: ['DescribeTable'], resource: 'Sessions', limit: 7 },
    { event: '*', resource: 'SessionName' },
  ],
  'top-callers': ['principal', 'caller', 'ip', 'access-key', 'user-agent', 'account', 'kind'].map(by => ({ by })),
  'activity-timeline': [
    {},
    { order: 'desc', limit: 30 },
    { eventId: ['5dc64813-bb88-4286-a25f-3a51aa53d34d', 'cd4981ac-69d6-4af0-a877-1bf7c2f7cd66'] },
  ],
  'access-denied': [{}, { by: 'caller' }, { by: 'ip', minEvents: 3 }],
  changes: [
    {},
    { outcome: 'all' },
    { outcome: 'failed', verb: 'update' },
    { verb: 'create' },
    { verb: 'delete' },
    { consoleOnly: true },
  ],
  'error-trend': [
    {},
    { bucket: 'minute', topN: 1 },
    { bucket: 'day', by: 'error-class', topN: 2 },
    { bucket: 'day', by: 'service', topN: 3 },
    { bucket: 'hour', by: 'error-code' },
    { bucket: 'day', by: 'error-code', topN: 4 },
  ],
  'identity-types': [{}, { byService: true }],
  'top-events': ['event', 'service', 'region', 'account'].map(by => ({ by })),
  'new-callers': [
    {},
    { baseline: '5d', until: '2026-11-14' },
    ...['principal', 'ip', 'access-key', 'principal+ip', 'principal+event', 'user-agent'].map(what => ({
      what,
      since: '2026-11-10',
    })),
    { since: '2026-11-12T12:00:00Z', what: 'principal+ip', baseline: '2d' },
  ],
  'log-coverage': [{}, { bucket: 'hour' }],
  'redshift-serverless-namespaces-created': [{}, { includeRestores: true }, { namespace: ['an*', 'reporting'] }],
  'dynamodb-describe-volume': [
    {},
    { bucket: 'day' },
    { byCaller: true, bucket: 'hour' },
    { event: 'describestream,LISTTABLES' },
    { event: 'List*' },
    { allDescribes: true, byCaller: true },
  ],
}

/** Every input with its query. */
export const CASES: readonly Case[] = Object.entries(INPUTS).flatMap(([query, inputs]) =>
  inputs.map(input => ({ query: query as Case['query'], input })),
)

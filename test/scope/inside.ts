import fc from 'fast-check'

import type { ScopeInput } from '../../src/index.ts'
import { ACCOUNTS, type Delivered, REGIONS } from './records.ts'

const bound = fc
  .tuple(fc.constantFrom(1, 2, 3, 4, 5, 6, 7), fc.constantFrom('T00:00:00Z', 'T09:15:30Z', 'T12:00:00Z', ''))
  .map(([day, time]) => `2026-10-0${day}${time}`)

const window = fc
  .tuple(fc.oneof(fc.constant(undefined), bound), fc.oneof(fc.constant(undefined), bound))
  .filter(([since, until]) => since === undefined || until === undefined || Date.parse(since) < Date.parse(until))
  .map(([since, until]) => ({ since, until }))

/** Now and then some of the words; nothing otherwise, or hardly a record would pass all filters. */
const someOf = (...words: readonly string[]) =>
  fc.oneof(
    { weight: 12, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: fc.subarray([...words], { minLength: 1 }) },
  )

const others = fc.record({
  account: someOf(...ACCOUNTS),
  region: someOf(...REGIONS),
  service: someOf('dynamodb', 's3', 'opensearch-serverless', 'sts', 'sqs'),
  event: someOf('GetObject', 'Get*', 'Get_Object', '*Object', "O'Brien", '*', 'get*'),
  caller: someOf('arn:aws:iam::111122223333:user/ada', '*:assumed-role/*', "*/o'neil_%", '(unknown)', 'rds*'),
  principal: someOf('*:role/team/Admin', '*AWSServiceRole*', '444455556666'),
  ip: someOf('192.0.2.7', '192.0.2.*', '*:*'),
  accessKey: someOf('AKIAEXAMPLE', 'ASIAEXAMPLE'),
  outcome: fc.constantFrom(undefined, undefined, undefined, 'all' as const, 'ok' as const, 'failed' as const),
  kind: fc.constantFrom({}, {}, {}, {}, { writesOnly: true }, { readsOnly: true }),
  excludeAws: fc.constantFrom(undefined, undefined, true),
})

/** Any scope, but for `dedupe`. */
export const someScope: fc.Arbitrary<ScopeInput> = fc
  .tuple(window, others)
  .map(([times, { kind, ...filters }]) => ({ ...times, ...filters, ...kind }))

/** What is read of a record, in JavaScript and without any SQL: written for this test, from the documents. */
function read({ record, place }: Delivered) {
  const text = (value: unknown) => (value === undefined || value === null ? null : String(value))
  const told = (value: unknown) => text(value) || null
  const identity = (record['userIdentity'] ?? {}) as Record<string, unknown>
  const issuer = ((identity['sessionContext'] as Record<string, unknown> | undefined)?.['sessionIssuer'] ??
    {}) as Record<string, unknown>
  const type = told(identity['type'])
  const caller =
    told(identity['arn']) ??
    told(identity['principalId']) ??
    told(identity['invokedBy']) ??
    told(identity['accountId']) ??
    '(unknown)'
  const byRole = type === 'AssumedRole' && issuer['type'] === 'Role' && told(issuer['arn']) !== null
  const linked = type === 'AssumedRole' && String(issuer['userName'] ?? '').startsWith('AWSServiceRole')
  const login =
    record['eventName'] === 'ConsoleLogin' ? (record['responseElements'] as { ConsoleLogin?: string }) : null
  const name = text(record['eventName'])
  const readOnly = text(record['readOnly'])
  return {
    time: text(record['eventTime']),
    account: text(record['recipientAccountId']) ?? place.account,
    region: text(record['awsRegion']) ?? place.region,
    source: text(record['eventSource']),
    name,
    caller,
    principal: byRole ? told(issuer['arn']) : caller,
    ip: text(record['sourceIPAddress']),
    accessKey: told(identity['accessKeyId']),
    failed:
      !['', 'Success'].includes(text(record['errorCode']) ?? '') ||
      (text(record['errorMessage']) ?? '') !== '' ||
      login?.ConsoleLogin === 'Failure',
    isWrite: readOnly === 'false' || (readOnly !== 'true' && !/^(?:Get|Describe)/.test(name ?? '')),
    isAws: type === 'AWSService' || linked || (type === null && record['eventType'] === 'AwsServiceEvent'),
  }
}

/** Whether a record is inside a scope. */
export function isInside(delivered: Delivered, scope: ScopeInput): boolean {
  const { time, ...of } = read(delivered)
  const since = instantOf(scope.since)
  const until = instantOf(scope.until)
  if (since !== undefined && (time === null || time < since)) return false
  if (until !== undefined && (time === null || time >= until)) return false
  // What is not written as CloudTrail writes a time may lie under any day, and only some days are looked at.
  if (!/^[\d-]{10}T[\d:]{8}Z$/.test(time ?? '') && !isLookedAt(delivered.place.day, since, until)) return false
  if (scope.account !== undefined && !scope.account.includes(of.account)) return false
  if (scope.region !== undefined && !scope.region.includes(of.region)) return false
  const sources = listed(scope.service).map(name => (name === 'opensearch-serverless' ? 'aoss' : name))
  const isOf = (name: string) => of.source === `${name}.amazonaws.com` || of.source === `${name}.amazonaws.com.cn`
  if (scope.service !== undefined && !sources.some(isOf)) return false
  if (!fitsAny(of.name, scope.event) || !fitsAny(of.caller, scope.caller)) return false
  if (!fitsAny(of.principal, scope.principal) || !fitsAny(of.ip, scope.ip)) return false
  if (scope.accessKey !== undefined && !listed(scope.accessKey).includes(of.accessKey ?? '')) return false
  if (scope.outcome === 'ok' && of.failed) return false
  if (scope.outcome === 'failed' && !of.failed) return false
  if (scope.writesOnly === true && !of.isWrite) return false
  if (scope.readsOnly === true && of.isWrite) return false
  return !(scope.excludeAws === true && of.isAws)
}

/** What makes two records copies of one another; undefined where a record is nobody's copy. */
export function copyKey(delivered: Delivered): string | undefined {
  const id = delivered.record['eventID']
  return typeof id === 'string' && id !== '' ? `${id} ${read(delivered).account}` : undefined
}

function instantOf(bound: string | undefined): string | undefined {
  return bound === undefined ? undefined : new Date(bound).toISOString().replace('.000', '')
}

/** From the window's first day to a day past its last. */
function isLookedAt(day: string, since: string | undefined, until: string | undefined): boolean {
  const slashes = (date: Date) => date.toISOString().slice(0, 10).replaceAll('-', '/')
  if (since !== undefined && day < slashes(new Date(since))) return false
  return until === undefined || day <= slashes(new Date(Date.parse(until) - 1000 + 86_400_000))
}

function listed(given: string | readonly string[] | undefined): readonly string[] {
  return typeof given === 'string' ? [given] : (given ?? [])
}

function fitsAny(text: string | null, patterns: string | readonly string[] | undefined): boolean {
  if (patterns === undefined) return true
  const asRegex = (pattern: string) =>
    new RegExp(
      `^${pattern
        .split('*')
        .map(part => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
        .join('[^]*')}$`,
    )
  return text !== null && listed(patterns).some(pattern => asRegex(pattern).test(text))
}

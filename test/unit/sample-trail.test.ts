import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import manifest from '../../package.json' with { type: 'json' }
import { writeSample } from '../../scripts/sample-trail/write.ts'

const committed = fileURLToPath(new URL('../../examples/trail/AWSLogs', import.meta.url))

// Another zlib, or the same one on another processor, may press the same text into other bytes. What is committed is
// pressed by the Node that the project brings, on x64.
const samePress = process.version === `v${manifest.devDependencies.node}` && process.arch === 'x64'

describe('examples/trail', () => {
  let folder = ''
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'trailq-sample-'))
    writeSample(folder)
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('is what scripts/sample-trail.ts writes; else run it again', () => {
    const written = filesBelow(join(folder, 'AWSLogs'))
    const kept = filesBelow(committed)
    expect([...kept.keys()]).toEqual([...written.keys()])
    const stale = [...written].filter(([path, bytes]) => !gunzipSync(bytes).equals(gunzipSync(kept.get(path) ?? bytes)))
    expect(stale.map(([path]) => path)).toEqual([])
  })

  it.runIf(samePress)('is so to the byte', () => {
    const kept = filesBelow(committed)
    const stale = [...filesBelow(join(folder, 'AWSLogs'))].filter(
      ([path, bytes]) => kept.get(path)?.equals(bytes) !== true,
    )
    expect(stale.map(([path]) => path)).toEqual([])
  })

  it('has neither a time nor a machine in its gzip headers', () => {
    for (const bytes of filesBelow(committed).values())
      expect([...bytes.subarray(4, 8), bytes[9]]).toEqual([0, 0, 0, 0, 255])
  })
})

describe('what the sample tells', () => {
  const files = [...filesBelow(committed)].map(([path, bytes]) => ({
    path,
    content: JSON.parse(String(gunzipSync(bytes))),
  }))
  const records: readonly Delivered[] = files.flatMap(({ path, content }) =>
    ((content.Records ?? []) as readonly Event[]).map(event => ({ path, event })),
  )

  // Counted by hand from the story, sum by sum.
  const mornings = { us: 275, europe: 40, sandbox: 25 }
  // Terraform, warehouse, search, insights, tables, caches, DAX, throttling, sign-ins, shortcuts, intrusion, the rest;
  // and three that came twice.
  const threads = [...Object.values(mornings), 92, 13, 11, 6, 29, 7, 2, 36, 7, 8, 32, 10]
  const terraform = 7 * 6 // seven looks at a bucket, six things each that are not there
  const looks = { orders: 15 * 3 + 5 * 4, sessions: 20 * 2, music: 18, carts: 17, europe: 10 * 2, sandbox: 7 }
  const scaling = Object.values(looks).reduce((sum, count) => sum + count, 0) + 3 // and three at midnight
  const facts: readonly (readonly [what: string, expected: number, is: (delivered: Delivered) => unknown])[] = [
    ['records', threads.reduce((sum, count) => sum + count, 3), () => true],
    [
      'records of the sandbox',
      21 + 4 + 3 + 4 + 18 + 3 + 8 + 5 + 2 + 1,
      ({ event }) => event.recipientAccountId === '444455556666',
    ],
    ['failed', 134, ({ event }) => event.errorCode !== undefined || event.errorMessage !== undefined],
    ['not found', terraform + 10 + 7 + 6 + 12, ({ event }) => /NoSuch|NotFound/.test(event.errorCode ?? '')],
    ['denied', 3 + 14 + 3 + 1, ({ event }) => /AccessDenied|Unauthorized/.test(event.errorCode ?? '')],
    ['throttled', 8 + 8 + 3, ({ event }) => /Throttling|RequestLimit|TooMany/.test(event.errorCode ?? '')],
    [
      'sign-ins that failed, without a code',
      3,
      ({ event }) => event.errorMessage !== undefined && event.errorCode === undefined,
    ],
    ['a code without a message', 1, ({ event }) => event.errorCode !== undefined && event.errorMessage === undefined],
    ['sign-ins', 2 + 1 + 1 + 3, ({ event }) => event.eventType === 'AwsConsoleSignIn'],
    ['events of a service', 1, ({ event }) => event.eventType === 'AwsServiceEvent'],
    ['by the root user', 2, ({ event }) => event.userIdentity.type === 'Root'],
    ['by the stolen key', 20 + 1, ({ event }) => event.userIdentity.accessKeyId === 'AKIAIOSFODNN7EXAMPLE'],
    [
      'decrypted by AWS itself',
      20 + 10,
      ({ event }) => event.eventName === 'Decrypt' && event.sourceIPAddress === 'AWS Internal',
    ],
    ['data events', 20 + 10 + 4 + 6 + 3 + 2 + 1 + 1, ({ event }) => event.eventCategory === 'Data'],
    ['DescribeTable', scaling + 20 + 20 + 3 + 2 + 1 + 3 + 2 + 1, ({ event }) => event.eventName === 'DescribeTable'],
    ['DescribeTable by scaling', scaling, ({ event }) => event.eventName === 'DescribeTable' && scaled(event)],
    ['CreateNamespace', 3, ({ event }) => event.eventName === 'CreateNamespace'],
    [
      'CreateNamespace that worked',
      2,
      ({ event }) => event.eventName === 'CreateNamespace' && event.errorCode === undefined,
    ],
    [
      'delivered on a later day',
      5 + 2,
      ({ event, path }) => !path.includes(event.eventTime.slice(0, 10).replaceAll('-', '/')),
    ],
  ]

  it.each(facts)('%s: %i', (_, expected, is) => {
    expect(records.filter(is).length).toBe(expected)
  })

  it('is 74 files of events and a digest', () => {
    expect(files.filter(({ path }) => path.includes('/CloudTrail/'))).toHaveLength(74)
    expect(files.filter(({ path }) => path.includes('/CloudTrail-Digest/'))).toHaveLength(1)
  })

  it('has three events twice, in two files each', () => {
    const byId = Map.groupBy(records, ({ event }) => event.eventID)
    const twice = [...byId.values()].filter(copies => copies.length > 1)
    expect(twice.map(copies => copies[0]?.event.eventName).toSorted()).toEqual([
      'CreateCacheCluster',
      'DeleteTable',
      'StopLogging',
    ])
    for (const copies of twice) expect(new Set(copies.map(({ path }) => path)).size).toBe(2)
  })

  it('shows no address, key or mail of anybody', () => {
    const text = records.map(({ event }) => JSON.stringify(event)).join('\n')
    expect(text).not.toMatch(/\w@\w/)
    expect(new Set(text.match(/\b(AKIA|ASIA)[A-Z0-9]+/g))).toEqual(
      new Set(['AKIAIOSFODNN7EXAMPLE', 'ASIAIOSFODNN7EXAMPLE']),
    )
    const addresses = records.map(({ event }) => event.sourceIPAddress).filter(address => /^[0-9a-f:.]+$/.test(address))
    const documented = /^(192\.0\.2|198\.51\.100|203\.0\.113)\.\d+$|^2001:db8:/
    expect(addresses.filter(address => !documented.test(address))).toEqual([])
  })
})

interface Event {
  readonly eventID: string
  readonly eventName: string
  readonly eventTime: string
  readonly eventType: string
  readonly eventCategory: string
  readonly errorCode?: string
  readonly errorMessage?: string
  readonly recipientAccountId: string
  readonly sourceIPAddress: string
  readonly userIdentity: { readonly type?: string; readonly accessKeyId?: string; readonly invokedBy?: string }
}

interface Delivered {
  readonly path: string
  readonly event: Event
}

function scaled(event: Event): boolean {
  return event.userIdentity.invokedBy === 'dynamodb.application-autoscaling.amazonaws.com'
}

/** Every file below a folder by its path there, with / between folders, in order. */
function filesBelow(folder: string): ReadonlyMap<string, Buffer> {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(path => path.endsWith('.json.gz'))
  return new Map(
    paths.toSorted().map(path => [`/${path.replaceAll('\\', '/')}`, readFileSync(join(folder, path))] as const),
  )
}

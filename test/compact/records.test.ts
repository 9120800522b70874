import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join, relative } from 'node:path'
import { describe, expect, test } from 'vitest'
import { compactLogs, openTrail } from '../../src/index.ts'
import { DERIVED } from '../events/mismatches.ts'
import { FIXTURES } from '../events/records/index.ts'
import { SHAPES, trailFolder, writeLayout } from '../events/trail-folder.ts'
import { canonical, event, type Json, place } from './kit.ts'

const TIME = '2026-10-05T09:15:30Z'

/** What a column can't give back as it was. */
const ODD: readonly Json[] = [
  event('unknown members', TIME, { brandNew: { a: [1, 2.5, null, 'x'] }, "quote'd": "it's", 'dotted.key': '', '': 0 }),
  event('nulls everywhere', TIME, {
    errorCode: null,
    readOnly: null,
    userIdentity: null,
    resources: null,
    tlsDetails: null,
    addendum: null,
    brandNew: null,
  }),
  event('other types', TIME, {
    eventVersion: 1.08,
    readOnly: 'true',
    managementEvent: 1,
    userAgent: ['a', { b: 'c' }],
  }),
  // As long as if they were of the right types: one is two longer than its column would say, one is two shorter.
  event('other types of the same length', TIME, { eventVersion: 1.08, readOnly: 'true' }),
  event('objects that are none', TIME, {
    userIdentity: 'root',
    requestParameters: 'text',
    resources: 7,
    tlsDetails: false,
  }),
  event('texts that look like something else', TIME, {
    userAgent: '{"a":1}',
    errorMessage: 'null',
    errorCode: 'true',
    apiVersion: '1',
  }),
  event('empty texts', TIME, { userAgent: '', userIdentity: { type: '', arn: '' }, errorMessage: '' }),
  event('signs', TIME, { userAgent: 'a"b\\c\n\t\u0001\u007f/é☃😀[]"', errorMessage: ']' }),
  event('a member inside that is null', TIME, {
    responseElements: undefined,
    requestParameters: { responseElements: null },
  }),
  // 23 characters with its comma, as many as a null where the response stands.
  event('a member as long as a null', TIME, {
    responseElements: undefined,
    requestParameters: { x: { responseElements: null } },
    abcdefghijklmnop: null,
  }),
  event('numbers', TIME, { requestParameters: { a: 1e21, b: -0.5, c: 1.5e-7, d: 0 }, serviceEventDetails: [1, [2]] }),
  { eventTime: TIME },
  { eventName: 'Only', eventID: '' },
  { eventName: 'Only', eventTime: 7, eventID: 'a time that is a number' },
  { eventName: { a: 1 }, eventTime: null, eventID: 8, recipientAccountId: 111122223333 },
]

/** Compacts logs, and compares what questions get from both. */
async function bothOf(logs: string, to: string) {
  await compactLogs({ logs, to, verify: true })
  const [raw, stored] = [await rowsOf(logs), await rowsOf(to)]
  return { raw, stored }
}

async function rowsOf(logs: string) {
  await using trail = await openTrail({ logs })
  const rows = await trail.sql('SELECT * FROM events', { dedupe: true }).toArray()
  return rows.map(({ record, ...columns }) => ({
    record: canonical(JSON.parse(String(record))),
    columns: canonical(columns),
  }))
}

/** Records and all columns of a store are those of its logs. */
function expectSame({ raw, stored }: Awaited<ReturnType<typeof bothOf>>): void {
  const texts = (rows: typeof raw) => rows.map(({ record, columns }) => `${record}\n${columns}`).sort()
  expect(texts(stored)).toEqual(texts(raw))
}

describe('every record comes out of a store as it went in', () => {
  test('those made by hand, where CloudTrail delivers them', async () => {
    using logs = trailFolder()
    using at = place()
    writeLayout(logs, FIXTURES)
    const both = await bothOf(logs.path, at.store)
    expect(both.stored.map(({ record }) => record).sort()).toEqual(
      FIXTURES.map(({ record }) => canonical(record)).sort(),
    )
    expectSame(both)
  })

  test.each(Object.keys(SHAPES))('those made by hand, as %s', async shape => {
    using logs = trailFolder()
    using at = place()
    SHAPES[shape]?.(
      logs,
      FIXTURES.map(({ record }) => record),
    )
    await compactLogs({ logs: logs.path, to: at.store })
    const stored = await rowsOf(at.store)
    expect(stored.map(({ record }) => record).sort()).toEqual(FIXTURES.map(({ record }) => canonical(record)).sort())
  })

  test('odd ones', async () => {
    using at = place()
    at.deliver('2026-10-05', 'odd', ODD)
    const both = await bothOf(at.logs, at.store)
    expect(both.stored.map(({ record }) => record).sort()).toEqual(ODD.map(record => canonical(record)).sort())
    expectSame(both)
  })

  test('one that has a member twice', async () => {
    using at = place()
    const text = `{"eventID":"twice","eventTime":"${TIME}","eventName":"First","eventName":"Second","more":1,"more":2}`
    at.write('a.json', `{"Records":[${text}]}`)
    const { raw, stored } = await bothOf(at.logs, at.store)
    expect(stored.map(({ record }) => record)).toEqual([canonical(JSON.parse(text))])
    expect(stored).toEqual(raw)
  })

  test('numbers of more digits than JavaScript has', async () => {
    using at = place()
    const parameters = '{"id":12345678901234567890}'
    at.write(
      'a.json',
      `{"Records":[{"eventTime":"${TIME}","eventName":"A","requestParameters":${parameters},"n":98765432109876543210}]}`,
    )
    await compactLogs({ logs: at.logs, to: at.store })
    await using trail = await openTrail({ logs: at.store })
    const [row] = await trail.sql('SELECT request_parameters, record FROM events').toArray()
    expect(row?.['request_parameters']).toBe(parameters)
    expect(row?.['record']).toContain(`"requestParameters":${parameters}`)
    expect(row?.['record']).toContain('"n":98765432109876543210')
  })
})

const DATA = join(import.meta.dirname, '../../../shared/data')
const here = existsSync(DATA)
const FOLDERS = here ? readdirSync(DATA).filter(name => existsSync(join(DATA, name, 'EXPECTED.json'))) : []

describe.skipIf(!here)(`real records${here ? '' : ` (skipped: there is no folder ${DATA})`}`, () => {
  test.each(FOLDERS)('%s', async name => {
    const logs = mkdtempSync(join(tmpdir(), 'compact-real-'))
    try {
      const from = join(DATA, name)
      cpSync(from, logs, {
        recursive: true,
        filter: path => basename(path) !== 'EXPECTED.json' && !relative(from, path).startsWith('src'),
      })
      using at = place()
      await compactLogs({ logs, to: at.store, verify: true })
      const derived = async (from: string) => {
        await using trail = await openTrail({ logs: from })
        const rows = await trail
          .scope({})
          .selectFrom('events')
          .select([...DERIVED, 'event_id', 'event_time'])
          .distinct()
          .execute()
        return rows.map(row => canonical(row)).sort()
      }
      const [raw, stored] = [await derived(logs), await derived(at.store)]
      expect(raw).toEqual(expect.arrayContaining(stored))
      expect(new Set(stored.map(row => JSON.parse(row).event_id))).toEqual(
        new Set(raw.map(row => JSON.parse(row).event_id)),
      )
    } finally {
      rmSync(logs, { recursive: true, force: true })
    }
  })
})

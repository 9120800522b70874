import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join, relative } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTrail } from '../../src/index.ts'
import { DERIVED } from './mismatches.ts'

// Real records of public repositories, which trailq does not carry: ../shared/data beside the project.

const DATA = join(import.meta.dirname, '../../../shared/data')
const here = existsSync(DATA)
const python = spawnSync('python3', ['--version']).status === 0
const FOLDERS = here ? readdirSync(DATA).filter(name => existsSync(join(DATA, name, 'EXPECTED.json'))) : []

/** What EXPECTED.json holds, as far as it is compared: each a count by value, NULL as "None". */
interface Expected {
  readonly records: number
  readonly distinct_eventID: number
  readonly no_eventID: number
  readonly repeated_eventIDs: number
  readonly eventTime: readonly [string, string]
  readonly by_eventSource: Counts
  readonly by_eventVersion: Counts
  readonly by_region: Counts
  readonly by_recipient: Counts
  readonly by_eventType: Counts
  readonly by_eventCategory: Counts
  readonly by_source_name: Counts
  readonly by_identity_type: Counts
  readonly by_errorCode: Counts
  readonly errors_by_source_name_code: Counts
  readonly errors_code_present: number
  readonly describe: number
  readonly readOnly: Counts
  readonly top_level_keys: Counts
}

type Counts = Readonly<Record<string, number>>
type Value = string | boolean | null

const DIRECT = [
  'event_id',
  'event_time',
  'event_source',
  'event_version',
  'event_name',
  'event_type',
  'event_category',
  'aws_region',
  'recipient_account_id',
  'user_identity_type',
  'error_code',
  'read_only',
] as const

describe.skipIf(!here)(`real records${here ? '' : ` (skipped: there is no folder ${DATA})`}`, () => {
  describe.each(FOLDERS)('%s', name => {
    let folder = ''

    // A copy without what lies beside the logs: the counts themselves, and the same records in their original form.
    beforeAll(() => {
      folder = mkdtempSync(join(tmpdir(), 'trailq-real-'))
      const from = join(DATA, name)
      const isLog = (path: string) => basename(path) !== 'EXPECTED.json' && !relative(from, path).startsWith('src')
      cpSync(from, folder, { recursive: true, filter: isLog })
    })
    afterAll(() => rmSync(folder, { recursive: true, force: true }))

    test('counts of the record’s own fields are those of EXPECTED.json', async () => {
      const expected: Expected = JSON.parse(readFileSync(join(DATA, name, 'EXPECTED.json'), 'utf8'))
      await using trail = await openTrail({ engine: 'duckdb', logs: folder })
      const rows = await trail.scope({}).selectFrom('events').select(DIRECT).execute()
      const ids = rows.flatMap(row => row.event_id ?? [])
      const times = rows.flatMap(row => row.event_time ?? []).sort()
      const failed = rows.filter(row => row.error_code !== null)
      const found = {
        records: rows.length,
        distinct_eventID: new Set(ids).size,
        no_eventID: rows.length - ids.length,
        repeated_eventIDs: Object.values(countBy(ids)).filter(count => count > 1).length,
        eventTime: [times.at(0), times.at(-1)],
        by_eventSource: countBy(rows.map(row => row.event_source)),
        by_eventVersion: countBy(rows.map(row => row.event_version)),
        by_region: countBy(rows.map(row => row.aws_region)),
        by_recipient: countBy(rows.map(row => row.recipient_account_id)),
        by_eventType: countBy(rows.map(row => row.event_type)),
        by_eventCategory: countBy(rows.map(row => row.event_category)),
        by_source_name: countBy(rows.map(row => `${row.event_source}:${row.event_name}`)),
        by_identity_type: countBy(rows.map(row => row.user_identity_type)),
        by_errorCode: countBy(failed.map(row => row.error_code)),
        errors_by_source_name_code: countBy(
          failed.map(row => [row.event_source, row.event_name, row.error_code].join('|')),
        ),
        errors_code_present: failed.length,
        describe: rows.filter(row => row.event_name?.startsWith('Describe')).length,
        readOnly: countBy(rows.map(row => row.read_only?.replace(/^./, letter => letter.toUpperCase()) ?? null)),
      }
      expect(found).toEqual(
        Object.fromEntries(Object.keys(found).map(key => [key, expected[key as keyof typeof found]])),
      )
    })

    test('no key of any record is lost', async () => {
      const expected: Expected = JSON.parse(readFileSync(join(DATA, name, 'EXPECTED.json'), 'utf8'))
      await using trail = await openTrail({ engine: 'duckdb', logs: folder })
      const rows = await trail.scope({}).selectFrom('events').select('record').execute()
      expect(countBy(rows.flatMap(row => Object.keys(JSON.parse(row.record))))).toEqual(expected.top_level_keys)
    })

    test.skipIf(!python)(
      `derived columns count as in Python${python ? '' : ' (skipped: no python3 here)'}`,
      async () => {
        const counted = countInPython(folder)
        expect(await countInTrailq(folder, false)).toEqual(counted)
        expect(await countInTrailq(folder, true)).toEqual(counted)
      },
    )
  })

  // What `aws cloudtrail lookup-events` printed: the same six records, each a text in a line of JSON.
  test.skipIf(!python)(
    `LookupEvents output counts as the log files made from it${python ? '' : ' (skipped: no python3)'}`,
    async () => {
      const counted = countInPython(join(DATA, 'lookup-events-output/AWSLogs'))
      expect(counted.records).toBe(6)
      expect(countInPython(join(DATA, 'lookup-events-output/src'))).toEqual(counted)
      expect(await countInTrailq(join(DATA, 'lookup-events-output/src'), false)).toEqual(counted)
      expect(await countInTrailq(join(DATA, 'lookup-events-output/src'), true)).toEqual(counted)
    },
  )
})

interface DerivedCounts {
  readonly records: number
  readonly counts: Readonly<Record<string, Counts>>
}

function countInPython(folder: string): DerivedCounts {
  const script = join(import.meta.dirname, 'count_derived.py')
  return JSON.parse(execFileSync('python3', [script, folder], { encoding: 'utf8', maxBuffer: 2 ** 28 }))
}

async function countInTrailq(logs: string, withRecord: boolean): Promise<DerivedCounts> {
  await using trail = await openTrail({ engine: 'duckdb', logs })
  const events = trail.scope({}).selectFrom('events').select(DERIVED)
  const rows = await (withRecord ? events.select('record') : events).execute()
  const counts = DERIVED.map(column => {
    // The catalogue leaves EC2's list of members open, so Python does not count its resources.
    const counted = column === 'resource' ? rows.filter(row => row.service !== 'ec2') : rows
    return [column, countBy(counted.map(row => row[column]))] as const
  })
  return {
    records: rows.length,
    counts: Object.fromEntries(counts.filter(([, ofColumn]) => Object.keys(ofColumn).length > 0)),
  }
}

function countBy(values: readonly Value[]): Counts {
  const counts = new Map<string, number>()
  for (const value of values) {
    const key = value === null ? 'None' : String(value)
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return Object.fromEntries(counts)
}

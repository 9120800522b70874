import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { JsonObject, PlacedFixture } from './records/index.ts'

/** A folder that is gone after the test. */
export interface TrailFolder extends Disposable {
  readonly path: string
  /** Writes a file; gzipped where its name says so. */
  write(name: string, text: string): void
}

export function trailFolder(): TrailFolder {
  const path = mkdtempSync(join(tmpdir(), 'trailq-events-'))
  return {
    path,
    write(name, text) {
      const file = join(path, name)
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, name.endsWith('.gz') ? gzipSync(text) : text)
    },
    [Symbol.dispose]() {
      rmSync(path, { recursive: true })
    },
  }
}

/** Records in a file of CloudTrail's own form. */
const asLogFile = (records: readonly JsonObject[]) => JSON.stringify({ Records: records })

/** How many records a file holds: few, so that every question reads several files. */
const RECORDS_A_FILE = 100

/** The records where CloudTrail delivers them: a folder for each account and region, gzipped, on one line. */
export function writeLayout(folder: TrailFolder, fixtures: readonly PlacedFixture[]): void {
  const places = Map.groupBy(fixtures, ({ delivered }) => `${delivered.account} ${delivered.region}`)
  for (const [place, ofPlace] of places) {
    const [account, region] = place.split(' ')
    for (let start = 0; start < ofPlace.length; start += RECORDS_A_FILE) {
      const suffix = `Example${String(start).padStart(9, '0')}`
      const name = `${account}_CloudTrail_${region}_20261005T0000Z_${suffix}.json.gz`
      const records = ofPlace.slice(start, start + RECORDS_A_FILE).map(({ record }) => record)
      folder.write(`AWSLogs/${account}/CloudTrail/${region}/2026/10/05/${name}`, asLogFile(records))
    }
  }
}

/** Every other shape in which records travel, as files of a flat folder. */
export const SHAPES: Readonly<Record<string, (folder: TrailFolder, records: readonly JsonObject[]) => void>> = {
  'plain log file': (folder, records) => folder.write('records.json', asLogFile(records)),
  // As Python prints: one line, a blank behind every comma and colon.
  'log file with blanks': (folder, records) => folder.write('records.json', withBlanks({ Records: records })),
  'log file with blanks, gzipped': (folder, records) =>
    folder.write('records.json.gz', `${withBlanks({ Records: records })}\n`),
  'log file with escapes': (folder, records) => folder.write('records.json', withEscapes(asLogFile(records))),
  'pretty-printed': (folder, records) => folder.write('records.json', JSON.stringify({ Records: records }, null, 2)),
  'pretty-printed, gzipped': (folder, records) =>
    folder.write('records.json.gz', JSON.stringify({ Records: records }, null, '\t')),
  'JSON lines': (folder, records) => folder.write('records.jsonl', lines(records)),
  'JSON lines, gzipped': (folder, records) => folder.write('records.jsonl.gz', lines(records)),
  'bare array': (folder, records) => folder.write('records.json', JSON.stringify(records)),
  'bare array, pretty-printed': (folder, records) => folder.write('records.json', JSON.stringify(records, null, 2)),
  'one record a file': (folder, records) => {
    for (const [index, record] of records.entries()) folder.write(`${index}.json`, JSON.stringify(record))
  },
  'EventBridge envelopes, one a line': (folder, records) => folder.write('events.jsonl', lines(records.map(envelope))),
  'EventBridge envelopes, run together as Firehose does': (folder, records) =>
    folder.write('events.json.gz', records.map(record => JSON.stringify(envelope(record))).join('')),
  'LookupEvents output': (folder, records) =>
    folder.write('lookup.json', JSON.stringify({ Events: records.map(lookupEvent) }, null, 4)),
  'LookupEvents events, one a line': (folder, records) => folder.write('lookup.jsonl', lines(records.map(lookupEvent))),
  'log files one below the other': (folder, records) => {
    const half = Math.floor(records.length / 2)
    folder.write('records.json', `${asLogFile(records.slice(0, half))}\n${asLogFile(records.slice(half))}\n`)
  },
}

function lines(values: readonly JsonObject[]): string {
  return values.map(value => `${JSON.stringify(value)}\n`).join('')
}

/** Line breaks of a JSON text are layout: those inside of texts are escaped. */
function withBlanks(value: JsonObject): string {
  return JSON.stringify(value, null, 1).replace(/\n */g, ' ')
}

/** Slashes, which stand inside of texts only, and all beyond ASCII written as escapes: other writers do. */
function withEscapes(json: string): string {
  const escaped = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
  return json.replaceAll('/', '\\/').replace(/[\u0080-\uffff]/g, escaped)
}

/** "Events from AWS services" in the Amazon EventBridge User Guide: what CloudTrail hands to EventBridge. */
function envelope(record: JsonObject): JsonObject {
  return {
    version: '0',
    id: `bridge-${String(record['eventID'])}`,
    'detail-type': 'AWS API Call via CloudTrail',
    source: 'aws.example',
    account: '444455556666',
    time: '2026-10-05T09:15:31Z',
    region: 'us-west-2',
    resources: [],
    detail: record,
  }
}

/** What `aws cloudtrail lookup-events` prints: the record is a text inside. */
function lookupEvent(record: JsonObject): JsonObject {
  return {
    EventId: record['eventID'],
    EventName: record['eventName'],
    ReadOnly: String(record['readOnly']),
    EventTime: '2026-10-05T09:15:30+00:00',
    EventSource: record['eventSource'],
    Username: 'somebody',
    Resources: [],
    CloudTrailEvent: JSON.stringify(record),
  }
}

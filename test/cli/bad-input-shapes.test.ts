import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'

import { testCases } from '../engines/kit/case.ts'
import { folder } from '../engines/kit/folder.ts'
import { type Json, lines, logFile, named, record } from '../engines/kit/record.ts'
import { namesByCli, namesByLibrary } from '../engines/kit/trailq.ts'

const NO_RECORD = 'no record: neither eventTime nor eventName'
const envelope = (detail: unknown) => ({ version: '0', 'detail-type': 'AWS API Call via CloudTrail', detail })
const looked = (event: unknown) => ({ EventId: 'x', EventName: 'y', CloudTrailEvent: JSON.stringify(event) })
const plain = (content: string, names: readonly string[], reason?: string) => ({
  file: 'a.json',
  content,
  names,
  ...(reason === undefined ? {} : { reason }),
})

describe('Records', () => {
  testCases({
    null: plain('{"Records":null}', [], 'Records is null'),
    missing: plain('{}', [], NO_RECORD),
    'missing, with something else': plain('{"name":"a-package","version":"1.0.0"}', [], NO_RECORD),
    'a text': plain('{"Records":"x"}', [], 'Records is a string'),
    'a number': plain('{"Records":3}', [], 'Records is a number'),
    'an object': plain(JSON.stringify({ Records: record('A') }), [], 'Records is an object'),
    'null, in gzip': { file: 'a.json.gz', content: gzipSync('{"Records":null}'), names: [], reason: 'Records is null' },
    empty: plain('{"Records":[]}', []),
    'deeper inside': plain(JSON.stringify({ detail: JSON.parse(named('A')) }), [], NO_RECORD),
    'behind another member': plain(`{"a":"b",${named('A').slice(1)}`, ['A']),
    'behind a long member': plain(`{"a":"${'b'.repeat(3000)}",${named('A').slice(1)}`, ['A']),
    'before another member': plain(`${named('A').slice(0, -1)},"a":"b"}`, ['A']),
  })
})

describe('an element that is no record', () => {
  const among = (element: unknown, count = '1 element that is') =>
    plain(logFile(record('A'), element, record('B')), ['A', 'B'], `${count} no record`)
  testCases({
    null: among(null),
    'a text': among('x'),
    'a number': among(3),
    true: among(true),
    'a list': among([1]),
    'a list of records': among([record('C')]),
    'an empty object': among({}),
    'an object of something else': among({ eventVersion: '1.08', eventSource: 's3.amazonaws.com' }),
    'the first': plain(logFile(null, record('B')), ['B'], '1 element that is no record'),
    'all of them': plain(logFile(null, 3, 'x'), [], '3 elements that are no record'),
    'in a list without Records': plain(
      JSON.stringify([record('A'), null, 3, record('B')]),
      ['A', 'B'],
      '2 of 4 elements are no record (the first: null)',
    ),
    'in gzip': {
      file: 'a.json.gz',
      content: gzipSync(logFile(record('A'), [1], record('B'))),
      names: ['A', 'B'],
      reason: '1 element that is no record',
    },
  })

  test.each([
    "SELECT event_name FROM events WHERE event_name = 'A'",
    "SELECT event_name FROM events WHERE service = 's3' AND event_name < 'B'",
    "SELECT event_name FROM events WHERE record LIKE '%id-of-A%'",
    "SELECT event_name FROM events GROUP BY event_name HAVING event_name = 'A'",
    "SELECT a.event_name FROM events AS a JOIN events AS b ON a.event_id = b.event_id WHERE b.event_name = 'A'",
  ])('is told whatever is asked: %s', async question => {
    using logs = folder()
    const path = logs.write('a.json', logFile(record('A'), null, record('B'), 'x'))
    const { names, stats } = await namesByLibrary(logs.path, question)
    expect(names).toEqual(['A'])
    expect(stats?.badFiles).toEqual([{ path, reason: '2 elements that are no record' }])
  })
})

describe('fields of other types', () => {
  const strange = record('A', {
    eventSource: 5,
    sourceIPAddress: { a: 1 },
    errorCode: true,
    userIdentity: 'somebody',
    requestParameters: 'text',
    responseElements: [1],
    awsRegion: ['us-east-1'],
    readOnly: 'yes',
  })
  testCases({
    'numbers, objects and booleans': plain(logFile(strange, record('B')), ['A', 'B']),
    'a number for a name': plain(logFile(record('x', { eventName: 3 })), ['3']),
    'a number for a time': plain(logFile(record('A', { eventTime: 1759655731 })), ['A']),
    'no time': plain(logFile(record('A', { eventTime: undefined })), ['A']),
    'null for a time': plain(logFile(record('A', { eventTime: null })), ['A']),
    'a key twice': plain(named('A').replace('"eventName":"A"', '"eventName":"A","eventName":"Z"'), ['A']),
    'a number that no double holds': plain(
      `[${JSON.stringify(record('A')).replace('"192.0.2.1"', '123456789012345678901234567890')}]`,
      ['A'],
    ),
    'very many levels': plain(named('A', 'B').replace('"192.0.2.1"', `${'['.repeat(5000)}${']'.repeat(5000)}`), [
      'A',
      'B',
    ]),
  })

  test('come out as text', async () => {
    using logs = folder()
    logs.write('fast.json', logFile(strange))
    logs.write('odd.json', JSON.stringify([strange]))
    const question = `SELECT concat_ws('|', event_source, source_ip_address, error_code, user_identity,
      request_parameters, response_elements, aws_region, read_only) FROM events`
    const { names } = await namesByLibrary(logs.path, question)
    expect(names).toEqual(Array(2).fill('5|{"a":1}|true|"somebody"|"text"|[1]|["us-east-1"]|yes'))
  })
})

describe('the shapes that records travel in', () => {
  testCases({
    'a list': plain(JSON.stringify([record('A'), record('B')]), ['A', 'B']),
    'an empty list': plain('[]', []),
    'one record': plain(JSON.stringify(record('A')), ['A']),
    'one record, printed': plain(JSON.stringify(record('A'), null, 2), ['A']),
    'two log files on one line': plain(named('A') + named('B'), ['A', 'B']),
    'two log files on one line, in gzip': {
      file: 'a.json.gz',
      content: gzipSync(`${named('A')} ${named('B')}`),
      names: ['A', 'B'],
    },
    'two log files, one a line': plain(lines(named('A'), named('B')), ['A', 'B']),
    'records, one a line': plain(lines(record('A'), record('B')), ['A', 'B']),
    'records and log files, one a line': plain(lines(record('A'), named('B', 'C'), record('D')), ['A', 'B', 'C', 'D']),
    'log files and records, one a line': plain(lines(named('B', 'C'), record('D'), named('E')), ['B', 'C', 'D', 'E']),
    'lists, one a line': plain(lines([record('A')], [record('B'), record('C')]), ['A', 'B', 'C']),
    'Windows lines': plain(`${lines(record('A'), record('B')).replace('\n', '\r\n')}\r\n`, ['A', 'B']),
    'EventBridge envelopes': plain(lines(envelope(record('A')), envelope(record('B'))), ['A', 'B']),
    'EventBridge envelopes, run together': plain(
      JSON.stringify(envelope(record('A'))) + JSON.stringify(envelope(record('B'))),
      ['A', 'B'],
    ),
    'an EventBridge envelope of something else': plain(
      JSON.stringify({ 'detail-type': 'EC2 Instance State-change Notification', detail: { state: 'running' } }),
      [],
      NO_RECORD,
    ),
    LookupEvents: plain(JSON.stringify({ Events: [looked(record('A')), looked(record('B'))] }, null, 4), ['A', 'B']),
    'LookupEvents without events': plain('{"Events":[]}', []),
    'LookupEvents with an event that is broken': plain(
      JSON.stringify({ Events: [{ CloudTrailEvent: '{' }, looked(record('B'))] }),
      ['B'],
      '1 of 2 elements is no record (CloudTrailEvent holds no JSON)',
    ),
    'a number': plain('3', [], 'a number, not a record'),
    'a text': plain('"x"', [], 'a string, not a record'),
    null: plain('null', [], 'null, not a record'),
  })
})

describe('records of other families', () => {
  const insight = record('I', { eventCategory: 'Insight' })
  const aggregated: Json = { eventVersion: '1.0', eventCategory: 'Aggregated', summaries: [] }
  const other = (content: string, leftOut: string, names: readonly string[] = []) => ({
    ...plain(content, names),
    leftOut,
  })
  testCases({
    'Insights among events': other(logFile(insight, record('B')), 'record of CloudTrail Insights events', ['B']),
    'Insights alone': other(logFile(insight), 'record of CloudTrail Insights events'),
    'Insights in a list': other(JSON.stringify([insight, record('B')]), 'record of CloudTrail Insights events', ['B']),
    'aggregated events': other(logFile(aggregated), 'record of CloudTrail aggregated events'),
    'aggregated events, one a line': other(lines(aggregated, record('B')), 'record of CloudTrail aggregated events', [
      'B',
    ]),
    'network activity': other(
      logFile(record('N', { eventCategory: 'NetworkActivity' })),
      'record of CloudTrail network activity events',
    ),
    'a digest': other(
      JSON.stringify({ awsAccountId: '111122223333', digestStartTime: 'x', digestEndTime: 'y', logFiles: [] }),
      'file of CloudTrail digest',
    ),
    'a category that nobody knows yet': plain(logFile(record('A', { eventCategory: 'New' })), ['A']),
  })
})

test('--skip-bad-files names them all the same, and ends with 0', async () => {
  using logs = folder()
  const path = logs.write('a.json', '{"Records":null}')
  const ended = await namesByCli(logs.path, '--skip-bad-files')
  expect(ended.status).toBe(0)
  expect(ended.stderr).toBe(`1 file could not be read, or not wholly:\n  ${path}: Records is null\n`)
  expect(await namesByCli(logs.path, '--skip-bad-files', '--quiet')).toMatchObject({ status: 0, stderr: '' })
  expect(await namesByCli(logs.path, '--quiet')).toMatchObject({ status: 6, stderr: ended.stderr })
})

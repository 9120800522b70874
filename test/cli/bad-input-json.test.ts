import { gzipSync } from 'node:zlib'
import { describe } from 'vitest'

import { testCases } from '../engines/kit/case.ts'
import { lines, logFile, named, record } from '../engines/kit/record.ts'

const AB = named('A', 'B')
const utf16 = (text: string) => Buffer.from(text, 'utf16le')
/** Text with bytes that no UTF-8 text holds, in the place of an address. */
const badBytes = (text: string) => Buffer.from(text.replace('192.0.2.1', '\xff\xfe'), 'latin1')
const REPLACED = 'bytes that are not UTF-8, shown as U+FFFD'
const pretty = (...names: readonly string[]) => JSON.stringify({ Records: names.map(name => record(name)) }, null, 2)

describe('what is no JSON', () => {
  testCases({
    'an HTML page': {
      file: 'a.json.gz',
      content: gzipSync('<!DOCTYPE html>\n<html><title>403 Forbidden</title></html>\n'),
      names: [],
      reason: "not JSON: it starts with '<!DOCTYPE html>…'",
    },
    'an HTML page under a name of gzip': {
      file: 'a.json.gz',
      content: '<html>403</html>',
      names: [],
      reason: "not JSON: it starts with '<html>403</html>'",
    },
    'an error page of S3': {
      file: 'a.json',
      content: '<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>AccessDenied</Code></Error>',
      names: [],
      reason: `not JSON: it starts with '<?xml version="1.0" encoding="UTF-8"?>…'`,
    },
    'text that would drive a terminal': {
      file: 'a.json',
      content: '\u001b[2J\u001b]0;owned\u0007 \u202ereversed',
      names: [],
      reason: "not JSON: it starts with '·[2J·]0;owned· ·reversed'",
    },
    'a picture': {
      file: 'a.json',
      content: Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'),
      names: [],
      reason: 'not JSON: binary data',
    },
    'NUL bytes': {
      file: 'a.json',
      content: Buffer.alloc(4096),
      names: [],
      reason: 'not JSON: it starts with NUL bytes',
    },
  })
})

describe('broken JSON', () => {
  const typo = (text: string) => text.replace('"eventName":"B"', '"eventName":B')
  testCases({
    'cut in a record': {
      file: 'a.json',
      content: AB.slice(0, -30),
      names: [],
      reason: 'broken JSON: it ends in the middle',
    },
    'cut before its last character': {
      file: 'a.json.gz',
      content: gzipSync(AB.slice(0, -1)),
      names: [],
      reason: 'broken JSON: it ends in the middle',
    },
    'in the middle of a record': {
      file: 'a.json',
      content: typo(named('A', 'B', 'C')),
      names: [],
      reason: `broken JSON near 'ventName":B,"awsRegi'`,
    },
    'a NUL byte in a record': {
      file: 'a.json.gz',
      content: gzipSync(AB.replace('192.0.2.1', 'a\0b')),
      names: [],
      reason: `broken JSON at character ${AB.indexOf('192.0.2.1') + 2}`,
    },
    'text behind it': {
      file: 'a.json',
      content: `${AB}garbage`,
      names: ['A', 'B'],
      reason: `not JSON from character ${AB.length + 1} on`,
    },
    'text behind it, in gzip': {
      file: 'a.json.gz',
      content: gzipSync(`${AB} garbage`),
      names: ['A', 'B'],
      reason: `not JSON from character ${AB.length + 2} on`,
    },
    'text on the line behind it': {
      file: 'a.json',
      content: `${AB}\ngarbage\n`,
      names: ['A', 'B'],
      reason: 'line 2 is not JSON',
    },
    'NUL bytes behind it': {
      file: 'a.json',
      content: `${AB}\0\0\0`,
      names: ['A', 'B'],
      reason: `NUL bytes from character ${AB.length + 1} on`,
    },
    'one line of records broken': {
      file: 'a.jsonl',
      content: lines(record('A'), '{"eventName":', record('C')),
      names: ['A', 'C'],
      reason: 'line 2 is not JSON',
    },
    'the first line of records broken': {
      file: 'a.jsonl',
      content: lines(JSON.stringify(record('A')).slice(5), record('B'), record('C')),
      names: ['B', 'C'],
      reason: 'line 1 is not JSON',
    },
    'one line of log files broken': {
      file: 'a.jsonl',
      content: lines(named('A'), named('B').slice(0, -9), named('C'), named('D').slice(0, -9), named('E')),
      names: ['A', 'C', 'E'],
      reason: '2 lines are (the first: 2) not JSON',
    },
    'the first line of log files broken': {
      file: 'a.json.gz',
      content: gzipSync(lines(named('A').slice(0, -9), named('B'), named('C'))),
      names: ['B', 'C'],
      reason: 'line 1 is not JSON',
    },
  })
})

describe('encodings', () => {
  testCases({
    'UTF-8 with a mark': { file: 'a.json', content: `\ufeff${AB}`, names: ['A', 'B'] },
    'UTF-8 with a mark, in gzip': { file: 'a.json.gz', content: gzipSync(`\ufeff${AB}`), names: ['A', 'B'] },
    'UTF-16 LE': { file: 'a.json', content: utf16(`\ufeff${AB}`), names: ['A', 'B'] },
    'UTF-16 BE': { file: 'a.json.gz', content: gzipSync(utf16(`\ufeff${AB}`).swap16()), names: ['A', 'B'] },
    'UTF-16 LE without a mark': { file: 'a.json', content: utf16(AB), names: ['A', 'B'] },
    'UTF-16 BE without a mark': { file: 'a.json', content: utf16(AB).swap16(), names: ['A', 'B'] },
    'UTF-16 of JSON lines': {
      file: 'a.jsonl',
      content: utf16(`\ufeff${lines(record('Ä'), record('中'))}\r\n`),
      names: ['Ä', '中'],
    },
    'bytes that are not UTF-8': { file: 'a.json', content: badBytes(AB), names: ['A', 'B'], reason: REPLACED },
    'bytes that are not UTF-8, in gzip': {
      file: 'a.json.gz',
      content: gzipSync(badBytes(AB)),
      names: ['A', 'B'],
      reason: REPLACED,
    },
    'bytes that are not UTF-8 in one line of three': {
      file: 'a.json',
      content: Buffer.concat([Buffer.from(`${named('A')}\n`), badBytes(named('B')), Buffer.from(`\n${named('C')}`)]),
      names: ['A', 'B', 'C'],
      reason: REPLACED,
    },
    // JavaScript takes half of a character, DuckDB does not.
    'half of a character': {
      file: 'a.json',
      content: logFile(record('A'), record('x')).replace('"x"', '"half \\ud83d"'),
      names: ['A', 'half \ufffd'],
    },
    'half of a character in one line of two': {
      file: 'a.json.gz',
      content: gzipSync(lines(named('A'), named('x').replace('"x"', '"\\\\ud83d \\udE00"'))),
      names: ['A', '\\ud83d \ufffd'],
    },
    'a whole character, escaped': {
      file: 'a.json',
      content: lines(record('A'), JSON.stringify(record('x')).replace('"x"', '"\\uD83D\\uDE00"')),
      names: ['A', '😀'],
    },
    'an escaped NUL': {
      file: 'a.json',
      content: AB.replace('"A"', '"A\\u0000Z"'),
      names: ['A\0Z', 'B'],
    },
    'control characters of C1, U+2028 and other scripts': {
      file: 'a.json.gz',
      content: gzipSync(named('\u0085\u2028', 'żółć 中文 🦆')),
      names: ['\u0085\u2028', 'żółć 中文 🦆'],
    },
  })
})

describe('white space', () => {
  testCases({
    'printed for people': { file: 'a.json', content: pretty('A', 'B'), names: ['A', 'B'] },
    'printed for people, in gzip': { file: 'a.json.gz', content: gzipSync(pretty('A', 'B')), names: ['A', 'B'] },
    'printed on Windows': { file: 'a.json', content: pretty('A', 'B').replaceAll('\n', '\r\n'), names: ['A', 'B'] },
    'printed with carriage returns alone': {
      file: 'a.json',
      content: pretty('A', 'B').replaceAll('\n', '\r'),
      names: ['A', 'B'],
    },
    'printed, one behind the other': {
      file: 'a.json',
      content: `${pretty('A')}\n${pretty('B', 'C')}\n`,
      names: ['A', 'B', 'C'],
    },
    'one line, then printed': { file: 'a.json', content: `${AB}\n${pretty('C')}`, names: ['A', 'B', 'C'] },
    'a record a line within one object': {
      file: 'a.json.gz',
      content: gzipSync(named('A', 'B', 'C').replaceAll('},{', '},\n{')),
      names: ['A', 'B', 'C'],
    },
    'empty lines in front, between and behind': {
      file: 'a.json',
      content: `\n\n${named('A')}\n\n  \n${named('B')}\n\n`,
      names: ['A', 'B'],
    },
    'a carriage return at its end': { file: 'a.json', content: `${AB}\r`, names: ['A', 'B'] },
    'blanks around every sign': {
      file: 'a.json',
      content: AB.replaceAll(/[[\]{}:,](?=["[\]{}])/g, ' $& '),
      names: ['A', 'B'],
    },
  })
})

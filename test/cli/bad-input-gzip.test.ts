import { gzipSync } from 'node:zlib'
import { describe } from 'vitest'

import { testCases } from '../engines/kit/case.ts'
import { lines, logFile, named, record } from '../engines/kit/record.ts'

/** Some records, and so many that the file is longer than what is looked at first. */
const FEW = ['A', 'B']
const MANY = Array.from({ length: 60 }, (_, i) => `Call${i}`)
const few = gzipSync(named(...FEW))
const many = gzipSync(logFile(...MANY.map(name => record(name, { requestID: noise(name) }))))

/** Text that does not pack: the file must be long after packing. */
function noise(seed: string): string {
  let state = 7
  return Array.from({ length: 8 }, (_, i) => {
    for (const character of seed) state = (state * 31 + character.charCodeAt(0) + i) % 2 ** 31
    return state.toString(36)
  }).join('-')
}

const ENDS = 'damaged gzip: it ends in the middle'
const trailer = (bytes: Buffer, checksum: number) => {
  const copy = Buffer.from(bytes)
  copy.writeUInt32LE(checksum, copy.length - 8)
  return copy
}
/** RFC 1952: all that may stand before the data: extra field, name, comment, checksum of the header. */
const longHeader = Buffer.concat([
  Buffer.from([0x1f, 0x8b, 8, 2 + 4 + 8 + 16, 0, 0, 0, 0, 0, 3]),
  Buffer.from([3, 0, 1, 2, 3]),
  Buffer.from('111122223333_CloudTrail.json\0a comment\0'),
  Buffer.from([0, 0]),
  few.subarray(10),
])

describe('gzip that is cut', () => {
  const cut = (length: number) => ({ file: 'a.json.gz', content: many.subarray(0, length), names: [], reason: ENDS })
  testCases({
    'after its first two bytes': cut(2),
    'in its header': cut(7),
    'behind its header': cut(10),
    'in its first bytes': cut(40),
    'in the middle': cut(many.length >> 1),
    'shortly before its end': cut(many.length - 20),
    'in its checksum, where all data are there': {
      file: 'a.json.gz',
      content: many.subarray(0, -6),
      names: MANY,
    },
    'in the name that its header holds': {
      file: 'a.json.gz',
      content: longHeader.subarray(0, 20),
      names: [],
      reason: ENDS,
    },
    'in the second of its members': {
      file: 'a.json.gz',
      content: Buffer.concat([few, many.subarray(0, many.length >> 1)]),
      names: [],
      reason: ENDS,
    },
  })
})

describe('gzip that is damaged', () => {
  const flipped = Buffer.from(many)
  flipped.writeUInt8(flipped.readUInt8(400) ^ 0xff, 400)
  testCases({
    // DuckDB's reader takes data for right that can be read.
    'in its checksum alone': { file: 'a.json.gz', content: trailer(many, 12345), names: MANY },
    'in its checksum, of a file that is read carefully': {
      file: 'a.json',
      content: trailer(many, 12345),
      names: [],
      reason: 'damaged gzip: its checksum is wrong',
    },
    'in its data': {
      file: 'a.json.gz',
      content: flipped,
      names: [],
      reason: 'damaged gzip: broken data (invalid distance too far back)',
    },
  })
})

describe('something behind the gzip data', () => {
  const behind = (what: Buffer) => Buffer.concat([many, what])
  const other = (bytes: number) => `${bytes} bytes of something else behind the gzip data`
  testCases({
    'a word': { file: 'a.json.gz', content: behind(Buffer.from('garbage\n')), names: MANY, reason: other(8) },
    'a word, behind few records': {
      file: 'a.json.gz',
      content: Buffer.concat([few, Buffer.from('garbage\n')]),
      names: FEW,
      reason: other(8),
    },
    'zeros, as tapes and block devices pad': { file: 'a.json.gz', content: behind(Buffer.alloc(512)), names: MANY },
    // The end looks like the size of the data: only reading the file shows that it is none.
    'something that ends like gzip': {
      file: 'a.json.gz',
      content: behind(Buffer.concat([Buffer.from('rubbish'), many.subarray(-4)])),
      names: MANY,
      reason: other(11),
    },
    'nothing but a word': {
      file: 'a.json.gz',
      content: Buffer.concat([gzipSync(''), Buffer.from('garbage\n')]),
      names: [],
      reason: other(8),
    },
  })
})

describe('gzip and names', () => {
  testCases({
    'plain JSON under a name of gzip': { file: 'a.json.gz', content: named('A', 'B'), names: ['A', 'B'] },
    'gzip under a name of plain JSON': { file: 'a.json', content: many, names: MANY },
    'gzip of JSON lines under .jsonl': {
      file: 'a.jsonl',
      content: gzipSync(lines(record('A'), record('B'))),
      names: FEW,
    },
    'a name in capitals': { file: 'A.JSON.GZ', content: many, names: MANY },
    'a name of .gz alone': { file: 'a.gz', content: many, names: MANY },
    'a header with all that it may hold': { file: 'a.json.gz', content: longHeader, names: FEW },
    'two members that break in a record': {
      file: 'a.json.gz',
      content: Buffer.concat([gzipSync(named(...FEW).slice(0, 300)), gzipSync(named(...FEW).slice(300))]),
      names: FEW,
    },
    'an empty member in front': { file: 'a.json.gz', content: Buffer.concat([gzipSync(''), many]), names: MANY },
    'gzip of gzip': { file: 'a.json.gz', content: gzipSync(many), names: MANY },
  })
})

describe('files without anything', () => {
  testCases({
    'an empty file': { file: 'a.json', content: '', names: [], reason: 'empty file' },
    'an empty file with a name of gzip': { file: 'a.json.gz', content: '', names: [], reason: 'empty file' },
    'gzip of nothing': { file: 'a.json.gz', content: gzipSync(''), names: [], reason: 'empty file (gzip of nothing)' },
    'white space': { file: 'a.json', content: ' \n\t\r\n', names: [], reason: 'empty file (white space only)' },
    'gzip of white space': {
      file: 'a.json.gz',
      content: gzipSync('\n'),
      names: [],
      reason: 'empty file (white space only)',
    },
    'a log file of no records': { file: 'a.json.gz', content: gzipSync('{"Records":[]}'), names: [] },
  })
})

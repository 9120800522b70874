import { gzipSync } from 'node:zlib'

import { lines, logFile, record } from './record.ts'

/** A form of a file that holds the records of these names, and what is lost or said of it. */
export interface Kind {
  readonly ending: string
  make(names: readonly string[]): string | Buffer
  /** How many of its records can be read; all where it is left out. */
  readonly readable?: (names: number) => number
  /** Whether it is named as bad. */
  readonly isBad?: boolean
  /** Whether DuckDB's reader fails on it with all other files. */
  readonly breaksDuckdb?: boolean
}

const records = (names: readonly string[]) => names.map(name => record(name))
const whole = (names: readonly string[]) => logFile(...records(names))
const zip = (text: string | Buffer) => gzipSync(text, { level: 1 })
const none = () => 0

/** Every way in which a file can be read, or not: by DuckDB, in part by DuckDB, carefully, or not at all. */
export const KINDS: Readonly<Record<string, Kind>> = {
  usual: { ending: '.json.gz', make: names => zip(whole(names)) },
  plain: { ending: '.json', make: whole },
  'two lines': { ending: '.json.gz', make: names => zip(`${whole(names.slice(0, 1))}\n${whole(names.slice(1))}\n`) },
  'a line each, the first one whole': {
    ending: '.jsonl',
    make: names => lines(whole(names.slice(0, 1)), ...records(names.slice(1))),
  },
  'a line each': { ending: '.jsonl.gz', make: names => zip(lines(...records(names))) },
  'a list': { ending: '.json', make: names => JSON.stringify(records(names)) },
  printed: {
    ending: '.json.gz',
    make: names => zip(JSON.stringify({ Records: records(names) }, null, 2)),
    breaksDuckdb: true,
  },
  // Fails DuckDB's reader, and does not look it at its head.
  'a record a line within one object': {
    ending: '.json.gz',
    make: names => zip(whole(names).replaceAll('},{', '},\n{')),
    breaksDuckdb: true,
  },
  'two objects on a line': { ending: '.json', make: names => whole(names.slice(0, 1)) + whole(names.slice(1)) },
  'UTF-16': { ending: '.json', make: names => Buffer.from(`\ufeff${whole(names)}`, 'utf16le') },
  'a mark in front': { ending: '.json.gz', make: names => zip(`\ufeff${whole(names)}`) },
  'a mark in front of two lines': {
    ending: '.json.gz',
    make: names => zip(`\ufeff${lines(whole(names.slice(0, 1)), whole(names.slice(1)))}`),
  },
  'UTF-16 in two lines': {
    ending: '.json.gz',
    make: names => zip(Buffer.from(lines(whole(names.slice(0, 1)), whole(names.slice(1))), 'utf16le')),
  },
  'packed twice, in two lines': {
    ending: '.json.gz',
    make: names => zip(zip(lines(whole(names.slice(0, 1)), whole(names.slice(1))))),
  },
  // JavaScript takes it, DuckDB does not.
  'half of a character in one line of three': {
    ending: '.json',
    make: names => lines(whole([]), whole(names).replace('192.0.2.1', '\\ud83d'), whole([])),
  },
  'bytes that are no UTF-8 in one line of three': {
    ending: '.json.gz',
    make: names => zip(Buffer.from(lines(whole([]), whole(names).replace('192.0.2.1', '\xff'), whole([])), 'latin1')),
    isBad: true,
  },
  'packed twice': { ending: '.json.gz', make: names => zip(zip(whole(names))) },
  'zeros behind': { ending: '.json.gz', make: names => Buffer.concat([zip(whole(names)), Buffer.alloc(100)]) },
  // Fails DuckDB's reader, which does not say in which file.
  'something behind that looks like an end': {
    ending: '.json.gz',
    make: names => Buffer.concat([zip(whole(names)), Buffer.from('rubbish'), zip(whole(names)).subarray(-4)]),
    isBad: true,
    breaksDuckdb: true,
  },
  'an element that is none': {
    ending: '.json',
    make: names => logFile(...records(names), null),
    isBad: true,
  },
  'a broken line': { ending: '.jsonl', make: names => `${lines(whole(names))}\n{"Records":[{"a`, isBad: true },
  cut: { ending: '.json.gz', make: names => zip(whole(names)).subarray(0, 100), readable: none, isBad: true },
  rubbish: { ending: '.json.gz', make: () => 'rubbish', readable: none, isBad: true },
  empty: { ending: '.json', make: () => '', readable: none, isBad: true },
  'no records': { ending: '.json.gz', make: () => zip('{"Records":[]}'), readable: none },
}

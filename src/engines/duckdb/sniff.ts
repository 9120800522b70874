import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { constants, gunzipSync } from 'node:zlib'

import { USUAL_OBJECT } from './memory.ts'

/** What the first bytes of a file say about how to read it. */
export interface Sniffed {
  /** Size on disk, bytes. */
  readonly bytes: number
  /** Whether DuckDB's fast reader can take it; else the careful one must. */
  readonly fast: boolean
  /** The size of its largest JSON object as far as can be told, bytes: DuckDB must be told a limit. */
  readonly objectBytes: number
}

const HEAD_BYTES = 512
const TAIL_BYTES = 4
/** What is enough of a gzip file that does not begin with a file name, which may be long. */
const SHORT_HEAD_BYTES = 192
/** The flags of a gzip header (RFC 1952, section 2.3.1). */
const FLAGS_AT = 3
/** CloudTrail's files shrink to a tenth. What claims to have shrunk more than this is looked at carefully. */
const MOST_RATIO = 200
/** What claims to have hardly shrunk, or to have grown, is something else. */
const LEAST_RATIO = 0.5
/** From here on the size that a gzip file notes can have passed 4 GiB, and says nothing. */
const HUGE_GZIP = 100_000_000

/** Larger objects are not looked for: each thread would book twice as much. */
const LARGEST_OBJECT = 512 * 1024 ** 2
const STEP = 1024 ** 2

const head = Buffer.alloc(HEAD_BYTES)
const tail = Buffer.alloc(TAIL_BYTES)

/**
 * Looks at the first half kilobyte of a file. The fast reader wants gzip under a name that ends in .gz, text under any
 * other, one line, and `{"Records":[` in front; on anything else DuckDB fails the whole query or answers nothing.
 * About 15 microseconds a file, 4 without unpacking, where a failed query costs the time of a whole one.
 *
 * @param closely unpacks the beginning of gzip files; else their first two bytes must do
 */
export function sniff(path: string, closely: boolean): Sniffed {
  const file = openSync(path, 'r')
  try {
    const bytes = fstatSync(file).size
    const length = readSync(file, head, 0, HEAD_BYTES, 0)
    const start = head.subarray(0, length)
    const zipped = start[0] === 0x1f && start[1] === 0x8b
    if (zipped !== path.toLowerCase().endsWith('.gz')) return { bytes, fast: false, objectBytes: 0 }
    if (!zipped) return { bytes, fast: isOneLineOfRecords(start), objectBytes: firstLine(file, bytes) }
    const size = unzippedSize(file, bytes)
    if (!isPlausible(size, bytes)) return { bytes, fast: false, objectBytes: 0 }
    return { bytes, fast: !closely || isOneLineOfRecords(unzip(start)), objectBytes: Math.min(size, LARGEST_OBJECT) }
  } finally {
    closeSync(file)
  }
}

function unzip(start: Buffer): Buffer {
  const enough = start[FLAGS_AT] === 0 ? start.subarray(0, SHORT_HEAD_BYTES) : start
  try {
    // Small chunks: the default of 16 KiB, for thousands of files, is memory that nobody needs.
    return gunzipSync(enough, { finishFlush: constants.Z_SYNC_FLUSH, chunkSize: 512 })
  } catch {
    return Buffer.alloc(0)
  }
}

/** Gzip ends in the size of what was packed, modulo 4 GiB (RFC 1952, section 2.3.1). */
function unzippedSize(file: number, bytes: number): number {
  if (bytes < TAIL_BYTES) return 0
  readSync(file, tail, 0, TAIL_BYTES, bytes - TAIL_BYTES)
  return tail.readUInt32LE(0)
}

/** Whether a size can be that of the file: at the end of one that is cut, or has something behind it, stands another. */
function isPlausible(size: number, bytes: number): boolean {
  return bytes > HUGE_GZIP || (size >= bytes * LEAST_RATIO && size <= bytes * MOST_RATIO)
}

/** The length of the first line of a large file, which is an object. Others may be longer, but hardly twice as long. */
function firstLine(file: number, bytes: number): number {
  if (bytes <= USUAL_OBJECT) return bytes
  const step = Buffer.alloc(STEP)
  for (let at = 0; at < Math.min(bytes, LARGEST_OBJECT); at += STEP) {
    const length = readSync(file, step, 0, STEP, at)
    const newline = step.subarray(0, length).indexOf('\n')
    if (newline !== -1) return Math.min(2 * (at + newline), LARGEST_OBJECT)
  }
  return Math.min(bytes, LARGEST_OBJECT)
}

function isOneLineOfRecords(start: Buffer): boolean {
  const text = start.toString('latin1')
  const line = /^[ \t]*\{[^\n\r]*?"Records"[ \t]*:[ \t]*\[/.exec(text)
  if (line === null) return false
  // A line break in the middle of an object: printed for people to read. One behind the object: the usual end of a file.
  const rest = /[\n\r]([\s\S]*)/.exec(text)?.[1]?.trim() ?? ''
  return rest === '' || rest.startsWith('{"Records"')
}

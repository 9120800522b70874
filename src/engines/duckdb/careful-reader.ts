import { isUtf8 } from 'node:buffer'
import { readFileSync } from 'node:fs'

import { asUtf8, decode, encodingOf, hasLoneSurrogate, withoutLoneSurrogates } from './decode.ts'
import { gunzip, isGzip } from './gunzip.ts'
import { type JsonValues, jsonValues, numbered, valuesOfLines } from './json-values.ts'
import { isPlainList, isPlainRecords, recordsOf } from './shapes.ts'
import { reasonOf } from './system-error.ts'

/** What could be got out of an odd file, or out of a part of it. */
export interface CarefulRead {
  /** `{"Records":[…]}` as JSON text; undefined where there is nothing to read. */
  readonly text?: string
  /** Why the file, or a part of it, could not be read. */
  readonly problem?: string
  /** What was met that does not belong to events, by what it is. */
  readonly leftOut?: readonly string[]
}

const MIB = 1024 ** 2
/** The most that is held in memory of one file. */
const MOST_BYTES = 1024 * MIB
/** The most that is parsed at once: JavaScript's heap holds about ten times the text, and may end at 2 GB. */
const MOST_AT_ONCE = 160 * MIB
/** Files of lines are read in parts of about this size. */
const PART = 16 * MIB
const NEWLINE = 10

/**
 * Reads a file of any shape that CloudTrail's records are met in, with nothing but its content to go by. Slow, and
 * only asked for the few files that DuckDB's reader can't take.
 */
export function* readCarefully(path: string): Generator<CarefulRead> {
  yield* guarded(function* () {
    const { bytes, problem } = load(path)
    if (problem !== undefined) yield { problem }
    for (const { part, line } of parts(bytes)) {
      const { text, problem: badBytes } = decode(part)
      yield found(line === undefined ? jsonValues(text) : valuesOfLines(numbered(text.split('\n'), line)), badBytes)
    }
  })
}

/** The same for a file of which DuckDB's reader has had every line that it could take, but met others as well. */
export function readLeftLines(path: string): CarefulRead {
  const [read = {}] = guarded(function* () {
    const { bytes, problem: broken, seen } = load(path)
    const lines = [...linesOf(bytes)]
    // Of a single line nothing has been taken, nor of what has another look to DuckDB.
    const isLeft = ({ part }: Part) => lines.length === 1 || seen === 'nothing' || !isTaken(part)
    const left = lines.filter((line, i) => isLeft(line) || (i === 0 && seen === 'all but the first line'))
    if (left.length === 0) yield { problem: broken ?? 'a line that can’t be read' }
    const size = left.reduce((sum, { part }) => sum + part.length, 0)
    if (size > MOST_AT_ONCE) throw tooLarge(size, MOST_AT_ONCE)
    const texts = left.map(({ part, line }) => ({ line, ...decode(part) }))
    const values = lines.length === 1 ? jsonValues(texts[0]?.text ?? '') : valuesOfLines(texts)
    yield found(values, broken ?? texts.find(({ problem }) => problem !== undefined)?.problem)
  })
  return read
}

function found({ values, problem }: JsonValues, badBytes: string | undefined): CarefulRead {
  // Bytes that are no text are no news of what is not JSON at all.
  const badText = values.length === 0 && problem !== undefined ? undefined : badBytes
  const problems = [badText, problem].filter(one => one !== undefined)
  const [only] = values
  if (values.length === 1 && only !== undefined) {
    // The text goes through as it is: what was parsed and printed again could have lost digits.
    if (isPlainRecords(only.value)) return outcome(only.text, problems)
    if (isPlainList(only.value)) return outcome(`{"Records":${only.text}}`, problems)
  }
  const all = values.map(recordsOf)
  const records = all.flatMap(one => one.records)
  problems.push(...all.flatMap(one => one.problem ?? []).slice(0, 1))
  const text = records.length === 0 ? undefined : `{"Records":[${records.join(',')}]}`
  const leftOut = all.flatMap(one => one.leftOut)
  return outcome(text, problems, leftOut)
}

function outcome(text: string | undefined, problems: readonly string[], leftOut: readonly string[] = []): CarefulRead {
  return {
    ...(text === undefined ? {} : { text: withoutLoneSurrogates(text) }),
    ...(problems.length === 0 ? {} : { problem: problems.join('; ') }),
    ...(leftOut.length === 0 ? {} : { leftOut }),
  }
}

interface Loaded {
  /** The unpacked bytes of a file, in UTF-8. */
  readonly bytes: Buffer
  readonly problem?: string
  /** What DuckDB's reader sees as it is here. */
  readonly seen: 'all' | 'all but the first line' | 'nothing'
}

function load(path: string): Loaded {
  const raw = readFileSync(path)
  if (raw.length === 0) return { bytes: raw, problem: 'empty file', seen: 'all' }
  const once = unpacked(raw)
  // Packed again on its way here, by a tool that took it for text.
  const { bytes, problem } = once.problem === undefined ? unpacked(once.bytes) : once
  if (problem !== undefined) return { bytes: asUtf8(bytes), problem, seen: 'all' }
  if (isBlank(bytes)) {
    const what = bytes.length === 0 ? 'gzip of nothing' : 'white space only'
    return { bytes, problem: `empty file (${what})`, seen: 'all' }
  }
  const encoding = encodingOf(bytes)
  const isSame = bytes === once.bytes && !encoding.startsWith('utf-16')
  const seen = !isSame ? 'nothing' : encoding === 'utf-8' ? 'all' : 'all but the first line'
  return { bytes: asUtf8(bytes, encoding), seen }
}

function unpacked(bytes: Buffer): { bytes: Buffer; problem?: string | undefined } {
  return isGzip(bytes) ? gunzip(bytes, MOST_BYTES) : { bytes }
}

interface Part {
  readonly part: Buffer
  /** The number of its first line, where it is one of many parts. */
  readonly line?: number
}

/** What can be read one after the other: all of a small file, or some lines at a time of a large one. */
function* parts(bytes: Buffer): Generator<Part> {
  if (bytes.length <= PART || !isLines(bytes)) {
    if (bytes.length > MOST_AT_ONCE) throw tooLarge(bytes.length, MOST_AT_ONCE)
    yield { part: bytes }
    return
  }
  let line = 1
  for (let at = 0; at < bytes.length; ) {
    const newline = bytes.indexOf(NEWLINE, at + PART)
    const part = bytes.subarray(at, newline === -1 ? bytes.length : newline + 1)
    if (part.length > MOST_AT_ONCE) throw tooLarge(part.length, MOST_AT_ONCE)
    yield { part, line }
    for (let i = part.indexOf(NEWLINE); i !== -1; i = part.indexOf(NEWLINE, i + 1)) line++
    at += part.length
  }
}

/** Whether the first line is a JSON object by itself. */
function isLines(bytes: Buffer): boolean {
  const end = bytes.indexOf(NEWLINE)
  return end !== -1 && parsed(bytes.subarray(0, end)) !== undefined
}

function* linesOf(bytes: Buffer): Generator<Required<Part>> {
  let line = 0
  for (let at = 0; at < bytes.length; ) {
    const newline = bytes.indexOf(NEWLINE, at)
    const end = newline === -1 ? bytes.length : newline
    const part = bytes.subarray(at, end)
    line++
    if (!isBlank(part)) yield { part, line }
    at = end + 1
  }
}

/** Whether DuckDB's reader takes a line, so that its records are in the answer already. */
function isTaken(line: Buffer): boolean {
  if (!isUtf8(line)) return false
  const value = parsed(line)
  const hasRecords = typeof value === 'object' && value !== null && 'Records' in value && Array.isArray(value.Records)
  return hasRecords && !hasLoneSurrogate(line.toString('utf8'))
}

/** The value, or undefined (which is no JSON value) where the bytes are not JSON. */
function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch {
    return undefined
  }
}

const WHITE = new Set([9, 10, 13, 32])

function isBlank(bytes: Buffer): boolean {
  return bytes.every(byte => WHITE.has(byte))
}

/** Whatever a file does to its reader, it becomes a reason and not a crash. */
function* guarded(read: () => Generator<CarefulRead>): Generator<CarefulRead> {
  try {
    yield* read()
  } catch (error) {
    yield { problem: unreadable(error) }
  }
}

class TooLarge extends Error {}

function tooLarge(bytes: number, most: number): TooLarge {
  const megabytes = (n: number) => `${Math.ceil(n / 1e6)} MB`
  return new TooLarge(`too large for a file of this form: ${megabytes(bytes)}, and ${megabytes(most)} is the most`)
}

function unreadable(error: unknown): string {
  if (error instanceof TooLarge) return error.message
  if (error instanceof RangeError && /call stack/.test(error.message)) return 'too many levels in each other'
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (['ERR_BUFFER_TOO_LARGE', 'ERR_FS_FILE_TOO_LARGE', 'ERR_STRING_TOO_LONG'].includes(code))
    return `too large for a file of this form: more than ${Math.round(MOST_BYTES / 1e6)} MB`
  return reasonOf(error)
}

import { isUtf8 } from 'node:buffer'
import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'

import { reasonOf } from './discover.ts'
import { jsonValues } from './json-values.ts'
import { isPlainList, isPlainRecords, recordsOf } from './shapes.ts'

/** What could be got out of an odd file. */
export interface CarefulRead {
  /** `{"Records":[…]}` as JSON text; undefined where there is nothing to read. */
  readonly text?: string
  /** Why the file, or a part of it, could not be read. */
  readonly problem?: string
  /** What the file is instead, where it is a known kind that does not belong to events. */
  readonly leftOut?: string
}

/**
 * Reads a file of any shape that CloudTrail's records are met in, with nothing but its content to go by. Slow, and
 * only asked for the few files that DuckDB's reader can't take.
 *
 * @param skipLines leaves out lines that are a whole `{"Records":[…]}`: the fast reader has had them already.
 */
export function readCarefully(path: string, skipLines: boolean): CarefulRead {
  let bytes: Buffer
  try {
    bytes = readFileSync(path)
  } catch (error) {
    return { problem: reasonOf(error) }
  }
  if (bytes.length === 0) return { problem: 'empty file' }
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) {
    try {
      bytes = gunzipSync(bytes)
    } catch (error) {
      return { problem: `damaged gzip: ${gzipReason(error)}` }
    }
    if (bytes.length === 0) return { problem: 'empty file (gzip of nothing)' }
  }
  try {
    return readText(decode(bytes), skipLines)
  } catch (error) {
    // V8 has no strings beyond 512 MiB.
    return { problem: `too large to be read carefully: ${reasonOf(error)}` }
  }
}

function readText({ text, problem }: Decoded, skipLines: boolean): CarefulRead {
  const { values, problem: broken } = jsonValues(text)
  const several = values.length > 1
  const mine = skipLines && several ? values.filter(({ value }) => !isPlainRecords(value)) : values
  const problems = [problem, broken].filter(one => one !== undefined)

  const [only] = mine
  if (mine.length === 1 && only !== undefined) {
    // The text goes through as it is: what was parsed and printed again could have lost digits.
    if (isPlainRecords(only.value)) return outcome(only.text, problems)
    if (isPlainList(only.value)) return outcome(`{"Records":${only.text}}`, problems)
  }
  const found = mine.map(recordsOf)
  const records = found.flatMap(one => one.records)
  problems.push(...found.flatMap(one => one.problem ?? []).slice(0, 1))
  const together = records.length === 0 ? undefined : `{"Records":[${records.join(',')}]}`
  return outcome(together, problems, found.find(one => one.leftOut !== undefined)?.leftOut)
}

function outcome(text: string | undefined, problems: readonly string[], leftOut?: string): CarefulRead {
  return {
    ...(text === undefined ? {} : { text }),
    ...(problems.length === 0 ? {} : { problem: problems.join('; ') }),
    ...(leftOut === undefined ? {} : { leftOut }),
  }
}

interface Decoded {
  readonly text: string
  readonly problem?: string
}

/** Bytes as text: UTF-8 with or without a mark, or UTF-16 with one. */
function decode(bytes: Buffer): Decoded {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { text: new TextDecoder('utf-16le').decode(bytes) }
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { text: new TextDecoder('utf-16be').decode(bytes) }
  const text = new TextDecoder().decode(bytes)
  return isUtf8(bytes) ? { text } : { text, problem: 'bytes that are not UTF-8, shown as U+FFFD' }
}

function gzipReason(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'Z_BUF_ERROR') return 'it ends in the middle'
  return error instanceof Error ? error.message : String(error)
}

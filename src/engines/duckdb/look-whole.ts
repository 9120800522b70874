import { readFileSync } from 'node:fs'

import { gunzip, isGzip } from './gunzip.ts'

const NEWLINE = 10
/** What is larger is left to DuckDB. */
const MOST_BYTES = 1024 ** 3

/**
 * Whether all of a file is what its head promises: one line, and nothing behind the gzip data. It takes as long as
 * reading it, so it is only asked where a run has failed because of a file that had not looked odd.
 */
export function looksWhole(path: string): boolean {
  const raw = readFileSync(path)
  if (!isGzip(raw)) return isOneLine(raw)
  try {
    const { bytes, problem, behind } = gunzip(raw, MOST_BYTES)
    return problem === undefined && behind === 0 && isOneLine(bytes)
  } catch {
    return false
  }
}

function isOneLine(bytes: Buffer): boolean {
  const end = bytes.indexOf(NEWLINE)
  return end === -1 || bytes.subarray(end).toString('latin1').trim() === ''
}

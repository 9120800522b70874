import { readFileSync } from 'node:fs'

/**
 * How many bytes this process has read so far; undefined where the system does not count them. DuckDB's own progress
 * stands still in questions that count distinct values, so what has been read is the better measure.
 *
 * Source: proc_pid_io(5), `rchar`.
 */
export function bytesRead(): number | undefined {
  try {
    const count = /^rchar: (\d+)$/m.exec(readFileSync('/proc/self/io', 'latin1'))?.[1]
    return count === undefined ? undefined : Number(count)
  } catch {
    return undefined
  }
}

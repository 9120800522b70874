const MIB = 1024 ** 2

/** DuckDB takes objects of this size without being told. */
export const USUAL_OBJECT = 16 * MIB

/** More than this and DuckDB puts what it holds onto disk: a question over any trail fits into a laptop. */
const FOR_THE_QUESTION = 2048 * MIB

/** The most that may be booked for reading. It is an address, not memory, until a file is as large. */
const FOR_READING = 2048 * MIB

/**
 * How many threads DuckDB may have, and how much memory. It books twice the largest object for each thread before it
 * reads a byte: with many threads, that alone would pass the limit and fail every question.
 */
export function memory(objectBytes: number, processors: number): { threads: number; limitMib: number } {
  const booked = 2 * Math.max(objectBytes, USUAL_OBJECT)
  const threads = Math.max(Math.min(processors, Math.floor(FOR_READING / booked)), 1)
  return { threads, limitMib: Math.ceil((FOR_THE_QUESTION + threads * booked) / MIB) }
}

import type { Check } from './answers.ts'

/** One side of a comparison. */
export interface Side {
  readonly argv: readonly string[]
  readonly check: Check
  /** What lies on disk, where that is compared. */
  readonly bytes?: number
}

/** Why a row is not for this machine. */
export class Skipped extends Error {}

/** One line of the table. */
export interface Row {
  readonly name: string
  /**
   * What is compared: wall time, peak memory, what lies on disk, or (without a second side) peak memory in MB or a number
   * that the program tells, against the limit.
   */
  readonly measure: 'time' | 'memory' | 'size' | 'told'
  readonly limit: number
  /** Pairs of runs; short ones need more. */
  readonly pairs: number
  /** Left out of a quick round. */
  readonly slow?: true
  /** Both sides are trailq, so that there is nothing to measure without it. */
  readonly itself?: true
  /** Makes what the row needs. @throws Skipped where this machine can't have it */
  prepare(): Promise<{ a: Side; b?: Side }>
}

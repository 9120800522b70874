import type { Row, Side } from './row.ts'
import { type Run, run } from './run.ts'

/** What a row came to. */
export interface Result {
  readonly row: Row
  readonly a: Figures | undefined
  readonly b: Figures | undefined
  /** Median of the pairs' ratios; without a second side the MB, or what was told. */
  readonly value: number | undefined
  /** What was wrong with an answer, each thing once. */
  readonly wrong: readonly string[]
}

export interface Figures {
  readonly seconds: number
  readonly peak: number | undefined
}

export interface MeasureOptions {
  readonly quick: boolean
  /** Only the second sides: what to measure while there is no trailq. */
  readonly baselines: boolean
}

/**
 * Runs both sides in turn, A first and B first by turns, after one round that only warms the page cache. On a machine
 * that others use only the ratio of neighbours in time says something.
 */
export async function measure(row: Row, options: MeasureOptions): Promise<Result> {
  const sides = await row.prepare()
  const a = options.baselines ? undefined : sides.a
  const b = sides.b
  if (row.measure === 'size') return ofSizes(row, sides.a.bytes, b?.bytes)
  const wrong = new Set<string>()
  const pairs = options.quick ? Math.min(row.pairs, row.pairs > 10 ? 5 : 2) : row.pairs
  const [runsA, runsB]: [Run[], Run[]] = [[], []]
  const once = async (name: string, side: Side | undefined, runs: Run[], counts: boolean) => {
    if (side === undefined) return
    const done = await run(side.argv)
    const problem = side.check(done)
    if (problem !== undefined) wrong.add(`${name}: ${problem}`)
    // The output is checked; a hundred megabytes of it need not be kept.
    if (counts) runs.push(row.measure === 'told' ? done : { ...done, stdout: Buffer.alloc(0) })
  }
  for (let i = -1; i < pairs; i++) {
    if (i % 2 === 0) await once('A', a, runsA, i >= 0)
    await once('B', b, runsB, i >= 0)
    if (i % 2 !== 0) await once('A', a, runsA, i >= 0)
  }
  return { row, a: figures(runsA), b: figures(runsB), value: value(row, runsA, runsB), wrong: [...wrong] }
}

function ofSizes(row: Row, a: number | undefined, b: number | undefined): Result {
  const value = a === undefined || b === undefined ? undefined : a / b
  return { row, a: undefined, b: undefined, value, wrong: [] }
}

function value(row: Row, a: readonly Run[], b: readonly Run[]): number | undefined {
  const of = (run: Run | undefined) =>
    row.measure === 'time' ? run?.seconds : row.measure === 'told' ? Number(run?.stdout) : run?.peak
  const ratios = a.map((run, i) => {
    const [first, second] = [of(run), of(b[i])]
    if (b.length === 0) return first
    return first === undefined || second === undefined ? undefined : first / second
  })
  return median(ratios)
}

function figures(runs: readonly Run[]): Figures | undefined {
  const seconds = median(runs.map(run => run.seconds))
  return seconds === undefined ? undefined : { seconds, peak: median(runs.map(run => run.peak)) }
}

export function median(values: readonly (number | undefined)[]): number | undefined {
  const sorted = values.filter(value => value !== undefined).sort((a, b) => a - b)
  const middle = sorted.length / 2
  const [low, high] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]]
  return low === undefined || high === undefined ? undefined : (low + high) / 2
}

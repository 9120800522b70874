import { Delivery } from './delivery.ts'
import type { Expectation } from './odd-files.ts'
import { isReplaced } from './odd-files.ts'
import { planFiles, type Shape } from './plan.ts'
import { RecordMaker } from './record.ts'
import { type FailedCall, FailedCallTally } from './truth.ts'

/** The answers to `failed-calls` over everything that are right for a set with odd files. */
export interface OddTruth {
  readonly all: readonly FailedCall[]
  readonly without: readonly FailedCall[]
  readonly first: readonly FailedCall[]
}

/** Counts what is left of a set when `count` of its files are odd: all of their records, none, or the first of each. */
export function countOddTruth(shape: Shape, count: number): OddTruth {
  const delivery = new Delivery(shape.seed)
  const maker = new RecordMaker(shape.seed, shape.regions)
  const [all, without, first] = [new FailedCallTally(), new FailedCallTally(), new FailedCallTally()]
  const files = planFiles(shape, false)
  for (const [index, file] of files.entries()) {
    const odd = isReplaced(index, files.length, count)
    for (const part of file.parts) {
      for (let position = 0; position < part.records; position++) {
        const record = maker.make(delivery.at(part, position))
        all.add(record)
        if (!odd) without.add(record)
        if (!odd || position === 0) first.add(record)
      }
    }
  }
  return { all: all.rows(), without: without.rows(), first: first.rows() }
}

/** Every pair of answer and exit status that an expectation allows. 6 is "answered, but some input was unreadable". */
export function allowed(expect: Expectation, truth: OddTruth): { rows: readonly FailedCall[]; exits: number[] }[] {
  if (expect === 'counts') return [{ rows: truth.all, exits: [0] }]
  if (expect === 'first') return [{ rows: truth.first, exits: [0] }]
  if (expect === 'empty') return [{ rows: truth.without, exits: [0, 6] }]
  const lost = { rows: truth.without, exits: [6] }
  return expect === 'bad' ? [lost] : [{ rows: truth.all, exits: [0, 6] }, lost]
}

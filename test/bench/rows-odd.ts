import { both, type Check, isFailedCalls, isOneOf, names } from './answers.ts'
import { failedCalls } from './command.ts'
import { type Expectation, ODD_KINDS, type OddKindName } from './generator/odd-files.ts'
import { allowed } from './generator/odd-truth.ts'
import type { Row } from './row.ts'
import { type OddSet, oddSet, presetSet } from './sets.ts'

function check(expect: Expectation, set: OddSet): Check {
  const right = isOneOf(allowed(expect, set.truth).map(({ rows, exits }) => isFailedCalls(rows, exits)))
  // Five hundred names are nobody's reading: there the exit status is enough.
  const [only, ...others] = set.replaced
  return only === undefined || others.length > 0 ? right : both(right, names(only))
}

function oddRow(kind: OddKindName, count: number, limit: number): Row {
  return {
    name: `${count} of 1,000 ${kind} / none`,
    measure: 'time',
    limit,
    pairs: count === 1 ? 5 : 3,
    ...(count === 1 ? {} : { slow: true }),
    itself: true,
    prepare: async () => {
      const set = await oddSet('medium', kind, count)
      const none = await presetSet('medium')
      return {
        a: { argv: failedCalls(set.dir), check: check(ODD_KINDS[kind].expect, set) },
        b: { argv: failedCalls(none.dir), check: isFailedCalls(none.truth.failedCalls.all) },
      }
    },
  }
}

const kinds = Object.keys(ODD_KINDS).filter((kind): kind is OddKindName => kind in ODD_KINDS)

/** What odd files cost: one of a thousand, and every second one. */
export const oddRows: readonly Row[] = [
  ...kinds.map(kind => oddRow(kind, 1, 1.3)),
  ...kinds.map(kind => oddRow(kind, 500, 4)),
  {
    name: 'half of 2,000 cut off / the good half',
    measure: 'time',
    limit: 2,
    pairs: 5,
    slow: true,
    itself: true,
    prepare: async () => {
      const spoilt = await oddSet('pairs', 'cut-gzip', 1_000)
      const good = await oddSet('pairs', 'absent', 1_000)
      return {
        a: { argv: failedCalls(spoilt.dir), check: isFailedCalls(spoilt.truth.without, [6]) },
        b: { argv: failedCalls(good.dir), check: isFailedCalls(good.truth.without) },
      }
    },
  },
]

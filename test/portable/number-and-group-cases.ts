import { sql } from 'kysely'

import * as portable from '../../src/sql/portable.ts'
import { type AggregateCase, type KeyedValue, nothing, numbered, ofText, type ValueCase } from './cases.ts'

/** Texts that are no numbers, whatever an engine's cast would make of them. */
const NO_NUMBERS = [
  ...['', ' 12', '12 ', '1_000', '0x1A', '+1', '1.', 'NaN', 'Infinity', 'true', '1e', '--1', '１'],
  null,
]

const integer = (value: number | null) => sql<number>`CAST(${value} AS BIGINT)`

export const NUMBER_CASES: readonly ValueCase[] = [
  ...ofText('bigint', portable.bigint, [
    ['0', 0],
    ['-7', -7],
    ['0012', 12],
    ['999999999999999999', 999_999_999_999_999_999n],
    ['9007199254740991', 9_007_199_254_740_991],
    ['9007199254740993', 9_007_199_254_740_993n],
    ...nothing('1000000000000000000', '1.5', '1e3', ...NO_NUMBERS),
  ]),
  ...ofText('double', portable.double, [
    ['0', 0],
    ['-0', -0],
    ['-7.25', -7.25],
    ['1e3', 1000],
    ['2.5E-2', 0.025],
    ['12345678901234567890', 1.2345678901234567e19],
    ...nothing(...NO_NUMBERS),
  ]),
  // Never an integer, never a division by zero.
  ...numbered(
    'ratio',
    (
      [
        [7, 2, 3.5],
        [1, 3, 1 / 3],
        [0, 5, 0],
        [5, 0, null],
        [0, 0, null],
        [null, 2, null],
        [2, null, null],
      ] as const
    ).map(([a, b, gives]) => [portable.ratio(integer(a), integer(b)), gives] as const),
  ),
]

const KEYED: readonly KeyedValue[] = [
  ['a', '1'],
  [null, '3'],
  ['b', '2'],
  ['c', null],
]
const REPEATED = ['b', 'a', null, 'b', 'é', 'B', '', "it's"].map(value => [value, null] as const)
const LARGE = ['9007199254740993', '1', null].map(value => [value, null] as const)
const NOTHING = [[null, null]] as const
const sum = (value: Parameters<typeof portable.bigint>[0]) => portable.sumBigint(portable.bigint(value))

export const AGGREGATE_CASES: readonly AggregateCase[] = [
  // The row decides, also where its value is nothing.
  { says: 'maxBy: nothing at the greatest key', rows: KEYED, make: portable.maxBy, gives: null },
  { says: 'maxBy: a key that is nothing is none', rows: KEYED.slice(2), make: portable.maxBy, gives: 'b' },
  { says: 'maxBy: no key at all', rows: [['x', null]], make: portable.maxBy, gives: null },
  { says: 'minBy', rows: KEYED, make: portable.minBy, gives: 'a' },
  {
    says: 'minBy: nothing at the least key',
    rows: [
      [null, '0'],
      ['x', '1'],
    ],
    make: portable.minBy,
    gives: null,
  },
  // In order, without NULL, and so many.
  {
    says: 'distinctList',
    rows: REPEATED,
    make: value => portable.distinctList(value),
    gives: '["","B","a","b","it\'s","é"]',
  },
  { says: 'distinctList of two', rows: REPEATED, make: value => portable.distinctList(value, 2), gives: '["","B"]' },
  { says: 'distinctList of nothing', rows: NOTHING, make: value => portable.distinctList(value), gives: '[]' },
  { says: 'sumBigint', rows: LARGE, make: sum, gives: 9_007_199_254_740_994n },
  { says: 'sumBigint of nothing', rows: NOTHING, make: sum, gives: null },
  { says: 'approxCountDistinct', rows: LARGE, make: portable.approxCountDistinct, gives: 2 },
]

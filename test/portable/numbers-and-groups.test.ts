import { sql } from 'kysely'
import { afterAll, describe, expect, test } from 'vitest'

import * as portable from '../../src/sql/portable.ts'
import { Asker, nothing } from './asker.ts'

const asker = new Asker()

afterAll(() => asker[Symbol.dispose]())

describe('numbers', () => {
  test('bigint and double: as they are written, or nothing', async () => {
    const no = [
      '',
      ' 12',
      '12 ',
      '1_000',
      '0x1A',
      '+1',
      '1.',
      'NaN',
      'Infinity',
      'true',
      '1e',
      '--1',
      '１',
      null,
    ] as const
    await asker.check(portable.bigint, [
      ...([
        ['0', 0],
        ['-7', -7],
        ['0012', 12],
        ['999999999999999999', 999_999_999_999_999_999n],
      ] as const),
      ...([
        ['1000000000000000000', null],
        ['1.5', null],
        ['1e3', null],
      ] as const),
      ...nothing(...no),
    ])
    await asker.check(portable.double, [
      ...([
        ['0', 0],
        ['-7.25', -7.25],
        ['1e3', 1000],
        ['2.5E-2', 0.025],
        ['12345678901234567890', 1.2345678901234567e19],
      ] as const),
      ...nothing(...no),
    ])
  })

  test('ratio: never an integer, never a division by zero', async () => {
    const n = (value: number | null) => sql<number>`CAST(${value} AS BIGINT)`
    const ratios = [
      [7, 2],
      [1, 3],
      [0, 5],
      [5, 0],
      [0, 0],
      [null, 2],
      [2, null],
    ] as const
    expect(await asker.valuesOf(ratios.map(([a, b]) => portable.ratio(n(a), n(b))))).toEqual([
      3.5,
      1 / 3,
      0,
      null,
      null,
      null,
      null,
    ])
  })
})

describe('groups', () => {
  test('maxBy and minBy: the row decides, also where its value is nothing', async () => {
    const rows = [
      ['a', '1'],
      [null, '3'],
      ['b', '2'],
      ['c', null],
    ] as const
    expect(await asker.aggregate(rows, portable.maxBy)).toBe(null)
    expect(await asker.aggregate(rows.slice(2), portable.maxBy)).toBe('b')
    expect(await asker.aggregate(rows, portable.minBy)).toBe('a')
    expect(
      await asker.aggregate(
        [
          [null, '0'],
          ['x', '1'],
        ],
        portable.minBy,
      ),
    ).toBe(null)
    expect(await asker.aggregate([['x', null]], portable.maxBy)).toBe(null)
  })

  test('distinctList: in order, without NULL, and so many', async () => {
    const rows = ['b', 'a', null, 'b', 'é', 'B', '', "it's"].map(value => [value, null] as const)
    expect(await asker.aggregate(rows, v => portable.distinctList(v))).toBe('["","B","a","b","it\'s","é"]')
    expect(await asker.aggregate(rows, v => portable.distinctList(v, 2))).toBe('["","B"]')
    expect(await asker.aggregate([[null, null]], v => portable.distinctList(v))).toBe('[]')
  })

  test('sumBigint and approxCountDistinct', async () => {
    const rows = [
      ['9007199254740993', null],
      ['1', null],
      [null, null],
    ] as const
    expect(await asker.aggregate(rows, v => portable.sumBigint(portable.bigint(v)))).toBe(9007199254740994n)
    expect(await asker.aggregate([[null, null]], v => portable.sumBigint(portable.bigint(v)))).toBe(null)
    expect(await asker.aggregate(rows, v => portable.approxCountDistinct(v))).toBe(2)
  })
})

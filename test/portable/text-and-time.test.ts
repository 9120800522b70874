import { afterAll, describe, expect, test } from 'vitest'

import * as portable from '../../src/sql/portable.ts'
import { Asker, nothing, text } from './asker.ts'

const asker = new Asker()

afterAll(() => asker[Symbol.dispose]())

describe('text', () => {
  test('regexpMatches, regexpExtract, regexpReplace', async () => {
    await asker.check(
      input => portable.regexpMatches(input, '^Get|Item\\z'),
      [
        ['GetItem', true],
        ['PutItem', true],
        ['PutItems', false],
        ['', false],
        [null, null],
        ['PutItem\n', false],
      ],
    )
    await asker.check(
      input => portable.regexpExtract(input, '^([^:]*):([^:]*)', 2),
      [
        ['a:b:c', 'b'],
        ['a::c', null],
        ['abc', null],
        ['', null],
        [null, null],
      ],
    )
    await asker.check(
      input => portable.regexpExtract(input, '[0-9]+'),
      [
        ['a12b3', '12'],
        ['ab', null],
      ],
    )
    await asker.check(
      input => portable.regexpReplace(input, '[0-9]', "$1\\0\\\\'$"),
      [
        ['a1b2', "a$1\\0\\\\'$b$1\\0\\\\'$"],
        ['ab', 'ab'],
        ['', ''],
        [null, null],
      ],
    )
  })

  test('splitPart and lastPart', async () => {
    await asker.check(
      input => portable.splitPart(input, '/', 2),
      [
        ['a/b/c', 'b'],
        ['a//c', null],
        ['a', null],
        ['', null],
        [null, null],
        ['é/😀', '😀'],
      ],
    )
    await asker.check(input => portable.splitPart(input, "'--", 1), [["a'--b", 'a']])
    await asker.check(
      input => portable.lastPart(input, '/'),
      [
        ['a/b/c', 'c'],
        ['a/', null],
        ['a', 'a'],
        ['', null],
        [null, null],
      ],
    )
  })

  test('urlDecode: well-formed or nothing', async () => {
    await asker.check(portable.urlDecode, [
      ['%7B%22a%22%3A1%7D', '{"a":1}'],
      ['a+b%2Bc', 'a+b+c'],
      ['%C3%A9', 'é'],
      ['%F0%9F%98%80', '😀'],
      ['plain', 'plain'],
      ['', ''],
      [null, null],
      ['%', null],
      ['%zz', null],
      ['%4', null],
      ['%FF', null],
    ])
  })
})

describe('time', () => {
  test('timestamp: an instant, in UTC', async () => {
    await asker.check(portable.timestamp, [
      ['2026-10-05T09:15:30Z', '2026-10-05T09:15:30Z'],
      ['2026-10-05T09:15:30.250Z', '2026-10-05T09:15:30.25Z'],
      ['2026-10-05T00:15:30+02:00', '2026-10-04T22:15:30Z'],
      ['2026-10-05T23:59:59-14:00', '2026-10-06T13:59:59Z'],
      ['2024-02-29T00:00:00Z', '2024-02-29T00:00:00Z'],
      ...nothing('2025-02-29T00:00:00Z', '2026-13-01T00:00:00Z', '2026-10-05T24:00:00Z', '2026-10-05T09:60:00Z'),
      ...nothing('2026-10-05T09:15:30+14:01', '2026-10-05T09:15:30+09:99', '2026-10-05 09:15:30Z', '2026-10-05T09:15Z'),
      ...nothing(
        '2026-10-05T09:15:30',
        '2026-10-05t09:15:30z',
        ' 2026-10-05T09:15:30Z',
        '2026-10-05T09:15:30Z\n',
        '20261005T091530Z',
      ),
      ...nothing('2026-10-05', 'yesterday', '', null),
    ])
  })

  test('weekStart: the Monday, in UTC', async () => {
    await asker.check(portable.weekStart, [
      ['2026-10-05T00:00:00Z', '2026-10-05'],
      ['2026-10-11T23:59:59Z', '2026-10-05'],
      ['2026-10-12T00:00:00Z', '2026-10-12'],
      ['2026-10-12T01:00:00+02:00', '2026-10-05'],
      ['2027-01-01T00:00:00Z', '2026-12-28'],
      ['no time', null],
      [null, null],
    ])
  })

  test('secondsBetween: whole seconds that have passed', async () => {
    const from = (a: string | null, b: string | null) => portable.secondsBetween(text(a), text(b))
    expect(
      await asker.valuesOf([
        from('2026-10-05T10:59:59Z', '2026-10-05T11:00:01Z'),
        from('2026-10-05T11:00:01Z', '2026-10-05T10:59:59Z'),
        from('2026-10-05T00:00:00.900Z', '2026-10-05T00:00:01.100Z'),
        from('2026-10-05T00:00:00+02:00', '2026-10-05T00:00:00Z'),
        from('2026-10-05T00:00:00Z', '2027-10-05T00:00:00Z'),
        from('2026-10-05T00:00:00Z', 'no time'),
        from(null, '2026-10-05T00:00:00Z'),
      ]),
    ).toEqual([2, -2, 0, 7200, 31_536_000, null, null])
  })
})

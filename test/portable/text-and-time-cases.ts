import * as portable from '../../src/sql/portable.ts'
import { nothing, numbered, ofText, text, type ValueCase } from './cases.ts'

export const TEXT_CASES: readonly ValueCase[] = [
  ...ofText('regexpMatches', input => portable.regexpMatches(input, '^Get|Item\\z'), [
    ['GetItem', true],
    ['PutItem', true],
    ['PutItems', false],
    ['', false],
    [null, null],
    ['PutItem\n', false],
  ]),
  ...ofText('regexpExtract of group 2', input => portable.regexpExtract(input, '^([^:]*):([^:]*)', 2), [
    ['a:b:c', 'b'],
    ['a::c', null],
    ['abc', null],
    ['', null],
    [null, null],
  ]),
  ...ofText('regexpExtract', input => portable.regexpExtract(input, '[0-9]+'), [
    ['a12b3', '12'],
    ['ab', null],
  ]),
  ...ofText('regexpReplace', input => portable.regexpReplace(input, '[0-9]', "$1\\0\\\\'$"), [
    ['a1b2', "a$1\\0\\\\'$b$1\\0\\\\'$"],
    ['ab', 'ab'],
    ['', ''],
    [null, null],
  ]),
  ...ofText('splitPart 2', input => portable.splitPart(input, '/', 2), [
    ['a/b/c', 'b'],
    ['a//c', null],
    ['a', null],
    ['', null],
    [null, null],
    ['é/😀', '😀'],
  ]),
  ...ofText('splitPart by more than a character', input => portable.splitPart(input, "'--", 1), [["a'--b", 'a']]),
  ...ofText('lastPart', input => portable.lastPart(input, '/'), [
    ['a/b/c', 'c'],
    ['a/', null],
    ['a', 'a'],
    ['', null],
    [null, null],
  ]),
  // Well-formed or nothing.
  ...ofText('urlDecode', portable.urlDecode, [
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
    ['%e2%82%ac', '€'],
    ['é%C3%A9', 'éé'],
    ['%41%0a', 'A\n'],
    // Bytes that are no UTF-8: cut short, longer than needed, half of a pair, beyond the last character.
    ...nothing('%C3', '%E2%82', '%C3%A9%', '%A9', '%C0%80', '%E0%80%80', '%ED%A0%80', '%F4%90%80%80', '%F8%88%80%80'),
  ]),
]

const seconds = (from: string | null, to: string | null) => portable.secondsBetween(text(from), text(to))

export const TIME_CASES: readonly ValueCase[] = [
  // An instant, in UTC.
  ...ofText('timestamp', portable.timestamp, [
    ['2026-10-05T09:15:30Z', '2026-10-05T09:15:30Z'],
    ['2026-10-05T09:15:30.250Z', '2026-10-05T09:15:30.25Z'],
    ['2026-10-05T00:15:30+02:00', '2026-10-04T22:15:30Z'],
    ['2026-10-05T23:59:59-14:00', '2026-10-06T13:59:59Z'],
    ['2024-02-29T00:00:00Z', '2024-02-29T00:00:00Z'],
    ...nothing('2025-02-29T00:00:00Z', '2026-13-01T00:00:00Z', '2026-10-05T24:00:00Z', '2026-10-05T09:60:00Z'),
    ...nothing('2026-10-05T09:15:30+14:01', '2026-10-05T09:15:30+09:99', '2026-10-05 09:15:30Z', '2026-10-05T09:15Z'),
    ...nothing('2026-10-05T09:15:30', '2026-10-05t09:15:30z', ' 2026-10-05T09:15:30Z', '2026-10-05T09:15:30Z\n'),
    ...nothing('20261005T091530Z', '2026-10-05', 'yesterday', '', null),
  ]),
  // The Monday, in UTC.
  ...ofText('weekStart', portable.weekStart, [
    ['2026-10-05T00:00:00Z', '2026-10-05'],
    ['2026-10-11T23:59:59Z', '2026-10-05'],
    ['2026-10-12T00:00:00Z', '2026-10-12'],
    ['2026-10-12T01:00:00+02:00', '2026-10-05'],
    ['2027-01-01T00:00:00Z', '2026-12-28'],
    ['no time', null],
    [null, null],
  ]),
  // Whole seconds that have passed.
  ...numbered('secondsBetween', [
    [seconds('2026-10-05T10:59:59Z', '2026-10-05T11:00:01Z'), 2],
    [seconds('2026-10-05T11:00:01Z', '2026-10-05T10:59:59Z'), -2],
    [seconds('2026-10-05T00:00:00.900Z', '2026-10-05T00:00:01.100Z'), 0],
    [seconds('2026-10-05T00:00:00+02:00', '2026-10-05T00:00:00Z'), 7200],
    [seconds('2026-10-05T00:00:00Z', '2027-10-05T00:00:00Z'), 31_536_000],
    [seconds('2026-10-05T00:00:00Z', 'no time'), null],
    [seconds(null, '2026-10-05T00:00:00Z'), null],
  ]),
]

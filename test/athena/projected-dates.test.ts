import { describe, expect, test } from 'vitest'
import { dateRule, datesOf, isLongerThanDay } from '../../src/engines/athena/projected-dates.ts'
import { mayHold, plainDay } from '../../src/engines/athena/window-days.ts'
import { later, readDate, startOf, writeDate } from '../../src/engines/trino/date-form.ts'

const NOW = new Date('2026-11-21T09:30:00Z')

const rule = (properties: Readonly<Record<string, string>>) =>
  dateRule(what => ({ range: '2026/01/01,NOW', format: 'yyyy/MM/dd', ...properties })[what], NOW)

describe('dates as a table writes them', () => {
  test.each([
    ['yyyy/MM/dd', '2026/11/21'],
    ['yyyyMMdd', '20261121'],
    ['d.M.uuuu', '21.11.2026'],
    ["yyyy'-W'MM/dd", '2026-W11/21'],
    ['yyyy-MM-dd-HH-mm', '2026-11-21-09-30'],
  ])('%s', (format, text) => {
    expect(writeDate(NOW.getTime(), format)).toBe(text)
    expect(writeDate(readDate(text, format) ?? 0, format)).toBe(text)
  })

  test.each([
    ['2026/11/31', 'yyyy/MM/dd'],
    ['2026/1/1', 'yyyy/MM/dd'],
    ['01/01', 'd/M'],
    ['2026/11/21/', 'yyyy/MM/dd'],
    ['2026/11/21', 'yyyy/MM/dd/'],
    ['', 'yyyy'],
  ])('%j is not written as %s', (text, format) => expect(readDate(text, format)).toBeUndefined())

  test.each([
    ['2026-01-31', 1, 'MONTH', '2026-02-28'],
    ['2024-02-29', -1, 'YEAR', '2023-02-28'],
    ['2025-12-31', 2, 'WEEK', '2026-01-14'],
    ['2026-03-29', 1, 'DAY', '2026-03-30'],
  ] as const)('%s and %i %s', (from, count, unit, to) =>
    expect(new Date(later(Date.parse(from), count, unit)).toISOString()).toBe(`${to}T00:00:00.000Z`),
  )

  test('begin of a month', () => expect(startOf(NOW.getTime(), 'MONTH')).toBe(Date.parse('2026-11-01')))
})

describe('the dates of some days', () => {
  test.each([
    ['days', {}, '2026/11/19', '2026/11/23', ['2026/11/19', '2026/11/20', '2026/11/21']],
    ['what is before the range', {}, '2025/12/31', '2026/01/01', ['2026/01/01']],
    ['nothing of a range that is over', { range: '2020/01/01,2020/12/31' }, '2026/11/19', '2026/11/20', []],
    // 1 January 2026 was a Thursday, and so was 12 November, 45 weeks later.
    [
      'weeks that cover them',
      { 'interval.unit': 'WEEKS', interval: '1' },
      '2026/11/18',
      '2026/11/19',
      ['2026/11/12', '2026/11/19'],
    ],
    ['fourteen days, 1 January and 22 times 14', { interval: '14' }, '2026/11/15', '2026/11/18', ['2026/11/05']],
    ['firsts of months', { 'interval.unit': 'MONTH' }, '2026/10/31', '2026/11/02', ['2026/10/01', '2026/11/01']],
    ['months', { format: 'yyyy-MM', range: '2019-01,NOW' }, '2026/10/31', '2026/11/02', ['2026-10', '2026-11']],
    [
      'every second month',
      { format: 'yyyy-MM', range: '2026-01,NOW', interval: '2' },
      '2026/10/31',
      '2026/11/02',
      ['2026-09', '2026-11'],
    ],
    ['years', { format: 'yyyy', range: '2000,2030' }, '2025/12/31', '2026/01/01', ['2025', '2026']],
    [
      'hours of the end',
      { format: 'yyyyMMddHH', range: '2026010100,NOW' },
      '2026/11/21',
      '2026/11/22',
      [...Array.from({ length: 10 }, (_, hour) => `202611210${hour}`)],
    ],
    [
      'two days in hours',
      { interval: '48', 'interval.unit': 'HOURS' },
      '2026/01/04',
      '2026/01/06',
      ['2026/01/03', '2026/01/05'],
    ],
  ])('%s', (_, properties, first, last, dates) => expect(datesOf(rule(properties), first, last)).toEqual(dates))

  test('without an end they are all', () => {
    expect(datesOf(rule({ range: '2026/11/01,2026/11/30' }))).toHaveLength(30)
  })

  test('whether one stands for more than a day', () => {
    expect(
      [{}, { interval: '2' }, { 'interval.unit': 'WEEKS' }, { format: 'yyyy/MM' }].map(rule).map(isLongerThanDay),
    ).toEqual([false, true, true, true])
  })
})

describe('a partition’s date', () => {
  test.each([
    ['2026/11/20', '2026/11/20'],
    ['2026-1-5', '2026/01/05'],
    ['2026112013', '2026/11/20'],
    ['202611', '2026/11'],
    ['2026', '2026'],
    ['2026/11/20/13', '2026/11/20'],
    ['20-11-2026', undefined],
    ['__HIVE_DEFAULT_PARTITION__', undefined],
  ])('%s', (written, day) => expect(plainDay(written)).toBe(day))

  test('what can’t be read may hold anything', () => {
    expect(mayHold('20-11-2026', { first: '2030/01/01' })).toBe(true)
    expect(mayHold('2026-11', { first: '2026/11/20', last: '2026/11/21' })).toBe(true)
    expect(mayHold('2026-10', { first: '2026/11/20' })).toBe(false)
    expect(mayHold('2026', { last: '2025/11/21' })).toBe(false)
  })
})

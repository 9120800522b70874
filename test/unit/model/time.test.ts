import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { TrailqError } from '../../../src/errors.ts'
import { parseTime, resolveWindow, TIME_FORMS } from '../../../src/model/index.ts'

const now = new Date('2026-11-20T09:00:00.250Z')

function failure(action: () => unknown): TrailqError {
  try {
    action()
  } catch (error) {
    if (error instanceof TrailqError) return error
    throw error
  }
  throw new Error('nothing was thrown')
}

test('these tests run far from UTC, so that a local time would show', () => {
  expect(new Date('2026-11-20T09:00:00Z').getTimezoneOffset()).toBe(-825)
})

describe('parseTime', () => {
  test.each([
    ['30s', '2026-11-20T08:59:30Z'],
    ['15m', '2026-11-20T08:45:00Z'],
    ['24h', '2026-11-19T09:00:00Z'],
    ['7d', '2026-11-13T09:00:00Z'],
    ['4w', '2026-10-23T09:00:00Z'],
    ['now', '2026-11-20T09:00:00Z'],
    ['0d', '2026-11-20T09:00:00Z'],
    [' 7d ', '2026-11-13T09:00:00Z'],
    ['2026-11-20', '2026-11-20T00:00:00Z'],
    ['2024-02-29', '2024-02-29T00:00:00Z'],
    ['2026-11-20T09:10:11Z', '2026-11-20T09:10:11Z'],
    ['2026-11-20t09:10:11z', '2026-11-20T09:10:11Z'],
    ['2026-11-20T09:10Z', '2026-11-20T09:10:00Z'],
    ['2026-11-20T09:10:11.999Z', '2026-11-20T09:10:11Z'],
    ['2026-11-20T09:10:11', '2026-11-20T09:10:11Z'],
    ['2026-11-20T09:10', '2026-11-20T09:10:00Z'],
    ['2026-11-20 09:10', '2026-11-20T09:10:00Z'],
    ['2026-11-20T10:30+01:30', '2026-11-20T09:00:00Z'],
    ['2026-11-20T22:45:00+13:45', '2026-11-20T09:00:00Z'],
    ['2026-11-19T21:00:00-1200', '2026-11-20T09:00:00Z'],
    ['2027-01-01T00:30+01:00', '2026-12-31T23:30:00Z'],
    ['1970-01-01', '1970-01-01T00:00:00Z'],
  ])('%s', (text, instant) => {
    expect(parseTime(text, now)).toBe(instant)
  })

  test.each([
    ['2026-11-20T09:10:11.001Z', '2026-11-20T09:10:12Z'],
    ['2026-11-20T09:10:11.000000001Z', '2026-11-20T09:10:12Z'],
    ['2026-11-20T09:10:11.000Z', '2026-11-20T09:10:11Z'],
    ['2026-12-31T23:59:59.5Z', '2027-01-01T00:00:00Z'],
    ['now', '2026-11-20T09:00:01Z'],
  ])('the end of a window rounds up: %s', (text, instant) => {
    expect(parseTime(text, now, 'up')).toBe(instant)
  })

  test.each([
    '',
    'yesterdayish',
    '-7d',
    '7',
    'd',
    '7D',
    '1.5h',
    '7days',
    '3mo',
    '1y',
    '2026',
    '2026-11',
    '2026-02-30',
    '2025-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-11-00',
    '2026-1-2',
    '20/11/2026',
    '2026/11/20',
    '2026-11-20T24:00Z',
    '2026-11-20T23:60Z',
    '2026-11-20T23:59:60Z',
    '2026-11-20T9:00Z',
    '2026-11-20T09',
    '2026-11-20Z',
    '2026-11-20T09:00:00+25:00',
    '2026-11-20T09:00:00+01:75',
    '2026-11-20T09:00:00 CET',
    '99999999d',
    '9999999999999999999d',
    '1969-12-31',
    '1970-01-01T00:00+01:00',
    '9999-12-31',
    '12026-11-20',
    "7d' OR '1'='1",
    '٧d',
  ])('refuses %j and says what may be written', text => {
    const error = failure(() => parseTime(text, now))
    expect(error.code).toBe('BAD_TIME')
    expect(error.message).toContain(`'${text}'`)
    expect(error.next).toContain(TIME_FORMS)
  })

  test('takes back what it gives, whatever the rounding', () => {
    const instants = fc.date({ min: new Date('1970-01-01'), max: new Date('9998-12-30'), noInvalidDate: true })
    fc.assert(
      fc.property(instants, fc.constantFrom('down' as const, 'up' as const), (at, round) => {
        const instant = parseTime(at.toISOString(), now, round)
        expect(instant).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
        expect(parseTime(instant, now, round)).toBe(instant)
        const moved = Date.parse(instant) - at.getTime()
        expect(Math.abs(moved)).toBeLessThan(1000)
        expect(moved === 0 || moved > 0 === (round === 'up')).toBe(true)
      }),
    )
  })
})

describe('resolveWindow', () => {
  test('sides that were not asked for stay open', () => {
    expect(resolveWindow({}, now)).toEqual({})
    expect(resolveWindow({ since: '24h' }, now)).toEqual({ since: '2026-11-19T09:00:00Z' })
    expect(resolveWindow({ since: undefined, until: '2026-11-20' }, now)).toEqual({ until: '2026-11-20T00:00:00Z' })
  })

  test('rounds outwards, so that no event is lost', () => {
    expect(resolveWindow({ since: '2026-11-20T08:00:00.5Z', until: '2026-11-20T08:00:00.9Z' }, now)).toEqual({
      since: '2026-11-20T08:00:00Z',
      until: '2026-11-20T08:00:01Z',
    })
  })

  test.each([
    ['2026-11-20', '2026-11-20'],
    ['2026-11-21', '2026-11-20'],
    ['1d', '2d'],
    ['2026-11-20T10:00+01:00', '2026-11-20T09:00Z'],
  ])('since %s until %s holds nothing', (since, until) => {
    const error = failure(() => resolveWindow({ since, until }, now))
    expect(error.code).toBe('EMPTY_WINDOW')
    expect(error.message).toContain(parseTime(since, now))
    expect(error.message).toContain(parseTime(until, now, 'up'))
  })
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayOf, deliveryDays, isoInstant, listDays } from '../../../src/model/index.ts'

test.each([
  ['2026-11-13T09:00:00Z', '2026-11-20T09:00:00Z', '2026/11/13', '2026/11/21'],
  ['2026-11-13T00:00:00Z', '2026-11-20T00:00:00Z', '2026/11/13', '2026/11/20'],
  ['2026-11-20T00:00:00Z', '2026-11-20T00:00:01Z', '2026/11/20', '2026/11/21'],
  ['2026-12-31T23:00:00Z', '2026-12-31T23:59:59Z', '2026/12/31', '2027/01/01'],
  ['2024-02-28T23:00:00Z', '2024-02-28T23:30:00Z', '2024/02/28', '2024/02/29'],
])('events from %s to %s', (since, until, first, last) => {
  expect(deliveryDays({ since, until })).toEqual({ first, last })
})

test('an open side stays open', () => {
  expect(deliveryDays({})).toEqual({})
  expect(deliveryDays({ since: '2026-11-13T09:00:00Z' })).toEqual({ first: '2026/11/13' })
  expect(deliveryDays({ until: '2026-11-13T09:00:00Z' })).toEqual({ last: '2026/11/14' })
})

test('who asks for more late days gets them', () => {
  expect(deliveryDays({ until: '2026-11-13T09:00:00Z' }, 30)).toEqual({ last: '2026/12/13' })
  expect(deliveryDays({ until: '2026-11-13T09:00:00Z' }, 0)).toEqual({ last: '2026/11/13' })
})

test('no event of the window, delivered within a day, lies outside of the days', () => {
  const second = fc.integer({ min: Date.UTC(2013, 0) / 1000, max: Date.UTC(2090, 0) / 1000 })
  const span = fc.integer({ min: 1, max: 90 * 86_400 })
  fc.assert(
    fc.property(second, span, fc.nat(), fc.integer({ min: 0, max: 86_400 }), (start, length, offset, delay) => {
      const event = start + (offset % length)
      const { first = '', last = '' } = deliveryDays({
        since: isoInstant(start * 1000),
        until: isoInstant((start + length) * 1000),
      })
      const delivered = dayOf((event + delay) * 1000)
      expect(first <= delivered && delivered <= last).toBe(true)
    }),
  )
})

test('listDays counts over the ends of months and both ends in', () => {
  expect(listDays('2026/12/30', '2027/01/02')).toEqual(['2026/12/30', '2026/12/31', '2027/01/01', '2027/01/02'])
  expect(listDays('2026/11/20', '2026/11/20')).toEqual(['2026/11/20'])
  expect(listDays('2026/11/20', '2026/11/19')).toEqual([])
})

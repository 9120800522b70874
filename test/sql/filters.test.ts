import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import type { Trail } from '../../src/index.ts'
import { hostileTrail, MANY, REFUSED, TELLABLE, TEXTS } from './hostile-trail.ts'
import { codeOf, inParts, type Logs } from './logs.ts'

let trail: Trail
let logs: Logs

beforeAll(async () => {
  ;({ trail, logs } = await hostileTrail())
})

afterAll(() => logs[Symbol.dispose]())

/** A list is written with commas, and blanks around its items don't count. */
const asItem = (text: string) => !text.includes(',') && text.trim() === text
const ITEMS = TELLABLE.filter(asItem)
/** Of 1,500 or more, every so many. */
const some = (texts: readonly string[], many: number) =>
  texts.filter((_, i) => i % Math.max(1, Math.floor(texts.length / many)) === 0)

/** `*` stands for any text, and every other character for itself. */
function fits(text: string, pattern: string): boolean {
  const [first = '', ...rest] = pattern.split('*')
  const last = rest.pop()
  if (last === undefined) return text === pattern
  if (!text.startsWith(first) || text.length < first.length + last.length || !text.endsWith(last)) return false
  let at = first.length
  for (const part of rest) {
    const found = text.indexOf(part, at)
    if (found < 0 || found + part.length > text.length - last.length) return false
    at = found + part.length
  }
  return at <= text.length - last.length
}

const names = async (filter: object) => {
  const rows = await trail
    .scope({ account: MANY, ...filter })
    .selectFrom('events')
    .select('event_name')
    .execute()
  return rows.map(row => row.event_name ?? '').sort()
}
const expected = (test: (text: string) => boolean) => TELLABLE.filter(test).sort()

describe('what a scope names', () => {
  test('events by name', async () => {
    for (const part of inParts(
      ITEMS.filter(text => !text.includes('*')),
      500,
    ))
      expect(await names({ event: part })).toEqual([...part].sort())
  })

  test('callers and principals by ARN', async () => {
    for (const part of inParts(
      ITEMS.filter(text => !text.includes('*')),
      500,
    )) {
      const arns = part.map(text => `arn:${text}`)
      expect(await names({ caller: arns })).toEqual([...part].sort())
      expect(await names({ principal: arns })).toEqual([...part].sort())
    }
  })

  test('patterns: a star stands for any text, all else for itself', async () => {
    for (const text of some(ITEMS, 15)) {
      for (const pattern of [`${text}*`, `*${text}`, `*${text}*`, `x*${text}*y`])
        expect([pattern, await names({ event: [pattern] })]).toEqual([pattern, expected(name => fits(name, pattern))])
    }
  })

  test('addresses and access keys', async () => {
    for (const part of inParts(ITEMS, 1000)) {
      expect(await names({ ip: part.filter(text => !text.includes('*')) })).toEqual([])
      expect(await names({ accessKey: part })).toEqual([])
    }
  })

  test('what no engine hands back unchanged is refused by name', async () => {
    for (const text of some(REFUSED.filter(asItem), 50)) {
      for (const filter of [{ event: text }, { caller: text }, { principal: text }, { ip: text }, { accessKey: text }])
        expect(await codeOf(() => names(filter))).toBe('BAD_LITERAL')
    }
  })

  test('no text but an account id is an account, a region or a service', async () => {
    for (const text of TEXTS) {
      expect([text, await codeOf(() => trail.scope({ account: [text] }))]).toEqual([
        text,
        text.split(',').every(item => item.trim() === '') ? 'BAD_PARAMETER' : 'BAD_ACCOUNT',
      ])
      expect(await codeOf(() => trail.scope({ since: text }))).toBe('BAD_TIME')
      expect(await codeOf(() => trail.scope({ outcome: text as 'all' }))).toBe('BAD_PARAMETER')
    }
    const odd = TEXTS.filter(text => /[^\w\s,.-]/.test(text))
    expect(odd.length).toBeGreaterThan(2000)
    for (const text of odd) {
      expect([text, await codeOf(() => trail.scope({ region: [text] }))]).toEqual([
        text,
        expect.stringMatching(/^BAD_/),
      ])
      expect([text, await codeOf(() => trail.scope({ service: [text] }))]).toEqual([
        text,
        expect.stringMatching(/^BAD_/),
      ])
    }
  })

  test('a list with nothing in it is refused: it would bound nothing', async () => {
    for (const filter of ['account', 'region', 'service', 'event', 'caller', 'principal', 'ip', 'accessKey']) {
      for (const nothing of [[], '', ' ', ',', [' ', '']])
        expect(await codeOf(() => trail.scope({ [filter]: nothing }))).toBe('BAD_PARAMETER')
    }
  })
})

describe('what a query is told', () => {
  test('names and parts of names', async () => {
    for (const text of some(
      ITEMS.filter(item => !item.includes('*')),
      20,
    )) {
      const rows = await trail.run('who-did', { account: MANY, event: [text], resource: text }).toArray()
      expect(rows.map(row => row.event_name)).toContain(text)
      expect(rows.every(row => row.event_name?.toLowerCase() === text.toLowerCase())).toBe(true)
    }
  })

  test('what no engine hands back unchanged is refused by name', async () => {
    for (const text of some(REFUSED.filter(asItem), 20))
      expect(await codeOf(() => trail.run('who-did', { event: ['a'], resource: text }).toArray())).toBe('BAD_LITERAL')
  })
})

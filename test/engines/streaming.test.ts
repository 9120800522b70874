import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { folder } from './kit/folder.ts'
import { KINDS } from './kit/kinds.ts'
import { named } from './kit/record.ts'
import { namesByLibrary } from './kit/trailq.ts'

const FILES = 60

/** Some odd files among many usual ones. */
const anyFiles = fc
  .array(fc.record({ at: fc.nat(FILES - 1), kind: fc.constantFrom(...Object.keys(KINDS)), records: fc.nat(4) }), {
    maxLength: 25,
  })
  .map(odd =>
    Array.from({ length: FILES }, (_, i) => ({
      name: String(i).padStart(2, '0'),
      ...(odd.find(({ at }) => at === i) ?? { kind: 'usual', records: 2 }),
    })),
  )

describe('a SELECT without an order', () => {
  test('gives each record once, wherever odd files lie', async () => {
    const questions = ['SELECT event_name FROM events', 'SELECT event_name, record FROM events']
    await fc.assert(
      fc.asyncProperty(anyFiles, fc.constantFrom(...questions), async (files, question) => {
        using logs = folder()
        const owed: string[] = []
        const bad: string[] = []
        for (const { name, kind, records } of files) {
          const { ending, make, isBad = false, readable = (n: number) => n } = KINDS[kind] ?? KINDS['usual'] ?? fail()
          const names = Array.from({ length: records + 1 }, (_, i) => `${name}-${i}`)
          const path = logs.write(`${name}${ending}`, make(names))
          owed.push(...names.slice(0, readable(names.length)))
          if (isBad) bad.push(path)
        }
        const { names, stats } = await namesByLibrary(logs.path, question)
        expect(names.toSorted()).toEqual(owed.toSorted())
        expect(stats?.badFiles.map(({ path }) => path)).toEqual(bad)
      }),
      { numRuns: 40 },
    )
  })

  test('gives them in the order of files, odd ones last', async () => {
    using logs = folder()
    for (let i = 10; i < 60; i++) {
      logs.write(`${i}.json`, i % 7 === 0 ? JSON.stringify([JSON.parse(named(`${i}`)).Records[0]]) : named(`${i}`))
    }
    const all = Array.from({ length: 50 }, (_, i) => String(i + 10))
    const odd = (name: string) => Number(name) % 7 === 0
    const { names } = await namesByLibrary(logs.path)
    expect(names).toEqual([...all.filter(name => !odd(name)), ...all.filter(odd)])
  })
})

describe('every kind', () => {
  const NAMES = ['A', 'B', 'C']
  const CALM = Object.entries(KINDS).filter(([, { breaksDuckdb = false }]) => !breaksDuckdb)

  test.each([
    ['of those that DuckDB goes on after', CALM],
    ['of all, where DuckDB fails and is asked again', Object.entries(KINDS)],
  ])('%s, among so many files that none is looked at closely', async (_which, kinds) => {
    using logs = folder()
    for (let i = 0; i <= 4000; i++) logs.write(`${i}.json`, '{"Records":[]}')
    const owed: string[] = []
    const bad: string[] = []
    for (const [title, { ending, make, isBad = false, readable = (n: number) => n }] of kinds) {
      const names = NAMES.map(name => `${title} ${name}`)
      const path = logs.write(`${title}${ending}`, make(names))
      owed.push(...names.slice(0, readable(3)))
      if (isBad) bad.push(path)
    }
    const { names, stats } = await namesByLibrary(logs.path)
    expect(names.toSorted()).toEqual(owed.toSorted())
    expect(stats?.badFiles.map(({ path }) => path)).toEqual(bad.toSorted())
  })

  test.each([
    'SELECT a.event_name FROM events AS a JOIN events AS b ON a.event_id = b.event_id',
    'SELECT event_name FROM events WHERE event_id IN (SELECT event_id FROM events)',
    'SELECT event_name FROM (SELECT event_name FROM events EXCEPT SELECT NULL) AS e',
    'SELECT (SELECT max(event_name) FROM events AS b WHERE b.event_id = a.event_id) AS n FROM events AS a',
  ])('is read by each use of events: %s', async question => {
    using logs = folder()
    const owed: string[] = []
    for (const [i, { ending, make, readable = (n: number) => n }] of Object.values(KINDS).entries()) {
      const names = NAMES.map(name => `${i}${name}`)
      logs.write(`${i}${ending}`, make(names))
      owed.push(...names.slice(0, readable(3)))
    }
    expect((await namesByLibrary(logs.path, question)).names.toSorted()).toEqual(owed.toSorted())
    const twice = await namesByLibrary(
      logs.path,
      'SELECT event_name FROM events UNION ALL SELECT event_name FROM events',
    )
    expect(twice.names.toSorted()).toEqual([...owed, ...owed].toSorted())
  })
})

function fail(): never {
  throw new Error('There is no such kind')
}

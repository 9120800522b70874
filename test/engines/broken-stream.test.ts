import { Kysely, sql } from 'kysely'
import { describe, expect, test } from 'vitest'

import { DuckDbDialect, openTrail } from '../../src/index.ts'
import { type Folder, folder } from './kit/folder.ts'
import { logFile, named } from './kit/record.ts'

const FILES = 600
const RECORDS = 400
const MANY = FILES * RECORDS

/** So many files that rows are out before the last one is read. Records are called by their number. */
function large(): Folder {
  const logs = folder()
  for (let file = 0; file < FILES; file++) {
    const names = Array.from({ length: RECORDS }, (_, i) => String(file * RECORDS + i))
    logs.write(`${1000 + file}.json`, logFile(...names.map(name => ({ eventName: name }))))
  }
  return logs
}

/** DuckDB's client ends a stream that failed as it ends one that is complete. */
describe('an error behind rows that are out already is an error', () => {
  test('of a question', async () => {
    using logs = large()
    await using trail = await openTrail({ logs: logs.path })
    const text = `SELECT CASE WHEN event_name = '${MANY - 1}' THEN error('on purpose') ELSE event_name END AS n FROM events`
    let rows = 0
    const reading = async () => {
      for await (const row of trail.sql(text)) rows += row['n'] === null ? 0 : 1
    }
    await expect(reading()).rejects.toMatchObject({
      code: 'ENGINE_FAILED',
      message: expect.stringContaining('on purpose'),
    })
    expect(rows).toBeGreaterThan(0)
    expect(rows).toBeLessThan(MANY)
  })

  test('of a conversion that one row does not take', async () => {
    using logs = large()
    logs.write('z.json', named('no number'))
    await using trail = await openTrail({ logs: logs.path })
    const result = trail.sql('SELECT CAST(event_name AS INTEGER) AS n FROM events')
    await expect(result.toArray()).rejects.toMatchObject({ message: expect.stringContaining('no number') })
  })

  test('of the dialect for kysely', async () => {
    await using db = new Kysely<{ t: { n: number } }>({ dialect: new DuckDbDialect() })
    const n = sql<string>`CASE WHEN range = 200000 THEN error('on purpose') ELSE CAST(range AS VARCHAR) END`
    const query = db.selectFrom(sql<{ range: number }>`range(300000)`.as('t')).select(n.as('n'))
    await expect(query.execute()).rejects.toThrow(/on purpose/)
  })
})

// DuckDB forgets an interruption that comes before its query has begun: it must be told again.
test.each(Array.from({ length: 30 }, (_, i) => i))(
  'a stop %d ms after the start is heard',
  async ms => {
    using logs = folder()
    for (let i = 0; i < 50; i++) logs.write(`${i}.json`, named(...Array.from({ length: 20 }, (_, n) => `${i}-${n}`)))
    await using trail = await openTrail({ logs: logs.path })
    const long = "SELECT count(*) FROM events a, events b, events c WHERE a.event_id || b.event_id || c.event_id = 'x'"
    const abort = new AbortController()
    const result = trail.sql(long, {}, { signal: abort.signal }).toArray()
    setTimeout(() => abort.abort(), ms)
    await expect(result).rejects.toMatchObject({ code: 'CANCELLED' })
  },
  2000,
)

test('stopping in the middle is a stop, and no error of the engine', async () => {
  using logs = large()
  await using trail = await openTrail({ logs: logs.path })
  const abort = new AbortController()
  const reading = async () => {
    for await (const _batch of trail.sql('SELECT * FROM events', {}, { signal: abort.signal }).batches()) abort.abort()
  }
  await expect(reading()).rejects.toMatchObject({ code: 'CANCELLED' })
  for await (const row of trail.sql('SELECT event_name FROM events')) {
    expect(row).toEqual({ event_name: '0' })
    break
  }
})

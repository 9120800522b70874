import { setTimeout as sleep } from 'node:timers/promises'
import { Kysely, sql } from 'kysely'
import { afterAll, afterEach, describe, expect, inject, test } from 'vitest'

import { TrinoHttp } from '../../src/engines/trino/http.ts'
import { Statement } from '../../src/engines/trino/statement.ts'
import { RowReader } from '../../src/engines/trino/values.ts'
import { TrailqError, TrinoDialect } from '../../src/index.ts'
import { statement } from './client.ts'

const { url } = inject('trino')
const USER = `client-${process.pid}`
const http = new TrinoHttp({ url, user: USER }, { catalog: 'hive' })

interface Tables {
  'probe.one': { records: string }
}

const db = new Kysely<Tables>({ dialect: new TrinoDialect({ url, user: USER, catalog: 'hive' }) })

afterAll(() => db.destroy())

/** What runs on the server of all that these tests have asked. */
async function running(): Promise<readonly unknown[]> {
  const sql = `SELECT query FROM system.runtime.queries WHERE "user" = '${USER}' AND state NOT IN ('FINISHED', 'FAILED')`
  return (await statement(url, sql)).rows
}

afterEach(() => expect.poll(running, { timeout: 5000 }).toEqual([]))

/** So many rows, made on the server. */
const rows = (millions: number) =>
  `SELECT a.n * 1000 + b.n AS id, 'name-' || CAST(a.n AS varchar) AS name, b.n * 0.5e0 AS x, TIMESTAMP '2026-11-20 09:00:00' AS at
   FROM UNNEST(sequence(0, ${millions * 1000 - 1})) AS a (n) CROSS JOIN UNNEST(sequence(0, 999)) AS b (n)`

/** Minutes of work before the first row. */
const LONG = `SELECT count(*) FROM UNNEST(sequence(1, 10000)) AS a (n) CROSS JOIN UNNEST(sequence(1, 10000)) AS b (n)
  CROSS JOIN UNNEST(sequence(1, 10000)) AS c (n) WHERE sqrt(a.n * b.n * c.n) = 0.1e0`

describe('a million rows', () => {
  test('come once each, through memory that stays flat', async () => {
    const asked = await Statement.start(http, rows(1))
    const reader = new RowReader(asked.columns)
    let count = 0
    let sum = 0
    let most = 0
    const before = process.memoryUsage().rss
    for await (const page of asked.pages()) {
      for (const row of reader.rows(page)) sum += row['id'] as number
      count += page.length
      most = Math.max(most, process.memoryUsage().rss - before)
    }
    expect({ count, sum }).toEqual({ count: 1_000_000, sum: (999_999 * 1_000_000) / 2 })
    expect(most / 1e6).toBeLessThan(250)
  })

  test('wait for their reader: the server is held back, and nothing is lost', async () => {
    const asked = await Statement.start(http, rows(1))
    let pages = 0
    let count = 0
    for await (const page of asked.pages()) {
      count += page.length
      if (++pages === 3) {
        await sleep(1500)
        expect(await running()).toHaveLength(1)
      }
    }
    expect(count).toBe(1_000_000)
  })
})

test('a signal is heard between the start and the first row', async () => {
  const abort = new AbortController()
  await Statement.start(http, rows(8), { signal: abort.signal })
  expect(await running()).toHaveLength(1)
  abort.abort()
})

describe('stopping ends the query on the server', () => {
  const codeOf = (error: unknown) => (error instanceof TrailqError ? error.code : (error as Error).name)

  test('by leaving the loop', async () => {
    const asked = await Statement.start(http, rows(8))
    for await (const page of asked.pages()) if (page.length > 0) break
    expect(await running()).toEqual([])
  })

  test.each([0, 50, 300, 1500])('by a signal after %d ms of work', async ms => {
    const started = performance.now()
    const signal = AbortSignal.timeout(ms)
    const reading = async () => {
      for await (const page of (await Statement.start(http, LONG, { signal })).pages()) expect(page).toEqual([])
    }
    const error = await reading().catch((thrown: unknown) => thrown)
    expect(codeOf(error)).toMatch(/^(?:Timeout|Abort)Error$/)
    expect(performance.now() - started).toBeLessThan(ms + 1500)
  })

  test('by a signal between rows, through kysely', async () => {
    const abort = new AbortController()
    let seen = 0
    const reading = (async () => {
      const query = sql<{ id: number }>`${sql.raw(rows(8))}`.compile(db)
      for await (const { rows: some } of db.getExecutor().stream(query, 1000, { signal: abort.signal })) {
        seen += some.length
        abort.abort()
      }
    })()
    await expect(reading).rejects.toThrow(/abort/i)
    expect(seen).toBeGreaterThan(0)
  })

  test('by cancel, once and twice', async () => {
    const asked = await Statement.start(http, rows(8))
    await asked.cancel()
    await asked.cancel()
    expect(await running()).toEqual([])
  })
})

test('a page that is asked for again is the same; one behind it is gone', async () => {
  const asked = await Statement.start(http, rows(1), { signOfLifeMs: 50 })
  let count = 0
  for await (const page of asked.pages()) {
    count += page.length
    await sleep(60)
  }
  expect(count).toBe(1_000_000)
})

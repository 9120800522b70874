import fc from 'fast-check'
import { expect, inject, test } from 'vitest'

import { TrinoHttp } from '../../src/engines/trino/http.ts'
import { Statement } from '../../src/engines/trino/statement.ts'
import { TrailqError } from '../../src/errors.ts'
import { textQuestion } from '../../src/events/index.ts'
import { mutated } from '../trino/mutations.ts'
import { eventsBody, LEGAL, SECRET } from '../trino/questions.ts'

// What is let through reads nothing but events, and what is legal passes: the server's own parser has the last word.

const SEED = 20_261_005
const TEXTS = 6000

/** Names that are not the question's mean tables of this schema, which has none: each would be an error by name. */
const http = new TrinoHttp(
  { url: inject('trino').url, user: 'judge' },
  { catalog: 'hive', schema: 'information_schema' },
)
/** As trailq asks: without a catalog, in which names could mean something. */
const bare = new TrinoHttp({ url: inject('trino').url, user: 'judge' })

async function rowsOf(sql: string, over = bare): Promise<readonly (readonly unknown[])[]> {
  const statement = await Statement.start(over, sql)
  const rows: (readonly unknown[])[] = []
  for await (const page of statement.pages()) rows.push(...page)
  return rows
}

function sqlOf(text: string): string {
  const question = textQuestion(text, 262_144)
  return question.sql(eventsBody(question.columns))
}

/** What a server has to say against a text. */
async function objection(sql: string, over: TrinoHttp): Promise<string> {
  try {
    await rowsOf(`EXPLAIN (TYPE VALIDATE) ${sql}`, over)
    return ''
  } catch (error) {
    return error instanceof TrailqError ? error.message : String(error)
  }
}

/** `x.*` where nothing is called x is no table either, but reaches none. */
const REACHES =
  /(?:TABLE|SCHEMA|CATALOG)_NOT_FOUND(?!.*Unable to resolve reference)|MISSING_(?:CATALOG|SCHEMA)_NAME|PERMISSION_DENIED/

test.each(LEGAL)('legal: %s', async (text, rows) => {
  const found = await rowsOf(sqlOf(text))
  if (rows === undefined) expect(found.length).toBeGreaterThan(0)
  else expect(found).toEqual(rows)
})

test('the server says so where a text reaches out', async () => {
  for (const table of [SECRET, 'secret', 'nowhere.judge.secret']) {
    expect(await objection(`SELECT 1 FROM ${table}`, http)).toMatch(REACHES)
    expect(await objection(`SELECT 1 FROM ${table}`, bare)).toMatch(REACHES)
  }
})

test(`${TEXTS} texts put together by chance (seed ${SEED}): what is let through reaches nothing`, async () => {
  const through = fc.sample(mutated, { seed: SEED, numRuns: TEXTS }).flatMap(text => {
    try {
      return [{ text, sql: sqlOf(text) }]
    } catch (error) {
      expect([text, error]).toEqual([text, expect.any(TrailqError)])
      return []
    }
  })
  const valid: string[] = []
  const reaching: string[] = []
  const waiting = [...through]
  await Promise.all(
    [http, bare].flatMap(over =>
      [1, 2, 3].map(async () => {
        for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
          const said = await objection(next.sql, over)
          if (said === '') valid.push(next.text)
          if (REACHES.test(said)) reaching.push(`${next.text}\n${said}`)
        }
      }),
    ),
  )
  expect(reaching).toEqual([])
  expect(through.length).toBeGreaterThan(TEXTS / 20)
  expect(valid.length).toBeGreaterThan(15)
})

import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { readText } from '../../src/engines/duckdb/guard.ts'
import { NAMES, Writer } from './generated.ts'
import { codeOf } from './logs.ts'

const SEED = 20_261_005
const QUESTIONS = 1000

let instance: DuckDBInstance
let connection: DuckDBConnection

beforeAll(async () => {
  instance = await DuckDBInstance.create(':memory:')
  connection = await instance.connect()
  // Wherever a name means none of the question's own tables, the engine finds a trap.
  for (const name of NAMES) await connection.run(`CREATE TABLE ${name} AS SELECT 'trap' AS a`)
  await connection.run("CREATE TABLE events AS SELECT 'trap' AS a")
})

afterAll(() => {
  connection.closeSync()
  instance.closeSync()
})

test(`${QUESTIONS} questions put together by chance (seed ${SEED}): what is let through reaches nothing`, async () => {
  let answered = 0
  let refused = 0
  let rows = 0
  for (let i = 0; i < QUESTIONS; i++) {
    const { text, reaches } = new Writer(SEED + i).question()
    const code = await codeOf(() => readText(connection, text))
    expect([text, code]).toEqual([text, reaches ? 'OUT_OF_SCOPE' : 'answered'])
    if (reaches) {
      refused++
      continue
    }
    const question = await readText(connection, text)
    const reader = await connection.runAndReadAll(question.sql("SELECT 'inside' AS a UNION ALL SELECT 'in, too'"))
    const answer = JSON.stringify(reader.getRows())
    expect([text, answer]).toEqual([text, expect.not.stringMatching(/trap/i)])
    answered++
    rows += reader.currentRowCount
  }
  expect(answered).toBeGreaterThan(QUESTIONS / 4)
  expect(refused).toBeGreaterThan(QUESTIONS / 4)
  expect(rows).toBeGreaterThan(answered)
})

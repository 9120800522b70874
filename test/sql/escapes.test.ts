import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { type Trail, TrailqError } from '../../src/index.ts'
import { calls, type Targets, tables } from './attacks.ts'
import { HERE, Logs, record } from './logs.ts'

const logs = new Logs()
const elsewhere = new Logs()
let trail: Trail
let targets: Targets

beforeAll(async () => {
  logs.deliver([record()])
  const outside = logs.deliver([record({ eventName: 'secret' })], { ...HERE, account: '444455556666' })
  const secret = join(elsewhere.path, 'secret.txt')
  writeFileSync(secret, 'secret')
  targets = { outside, secret }
  trail = await logs.open()
})

afterAll(() => {
  logs[Symbol.dispose]()
  elsewhere[Symbol.dispose]()
})

/** How a question is refused: by a code, before a file is looked for; what else happens is told. */
async function refusal(text: string): Promise<string> {
  const result = trail.sql(text, { account: HERE.account })
  try {
    return `answered: ${JSON.stringify(await result.toArray())}`
  } catch (error) {
    if (!(error instanceof TrailqError)) return `not a TrailqError: ${error}`
    if (result.stats !== undefined) return `${error.code}, after reading: ${error.message}`
    return error.exitStatus === 2 ? error.code : `${error.code}, exit status ${error.exitStatus}`
  }
}

async function refusals(texts: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const met = new Map<string, string>()
  for (const text of texts) met.set(text, await refusal(text))
  return met
}

const allOf = (texts: readonly string[], code: string) => new Map(texts.map(text => [text, code]))

describe('a question reads events, and nothing else', () => {
  test('no call reaches a file or the engine, wherever it stands', async () => {
    const texts = calls(targets)
    expect(await refusals(texts)).toEqual(allOf(texts, 'OUT_OF_SCOPE'))
  })

  test('no other table, wherever it stands and whatever the question calls it', async () => {
    const texts = tables(targets)
    expect(await refusals(texts)).toEqual(allOf(texts, 'OUT_OF_SCOPE'))
  })

  test.each([
    'WITH events AS (SELECT 1) SELECT * FROM events',
    'WITH "Events" AS (SELECT 1) SELECT 1',
    'WITH a AS (SELECT 1), EVENTS AS (SELECT 1) SELECT 1',
    'WITH RECURSIVE events AS (SELECT 1 AS n UNION ALL SELECT n FROM events) SELECT n FROM events',
    'SELECT * FROM (WITH events AS (SELECT 1) SELECT * FROM events)',
    'SELECT * FROM events WHERE EXISTS (WITH "EVENTS"(a) AS MATERIALIZED (SELECT 1) SELECT a FROM "EVENTS")',
  ])('%s', async text => {
    expect(await refusal(text)).toBe('RESERVED_NAME')
  })

  test.each([
    ['SHOW TABLES'],
    ['SHOW ALL TABLES'],
    ['SHOW events'],
    ['DESCRIBE events'],
    ['DESCRIBE SELECT 1'],
    ['SUMMARIZE events'],
    ['FROM (SHOW TABLES)'],
    ['FROM (DESCRIBE events)'],
    ['SELECT * FROM (SUMMARIZE SELECT 1)'],
    ['WITH t AS (FROM (SHOW TABLES)) FROM t'],
  ])('%s', async text => {
    expect(await refusal(text)).toBe('OUT_OF_SCOPE')
  })
})

describe('a question is one SELECT', () => {
  test.each([
    ["COPY events TO '/tmp/x.csv'"],
    ["COPY (SELECT 1) TO '/tmp/x.csv'"],
    ["COPY t FROM '/etc/passwd'"],
    ["EXPORT DATABASE '/tmp/x'"],
    ["IMPORT DATABASE '/tmp/x'"],
    ["ATTACH '/tmp/x.db'"],
    ['DETACH memory'],
    ['USE memory'],
    ['INSTALL httpfs'],
    ['LOAD httpfs'],
    ['FORCE INSTALL httpfs'],
    ['UPDATE EXTENSIONS'],
    ['PRAGMA version'],
    ['PRAGMA enable_logging'],
    ['SET threads = 1'],
    ['SET VARIABLE trailq_files = 1'],
    ['RESET threads'],
    ['CALL pragma_version()'],
    ['CALL enable_logging()'],
    ['EXPLAIN SELECT 1'],
    ['EXPLAIN ANALYZE SELECT 1'],
    ['PREPARE p AS SELECT 1'],
    ['EXECUTE p'],
    ['DEALLOCATE p'],
    ['CREATE TABLE t AS SELECT 1'],
    ['CREATE TEMP TABLE t (a INT, b INT GENERATED ALWAYS AS (a + 1))'],
    ['CREATE VIEW events AS SELECT 1'],
    ['CREATE MACRO m() AS 1'],
    ['CREATE FUNCTION m() AS TABLE SELECT 1'],
    ["CREATE SECRET (TYPE s3, KEY_ID 'a', SECRET 'b')"],
    ['CREATE TYPE t AS ENUM (SELECT 1)'],
    ['CREATE SEQUENCE s'],
    ['DROP TABLE events'],
    ['ALTER TABLE events ADD COLUMN x INT'],
    ['INSERT INTO events VALUES (1)'],
    ['UPDATE events SET event_id = 1'],
    ['DELETE FROM events'],
    ['MERGE INTO events USING events ON true WHEN MATCHED THEN DELETE'],
    ['TRUNCATE events'],
    ['BEGIN'],
    ['COMMIT'],
    ['CHECKPOINT'],
    ['VACUUM'],
    ['ANALYZE'],
    ["COMMENT ON TABLE events IS 'x'"],
    ['PIVOT events ON event_name'],
    ['SELECT 1; SELECT 2'],
    ['SELECT 1; DROP TABLE events;'],
    ['SELECT 1;;;SELECT 2'],
    [''],
    [' \n\t'],
    [';'],
    ['-- nothing'],
    ['/* nothing */'],
  ])('%s', async text => {
    expect(await refusal(text)).toBe('NOT_A_SELECT')
  })
})

describe('a text can’t get out of its place', () => {
  test.each([
    ['SELECT 1) SELECT 2'],
    ["SELECT 1) UNION SELECT content FROM (SELECT * FROM read_text('/etc/passwd')"],
    ['), x AS (SELECT 1) SELECT 2'],
    ['SELECT 1 /* never closed'],
    ['SELECT 1 /* /* closed once */'],
    ["SELECT 'never closed"],
    ['SELECT "never closed'],
    ['SELECT $$never closed'],
    ['SELECT $a$never closed$b$'],
    ["SELECT E'\\'"],
    ["SELECT U&'\\0027'"],
    ['WITH'],
    ['WITH x'],
    ['WITH x AS (SELECT 1)'],
    ['WITH RECURSIVE AS (SELECT 1) SELECT 1'],
    ['SELECT'],
    ['SELEC 1'],
    ['*/ SELECT 1'],
    ['SELECT ?'],
    ['SELECT $1'],
    ['SELECT $name'],
    ['(WITH x AS (SELECT 1) SELECT * FROM x)'],
    ["SELECT 'trailq_files'.getvariable()"],
    ["FROM (PIVOT events ON event_name IN (getvariable('x')) USING count(*))"],
    ['SELECT 1 INTO x'],
    ['SELECT * FROM events FOR UPDATE'],
    ['WITH x AS (INSERT INTO t VALUES (1) RETURNING *) SELECT * FROM x'],
    ['WITH x AS (DELETE FROM events RETURNING *) SELECT * FROM x'],
    [`SELECT ${'('.repeat(50_000)}1${')'.repeat(50_000)}`],
    [`SELECT ${'abs('.repeat(5_000)}1${')'.repeat(5_000)}`],
    [`SELECT 1${'+1'.repeat(5_000)}`],
    [`SELECT * FROM ${'(SELECT * FROM '.repeat(2_000)}events${')'.repeat(2_000)}`],
  ])('%#: %.60s', async text => {
    expect(await refusal(text)).toBe('BAD_SQL')
  })

  test('NUL and half a surrogate pair, which would cut or change it', async () => {
    for (const text of ['SELECT 1\0; DROP TABLE events', "SELECT '\uD800'", 'SELECT 1 -- \0'])
      expect(await refusal(text)).toBe('BAD_LITERAL')
  })
})

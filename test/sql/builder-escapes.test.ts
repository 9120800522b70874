import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { type Kysely, type SqlBool, sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { type Trail, TrailqError } from '../../src/index.ts'
import { HERE, Logs, record } from './logs.ts'

const logs = new Logs()
let trail: Trail
let outside: string
let secret: string

beforeAll(async () => {
  logs.deliver([record()])
  outside = logs.deliver([record({ eventName: 'secret' })], { ...HERE, account: '444455556666' })
  secret = join(logs.path, 'secret.txt')
  writeFileSync(secret, 'secret')
  trail = await logs.open()
})

afterAll(() => logs[Symbol.dispose]())

const db = () => trail.scope({ account: HERE.account })
/** Without its types: what a program in plain JavaScript, or a name from outside, can do. */
const open = () => db() as unknown as Kysely<Record<string, Record<string, string>>>

interface Asked {
  execute(): Promise<unknown>
}

async function refusal(asked: () => Asked): Promise<string> {
  try {
    return `answered: ${JSON.stringify(await asked().execute())}`
  } catch (error) {
    return error instanceof TrailqError ? error.code : `not a TrailqError: ${error}`
  }
}

/** One way to write each attack, over any scope. */
const READS: Readonly<Record<string, () => Asked>> = {
  'sql`` as a column': () =>
    db().selectFrom('events').select(sql`(SELECT max(content) FROM read_text(${secret}))`.as('v')),
  'sql.raw as a column': () => db().selectFrom('events').select(sql.raw(`getvariable('trailq_files')`).as('v')),
  'sql`` as a condition': () =>
    db()
      .selectFrom('events')
      .select('event_id')
      .where(sql<SqlBool>`EXISTS (FROM read_csv(${sql.lit(outside)}))`),
  'sql`` as a table': () => open().selectFrom(sql<never>`read_text(${secret})`.as('t')).selectAll(),
  'sql`` in ORDER BY': () => db().selectFrom('events').select('event_id').orderBy(sql`current_setting('threads')`),
  'sql`` in LIMIT': () =>
    db().selectFrom('events').select('event_id').limit(sql<number>`(SELECT 1 FROM duckdb_settings)`),
  'sql`` at the end': () =>
    db()
      .selectFrom('events')
      .select('event_name')
      .modifyEnd(sql`UNION ALL SELECT content FROM read_text(${sql.lit(secret)})`),
  'sql`` in a table of its own': () =>
    open()
      .with('t', () => sql<{ v: string }>`(SELECT content AS v FROM read_text(${secret}))`)
      .selectFrom('t')
      .selectAll(),
  'sql.table': () => open().selectFrom(sql.table<never>(outside).as('t')).selectAll(),
  'sql.id': () =>
    open()
      .selectFrom(sql<never>`${sql.id(outside)}`.as('t'))
      .selectAll(),
  'sql.id with a schema': () =>
    open()
      .selectFrom(sql<never>`${sql.id('main', 'events')}`.as('t'))
      .selectAll(),
  'a table by its name': () => open().selectFrom(outside).selectAll(),
  'a table by its name, under its own name': () => open().selectFrom('sqlite_master as sqlite_master').selectAll(),
  'a table of the engine': () => open().selectFrom('information_schema.tables').selectAll(),
  'a table, joined': () =>
    open()
      .selectFrom('events')
      .innerJoin('duckdb_settings as x', join => join.onTrue())
      .select('event_id'),
  'another schema': () => open().withSchema('main').selectFrom('events').selectAll(),
  'dynamic.table': () => {
    const { table } = open().dynamic
    return open().selectFrom(table(outside).as('t')).selectAll()
  },
  'a function by its name': () =>
    db()
      .selectFrom('events')
      .select(eb => eb.fn('getvariable', [eb.val('trailq_files')]).as('v')),
  'a function in another case': () =>
    db()
      .selectFrom('events')
      .select(eb => eb.fn('Trailq_READ_left', [eb.val(secret)]).as('v')),
  'a function with a hostile name': () =>
    db()
      .selectFrom('events')
      .select(eb =>
        eb.fn(`max(event_id), (SELECT max(content) FROM read_text('${secret}')), max`, ['event_id']).as('v'),
      ),
  'an aggregate with a hostile name': () =>
    db()
      .selectFrom('events')
      .select(eb => eb.fn.agg(`getvariable('trailq_files') || max`, ['event_id']).as('v')),
  'a cast to a hostile type': () =>
    db()
      .selectFrom('events')
      .select(eb => eb.cast('event_id', sql.raw(`VARCHAR), getvariable('trailq_files'), (1`)).as('v')),
  'a table of its own under a name that is read inside it': () =>
    open()
      .with('sqlite_master', q => q.selectFrom('sqlite_master').selectAll())
      .selectFrom('sqlite_master')
      .selectAll(),
  'a table of its own, read before it is there': () =>
    open()
      .with('a', q => q.selectFrom('duckdb_settings').selectAll())
      .with('duckdb_settings', q => q.selectFrom('events').selectAll())
      .selectFrom('a')
      .selectAll(),
  'a table of a subquery, read outside of it': () =>
    open()
      .selectFrom([
        'duckdb_settings',
        eb =>
          eb
            .selectFrom('events')
            .selectAll()
            .where(
              eb.exists(
                open()
                  .with('duckdb_settings', q => q.selectFrom('events').selectAll())
                  .selectFrom('duckdb_settings')
                  .selectAll(),
              ),
            )
            .as('t'),
      ])
      .selectAll(),
  'a subquery': () =>
    db()
      .selectFrom('events')
      .select(eb =>
        eb
          .selectFrom('sqlite_master' as never)
          .select(sql<string>`name`.as('n'))
          .as('v'),
      ),
  'a union': () =>
    db()
      .selectFrom('events')
      .select('event_id')
      .unionAll(open().selectFrom('sqlite_master').select('name as event_id') as never),
}

describe('the builder reads events, and nothing else', () => {
  test.each(Object.keys(READS))('%s', async name => {
    expect(await refusal(READS[name] as () => Asked)).toBe('OUT_OF_SCOPE')
  })

  test.each(['events', 'Events', 'EVENTS'])('no other table is called %s', async name => {
    expect(
      await refusal(() =>
        open()
          .with(name, q => q.selectFrom('events').selectAll())
          .selectFrom('events')
          .selectAll(),
      ),
    ).toBe('RESERVED_NAME')
    expect(
      await refusal(() =>
        open()
          .withRecursive(`${name}(a)`, () => sql<never>`(SELECT 1)`)
          .selectFrom('events')
          .selectAll(),
      ),
    ).toBe('RESERVED_NAME')
    const raw = sql<SqlBool>`EXISTS (WITH ${sql.id(name)} AS (SELECT 1) SELECT 1)`
    expect(await refusal(() => db().selectFrom('events').select('event_id').where(raw))).toBe('RESERVED_NAME')
  })

  test('a fragment that closes what it stands in', async () => {
    const inColumn = (fragment: string) => () => db().selectFrom('events').select(sql.raw(fragment).as('v'))
    const inTable = (fragment: string) => () =>
      open()
        .with('t', () => sql.raw(`(SELECT ${fragment})`))
        .selectFrom('t')
        .selectAll()
    for (const fragment of ['1) SELECT 2 --', '1 /*', "'", '((1', '1))'])
      expect(await refusal(inColumn(fragment))).toBe('BAD_SQL')
    expect(await refusal(inTable(`1) SELECT content FROM read_text('${secret}') --`))).toBe('OUT_OF_SCOPE')
    expect(await refusal(inTable('1), events AS (SELECT 1) SELECT 2 --'))).toBe('RESERVED_NAME')
    // What is judged is what runs: the fragment has made another question of it, and nothing more.
    expect(await refusal(inTable('1) SELECT event_name FROM events --'))).toBe(
      'answered: [{"event_name":"DescribeTable"}]',
    )
  })

  test('several statements', async () => {
    const more = sql.raw(`; SELECT 2`)
    expect(await refusal(() => db().selectFrom('events').select('event_id').modifyEnd(more))).toBe('NOT_A_SELECT')
  })

  test('names that close what they stand in are names', async () => {
    const names = ['t" --', "t'", 't /*', 't)', 't"; DROP TABLE events; --', 't" UNION SELECT 2 --']
    for (const name of names) {
      const rows = await open()
        .with(name, q => q.selectFrom('events').select('event_id as id'))
        .selectFrom(name)
        .select(`${name}.id as x`)
        .execute()
      expect(rows).toEqual([{ x: 'e-1' }])
      expect(
        await db()
          .selectFrom('events as e')
          .select(eb => eb.ref('e.event_id').as(name))
          .execute(),
      ).toEqual([{ [name]: 'e-1' }])
    }
  })
})

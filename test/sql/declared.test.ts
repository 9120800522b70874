import { sql } from 'kysely'
import { afterAll, describe, expect, test } from 'vitest'

import { column, defineQuery, type EventsBuilder } from '../../src/index.ts'
import { codeOf, HERE, Logs, record } from './logs.ts'

/** Queries that a program declares may hold SQL text: it is judged like any other text. */
const logs = new Logs()
logs.deliver([record()])
const outside = logs.deliver([record({ eventName: 'secret' })], { ...HERE, account: '444455556666' })
const trail = await logs.open()

afterAll(() => {
  logs[Symbol.dispose]()
})

const SCOPE = { account: '111122223333' } as const

function declared(build: (db: EventsBuilder) => unknown) {
  return defineQuery({
    id: 'own',
    pack: 'own',
    question: 'What is there?',
    params: {},
    needs: [],
    columns: { found: column.text('It.') },
    build: build as never,
  })
}

describe('a declared query with SQL of its own', () => {
  test('answers within the scope', async () => {
    const own = declared(db => db.selectFrom('events').select(sql<string>`upper(event_name)`.as('found')))
    expect(await trail.run(own, SCOPE).toArray()).toEqual([{ found: 'DESCRIBETABLE' }])
  })

  test.each([
    ['a file', `(SELECT string_agg(content, '') FROM read_text('${outside}'))`],
    ['the files behind the relation', `(SELECT count(*)::VARCHAR FROM read_json('${outside}'))`],
    ['a setting', `current_setting('memory_limit')`],
    ['a second table', '(SELECT max(database_name) FROM duckdb_databases())'],
  ])('can’t reach %s', async (_name, text) => {
    const own = declared(db => db.selectFrom('events').select(sql.raw(text).as('found')))
    expect(await codeOf(() => trail.run(own, SCOPE).toArray())).toBe('OUT_OF_SCOPE')
  })

  test('of a list, only a text that a person typed is split at its commas', async () => {
    const count = async (principal: string | readonly string[]) =>
      (await trail.run('top-events', { ...SCOPE, principal }).toArray()).length
    expect(await count('arn:aws:iam::111122223333:user/ada, arn:aws:iam::111122223333:user/bob')).toBe(1)
    expect(await count(['arn:aws:iam::111122223333:user/ada', 'arn:aws:iam::111122223333:user/bob'])).toBe(1)
    expect(await count(['arn:aws:iam::111122223333:user/ada, arn:aws:iam::111122223333:user/bob'])).toBe(0)
  })
})

import { CompiledQuery, type Kysely, type RootOperationNode, sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import type { Trail } from '../../src/index.ts'
import { codeOf, HERE, Logs, record } from './logs.ts'

const logs = new Logs()
let trail: Trail

beforeAll(async () => {
  logs.deliver([record()])
  trail = await logs.open()
})

afterAll(() => logs[Symbol.dispose]())

const db = () => trail.scope({ account: HERE.account })
/** Without its types: what a program in plain JavaScript can do. */
const open = () => db() as unknown as Kysely<Record<string, Record<string, string>>>

interface Asked {
  execute(): Promise<unknown>
}

describe('the builder reads, and does nothing else', () => {
  test('statements of other kinds', async () => {
    const statements: readonly (() => Asked)[] = [
      () => open().insertInto('events').values({ event_id: 'x' }),
      () => open().updateTable('events').set({ event_id: 'x' }),
      () => open().deleteFrom('events'),
      () => open().replaceInto('events').values({ event_id: 'x' }),
      () => open().mergeInto('events').using('events as x', 'x.event_id', 'events.event_id').whenMatched().thenDelete(),
      () =>
        open()
          .with('t', q => q.deleteFrom('events').returningAll())
          .selectFrom('t')
          .selectAll(),
      () => open().schema.createTable('t').addColumn('a', 'integer'),
      () => open().schema.dropTable('events'),
      () => open().schema.createView('events').as(open().selectFrom('events').selectAll()),
      () => ({ execute: () => sql`SELECT 1`.execute(open()) }),
      () => ({ execute: () => sql`COPY (SELECT 1) TO 'x'`.execute(open()) }),
      () => ({ execute: () => open().executeQuery(CompiledQuery.raw('DROP TABLE events')) }),
    ]
    for (const statement of statements) expect(await codeOf(() => statement().execute())).toBe('READ_ONLY')
    expect(await codeOf(() => db().selectFrom('events').selectAll().explain())).toBe('NOT_A_SELECT')
  })

  test('a statement whose text was changed after it was compiled', async () => {
    const compiled = db().selectFrom('events').select('event_name').compile()
    const changed = { ...compiled, sql: `SELECT * FROM read_text('/etc/passwd')` }
    expect((await open().executeQuery(changed)).rows).toEqual([{ event_name: 'DescribeTable' }])
    const forged = { ...compiled, query: { kind: 'RawNode' } as unknown as RootOperationNode }
    expect(await codeOf(() => open().executeQuery(forged))).toBe('READ_ONLY')
  })

  test('transactions', async () => {
    expect(
      await codeOf(() =>
        open()
          .transaction()
          .execute(trx => trx.selectFrom('events').selectAll().execute()),
      ),
    ).toBe('READ_ONLY')
    expect(await codeOf(() => open().startTransaction().execute())).toBe('READ_ONLY')
  })

  test('what is there: one relation', async () => {
    const tables = await open().introspection.getTables()
    expect(tables.map(({ name, isView }) => [name, isView])).toEqual([['events', true]])
    expect(tables[0]?.columns.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['event_time', 'failed', 'caller', 'record']),
    )
    expect(await open().introspection.getSchemas()).toEqual([])
  })
})

import { Kysely, sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'

import { AthenaDialect, type AthenaDialectConfig, portable } from '../../src/index.ts'
import { Aws as StandIn } from '../standins/aws/server.ts'
import { projectedTable } from '../standins/aws/tables.ts'
import { answerOf, rowsOf } from './ask.ts'

interface Tables {
  orders: { customer: string; total: number; note: string | null }
}

let standIn: StandIn
const opened: Kysely<Tables>[] = []

function open(config: AthenaDialectConfig = {}): Kysely<Tables> {
  const db = new Kysely<Tables>({ dialect: new AthenaDialect({ database: 'shop', ...config }) })
  opened.push(db)
  return db
}

beforeAll(async () => {
  standIn = await StandIn.start()
  Object.assign(process.env, standIn.env)
})

afterEach(async () => {
  for (const db of opened.splice(0)) await db.destroy()
  expect(standIn.athena.running()).toEqual([])
  standIn.reset()
  standIn.glue.tables.length = 0
})

afterAll(() => standIn[Symbol.asyncDispose]())

describe('kysely over Athena', () => {
  test('SQL as Athena takes it: literals, portable functions, OFFSET before LIMIT', async () => {
    standIn.athena.onQuery = () => ({ answer: answerOf(3) })
    const query = open({ workgroup: 'primary', catalog: 'Sales' })
      .selectFrom('orders')
      .select(['customer', eb => portable.jsonText(eb.ref('note'), "it's").as('it')])
      .where('customer', '=', "O'Higgins\\")
      .limit(10)
      .offset(20)
    expect(await query.execute()).toEqual(rowsOf(3))
    expect(standIn.asked('StartQueryExecution')[0]?.body).toMatchObject({
      QueryString: `select "customer", json_extract_scalar("note", '$["it''s"]') as "it" from "orders" where "customer" = 'O''Higgins\\' offset 20 limit 10`,
      QueryExecutionContext: { Database: 'shop', Catalog: 'Sales' },
      WorkGroup: 'primary',
    })
    expect(standIn.asked('StartQueryExecution')[0]?.body).not.toHaveProperty('ExecutionParameters')
  })

  test('rows stream, and leaving the loop ends all that goes on', async () => {
    standIn.athena.onQuery = () => ({ answer: answerOf(5000) })
    standIn.fault({ kind: 'stall', bytes: 30_000 }, { on: 'GetObject' })
    let rows = 0
    for await (const _ of open().selectFrom('orders').selectAll().stream(100)) if (++rows === 1500) break
    expect(rows).toBe(1500)
    await expect.poll(() => standIn.openAnswers()).toBe(0)
  })

  test('a signal stops the query in Athena', async () => {
    standIn.athena.onQuery = () => ({ runMs: 60_000 })
    const asking = open()
      .selectFrom('orders')
      .selectAll()
      .execute({ signal: AbortSignal.timeout(500) })
    await expect(asking).rejects.toThrow()
    await expect.poll(() => standIn.athena.queries.map(({ stopped }) => stopped)).toEqual([true])
  })

  test('it only reads', async () => {
    const db = open()
    await expect(db.deleteFrom('orders').execute()).rejects.toMatchObject({ code: 'READ_ONLY' })
    await expect(sql`DROP TABLE orders`.execute(db)).rejects.toMatchObject({ code: 'READ_ONLY' })
    await expect(db.transaction().execute(() => Promise.resolve())).rejects.toMatchObject({ code: 'READ_ONLY' })
    expect(standIn.operations()).toEqual([])
  })

  test('SHOW has no header row', async () => {
    const answer = { columns: [{ name: 'tab_name', type: 'string' }], rows: [['orders'], ['tab_name']] }
    standIn.athena.onQuery = () => ({ statementType: 'DDL', answer })
    expect((await sql`SHOW TABLES`.execute(open())).rows).toEqual([{ tab_name: 'orders' }, { tab_name: 'tab_name' }])
  })

  test('introspection tells of databases and tables, and runs no query', async () => {
    standIn.glue.tables.push(projectedTable(), {
      DatabaseName: 'shop',
      Name: 'totals',
      TableType: 'VIRTUAL_VIEW',
      StorageDescriptor: { Columns: [{ Name: 'n', Type: 'bigint', Comment: 'How many.' }] },
    })
    const schemas = await open().introspection.getSchemas()
    expect(schemas.map(({ name }) => name)).toEqual(['default', 'security', 'shop'])
    const column = { isNullable: true, isAutoIncrementing: false, hasDefaultValue: false }
    expect(await open().introspection.getTables()).toEqual([
      {
        schema: 'shop',
        name: 'totals',
        isView: true,
        isForeign: false,
        columns: [{ name: 'n', dataType: 'bigint', comment: 'How many.', ...column }],
      },
    ])
    const [table] = await open({ database: 'security' }).introspection.getTables()
    expect(table?.columns.slice(-3).map(({ name }) => name)).toEqual(['account', 'region', 'day'])
    expect(standIn.operations()).not.toContain('StartQueryExecution')
  })
})

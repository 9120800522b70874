import { type Expression, sql } from 'kysely'

import type { Trail } from '../../src/index.ts'
import * as portable from '../../src/sql/portable.ts'
import { type AggregateCase, type KeyedValue, text } from './cases.ts'

/** The values of expressions, in order, by way of a trail of one record. */
export async function valuesOf(trail: Trail, expressions: readonly Expression<unknown>[]): Promise<readonly unknown[]> {
  const row = await trail
    .scope({ allTime: true })
    .selectFrom('events')
    .select(expressions.map((expression, i) => sql`${expression}`.as(`v${i}`)))
    .executeTakeFirstOrThrow()
  return Object.values(row)
}

/** What an aggregate makes of its rows. */
export async function aggregate(trail: Trail, { rows, make }: Pick<AggregateCase, 'rows' | 'make'>): Promise<unknown> {
  const values = rows.map((row: KeyedValue) => sql`(${sql.join(row.map(text))})`)
  const from = sql<{ v: string | null; k: string | null }>`(SELECT * FROM (VALUES ${sql.join(values)}) t(v, k))`
  const result = await trail
    .scope({ allTime: true })
    .selectFrom(from.as('t'))
    .select(sql`${make(sql.ref('v'), sql.ref('k'))}`.as('x'))
    .executeTakeFirstOrThrow()
  return result.x
}

/** The elements of the array at a path of a document. */
export async function elements(
  trail: Trail,
  document: string | null,
  path: readonly [string, ...string[]],
): Promise<readonly string[]> {
  const list = portable.jsonElements(text(document), ...path).as<'item'>(sql`item(value)`)
  const rows = await trail
    .scope({ allTime: true })
    .selectFrom(['events', list])
    .select(eb => eb.ref('item.value').as('value'))
    .execute()
  return rows.map(row => row.value)
}

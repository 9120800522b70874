import { type Expression, sql } from 'kysely'
import { expect } from 'vitest'

import { openTrail, type Trail } from '../../src/index.ts'
import { Logs, record } from '../sql/logs.ts'

/** Asks a real DuckDB, by way of a trail of one record. */
export class Asker implements Disposable {
  readonly #logs = new Logs()
  readonly trail: Promise<Trail>

  constructor() {
    this.#logs.deliver([record()])
    this.trail = openTrail({ logs: this.#logs.path })
  }

  /** The values of expressions, in order. */
  async valuesOf(expressions: readonly Expression<unknown>[]): Promise<readonly unknown[]> {
    const row = await (await this.trail)
      .scope()
      .selectFrom('events')
      .select(expressions.map((expression, i) => sql`${expression}`.as(`v${i}`)))
      .executeTakeFirstOrThrow()
    return Object.values(row)
  }

  /** Checks a function of one text, case by case. */
  async check(make: (input: Text) => Expression<unknown>, cases: readonly Case[]): Promise<void> {
    const values = await this.valuesOf(cases.map(([input]) => make(text(input))))
    expect(cases.map(([input], i) => [input, values[i]])).toEqual(cases)
  }

  /** What an aggregate makes of rows of a value and a key. */
  async aggregate(rows: readonly Row[], make: (value: Text, key: Text) => Expression<unknown>): Promise<unknown> {
    const values = rows.map(row => sql`(${sql.join(row.map(text))})`)
    const from = sql<{ v: string | null; k: string | null }>`(SELECT * FROM (VALUES ${sql.join(values)}) t(v, k))`
    const result = await (await this.trail)
      .scope()
      .selectFrom(from.as('t'))
      .select(sql`${make(sql.ref('v'), sql.ref('k'))}`.as('x'))
      .executeTakeFirstOrThrow()
    return result.x
  }

  [Symbol.dispose](): void {
    this.#logs[Symbol.dispose]()
  }
}

export type Text = Expression<string | null>
type Row = readonly [value: string | null, key: string | null]
type Case = readonly [input: string | null, value: unknown]

export function text(value: string | null): Text {
  return value === null ? sql<string | null>`CAST(NULL AS VARCHAR)` : sql<string>`CAST(${value} AS VARCHAR)`
}

/** Inputs that give nothing. */
export function nothing(...inputs: readonly (string | null)[]): readonly Case[] {
  return inputs.map(input => [input, null])
}

import { type Expression, sql } from 'kysely'

/** An expression over nothing but itself, and what it must give on every engine: worked out by hand. */
export interface ValueCase {
  readonly says: string
  readonly value: Expression<unknown>
  readonly gives: unknown
}

/** What an aggregate makes of rows of a value and a key. */
export interface AggregateCase {
  readonly says: string
  readonly rows: readonly KeyedValue[]
  readonly make: (value: Text, key: Text) => Expression<unknown>
  readonly gives: unknown
}

export type Text = Expression<string | null>
export type KeyedValue = readonly [value: string | null, key: string | null]
/** What a function of one text is given, and what it gives. */
export type Pair = readonly [input: string | null, gives: unknown]

export function text(value: string | null): Text {
  return value === null ? sql<string | null>`CAST(NULL AS VARCHAR)` : sql<string>`CAST(${value} AS VARCHAR)`
}

/** A function of one text, case by case. */
export function ofText(name: string, make: (input: Text) => Expression<unknown>, pairs: readonly Pair[]): ValueCase[] {
  return pairs.map(([input, gives]) => ({
    says: `${name} of ${JSON.stringify(input)}`,
    value: make(text(input)),
    gives,
  }))
}

/** Expressions and what they give, under one name. */
export function numbered(name: string, cases: readonly (readonly [Expression<unknown>, unknown])[]): ValueCase[] {
  return cases.map(([value, gives], i) => ({ says: `${name} (${i + 1})`, value, gives }))
}

/** Inputs that give nothing. */
export function nothing(...inputs: readonly (string | null)[]): readonly Pair[] {
  return inputs.map(input => [input, null])
}

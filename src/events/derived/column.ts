import { type Expression, type ExpressionBuilder, expressionBuilder, type SqlBool } from 'kysely'

import type { DeliveryColumn, DirectColumn } from '../direct.ts'

/** An expression over columns. */
export interface Definition {
  /** Reads what it stands on by name: fields, derived columns, steps. */
  sql(columns: ColumnReader): Expression<unknown>
}

/** A column made from others. */
export interface DerivedColumn extends Definition {
  readonly type: 'text' | 'boolean'
  readonly nullable: boolean
  /** What it says, for people: one sentence. */
  readonly doc: string
}

/** Reads the columns that a definition stands on. */
export interface ColumnReader {
  (name: DirectColumn | DeliveryColumn | TextDerivedName): Expression<string | null>
  /** A derived column that is a condition; never NULL. */
  condition(name: 'failed' | 'is_write'): Condition
}

/** Derived texts and steps that others stand on. */
export type TextDerivedName =
  | 'service'
  | 'account'
  | 'region'
  | 'caller'
  | 'principal'
  | 'session'
  | 'caller_kind'
  | 'bare_error_code'

/** Something that is true or false in SQL, or unknown. */
export type Condition = Expression<SqlBool>

type NoTables = Record<never, never>

/** kysely's expression builder with no table in sight: definitions get their columns from the reader. */
export const eb: ExpressionBuilder<NoTables, never> = expressionBuilder<NoTables, never>()

/** The first that is not NULL. */
export function firstOf(...options: readonly Expression<string | null>[]): Expression<string | null> {
  return eb.fn<string | null>('coalesce', [...options])
}

/** `first`, or the fixed text where it is NULL. */
export function orElse(first: Expression<string | null>, text: string): Expression<string> {
  return eb.fn<string>('coalesce', [first, eb.val(text)])
}

/** A condition that is false where it would be NULL. */
export function surely(condition: Expression<SqlBool | null>): Condition {
  return eb.fn<SqlBool>('coalesce', [condition, eb.lit(false)])
}

/** Whether `text` holds `part`. */
export function contains(text: Expression<string | null>, part: string): Condition {
  return eb(eb.fn<number>('strpos', [text, eb.val(part)]), '>', 0)
}

/** Whether `text` starts with `part`. */
export function startsWith(text: Expression<string | null>, part: string): Condition {
  return eb.fn<SqlBool>('starts_with', [text, eb.val(part)])
}

/** `text = value`. */
export function is(text: Expression<string | null>, value: string): Condition {
  return eb(text, '=', value)
}

/** Whether `text` is one of `values`. */
export function isOneOf(text: Expression<string | null>, values: readonly string[]): Condition {
  return eb(text, 'in', values)
}

/** The value of the first branch whose condition is true. */
export function caseOf(
  branches: readonly Branch[],
  otherwise: Expression<string | null> | string | null,
): Expression<string | null> {
  const [first, ...rest] = branches
  if (first === undefined) return value(otherwise)
  let cases = eb.case().when(first[0]).then(value(first[1]))
  for (const [condition, then] of rest) cases = cases.when(condition).then(value(then))
  return cases.else(value(otherwise)).end()
}

/** A condition and what the value is where it is true. */
export type Branch = readonly [condition: Condition, then: Expression<string | null> | string | null]

function value(of: Expression<string | null> | string | null): Expression<string | null> {
  return of === null || typeof of === 'string' ? eb.val<string | null>(of) : of
}

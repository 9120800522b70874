import type { AliasableExpression, Expression } from 'kysely'

import type { DeliveryColumn, DirectColumn } from './direct.ts'
import type { Scope } from './scope.ts'

/** What an engine contributes to `events`: where the records are, and how it reads a field of one. */
export interface EventSource {
  /** Everything that the question needs of the records, told at once, so that nothing else is read. */
  rows(columns: readonly (DirectColumn | DeliveryColumn)[], scope: Scope): SourceRows
}

/** The records of one question, before the scope is applied to them. */
export interface SourceRows {
  /** What stands behind FROM. */
  readonly from: AliasableExpression<unknown>
  /** The partitions that the scope can need; undefined where the source has been narrowed already. */
  readonly partitions?: Expression<boolean>
  /** A column's value; undefined where this source does not have it, which makes the column NULL. */
  column(name: DirectColumn | DeliveryColumn): Expression<string | null> | undefined
}

import { type Expression, type RawBuilder, sql } from 'kysely'

import type { Scope } from '../../events/index.ts'
import { deliveryDays } from '../../model/index.ts'

/**
 * The partitions that a scope can need, where a table is partitioned by account, region and day (`yyyy/MM/dd`, the day
 * of delivery): from the window's first day to one day past its last.
 */
export function partitionCondition(scope: Scope): Expression<boolean> | undefined {
  const { first, last } = deliveryDays({
    ...(scope.since === undefined ? {} : { since: scope.since }),
    ...(scope.until === undefined ? {} : { until: scope.until }),
  })
  const conditions: RawBuilder<unknown>[] = []
  if (scope.account.length > 0) conditions.push(oneOf('account', scope.account))
  if (scope.region.length > 0) conditions.push(oneOf('region', scope.region))
  if (first !== undefined) conditions.push(sql`day >= ${sql.lit(first)}`)
  if (last !== undefined) conditions.push(sql`day <= ${sql.lit(last)}`)
  return conditions.length === 0 ? undefined : sql<boolean>`${sql.join(conditions, sql` AND `)}`
}

function oneOf(key: string, values: readonly string[]): RawBuilder<unknown> {
  return sql`${sql.ref(key)} IN (${sql.join(values.map(value => sql.lit(value)))})`
}

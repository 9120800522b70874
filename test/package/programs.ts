/** What people write against the package: kept as text, because only an installed package can be imported by name. */

/** What stands around an example that is part of something. */
export const GIVEN = `import { column, param, portable, type EventsDatabase, type Trail } from 'trailq'
import type { ExpressionBuilder } from 'kysely'
declare const trail: Trail
declare const eb: ExpressionBuilder<EventsDatabase, 'events'>
void [column, param, portable, trail, eb]`

/** Plain JavaScript. */
export const PROGRAM = `
import { writeFileSync } from 'node:fs'
import { Kysely, sql } from 'kysely'
import { DuckDbDialect, EXIT, openTrail, portable, TrailqError } from 'trailq'

const trail = await openTrail({ logs: 'logs' })
const failed = await trail.run('failed-calls').toArray()
let first
for await (const row of trail.run('failed-calls', { limit: 5 })) {
  first = row
  break
}
const db = trail.scope({ service: 'dynamodb' })
const services = await db
  .selectFrom('events')
  .select(['service', eb => eb.fn.countAll().as('events')])
  .groupBy('service')
  .execute()
const permissions = portable.jsonElements(sql.ref('events.request_parameters'), 'ipPermissions', 'items')
const opened = await trail
  .scope({ event: 'AuthorizeSecurityGroupIngress' })
  .selectFrom(['events', permissions.as(sql\`item(value)\`)])
  .select(eb => portable.jsonText(eb.ref('item.value'), 'fromPort').as('port'))
  .distinct()
  .orderBy('port')
  .execute()
const shown = await trail.sql("SELECT 'Ōsaka 大阪' AS city")[Symbol.for('Jupyter.display')]()
writeFileSync('sales.csv', 'city,amount\\nŌsaka,5\\nŌsaka,3\\n')
const sales = new Kysely({ dialect: new DuckDbDialect({ tables: { sales: 'sales.csv' } }) })
const totals = await sales
  .selectFrom('sales')
  .select(eb => ['city', eb.fn.sum('amount').as('total')])
  .groupBy('city')
  .execute()
await sales.destroy()
let refused
try {
  trail.run('failed-cals')
} catch (error) {
  refused = { code: error instanceof TrailqError && error.code, exit: EXIT.usage }
}
await trail.close()
console.log(JSON.stringify({ failed, first, services, opened, shown: shown['text/html'], sales: totals, refused }))
`

/** TypeScript, with types taken from ids and declarations. */
export const TYPED = `
import { column, defineQuery, openTrail, param, portable, type RowOfQuery } from 'trailq'

const trail = await openTrail({ logs: ['logs'] })

for await (const row of trail.run('failed-calls', { by: 'caller', outcome: 'failed', limit: 1 })) {
  const events: number = row.events
  const service: string | null = row.service
  const principal: string | undefined = row.principal
  void [events, service, principal]
}
// @ts-expect-error no such column
const wrong = (row: RowOfQuery<'failed-calls'>) => row.count
// @ts-expect-error none of its choices
const chosen = () => trail.run('failed-calls', { by: 'nobody' })
// @ts-expect-error it must be told which call
const missing = () => trail.run('who-did', {})
void [wrong, chosen, missing]

const rows = await trail
  .scope({ service: 'dynamodb', region: ['us-east-1'] })
  .selectFrom('events')
  .select(['principal', eb => eb.fn.countAll<number>().as('events')])
  .groupBy('principal')
  .orderBy('events', 'desc')
  .execute()
const [most]: { principal: string; events: number }[] = rows
void most

const busiest = defineQuery({
  id: 'busiest-tables',
  pack: 'mine',
  question: 'Which tables are asked for most?',
  needs: ['management-reads'],
  params: { service: param.requiredText('The service.'), least: param.integer('At least.', 1, { min: 1, max: 9 }) },
  columns: {
    service: column.text('The service.'),
    table_name: column.text('The table.'),
    events: column.count('How many calls.'),
  },
  build: (db, { service, least }) =>
    db
      .selectFrom('events')
      .select(eb => [
        'service',
        portable.jsonText(eb.ref('request_parameters'), 'tableName').as('table_name'),
        eb.fn.countAll<number>().as('events'),
      ])
      .where('service', '=', service)
      .groupBy(eb => ['service', portable.jsonText(eb.ref('request_parameters'), 'tableName')])
      .having(eb => eb.fn.countAll(), '>=', least)
      .orderBy('events', 'desc')
      .orderBy('table_name'),
})
const [table] = await trail.run(busiest, { service: 'dynamodb', since: '2026-11-01' }).toArray()
console.log(table?.service, table?.events)
await trail.close()
`

/** Expressions of the documentation, asked of the sample trail one by one. */
export function asking(expressions: readonly string[]): string {
  return `import type { ExpressionBuilder } from 'kysely'
import { type EventsDatabase, openTrail, portable } from 'trailq'

type Builder = ExpressionBuilder<EventsDatabase, 'events'>
const trail = await openTrail({ logs: 'logs' })
const db = trail.scope()
const ask = (make: (eb: Builder) => ReturnType<typeof portable.maxBy>) =>
  db.selectFrom('events').select(eb => make(eb).as('value')).limit(1).execute()
${expressions.map(code => `await ask(eb => ${code} as never)`).join('\n')}
`
}

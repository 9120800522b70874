// Checked by tsc, never run: what the typed builder takes and refuses.
import type { EventsTable, Trail } from '../../src/index.ts'
import type { Equal, Expect, Item } from './equal.ts'

declare const trail: Trail
const db = trail.scope({ since: '7d', region: ['us-east-1'] })

export const rows = db
  .selectFrom('events')
  .select(['principal', 'service', 'failed', eb => eb.fn.countAll<number>().as('events')])
  .where('event_name', '=', 'CreateNamespace')
  .where('failed', '=', true)
  .groupBy(['principal', 'service', 'failed'])
  .orderBy('events', 'desc')

export type Rows = Expect<
  Equal<
    Awaited<ReturnType<typeof rows.execute>>,
    { principal: string; service: string | null; failed: boolean; events: number }[]
  >
>
export type Streamed = Expect<
  Equal<
    Item<ReturnType<typeof rows.stream>>,
    { principal: string; service: string | null; failed: boolean; events: number }
  >
>

export type Columns = [
  Expect<Equal<EventsTable['event_time'], string | null>>,
  Expect<Equal<EventsTable['request_parameters'], string | null>>,
  Expect<Equal<EventsTable['failed'], boolean>>,
  Expect<Equal<EventsTable['caller_kind'], string>>,
  Expect<Equal<EventsTable['record'], string>>,
]

export const wrong = [
  // @ts-expect-error no such column
  db.selectFrom('events').select('eventname'),
  // @ts-expect-error no such column among those that are there
  db.selectFrom('events').select(['service', 'event_nam']),
  // @ts-expect-error no such column behind the table's name
  db.selectFrom('events').select('events.eventname'),
  // @ts-expect-error no such column
  db.selectFrom('events').selectAll().where('eventname', '=', 'x'),
  // @ts-expect-error text is no boolean
  db.selectFrom('events').selectAll().where('failed', '=', 'yes'),
  // @ts-expect-error a number is no text
  db.selectFrom('events').selectAll().where('event_name', '=', 1),
  // @ts-expect-error no such column
  db.selectFrom('events').select('service').groupBy('eventname'),
  // @ts-expect-error no such column
  db.selectFrom('events').select('service').orderBy('eventname'),
  // @ts-expect-error no such column in an expression
  db.selectFrom('events').select(eb => eb.fn.max('eventname').as('latest')),
  // @ts-expect-error no such table
  db.selectFrom('other').selectAll(),
  // @ts-expect-error no such table to join
  db.selectFrom('events').innerJoin('other', 'other.id', 'events.event_id').selectAll(),
  // @ts-expect-error no such table in a subquery
  db.selectFrom(eb => eb.selectFrom('other').selectAll().as('o')).selectAll(),
]

export async function reading(): Promise<void> {
  const [row] = await rows.execute()
  // @ts-expect-error a row has no such column
  row?.event_name
}

/** kysely gives what must not be written a type that nothing can be done with. */
export const writing = [
  // @ts-expect-error
  () => db.insertInto('events').values({}),
  // @ts-expect-error
  () => db.updateTable('events').set({ failed: true }),
  // @ts-expect-error
  () => db.deleteFrom('events').execute(),
  // @ts-expect-error
  () => db.mergeInto('events').using('events', 'event_id', 'event_id'),
  // @ts-expect-error
  () => db.replaceInto('events').values({}),
  // @ts-expect-error
  () => db.schema.dropTable('events'),
  // @ts-expect-error
  () => db.with('gone', cte => cte.deleteFrom('events')),
]

export const scopes = [
  trail.scope(),
  trail.scope({}),
  trail.scope({ since: undefined }),
  trail.scope({ region: 'us-east-1' }),
  trail.scope({ account: ['111122223333'], outcome: 'failed', writesOnly: true, dedupe: true }),
  // @ts-expect-error no such part of a scope
  trail.scope({ sinse: '7d' }),
  // @ts-expect-error a time is text
  trail.scope({ since: 7 }),
  // @ts-expect-error one of three
  trail.scope({ outcome: 'bad' }),
  // @ts-expect-error on or off
  trail.scope({ dedupe: 'yes' }),
  // @ts-expect-error regions are text
  trail.scope({ region: [1] }),
]

import { sql } from 'kysely'

import type { ScopedKysely } from '../../src/index.ts'
import { HERE, type LogRecord, type Place, record } from '../sql/logs.ts'

/** The one account that questions are about. */
export const SCOPE = { account: '111122223333' }

/**
 * Four records inside; three outside, each told apart by its name, and one in a folder of the account, but of another
 * one: no folder is passed over, the condition alone keeps it out.
 */
export const SHAPE_RECORDS: readonly { readonly records: readonly LogRecord[]; readonly place: Place }[] = [
  { records: ['a', 'a', 'b', 'c'].map((name, i) => record({ eventName: name, eventID: `in-${i}` })), place: HERE },
  {
    records: [1, 2, 3].map(i =>
      record({ eventName: 'secret', eventID: `out-${i}`, recipientAccountId: '444455556666' }),
    ),
    place: { ...HERE, account: '444455556666' },
  },
  {
    records: [record({ eventName: 'secret', recipientAccountId: '444455556666' })],
    place: { ...HERE, file: 'Stray' },
  },
]

/** A form that a question can have: built, as text in DuckDB's SQL, and its answer. */
export interface Shape {
  readonly name: string
  readonly built: (db: ScopedKysely) => { execute(): Promise<readonly object[]> }
  readonly text: string
  readonly answer: readonly object[]
}

export const SHAPES: readonly Shape[] = [
  {
    name: 'count(*)',
    built: db => db.selectFrom('events').select(eb => eb.fn.countAll().as('n')),
    text: 'SELECT count(*) AS n FROM events',
    answer: [{ n: 4 }],
  },
  {
    name: 'joined with itself',
    built: db =>
      db
        .selectFrom('events as one')
        .innerJoin('events as two', 'one.event_name', 'two.event_name')
        .select(['one.event_name as name', eb => eb.fn.countAll().as('n')])
        .groupBy('one.event_name')
        .orderBy('name'),
    text: `SELECT one.event_name AS name, count(*) AS n FROM events one JOIN EVENTS AS "two" USING (event_name) GROUP BY ALL ORDER BY name`,
    answer: [
      { name: 'a', n: 4 },
      { name: 'b', n: 1 },
      { name: 'c', n: 1 },
    ],
  },
  {
    name: 'outer joins',
    built: db =>
      db
        .selectFrom('events as one')
        .fullJoin('events as two', join => join.on('one.event_id', '=', 'no such id'))
        .select(eb => [eb.fn.count('one.event_id').as('left'), eb.fn.count('two.event_id').as('right')]),
    text: `SELECT count(one.event_id) AS "left", count(two.event_id) AS "right" FROM events one FULL JOIN events two ON one.event_id = 'no such id'`,
    answer: [{ left: 4, right: 4 }],
  },
  {
    name: 'a subquery in SELECT',
    built: db =>
      db
        .selectFrom('events')
        .select(eb =>
          eb
            .selectFrom('events as all')
            .select(inner => inner.fn.max('all.event_name').as('m'))
            .as('most'),
        )
        .distinct(),
    text: 'SELECT DISTINCT (SELECT max(event_name) FROM events) AS most FROM events',
    answer: [{ most: 'c' }],
  },
  {
    name: 'a subquery in FROM',
    built: db =>
      db
        .selectFrom(db.selectFrom('events').selectAll().as('inner'))
        .select('inner.event_name as name')
        .distinct()
        .orderBy('name'),
    text: 'SELECT DISTINCT event_name AS name FROM (FROM events) ORDER BY 1',
    answer: [{ name: 'a' }, { name: 'b' }, { name: 'c' }],
  },
  {
    name: 'EXISTS and IN',
    built: db =>
      db
        .selectFrom('events as e')
        .select('e.event_id as id')
        .where(eb => eb.exists(eb.selectFrom('events as x').select('x.event_id').where('x.event_name', '=', 'secret')))
        .unionAll(
          db
            .selectFrom('events as e')
            .select('e.event_id as id')
            .where('e.event_name', 'in', eb =>
              eb.selectFrom('events').select('event_name').where('event_name', '=', 'c'),
            ),
        ),
    text: `SELECT event_id AS id FROM events WHERE EXISTS (SELECT 1 FROM events WHERE event_name = 'secret')
      UNION ALL SELECT event_id FROM events WHERE event_name IN (SELECT event_name FROM events WHERE event_name = 'c')`,
    answer: [{ id: 'in-3' }],
  },
  {
    name: 'unions, intersections, differences',
    built: db =>
      db
        .selectFrom('events')
        .select('event_name as name')
        .union(db.selectFrom('events').select('event_name as name'))
        .intersect(db.selectFrom('events').select('event_name as name'))
        .orderBy('name'),
    text: 'SELECT event_name AS name FROM events UNION SELECT event_name FROM events INTERSECT (SELECT event_name FROM events) ORDER BY name',
    answer: [{ name: 'a' }, { name: 'b' }, { name: 'c' }],
  },
  {
    name: 'tables of its own, one on another',
    built: db =>
      db
        .with('first', q => q.selectFrom('events').select('event_name'))
        .with('second', q =>
          q.selectFrom('first').innerJoin('events', 'events.event_name', 'first.event_name').select('event_id'),
        )
        .selectFrom('second')
        .select(eb => eb.fn.countAll().as('n')),
    text: `WITH first AS (SELECT event_name FROM events),
      second AS MATERIALIZED (SELECT event_id FROM first JOIN events USING (event_name))
      SELECT count(*) AS n FROM second`,
    answer: [{ n: 6 }],
  },
  {
    name: 'a table that repeats itself',
    built: db =>
      db
        .withRecursive('chain(id, step)', q =>
          q
            .selectFrom('events')
            .select(['event_id as id', sql<number>`0`.as('step')])
            .where('event_id', '=', 'in-0')
            .unionAll(
              q
                .selectFrom('chain')
                .innerJoin('events', join =>
                  join.on(sql<boolean>`events.event_id = 'in-' || CAST(chain.step + 1 AS VARCHAR)`),
                )
                .select(['events.event_id as id', sql<number>`chain.step + 1`.as('step')]),
            ),
        )
        .selectFrom('chain')
        .select(eb => eb.fn.max('step').as('last')),
    text: `-- by hand
      with recursive chain(id, step) AS (
        SELECT event_id, 0 FROM events WHERE event_id = 'in-0'
        UNION ALL SELECT e.event_id, step + 1 FROM chain, events e WHERE e.event_id = 'in-' || (step + 1)
      ) SELECT max(step) AS last FROM chain;`,
    answer: [{ last: 3 }],
  },
  {
    name: 'lateral joins',
    built: db =>
      db
        .selectFrom('events as e')
        .innerJoinLateral(
          q =>
            q
              .selectFrom('events as x')
              .select(eb => eb.fn.countAll().as('n'))
              .whereRef('x.event_name', '=', 'e.event_name')
              .as('same'),
          join => join.onTrue(),
        )
        .select(['e.event_id as id', 'same.n'])
        .orderBy('id'),
    text: `SELECT e.event_id AS id, same.n FROM events e, LATERAL (SELECT count(*) AS n FROM events x WHERE x.event_name = e.event_name) same ORDER BY id`,
    answer: [
      { id: 'in-0', n: 2 },
      { id: 'in-1', n: 2 },
      { id: 'in-2', n: 1 },
      { id: 'in-3', n: 1 },
    ],
  },
]

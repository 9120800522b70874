import fc from 'fast-check'
import { sql } from 'kysely'

import type { ScopedKysely } from '../../src/index.ts'
import * as portable from '../../src/sql/portable.ts'
import type { Row } from './compare.ts'

/** A question put together by chance, and what it is, in words. */
export interface RandomQuestion {
  readonly says: string
  ask(db: ScopedKysely): Promise<readonly Row[]>
}

const TEXTS = [
  ...['event_name', 'event_source', 'aws_region', 'user_agent', 'source_ip_address', 'error_code', 'event_version'],
  ...['service', 'account', 'region', 'caller', 'principal', 'session', 'caller_kind', 'via_service'],
  ...['network_origin', 'error_class', 'event_base', 'resource', 'user_identity_type', 'read_only'],
] as const
const FLAGS = ['failed', 'is_write'] as const

type Text = (typeof TEXTS)[number]
type Column = Text | (typeof FLAGS)[number]

const text = fc.constantFrom(...TEXTS)
const ref = (name: string) => sql.ref<string | null>(name)

/** Something that is worked out of a text column, row by row. */
const made = fc.constantFrom<readonly [says: string, make: (name: Text) => ReturnType<typeof sql<unknown>>]>(
  ['length', name => sql`length(${ref(name)})`],
  ['lower', name => sql`lower(${ref(name)})`],
  ['first letters', name => sql`substr(${ref(name)}, 1, 3)`],
  ['last part', name => sql`${portable.lastPart(ref(name), '/')}`],
  ['second part', name => sql`${portable.splitPart(ref(name), '.', 2)}`],
  ['digits', name => sql`${portable.regexpExtract(ref(name), '([0-9]+)', 1)}`],
  ['without vowels', name => sql`${portable.regexpReplace(ref(name), '[aeiou]', '')}`],
  ['as a number', name => sql`${portable.bigint(portable.regexpExtract(ref(name), '[0-9]{1,18}'))}`],
  ['is a read', name => sql`${portable.regexpMatches(ref(name), '^(Get|List|Describe)')}`],
  ['or a dash', name => sql`coalesce(${ref(name)}, '-') || '!'`],
)

/** Something that is worked out of a group of rows. */
const aggregate = fc.constantFrom<readonly [says: string, make: (name: Text) => ReturnType<typeof sql<unknown>>]>(
  ['count', () => sql`count(*)`],
  ['values', name => sql`count(${ref(name)})`],
  ['distinct values', name => sql`count(DISTINCT ${ref(name)})`],
  ['least', name => sql`min(${ref(name)})`],
  ['greatest', name => sql`max(${ref(name)})`],
  ['failures', () => sql`count(*) FILTER (WHERE ${sql.ref('failed')})`],
  ['of the last', name => sql`${portable.maxBy(ref(name), sql`event_time || coalesce(event_id, '')`)}`],
  ['of the first', name => sql`${portable.minBy(ref(name), sql`event_time || coalesce(event_id, '')`)}`],
  ['list', name => sql`${portable.distinctList(ref(name), 4)}`],
  ['sum', name => sql`${portable.sumBigint(sql`length(${ref(name)})`)}`],
  ['share of failures', () => sql`${portable.ratio(sql`count(*) FILTER (WHERE failed)`, sql`count(*)`)}`],
  ['seconds', () => sql`${portable.secondsBetween(sql`min(event_time)`, sql`max(event_time)`)}`],
)

const condition = fc.oneof(
  fc.tuple(text, fc.constantFrom('is', 'is not')).map(([name, not]) => sql`${ref(name)} ${sql.raw(not)} null`),
  fc
    .tuple(text, fc.constantFrom('a', 'us-east-1', 'true', 'E', '1.08', ''), fc.constantFrom('<', '>=', '<>', '='))
    .map(([name, value, operator]) => sql`${ref(name)} ${sql.raw(operator)} ${value}`),
  fc
    .tuple(text, fc.constantFrom('%a%', 'A%', '%.com', '%\\_%'))
    .map(([name, like]) => sql`${ref(name)} like ${like} escape '\\'`),
  fc
    .tuple(text, fc.constantFrom('(?i)console', '[0-9]{4}', '^arn:', 'Role\\z', '\\.'))
    .map(([name, pattern]) => sql`${portable.regexpMatches(ref(name), pattern)}`),
  fc
    .tuple(fc.constantFrom(...FLAGS), fc.boolean())
    .map(([name, is]) => (is ? sql`${ref(name)}` : sql`NOT ${ref(name)}`)),
  text.map(name => sql`${ref(name)} IN (SELECT ${ref(name)} FROM events WHERE failed)`),
)
const where = fc.array(condition, { maxLength: 3 })

const all = (conditions: readonly ReturnType<typeof sql<unknown>>[]) =>
  conditions.length === 0
    ? sql<boolean>`1 = 1`
    : sql<boolean>`${sql.join(
        conditions.map(c => sql`(${c})`),
        sql` AND `,
      )}`

const listing: fc.Arbitrary<RandomQuestion> = fc
  .record({
    columns: fc.uniqueArray(fc.constantFrom<Column>(...TEXTS, ...FLAGS), { minLength: 1, maxLength: 6 }),
    makes: fc.array(fc.tuple(made, text), { maxLength: 3 }),
    where,
    limit: fc.constantFrom(undefined, 10, 1000),
    descending: fc.boolean(),
  })
  .map(({ columns, makes, where, limit, descending }) => ({
    says: `rows: ${[...columns, ...makes.map(([[what], name]) => `${what} of ${name}`)].join(', ')}; ${where.length} conditions`,
    async ask(db) {
      const rows = db
        .selectFrom('events')
        .select(['event_id', ...columns])
        .select(makes.map(([[, make], name], i) => make(name).as(`m${i}`)))
        .where(all(where))
        .orderBy('event_id', order => (descending ? order.desc().nullsLast() : order.asc().nullsLast()))
      // A record without an id has others beside it.
      const ordered = columns.reduce((q, column) => q.orderBy(column), rows)
      return (await (limit === undefined ? ordered : ordered.limit(limit)).execute()) as readonly Row[]
    },
  }))

const grouped: fc.Arbitrary<RandomQuestion> = fc
  .record({
    keys: fc.uniqueArray(fc.constantFrom<Column>(...TEXTS, ...FLAGS), { minLength: 1, maxLength: 3 }),
    aggregates: fc.array(fc.tuple(aggregate, text), { minLength: 1, maxLength: 5 }),
    where,
    least: fc.constantFrom(1, 1, 2, 5),
  })
  .map(({ keys, aggregates, where, least }) => ({
    says: `by ${keys.join(', ')}: ${aggregates.map(([[what], name]) => `${what} of ${name}`).join(', ')}; ${where.length} conditions`,
    async ask(db) {
      const rows = db
        .selectFrom('events')
        .select(keys)
        .select(aggregates.map(([[, make], name], i) => make(name).as(`a${i}`)))
        .where(all(where))
        .groupBy(keys)
        .having(sql<boolean>`count(*) >= ${least}`)
      return (await keys.reduce((q, key) => q.orderBy(key, o => o.asc().nullsLast()), rows).execute()) as readonly Row[]
    },
  }))

const ranked: fc.Arbitrary<RandomQuestion> = fc
  .record({ by: text, of: text, where, top: fc.constantFrom(1, 2, 3) })
  .map(({ by, of, where, top }) => ({
    says: `the first ${top} ${of} for each ${by}; ${where.length} conditions`,
    async ask(db) {
      const counted = db
        .selectFrom('events')
        .select([sql`${ref(by)}`.as('k'), sql`${ref(of)}`.as('v'), sql`count(*)`.as('n')])
        .where(all(where))
        .groupBy([...new Set([by, of])])
      const numbered = db
        .selectFrom(counted.as('c'))
        .selectAll('c')
        .select(sql<number>`row_number() OVER (PARTITION BY k ORDER BY n DESC, v)`.as('at'))
        .select(sql`sum(n) OVER (PARTITION BY k)`.as('whole'))
      return (await db
        .selectFrom(numbered.as('r'))
        .select([sql`k`.as('k'), sql`v`.as('v'), sql`n`.as('n'), sql`CAST(whole AS BIGINT)`.as('whole'), 'at'])
        .where('at', '<=', top)
        .orderBy(sql`k`)
        .orderBy('at')
        .execute()) as readonly Row[]
    },
  }))

/** So many questions, the same for the same seed. */
export function randomQuestions(seed: number, count: number): readonly RandomQuestion[] {
  return fc.sample(fc.oneof(listing, grouped, ranked), { seed, numRuns: count })
}

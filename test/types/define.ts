// Checked by tsc, never run: queries of one's own.
import { column, defineQuery, param, portable, type QueryInput, type RowOfQuery, type Trail } from '../../src/index.ts'
import type { Equal, Expect, Item } from './equal.ts'

declare const trail: Trail

const meta = { pack: 'mine', question: 'Which tables are described?', needs: ['management-reads'] } as const

export const describes = defineQuery({
  ...meta,
  id: 'describes',
  params: {
    table: param.requiredText('The table.'),
    by: param.choice('A row for each.', ['table', 'caller'], 'table'),
    /** Documented where it is declared. */
    least: param.integer('At least so many.', 1, { min: 1, max: 100 }),
    names: param.list('Only these.', 'name'),
    deep: param.flag('Look deeper.'),
    word: param.text('Any word.'),
  },
  columns: {
    /** Documented where it is declared. */
    table_name: column.text('The table.'),
    caller: column.sometimes(column.always(column.text('Who.'))),
    failed: column.always(column.flag('Whether it failed.')),
    share: column.number('Of a hundred.'),
    events: column.count('How many.'),
  },
  build(db, { table, by, least, names, deep, word }, window) {
    table satisfies string
    least satisfies number
    names satisfies readonly string[]
    deep satisfies boolean
    word satisfies string | undefined
    window.since satisfies string | undefined
    // @ts-expect-error it is one of two words
    by satisfies 'table'
    return db
      .selectFrom('events')
      .select(eb => [
        portable.jsonText(eb.ref('request_parameters'), 'tableName').as('table_name'),
        'failed',
        portable.ratio(eb.fn.countAll(), eb.lit(2)).as('share'),
        eb.fn.countAll<number>().as('events'),
      ])
      .$if(by === 'caller', qb => qb.select('caller'))
      .where('event_name', '=', table)
      .groupBy('failed')
      .orderBy('table_name')
  },
})

export const result = trail.run(describes, { table: 'orders', since: '7d', by: 'caller' })

export type Inferred = [
  Expect<Equal<(typeof describes)['id'], 'describes'>>,
  Expect<
    Equal<
      Item<typeof result>,
      {
        readonly table_name: string | null
        readonly failed: boolean
        readonly share: number | null
        readonly events: number
        readonly caller?: string
      }
    >
  >,
  Expect<Equal<RowOfQuery<typeof describes>, Item<typeof result>>>,
  Expect<Equal<QueryInput<typeof describes>['table'], string>>,
  Expect<Equal<QueryInput<typeof describes>['by'], 'table' | 'caller' | undefined>>,
  Expect<Equal<QueryInput<typeof describes>['names'], string | readonly string[] | undefined>>,
  Expect<Equal<QueryInput<typeof describes>['least'], number | undefined>>,
  Expect<Equal<QueryInput<typeof describes>['since'], string | undefined>>,
]

export const calls = [
  // @ts-expect-error it must be told which table
  trail.run(describes),
  // @ts-expect-error it must be told which table
  trail.run(describes, { by: 'caller' }),
  // @ts-expect-error no such choice
  trail.run(describes, { table: 'orders', by: 'region' }),
  // @ts-expect-error no such parameter
  trail.run(describes, { table: 'orders', limits: 1 }),
]

/** A list is JSON array text in SQL, and a list in a row. */
export const lists = defineQuery({
  ...meta,
  id: 'lists',
  params: {},
  columns: { addresses: column.always(column.list('From where.')), maybe: column.list('From where.') },
  build: db =>
    db
      .selectFrom('events')
      .select(eb => [
        portable.distinctList(eb.ref('source_ip_address')).as('addresses'),
        portable.jsonArrayOf(eb.val<readonly string[]>([])).as('maybe'),
      ]),
})
export type Lists = Expect<
  Equal<RowOfQuery<typeof lists>, { readonly addresses: readonly string[]; readonly maybe: readonly string[] | null }>
>

/** A parameter of the scope's name takes its place, and a query that looks back says how far. */
export const own = defineQuery({
  ...meta,
  id: 'own',
  params: { region: param.flag('By region.'), back: param.choice('How far.', ['7d', '14d'], '7d') },
  columns: { events: column.count('How many.') },
  baseline: ({ back }) => back,
  build: db => db.selectFrom('events').select(eb => eb.fn.countAll<number>().as('events')),
})
export type Own = Expect<Equal<QueryInput<typeof own>['region'], boolean | undefined>>
export const ownRun = trail.run(own, { region: true, account: '111122223333' })

export const wrong = [
  defineQuery({
    ...meta,
    id: 'lacks-a-column',
    params: {},
    columns: { service: column.text('It.'), events: column.count('How many.') },
    // @ts-expect-error events is declared and not selected
    build: db => db.selectFrom('events').select('service'),
  }),
  defineQuery({
    ...meta,
    id: 'has-it-by-another-name',
    params: {},
    columns: { name: column.text('It.') },
    // @ts-expect-error it is called event_name
    build: db => db.selectFrom('events').select('event_name'),
  }),
  defineQuery({
    ...meta,
    id: 'has-another-type',
    params: {},
    columns: { events: column.count('How many.') },
    // @ts-expect-error text where a number is declared
    build: db => db.selectFrom('events').select('service as events'),
  }),
  defineQuery({
    ...meta,
    id: 'may-be-null',
    params: {},
    columns: { service: column.always(column.text('It.')) },
    // @ts-expect-error service may be NULL
    build: db => db.selectFrom('events').select('service'),
  }),
  defineQuery({
    ...meta,
    id: 'reads-another-table',
    params: {},
    columns: { id: column.text('It.') },
    // @ts-expect-error no such table
    build: db => db.selectFrom('other').select('id'),
  }),
  defineQuery({
    ...meta,
    id: 'writes',
    params: {},
    columns: { service: column.text('It.') },
    // @ts-expect-error a query reads
    build: db => db.deleteFrom('events').returning('service'),
  }),
  defineQuery({
    ...meta,
    id: 'asks-for-what-it-lacks',
    params: { table: param.text('The table.') },
    columns: { service: column.text('It.') },
    // @ts-expect-error no such parameter
    build: (db, { tables }) => db.selectFrom('events').select('service').where('service', '=', tables),
  }),
  defineQuery({
    ...meta,
    id: 'chooses-what-it-has-not',
    // @ts-expect-error the default is none of the choices
    params: { by: param.choice('A row for each.', ['table', 'caller'], 'region') },
    columns: { service: column.text('It.') },
    build: db => db.selectFrom('events').select('service'),
  }),
  // @ts-expect-error it has no question
  defineQuery({
    id: 'has-no-question',
    pack: 'mine',
    needs: [],
    params: {},
    columns: { service: column.text('It.') },
    build: db => db.selectFrom('events').select('service'),
  }),
]

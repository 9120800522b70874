import { DIRECT_COLUMNS } from '../../src/events/direct.ts'
import { DERIVED } from '../events/mismatches.ts'
import { FIXTURES } from '../events/records/index.ts'
import { deliver } from './place.ts'
import { type Ask, suite } from './suite.ts'

// Every column, over records made by hand that hold every branch and trap of the derived columns.

function write(folder: string): void {
  deliver(
    folder,
    FIXTURES.map(({ record, delivered }) => ({ record, place: delivered })),
  )
}

suite('columns', { schema: 'records', write }, ({ same, sameColumns }) => {
  const all =
    (columns: readonly string[]): Ask =>
    async trail => ({
      rows: await trail
        .scope({ allTime: true })
        .selectFrom('events')
        .select([...new Set(['event_id', ...columns])] as 'caller'[])
        .orderBy('event_id')
        .execute(),
    })
  sameColumns(DERIVED, 'event_id', all(DERIVED))
  sameColumns(DIRECT_COLUMNS, 'event_id', all(DIRECT_COLUMNS))

  // A question reads only what it uses, so each column must bring along all that it stands on.
  same('a column alone', all(['resource']))
  same('no column at all', async trail => ({
    rows: await trail
      .scope({ allTime: true })
      .selectFrom('events')
      .select(eb => eb.fn.countAll<number>().as('n'))
      .execute(),
  }))
})

import { type Kysely, sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import type { Trail } from '../../src/index.ts'
import { Logs, record } from './logs.ts'

const logs = new Logs()
let trail: Trail

beforeAll(async () => {
  logs.deliver([record()])
  trail = await logs.open()
})

afterAll(() => logs[Symbol.dispose]())

const events = () => trail.scope().selectFrom('events')
const open = () => trail.scope() as unknown as Kysely<Record<string, Record<string, string>>>

describe('a fragment of SQL finds the columns that it names', () => {
  test.each([
    ['in one piece', () => sql`upper(event_name)`],
    ['in another case', () => sql`upper(EVENT_Name)`],
    ['in two pieces', () => sql`upper(event_${sql.raw('name')})`],
    ['as an identifier', () => sql`upper(${sql.id('event_name')})`],
    ['as a reference', () => sql`upper(${sql.ref('events.event_name')})`],
    ['behind its table', () => sql`upper(${sql.id('events', 'event_name')})`],
    ['in a subquery', () => sql`(SELECT upper(max(event_name)) FROM events)`],
    ['by a pattern', () => sql`upper(max(COLUMNS('^event_name$')) OVER ())`],
    ['out of the row as a whole', () => sql`upper(to_json(events)->>'event_name')`],
    ['out of all columns', () => sql`(SELECT upper(to_json(t)->>'event_name') FROM (SELECT * FROM events) t)`],
  ])('%s', async (_, fragment) => {
    expect(await events().select(fragment().as('v')).execute()).toEqual([{ v: 'DESCRIBETABLE' }])
  })

  test('in the name of a function, where nobody looks for them', async () => {
    const named = events().select(eb => eb.fn(`upper(event_name) || lower`, ['event_source']).as('v'))
    expect(await named.execute()).toEqual([{ v: 'DESCRIBETABLEdynamodb.amazonaws.com' }])
  })

  test('by dynamic references and names', async () => {
    const { ref } = open().dynamic
    expect(await open().selectFrom('events as e').select(ref('e.event_name')).execute()).toEqual([
      { event_name: 'DescribeTable' },
    ])
    expect(await open().selectFrom('EVENTS').select('event_name').execute()).toEqual([{ event_name: 'DescribeTable' }])
  })
})

describe('the SQL that is shown holds the columns in use, and no others', () => {
  const shown = (query: { compile(): { sql: string } }) => query.compile().sql.replace(/\s+/g, ' ')

  test('names, identifiers and stars', () => {
    const oneColumn = shown(events().select('user_agent'))
    expect(oneColumn).toContain('"userAgent"')
    expect(oneColumn).not.toContain('"eventSource"')
    expect(shown(events().select(sql`${sql.id('user_agent')}`.as('v')))).toContain('"userAgent"')
    expect(shown(events().select(eb => eb.fn.countAll().as('n')))).not.toContain('"userAgent"')
    expect(shown(events().select(sql`count( * )`.as('n')))).not.toContain('"userAgent"')
    expect(shown(events().select(sql`2 * 3`.as('n')))).not.toContain('"userAgent"')
    for (const star of [sql`*`, sql`events.*`, sql`max(COLUMNS('x'))`, sql`(SELECT * FROM events)`])
      expect(shown(events().select(star.as('v')))).toContain('"userAgent"')
    expect(shown(events().selectAll())).toContain('"tlsDetails"')
  })

  test('a scope adds what it stands on', () => {
    const filtered = shown(
      trail.scope({ since: '2026-10-05', service: 's3' }).selectFrom('events').select('event_name'),
    )
    expect(filtered).toContain(`event_time" >= '2026-10-05T00:00:00Z'`)
    expect(filtered).toContain(`"event_source" in ('s3.amazonaws.com', 's3.amazonaws.com.cn')`)
  })
})

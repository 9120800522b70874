import { describe, expect, test } from 'vitest'
import { openTrail } from '../../src/index.ts'
import { DERIVED, mismatches } from './mismatches.ts'
import { FIXTURES } from './records/index.ts'
import { SHAPES, trailFolder, writeLayout } from './trail-folder.ts'

// Expected values are worked out by hand from the sentences of the query catalogue, section 2; see records/.

test('every fixture has an id of its own, and every column has fixtures', () => {
  const ids = FIXTURES.map(({ record }) => record['eventID'])
  expect(new Set(ids).size).toBe(FIXTURES.length)
  const columns = FIXTURES.flatMap(({ expected }) => Object.keys(expected))
  expect(new Set(columns)).toEqual(new Set(DERIVED))
})

describe('in CloudTrail’s key layout', () => {
  test('all derived columns at once', async () => {
    using folder = trailFolder()
    writeLayout(folder, FIXTURES)
    await using trail = await openTrail({ engine: 'duckdb', logs: folder.path })
    const rows = await trail
      .scope({})
      .selectFrom('events')
      .select(['event_id', ...DERIVED])
      .execute()
    expect(mismatches(rows, FIXTURES, 'in layout')).toEqual([])
  })

  // The record as a whole makes the engine read differently: no columns, but JSON paths.
  test('with the record beside them', async () => {
    using folder = trailFolder()
    writeLayout(folder, FIXTURES)
    await using trail = await openTrail({ engine: 'duckdb', logs: folder.path })
    const rows = await trail
      .scope({})
      .selectFrom('events')
      .select(['event_id', 'record', ...DERIVED])
      .execute()
    expect(mismatches(rows, FIXTURES, 'in layout')).toEqual([])
    const records = new Map(rows.map(row => [row.event_id, JSON.parse(row.record)]))
    const written = FIXTURES.map(({ record }) => [record['eventID'], JSON.parse(JSON.stringify(record))] as const)
    expect(records).toEqual(new Map(written))
  })

  // A question reads only what it uses, so each column must bring along all that it stands on.
  test.each(DERIVED)('%s alone', async column => {
    using folder = trailFolder()
    writeLayout(folder, FIXTURES)
    await using trail = await openTrail({ engine: 'duckdb', logs: folder.path })
    const rows = await trail.scope({}).selectFrom('events').select(['event_id', column]).execute()
    const wrong = rows.filter(row => {
      const fixture = FIXTURES.find(({ record }) => record['eventID'] === row.event_id)
      return fixture !== undefined && column in fixture.expected && fixture.expected[column] !== row[column]
    })
    expect(wrong).toEqual([])
    expect(rows).toHaveLength(FIXTURES.length)
  })
})

describe.each(Object.entries(SHAPES))('as %s in a flat folder', (_shape, write) => {
  test('all derived columns at once', async () => {
    using folder = trailFolder()
    write(
      folder,
      FIXTURES.map(({ record }) => record),
    )
    await using trail = await openTrail({ engine: 'duckdb', logs: folder.path })
    const rows = await trail
      .scope({})
      .selectFrom('events')
      .select(['event_id', ...DERIVED])
      .execute()
    expect(mismatches(rows, FIXTURES, 'outside layout')).toEqual([])
  })

  test('with the record beside them', async () => {
    using folder = trailFolder()
    write(
      folder,
      FIXTURES.map(({ record }) => record),
    )
    await using trail = await openTrail({ engine: 'duckdb', logs: folder.path })
    const rows = await trail
      .scope({})
      .selectFrom('events')
      .select(['event_id', 'record', ...DERIVED])
      .execute()
    expect(mismatches(rows, FIXTURES, 'outside layout')).toEqual([])
  })
})

import { afterAll, beforeAll, expect, inject, test } from 'vitest'

import { openTrail, type Trail } from '../../src/index.ts'
import { openOverWire } from './athena-wire.ts'
import { statement } from './client.ts'

// Tables that nobody made with trailq: a crawler’s, with structs of requests whose members are in lower case and with keys
// without names; days in other forms than the one that CloudTrail has.

const { url, data, elsewhere } = inject('trino')
const SCHEMA = 'crawled'
const trails = new Map<string, Trail>()

beforeAll(async () => {
  await statement(url, `DROP SCHEMA IF EXISTS hive.${SCHEMA} CASCADE`)
  await statement(url, `CREATE SCHEMA hive.${SCHEMA}`)
  await statement(
    url,
    `CREATE TABLE hive.${SCHEMA}.typed AS
     SELECT 'e-' || CAST(n AS varchar) AS eventid, '2026-10-05T09:00:0' || CAST(n AS varchar) || 'Z' AS eventtime,
       'dynamodb.amazonaws.com' AS eventsource, 'DescribeTable' AS eventname, '111122223333' AS recipientaccountid,
       CAST(ROW(name, CAST(n AS integer), ROW(name)) AS ROW(tablename varchar, "limit" integer, streamspecification ROW(streamarn varchar))) AS requestparameters
     FROM (VALUES (1, 'Songs'), (2, 'Songs'), (3, 'Albums'), (4, NULL)) AS t (n, name)`,
  )
  const server = { url, data, elsewhere }
  trails.set(
    'Trino',
    await openTrail({ engine: 'trino', url, user: 'conformance', catalog: 'hive', schema: SCHEMA, table: 'typed' }),
  )
  trails.set('Athena', await openOverWire({ server, schema: SCHEMA, raw: '', store: '' }))
})

afterAll(async () => {
  for (const trail of trails.values()) await trail.close()
})

test.each(['Trino', 'Athena'])('on %s a question finds the members that it calls as CloudTrail does', async name => {
  const trail = trails.get(name) as Trail
  const volume = await trail.run('dynamodb-describe-volume', { allTime: true }).toArray()
  expect(volume.map(row => [row.table_name, row.events])).toEqual(
    expect.arrayContaining([
      ['Songs', 2],
      ['Albums', 1],
    ]),
  )
  const text = `SELECT json_extract_scalar(request_parameters, '$.tableName') AS t,
    json_extract_scalar(request_parameters, '$["streamSpecification"]["streamArn"]') AS s,
    json_extract_scalar(request_parameters, '$.limit') AS n, resource, request_parameters AS p FROM events ORDER BY event_id`
  const rows = await trail.sql(text, { allTime: true }).toArray()
  expect(rows.map(row => [row['t'], row['s'], row['n'], row['resource']])).toEqual([
    ['Songs', 'Songs', '1', 'Songs'],
    ['Songs', 'Songs', '2', 'Songs'],
    ['Albums', 'Albums', '3', 'Albums'],
    [null, null, '4', null],
  ])
  expect(JSON.parse(String(rows[0]?.['p']))).toEqual({
    limit: 1,
    streamSpecification: { streamArn: 'Songs' },
    tableName: 'Songs',
  })
})

/** An event of the fifth of October in each of these partitions. */
async function partitioned(table: string, keys: readonly string[], values: readonly (readonly string[])[]) {
  const names = keys.map((_, i) => `v${i}`).join(', ')
  const rows = values.map(row => `(${row.map(value => `'${value}'`).join(', ')})`).join(', ')
  const types = keys.map((key, i) => `CAST(v${i} AS varchar) AS ${key}`).join(', ')
  await statement(
    url,
    `CREATE TABLE hive.${SCHEMA}.${table} WITH (partitioned_by = ARRAY[${keys.map(key => `'${key}'`).join(', ')}]) AS
     SELECT v${keys.length - 1} AS eventid, '2026-10-05T09:00:00Z' AS eventtime, 'GetItem' AS eventname,
       'dynamodb.amazonaws.com' AS eventsource, '111122223333' AS recipientaccountid, ${types}
     FROM (VALUES ${rows}) AS t (${names})`,
  )
  const server = { url, data, elsewhere }
  const where = { url, user: 'conformance', catalog: 'hive', schema: SCHEMA, table }
  return {
    trino: await openTrail({ engine: 'trino', ...where }),
    athena: await openOverWire({ server, schema: SCHEMA, raw: '', store: '' }, table),
  }
}

const WINDOW = { since: '2026-10-05', until: '2026-10-06T00:00:00Z', account: '111122223333' }

test.each([
  ['days with hyphens', ['dt'], [['2026-10-04'], ['2026-10-05'], ['2026-10-06'], ['2026-10-07']], [1, 2]],
  ['days without signs', ['day'], [['20261004'], ['20261005'], ['20261006'], ['20261007']], [1, 2]],
  ['hours', ['day'], [['2026-10-04-23'], ['2026-10-05-00'], ['2026-10-06-23'], ['2026-10-07-00']], [1, 2]],
  [
    'a whole day beside a year and a month',
    ['year', 'month', 'date'],
    [
      ['2026', '10', '2026-10-04'],
      ['2026', '10', '2026-10-05'],
      ['2026', '10', '2026-10-07'],
    ],
    [1],
  ],
  [
    'a whole day beside a year',
    ['year', 'dt'],
    [
      ['2026', '20261006'],
      ['2026', '20261007'],
    ],
    [0],
  ],
  [
    'the day of a month by another name',
    ['year', 'month', 'date'],
    [
      ['2026', '10', '4'],
      ['2026', '10', '5'],
      ['2026', '10', '07'],
    ],
    [1],
  ],
  ['days that nobody can tell', ['day'], [['20 Oct 2026'], ['5 Oct 2026']], [0, 1]],
  [
    'keys without names',
    ['partition_0', 'partition_1', 'partition_2', 'partition_3'],
    [
      ['111122223333', '2026', '10', '04'],
      ['111122223333', '2026', '10', '06'],
      ['444455556666', '2026', '10', '05'],
    ],
    [1],
  ],
] as const)('%s: partitions of the window and no others are read', async (says, keys, values, wanted) => {
  const { trino, athena } = await partitioned(says.replaceAll(' ', '_'), keys, values)
  const expected = wanted.map(i => values[i]?.at(-1))
  try {
    for (const trail of [trino, athena]) {
      const rows = await trail.sql('SELECT event_id FROM events ORDER BY event_id', WINDOW).toArray()
      expect(rows.map(row => row['event_id'])).toEqual(expected)
    }
  } finally {
    await trino.close()
    await athena.close()
  }
})

test('a field of the record that names the folders is that field', async () => {
  await statement(
    url,
    `CREATE TABLE hive.${SCHEMA}.by_source WITH (partitioned_by = ARRAY['eventsource', 'eventname']) AS
     SELECT 'e-1' AS eventid, '2026-10-05T09:00:00Z' AS eventtime, '111122223333' AS recipientaccountid,
       CAST('s3.amazonaws.com' AS varchar) AS eventsource, CAST('GetObject' AS varchar) AS eventname`,
  )
  const where = { url, user: 'conformance', catalog: 'hive', schema: SCHEMA, table: 'by_source' }
  await using trail = await openTrail({ engine: 'trino', ...where })
  const rows = await trail.sql('SELECT service, event_name FROM events', { ...WINDOW, service: 's3' }).toArray()
  expect(rows).toEqual([{ service: 's3', event_name: 'GetObject' }])
})

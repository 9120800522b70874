import { afterAll, beforeAll, expect, inject, test } from 'vitest'

import { openTrail, type Trail } from '../../src/index.ts'
import { openOverWire } from './athena-wire.ts'
import { statement } from './client.ts'

// A table as a crawler makes it: requests and responses are structs, and their members are in lower case.

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

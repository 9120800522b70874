import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'

import { hiveType } from '../../src/engines/athena/hive-type.ts'
import { openTrail } from '../../src/index.ts'
import type { Column, Table } from '../standins/aws/glue.ts'
import { Aws as StandIn } from '../standins/aws/server.ts'
import { consoleTable, projectedTable } from '../standins/aws/tables.ts'

let standIn: StandIn

beforeAll(async () => {
  standIn = await StandIn.start()
  Object.assign(process.env, standIn.env)
  const answer = { columns: [{ name: 'event_name', type: 'varchar' }], rows: [['PutItem']] }
  standIn.athena.onQuery = () => ({ answer })
})

afterEach(() => {
  standIn.glue.tables.length = 0
  standIn.athena.queries.length = 0
})

afterAll(() => standIn[Symbol.asyncDispose]())

const text = (...names: readonly string[]): Column[] => names.map(Name => ({ Name, Type: 'string' }))
const keyed = (keys: Column[], properties: Record<string, string> = {}): Table => {
  const { Parameters: _, ...table } = projectedTable()
  const enabled = Object.keys(properties).length === 0 ? {} : { 'projection.enabled': 'true' }
  return { ...table, PartitionKeys: keys, Parameters: { ...enabled, ...properties } }
}

const WINDOW = { since: '2026-10-30T12:00:00Z', until: '2026-11-02T00:00:00Z', account: '111122223333' }

/** The SQL that a question over a table is sent as, and the columns that it lacks. */
async function asked(table: Table, columns = 'event_name', scope: object = WINDOW) {
  standIn.glue.tables.push(table)
  await using trail = await openTrail({ engine: 'athena', database: table.DatabaseName, table: table.Name })
  const result = trail.sql(`SELECT ${columns} FROM events`, scope)
  await result.toArray()
  return { sql: standIn.athena.queries.at(-1)?.sql ?? '', missing: result.stats?.missingColumns }
}

describe('the tables that people have', () => {
  test.each([
    [
      'what trailq prints',
      projectedTable(),
      /account IN \('111122223333'\) AND day >= '2026\/10\/30' AND day <= '2026\/11\/02'/,
    ],
    [
      'AWS’s page on projection',
      keyed(text('timestamp'), { 'projection.timestamp.format': 'yyyy/MM/dd' }),
      /timestamp"? >= '2026\/10\/30' AND "?timestamp"? <= '2026\/11\/02'/,
    ],
    [
      'days with hyphens',
      keyed(text('date_partition'), { 'projection.date_partition.format': 'yyyy-MM-dd' }),
      /date_partition >= '2026-10-30' AND date_partition <= '2026-11-02'/,
    ],
    [
      'days without anything',
      keyed(text('dt'), { 'projection.dt.format': 'yyyyMMdd' }),
      /dt >= '20261030' AND dt <= '20261102'/,
    ],
    [
      'days of the type date',
      keyed([{ Name: 'day', Type: 'date' }]),
      /day >= DATE '2026-10-30' AND day <= DATE '2026-11-02'/,
    ],
    [
      'public modules',
      keyed(text('account_partition', 'region_partition', 'date_partition'), {
        'projection.date_partition.format': 'yyyy/MM/dd',
      }),
      /account_partition IN \('111122223333'\) AND date_partition >= '2026\/10\/30' AND/,
    ],
    [
      'keys of any name, by what their projection says',
      keyed(text('who', 'where', 'at'), {
        'projection.who.type': 'enum',
        'projection.who.values': '111122223333, 444455556666',
        'projection.where.type': 'enum',
        'projection.where.values': 'eu-central-1,us-east-1',
        'projection.at.type': 'date',
        'projection.at.format': 'yyyy/MM/dd/HH/mm',
      }),
      /who IN \('111122223333'\) AND "?at"? >= '2026\/10\/30\/00\/00' AND "?at"? <= '2026\/11\/02\/23\/59'/,
    ],
    [
      'weeks, called by their first day',
      keyed(text('day'), {
        'projection.day.format': 'yyyy-MM-dd',
        'projection.day.interval': '7',
        'projection.day.interval.unit': 'DAYS',
      }),
      /day >= '2026-10-24' AND day <= '2026-11-02'/,
    ],
    [
      'months, called by their first day',
      keyed(text('day'), {
        'projection.day.format': 'yyyy-MM-dd',
        'projection.day.interval': '1',
        'projection.day.interval.unit': 'MONTHS',
      }),
      /day >= '2026-09-30' AND day <= '2026-11-02'/,
    ],
    [
      'quarters, counted in months',
      keyed(text('day'), { 'projection.day.format': 'yyyy-MM', 'projection.day.interval': '3' }),
      /day >= '2026-07' AND day <= '2026-11'/,
    ],
    [
      'a field that names folders is that field',
      { ...keyed(text('awsregion', 'day')), StorageDescriptor: { Columns: text('eventtime', 'eventname') } },
      /awsregion AS "aws_region".* FROM security.cloudtrail_logs WHERE/,
    ],
    [
      'a view that hands over its day',
      {
        DatabaseName: 'security',
        Name: 'v',
        TableType: 'VIRTUAL_VIEW',
        StorageDescriptor: { Columns: text('eventtime', 'eventname', 'day') },
      },
      /FROM security.v WHERE \(NOT regexp_like\(day, .*\) OR \(substr\(regexp_replace\(day, '\\D', ''\), 1, 8\) >= '20261030'/,
    ],
  ])('%s', async (_, table, where) => {
    expect((await asked(table, 'event_name, aws_region')).sql).toMatch(where)
  })

  test('days that the catalog lists, in the form of one that is there', async () => {
    const where = async (values: string[] | undefined) => {
      if (values !== undefined)
        standIn.glue.partitions.set('security.cloudtrail_logs', [
          { Values: values, StorageDescriptor: { Location: 's3://trail/x/' } },
        ])
      const { sql } = await asked(keyed(text('account', 'dt')))
      standIn.glue.tables.length = 0
      standIn.glue.partitions.clear()
      return /'111122223333'\) AND (.*?dt.*?) AND \(eventtime/.exec(sql)?.[1]
    }
    expect(await where(['111122223333', '2026-07-01'])).toBe("dt >= '2026-10-30' AND dt <= '2026-11-02'")
    expect(await where(['111122223333', '20260701'])).toBe("dt >= '20261030' AND dt <= '20261102'")
    const digits = "substr(regexp_replace(dt, '\\D', ''), 1, 8)"
    const looks = String.raw`NOT regexp_like(dt, '^20\d\d\D?[01]\d\D?[0-3]\d')`
    const guarded = `(${looks} OR (${digits} >= '20261030' AND ${digits} <= '20261102'))`
    expect(await where(undefined)).toBe(guarded)
    standIn.fault({ kind: 'error', status: 400, type: 'AccessDeniedException' }, { on: 'GetPartitions' })
    expect(await where(['111122223333', '2026-07-01'])).toBe(guarded)
  })

  test('keys without names, as a crawler makes them', async () => {
    standIn.glue.partitions.set('security.cloudtrail_logs', [
      {
        Values: ['111122223333', 'CloudTrail', 'us-east-1', '2026', '07', '01'],
        StorageDescriptor: { Location: 's3://trail/x/' },
      },
    ])
    const names = [0, 1, 2, 3, 4, 5].map(n => `partition_${n}`)
    const { sql } = await asked(keyed(text(...names)))
    standIn.glue.partitions.clear()
    const last = (key: string) => String.raw`lpad(regexp_extract(${key}, '\d{1,2}$'), 2, '0')`
    const day = `(partition_3 || '/' || ${last('partition_4')} || '/' || ${last('partition_5')})`
    expect(sql).toContain(
      `partition_0 IN ('111122223333') AND partition_3 >= '2026' AND partition_3 <= '2026' AND ${day} >= '2026/10/30' AND ${day} <= '2026/11/02'`,
    )
  })

  test('the console’s: no partitions, and the window all the same', async () => {
    const { sql } = await asked(consoleTable())
    expect(sql).toContain('FROM security.cloudtrail_logs_bucket WHERE (eventtime IS NOT NULL')
    expect(sql).toContain(`"event_time" >= '2026-10-30T12:00:00Z'`)
  })

  test('AWS’s page by hand: a year, a month and a day', async () => {
    const { sql } = await asked(keyed(text('account', 'region', 'year', 'month', 'day')))
    const last = (key: string) => String.raw`lpad(regexp_extract(${key}, '\d{1,2}$'), 2, '0')`
    const day = `(year || '/' || ${last('month')} || '/' || ${last('day')})`
    expect(sql).toContain(`${day} >= '2026/10/30' AND ${day} <= '2026/11/02'`)
  })

  test('another catalog, and names in upper case', async () => {
    standIn.glue.tables.push(projectedTable())
    await using trail = await openTrail({
      engine: 'athena',
      catalog: 'Lake',
      database: 'Security',
      table: 'CloudTrail_Logs',
    })
    await trail.sql('SELECT event_name FROM events', WINDOW).toArray()
    expect(standIn.athena.queries[0]?.sql).toContain('FROM lake.security.cloudtrail_logs')
    expect(standIn.asked('GetTableMetadata').at(-1)?.body).toMatchObject({ CatalogName: 'Lake' })
  })

  test('the catalog is asked once', async () => {
    standIn.requests.length = 0
    standIn.glue.tables.push(projectedTable())
    await using trail = await openTrail({ engine: 'athena', database: 'security', table: 'cloudtrail_logs' })
    await trail.sql('SELECT event_name FROM events', WINDOW).toArray()
    await trail.run('failed-calls', WINDOW).toArray()
    expect(standIn.asked('GetTableMetadata')).toHaveLength(1)
  })

  test('request parameters as a struct, as a crawler makes them', async () => {
    const table = projectedTable()
    const columns = (table.StorageDescriptor?.Columns ?? []).map(column =>
      column.Name === 'requestparameters' ? { ...column, Type: 'struct<tablename:string,limit:int>' } : column,
    )
    const crawled = { ...table, StorageDescriptor: { ...table.StorageDescriptor, Columns: columns } }
    const plain = await asked(crawled, 'request_parameters')
    expect(plain.sql).toMatch(/json_format\(.*MAP\(ARRAY\['tablename', 'limit'\], .*requestparameters\.tablename/)
    // The catalog has names in lower case; the question knows them as CloudTrail writes them.
    const member = await asked(crawled, "json_extract_scalar(request_parameters, '$.tableName')")
    expect(member.sql).toMatch(/MAP\(ARRAY\['tableName', 'limit'\], .*requestparameters\.tablename/)
    const { sql } = await asked(crawled, 'resource')
    expect(sql).toMatch(/MAP\(ARRAY\['tableName', 'limit'\], .*requestparameters\.tablename/)
  })

  test('a column that the table lacks is NULL, and told', async () => {
    const { sql, missing } = await asked(projectedTable(), 'annotation, addendum')
    expect(missing).toEqual(['annotation', 'addendum'])
    expect(sql).toContain('CAST(NULL AS VARCHAR) AS "annotation"')
  })

  test('a view with the columns is as good as a table', async () => {
    const { sql } = await asked({
      DatabaseName: 'security',
      Name: 'v',
      TableType: 'VIRTUAL_VIEW',
      StorageDescriptor: { Columns: text('eventtime', 'eventname', 'eventsource') },
    })
    expect(sql).toContain('FROM security.v')
  })

  test.each([
    ['Security Lake', ['class_uid', 'time', 'api'], /OCSF/],
    ['an event data store', ['eventdata'], /event data store/],
    ['a view without the columns', ['who', 'what'], /It has who, what/],
    ['nothing', [], /no columns/],
  ])('%s is refused by name, before anything runs', async (_, names, says) => {
    const table = { DatabaseName: 'security', Name: 'other', StorageDescriptor: { Columns: text(...names) } }
    await expect(asked(table)).rejects.toMatchObject({ code: 'NOT_CLOUDTRAIL', message: expect.stringMatching(says) })
    expect(standIn.athena.queries).toEqual([])
  })
})

describe('types as the catalog writes them', () => {
  const varchar = { kind: 'scalar', name: 'varchar' }
  test.each([
    ['string', varchar],
    ['int', { kind: 'scalar', name: 'integer' }],
    ['decimal(10,2)', { kind: 'scalar', name: 'decimal' }],
    ['varchar(9)', varchar],
    ['array<string>', { kind: 'array', element: varchar }],
    [
      'map<string,array<int>>',
      { kind: 'map', key: varchar, value: { kind: 'array', element: { kind: 'scalar', name: 'integer' } } },
    ],
    [
      'struct<a:string,b-c:struct<d:string>,e:array<struct<f:string>>>',
      {
        kind: 'row',
        fields: [
          { name: 'a', type: varchar },
          { name: 'b-c', type: { kind: 'row', fields: [{ name: 'd', type: varchar }] } },
          { name: 'e', type: { kind: 'array', element: { kind: 'row', fields: [{ name: 'f', type: varchar }] } } },
        ],
      },
    ],
    ['struct<type:string', { kind: 'scalar', name: 'struct<type:string' }],
    ['uniontype<int,string>', { kind: 'scalar', name: 'uniontype<int,string>' }],
    ['', { kind: 'scalar', name: '' }],
  ])('%s', (written, type) => {
    expect(hiveType(written)).toEqual(type)
  })
})

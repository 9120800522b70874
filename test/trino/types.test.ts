import { describe, expect, test } from 'vitest'

import { needsValues, withPartition } from '../../src/engines/trino/partition-values.ts'
import { partitionCondition } from '../../src/engines/trino/partitions.ts'
import { TRINO_SPELLINGS } from '../../src/engines/trino/spelling.ts'
import { type SqlType, trinoType } from '../../src/engines/trino/sql-type.ts'
import { partitionKeys, type TableColumn } from '../../src/engines/trino/table.ts'
import { resolveScope, type ScopeInput } from '../../src/events/index.ts'
import { compileSql } from '../../src/sql/compile.ts'

const scalar = (name: string): SqlType => ({ kind: 'scalar', name })
const array = (element: SqlType): SqlType => ({ kind: 'array', element })
const row = (...fields: readonly (readonly [name: string, type: SqlType])[]): SqlType => ({
  kind: 'row',
  fields: fields.map(([name, type]) => ({ name, type })),
})

describe('a type, as the server writes it', () => {
  test.each<readonly [string, SqlType]>([
    ['varchar', scalar('varchar')],
    ['VARCHAR(5)', scalar('varchar')],
    ['decimal(38,18)', scalar('decimal')],
    ['double', scalar('double')],
    ['timestamp(3)', scalar('timestamp')],
    ['timestamp(6) with time zone', scalar('timestamp with time zone')],
    ['time(3) with time zone', scalar('time with time zone')],
    ['interval day to second', scalar('interval day to second')],
    ['array(bigint)', array(scalar('bigint'))],
    ['array(array(decimal(9, 2)))', array(array(scalar('decimal')))],
    ['map(varchar(3), array(json))', { kind: 'map', key: scalar('varchar'), value: array(scalar('json')) }],
    ['row(a bigint, B varchar(5))', row(['a', scalar('bigint')], ['B', scalar('varchar')])],
    ['row(bigint, varchar)', row(['', scalar('bigint')], ['', scalar('varchar')])],
    [
      'row("a b" bigint, "c)""d" row(x timestamp(3) with time zone))',
      row(['a b', scalar('bigint')], ['c)"d', row(['x', scalar('timestamp with time zone')])]),
    ],
    [
      'row(timestamp timestamp(3), timestamp(3) with time zone)',
      row(['timestamp', scalar('timestamp')], ['', scalar('timestamp with time zone')]),
    ],
    [
      'row(time time(3) with time zone, row row(array array(date)))',
      row(['time', scalar('time with time zone')], ['row', row(['array', array(scalar('date'))])]),
    ],
    [
      'row(interval day to second, double precision)',
      row(['', scalar('interval day to second')], ['', scalar('double precision')]),
    ],
    [
      'array(row(k varchar, v map(varchar, double)))',
      array(row(['k', scalar('varchar')], ['v', { kind: 'map', key: scalar('varchar'), value: scalar('double') }])),
    ],
    ['HyperLogLog', scalar('hyperloglog')],
  ])('%s', (text, type) => {
    expect(trinoType(text)).toEqual(type)
  })
})

describe('the partitions that a scope can need', () => {
  const key = (name: string, type = 'varchar', dayFormat?: string): TableColumn => ({
    name,
    type: trinoType(type),
    isPartitionKey: true,
    dayFormat,
  })
  const condition = (columns: readonly TableColumn[], scope: ScopeInput) => {
    const found = partitionCondition({ name: ['t'], columns }, resolveScope(scope, new Date('2026-11-20T12:00:00Z')))
    return found === undefined ? undefined : compileSql(found.toOperationNode(), TRINO_SPELLINGS)
  }
  /** The day before its last is in it: records of the 19th are delivered on the 20th as well. */
  const window = { since: '2026-11-18', until: '2026-11-20T00:00:00Z' }

  test.each<readonly [string, readonly TableColumn[], ScopeInput, string | undefined]>([
    ['no keys', [], window, undefined],
    ['a key of another meaning', [key('team')], window, undefined],
    ['no scope', [key('day')], {}, undefined],
    ['days', [key('day', 'varchar', 'yyyy/MM/dd')], window, "day >= '2026/11/18' AND day <= '2026/11/20'"],
    ['days from on', [key('day', 'varchar', 'yyyy/MM/dd')], { since: '2026-11-18' }, "day >= '2026/11/18'"],
    [
      'days in a form that nobody tells',
      [key('day')],
      window,
      String.raw`(NOT regexp_like(day, '^20\d\d\D?[01]\d\D?[0-3]\d') OR (substr(regexp_replace(day, '\D', ''), 1, 8) >= '20261118' AND substr(regexp_replace(day, '\D', ''), 1, 8) <= '20261120'))`,
    ],
    ['months', [key('day', 'varchar', 'yyyy-MM')], window, "day >= '2026-11' AND day <= '2026-11'"],
    ['hours', [key('day', 'varchar', "yyyy/MM/dd'/'HH")], window, "day >= '2026/11/18/00' AND day <= '2026/11/20/23'"],
    [
      'days whose order is not that of time',
      [key('day', 'varchar', 'dd-MM-yyyy')],
      window,
      "day IN ('18-11-2026', '19-11-2026', '20-11-2026')",
    ],
    [
      'days without zeros in front',
      [key('day', 'varchar', 'yyyy/M/d')],
      { since: '2026-12-31', until: '2027-01-01T00:00:00Z' },
      "day IN ('2026/12/31', '2027/1/1')",
    ],
    ['the same from on', [key('day', 'varchar', 'yyyy/M/d')], { since: '2026-12-31' }, undefined],
    [
      'more of them than can be named',
      [key('day', 'varchar', 'dd/MM/yyyy')],
      { since: '2020-01-01', until: '2026-01-01' },
      undefined,
    ],
    [
      'days as timestamps',
      [key('dt', 'timestamp(3)')],
      window,
      "dt >= TIMESTAMP '2026-11-18 00:00:00' AND dt <= TIMESTAMP '2026-11-20 23:59:59.999'",
    ],
    ['days in another form', [key('dt', 'varchar', 'yyyy-MM-dd')], window, "dt >= '2026-11-18' AND dt <= '2026-11-20'"],
    ['days without signs', [key('day', 'varchar', 'yyyyMMdd')], window, "day >= '20261118' AND day <= '20261120'"],
    ['days as numbers', [key('day', 'integer', 'yyyyMMdd')], window, 'day >= 20261118 AND day <= 20261120'],
    [
      'days as dates',
      [key('event_date', 'date')],
      window,
      "event_date >= DATE '2026-11-18' AND event_date <= DATE '2026-11-20'",
    ],
    [
      'year, month, day',
      [key('year'), key('month', 'integer'), key('day')],
      window,
      String.raw`year >= '2026' AND year <= '2026' AND (year || '/' || lpad(CAST(month AS varchar), 2, '0') || '/' || lpad(regexp_extract(day, '\d{1,2}$'), 2, '0')) >= '2026/11/18' AND (year || '/' || lpad(CAST(month AS varchar), 2, '0') || '/' || lpad(regexp_extract(day, '\d{1,2}$'), 2, '0')) <= '2026/11/20'`,
    ],
    [
      'year and month as numbers',
      [key('year', 'integer'), key('month', 'integer')],
      { since: '2025-12-31', until: '2026-01-01T00:00:00Z' },
      "year >= 2025 AND year <= 2026 AND (CAST(year AS varchar) || '/' || lpad(CAST(month AS varchar), 2, '0')) >= '2025/12' AND (CAST(year AS varchar) || '/' || lpad(CAST(month AS varchar), 2, '0')) <= '2026/01'",
    ],
    [
      'accounts as numbers',
      [key('account', 'bigint')],
      { account: '011122223333' },
      "lpad(CAST(account AS varchar), 12, '0') IN ('011122223333')",
    ],
    ['a year alone', [key('year')], window, "(year) >= '2026' AND (year) <= '2026'"],
    [
      'accounts and regions',
      [key('account'), key('AwsRegion')],
      { account: ['111122223333', '444455556666'], region: 'us-east-1' },
      `account IN ('111122223333', '444455556666') AND "AwsRegion" IN ('us-east-1')`,
    ],
  ])('%s', (_name, columns, scope, sql) => {
    expect(condition(columns, scope)).toBe(sql)
  })

  const roles = (names: readonly string[], values: readonly string[]) => {
    const table = withPartition({ name: ['t'], columns: names.map(each => key(each)) }, values)
    return [...partitionKeys(table)].map(([role, { name, dayFormat }]) =>
      [role, name, dayFormat].filter(Boolean).join(' '),
    )
  }

  test.each<readonly [string, readonly string[], readonly string[], readonly string[]]>([
    ['hyphens', ['dt'], ['2026-11-20'], ['day dt yyyy-MM-dd']],
    ['slashes', ['day'], ['2026/11/20'], ['day day yyyy/MM/dd']],
    ['no signs', ['day'], ['20261120'], ['day day yyyyMMdd']],
    ['hours', ['day'], ['2026-11-20-05'], ['day day yyyy-MM-dd-HH']],
    ['months', ['day'], ['2026-11'], ['day day yyyy-MM']],
    ['another form', ['day'], ['20 Nov 2026'], ['day day']],
    [
      'a crawler’s keys',
      ['partition_0', 'partition_1', 'partition_2', 'partition_3', 'partition_4', 'partition_5', 'partition_6'],
      ['o-abc123', '111122223333', 'CloudTrail', 'us-gov-east-1', '2026', '11', '20'],
      ['account partition_1', 'region partition_3', 'year partition_4', 'month partition_5', 'dayOfMonth partition_6'],
    ],
    ['names go first', ['account', 'x'], ['444455556666', '111122223333'], ['account account']],
    ['nothing', ['x', 'y'], ['a', '2026'], []],
    ['too few values', ['x', 'day'], ['111122223333'], ['account x', 'day day']],
    [
      'the day of a month by another name',
      ['year', 'month', 'date'],
      ['2026', '11', '20'],
      ['year year', 'month month', 'dayOfMonth date'],
    ],
    [
      'a whole day beside a year and a month',
      ['year', 'month', 'date'],
      ['2026', '11', '2026-11-20'],
      ['year year', 'month month', 'day date yyyy-MM-dd'],
    ],
    ['a whole day beside a year', ['year', 'dt'], ['2026', '20261120'], ['year year', 'day dt yyyyMMdd']],
  ])('what a partition tells: %s', (_, names, values, expected) => {
    expect(roles(names, values)).toEqual(expected)
  })

  test('partitions are looked at only where they tell something', () => {
    const needs = (...columns: TableColumn[]) => needsValues({ name: ['t'], columns })
    expect(needs(key('day'))).toBe(true)
    expect(needs(key('partition_0'))).toBe(true)
    expect(needs(key('day', 'varchar', 'yyyy-MM-dd'))).toBe(false)
    expect(needs(key('day', 'date'))).toBe(false)
    expect(needs(key('year'), key('month'), key('day'))).toBe(false)
    expect(needs(key('year'), key('month'), key('date'))).toBe(true)
    expect(needs(key('year'), key('dt'))).toBe(true)
    expect(needs({ name: 'day', type: trinoType('varchar') })).toBe(false)
  })

  test('a column of the same name that is no key narrows nothing', () => {
    expect(condition([{ name: 'day', type: trinoType('varchar') }], window)).toBeUndefined()
  })
})

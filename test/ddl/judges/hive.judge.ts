import { describe, expect, test } from 'vitest'

import { listPartitions, printTable, TARGETS, type TableDefinition, tableDefinition } from '../../../src/ddl/index.ts'
import { CASES, HOSTILE_PREFIXES, HOSTILE_TEXTS } from '../cases.ts'
import { askHive, statementsOf, tableOf } from './hive.ts'
import { HIVE, isThere } from './place.ts'

const ACCOUNT = { location: 's3://my-trail', account: '111122223333', region: 'us-east-1' } as const

/** The table as the model has it, in the words of what Hive answers with. */
function expected(table: TableDefinition): object {
  const { EXTERNAL: _, ...properties } = table.parameters
  const bare = ({ name, type, comment }: { name: string; type: string; comment: string }) => ({ name, type, comment })
  return {
    name: `${table.database}.${table.name}`,
    isExternal: true,
    columns: table.columns.map(bare),
    partitionKeys: table.partitionKeys.map(bare),
    comment: table.comment,
    serde: table.format.serde,
    input: table.format.inputFormat,
    output: table.format.outputFormat,
    location: table.location,
    properties,
  }
}

function understood(tables: readonly TableDefinition[]): readonly object[] {
  const statements = tables.map(table => statementsOf(printTable(table, 'athena'))[0] ?? '')
  return askHive(statements).map(verdict => ('tree' in verdict ? tableOf(verdict.tree) : verdict))
}

describe.skipIf(!isThere("Hive's parser", HIVE))('Hive reads the Athena target', () => {
  test('every table comes back as the model has it', () => {
    const tables = CASES.map(({ options }) => tableDefinition(options))
    expect(understood(tables)).toEqual(tables.map(expected))
  })

  test('hostile texts and prefixes come back as they went in', () => {
    const tables = [
      ...HOSTILE_TEXTS.map(comment => tableDefinition({ ...ACCOUNT, comment })),
      ...HOSTILE_PREFIXES.map(prefix => tableDefinition({ ...ACCOUNT, location: `s3://my-trail/${prefix}` })),
    ]
    expect(understood(tables)).toEqual(tables.map(expected))
  })

  test('database, partitions and changes are read too', () => {
    const table = tableDefinition({ ...ACCOUNT, location: "s3://my-trail/o'brien", partitioning: 'hive' })
    const now = new Date('2026-11-20T09:00:00Z')
    const partitions = listPartitions(table, { since: '2026-08-01T00:00:00Z' }, now)
    const files = [
      printTable(table, 'athena', { database: { comment: "it's" } }),
      TARGETS.athena.partitions?.(table, partitions) ?? '',
      TARGETS.athena.change?.(table, 'replace') ?? '',
      TARGETS.athena.change?.(table, 'alter') ?? '',
    ].map(statementsOf)
    // 113 partitions, a hundred at a time.
    expect(files.map(({ length }) => length)).toEqual([2, 2, 2, 2])
    expect(askHive(files.flat()).filter(verdict => 'error' in verdict)).toEqual([])
    expect(JSON.stringify(askHive(files[1] ?? []))).toContain("s3://my-trail/o'brien/AWSLogs/111122223333/CloudTrail/")
  })

  test('it has teeth', () => {
    const good = statementsOf(printTable(tableDefinition(ACCOUNT), 'athena'))[0] ?? ''
    const bad = {
      'a missing comma': good.replace(',\n  `eventtime`', '\n  `eventtime`'),
      'a type that is none': good.replace('`eventtime` string', '`eventtime` text'),
      'a reserved word': good.replace('`eventtime`', 'timestamp'),
      'double quotes': good.replace('`eventtime`', '"eventtime"').replace('`eventname`', '"eventname'),
      'an unbalanced struct': good.replace('struct<', 'struct<<'),
      'a literal left open': good.replace("'projection.enabled'", "'projection.enabled"),
      'a clause out of place': good.replace(/(COMMENT 'CloudTrail[^\n]*\n)(PARTITIONED BY)/, "LOCATION 's3://x/'\n$2"),
    }
    for (const [what, text] of Object.entries(bad)) expect(text, what).not.toBe(good)
    const verdicts = askHive(Object.values(bad))
    expect(Object.keys(bad).filter((_, at) => !('error' in (verdicts[at] ?? {})))).toEqual([])
  })

  test('it sees a quote that was doubled', () => {
    const good = statementsOf(printTable(tableDefinition({ ...ACCOUNT, comment: "it's" }), 'athena'))[0] ?? ''
    const [verdict] = askHive([good.replace("it\\'s", "it''s")])
    expect(verdict !== undefined && 'tree' in verdict && tableOf(verdict.tree)).toMatchObject({ comment: 'its' })
  })
})

import { batches, PARTITIONS_AT_ONCE } from '../batches.ts'
import { type ColumnType, hiveType } from '../column-type.ts'
import type { TableColumn } from '../columns.ts'
import type { TableDefinition } from '../definition.ts'
import type { PartitionValues } from '../partitions.ts'
import { hiveLiteral, hiveName } from './hive-literal.ts'
import type { Target } from './target.ts'

/**
 * Hive's DDL as Athena reads it: no comment of any kind (Athena refuses them), one statement at a time.
 *
 * Source: Amazon Athena User Guide, "CREATE TABLE", "ALTER TABLE ADD PARTITION", "ALTER TABLE SET TBLPROPERTIES".
 */
export const athena: Target = {
  doc: 'SQL to paste into the Athena console: CREATE EXTERNAL TABLE.',
  extension: 'sql',
  extras: ['database'],
  print: (table, { database }) =>
    statements([...(database === undefined ? [] : [createDatabase(table, database.comment)]), createTable(table)]),
  change: (table, how) =>
    statements(how === 'replace' ? [`DROP TABLE IF EXISTS ${nameOf(table)}`, createTable(table)] : alterTable(table)),
  partitions: (table, partitions) =>
    statements(batches(partitions, PARTITIONS_AT_ONCE).map(batch => addPartitions(table, batch))),
}

/** Athena runs one statement at a time; the semicolons are for people. */
function statements(list: readonly string[]): string {
  return list.map(statement => `${statement};\n`).join('\n')
}

function createDatabase({ database }: TableDefinition, comment: string): string {
  return `CREATE DATABASE IF NOT EXISTS ${hiveName(database)}\nCOMMENT ${hiveLiteral(comment)}`
}

function createTable(table: TableDefinition): string {
  const { columns, partitionKeys, format } = table
  return [
    `CREATE EXTERNAL TABLE ${nameOf(table)} (`,
    list(columns.map(column)),
    ')',
    `COMMENT ${hiveLiteral(table.comment)}`,
    'PARTITIONED BY (',
    list(partitionKeys.map(column)),
    ')',
    `ROW FORMAT SERDE ${hiveLiteral(format.serde)}`,
    `STORED AS INPUTFORMAT ${hiveLiteral(format.inputFormat)}`,
    `OUTPUTFORMAT ${hiveLiteral(format.outputFormat)}`,
    `LOCATION ${hiveLiteral(table.location)}`,
    `TBLPROPERTIES (\n${properties(tableProperties(table))}\n)`,
  ].join('\n')
}

/**
 * Other accounts, regions and days, and another place. Not other columns: Hive replaces those of its own formats only, and
 * a table of JSON is dropped and made anew.
 */
function alterTable(table: TableDefinition): readonly string[] {
  const alter = `ALTER TABLE ${nameOf(table)}`
  return [
    `${alter} SET LOCATION ${hiveLiteral(table.location)}`,
    `${alter} SET TBLPROPERTIES (\n${properties(tableProperties(table))}\n)`,
  ]
}

function addPartitions(table: TableDefinition, partitions: readonly PartitionValues[]): string {
  const each = partitions.map(
    ({ account, region, day, location }) =>
      `  PARTITION (account = ${hiveLiteral(account)}, region = ${hiveLiteral(region)}, day = ${hiveLiteral(day)})\n` +
      `    LOCATION ${hiveLiteral(location)}`,
  )
  return [`ALTER TABLE ${nameOf(table)} ADD IF NOT EXISTS`, ...each].join('\n')
}

/** EXTERNAL is said by the statement itself. */
function tableProperties({ parameters }: TableDefinition): Readonly<Record<string, string>> {
  const { EXTERNAL: _, ...others } = parameters
  return others
}

function nameOf({ database, name }: TableDefinition): string {
  return `${hiveName(database)}.${hiveName(name)}`
}

function column({
  name,
  type,
  shape,
  comment,
}: Pick<TableColumn, 'name' | 'type' | 'comment'> & { shape?: ColumnType }): string {
  const words = shape === undefined || type.length <= 40 ? type : inLines(shape, '  ')
  return `${hiveName(name)} ${words} COMMENT ${hiveLiteral(comment)}`
}

/** A long type, a member on each line: so that a new member is one line of a diff. */
function inLines(type: ColumnType, indent: string): string {
  if (type.kind === 'list') return `array<${inLines(type.of, indent)}>`
  if (type.kind !== 'object') return hiveType(type)
  const members = type.members.map(member => `${indent}  ${member.name}: ${inLines(member.type, `${indent}  `)}`)
  return `struct<\n${members.join(',\n')}>`
}

function list(lines: readonly string[]): string {
  return lines.map(line => `  ${line}`).join(',\n')
}

function properties(entries: Readonly<Record<string, string>>): string {
  return list(Object.entries(entries).map(([key, value]) => `${hiveLiteral(key)} = ${hiveLiteral(value)}`))
}

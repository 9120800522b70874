import { TrailqError } from '../../errors.ts'
import { trinoType } from '../column-type.ts'
import type { TableDefinition } from '../definition.ts'
import { checkText } from '../names.ts'
import { LAST_DAY, type PartitionKey } from '../partitioning.ts'
import type { PartitionValues } from '../partitions.ts'
import type { Target } from './target.ts'

/**
 * CREATE TABLE of Trino's Hive connector. It can't read the table that Athena has (CloudTrailInputFormat is unknown to
 * it): a file is one row here, with a list of records as JSON texts, which `CROSS JOIN UNNEST(records) AS t (record)`
 * takes apart.
 *
 * Where days without a folder are asked for, the catalog needs `hive.ignore-absent-partitions=true`, and
 * `hive.partition-projection-enabled=true` for projection at all.
 *
 * Source: Trino documentation, Hive connector (table properties, partition projection, procedures).
 */
export const trino: Target = {
  doc: 'SQL for Trino: CREATE TABLE of the Hive connector.',
  extension: 'sql',
  extras: ['database'],
  print: (table, { database }) =>
    statements([
      ...(database === undefined ? [] : [`CREATE SCHEMA IF NOT EXISTS ${name(table.database)}`]),
      createTable(table),
    ]),
  change(table, how) {
    if (how === 'replace') return statements([`DROP TABLE IF EXISTS ${tableName(table)}`, createTable(table)])
    throw new TrailqError('NOT_SUPPORTED', 'Trino has no ALTER TABLE for what trailq would change', {
      next: 'Take --change replace: the files stay.',
    })
  },
  partitions: (table, partitions) => statements(partitions.map(values => registerPartition(table, values))),
}

function statements(list: readonly string[]): string {
  return list.map(statement => `${statement};\n`).join('\n')
}

function createTable(table: TableDefinition): string {
  const projected = table.partitioning === 'projection'
  const columns = [
    ...columnsOf(table).map(([column, type, comment]) => `${name(column)} ${type} COMMENT ${literal(comment)}`),
    ...table.partitionKeys.map(key => {
      const comment = `${name(key.name)} varchar COMMENT ${literal(key.comment)}`
      return projected ? `${comment}\n    WITH (${projection(key)})` : comment
    }),
  ]
  const properties = [
    `external_location = ${literal(table.location)}`,
    `format = ${literal(table.storage === 'parquet' ? 'PARQUET' : 'OPENX_JSON')}`,
    `partitioned_by = ${array(table.partitionKeys.map(key => key.name))}`,
    ...(projected
      ? [
          'partition_projection_enabled = true',
          `partition_projection_location_template = ${literal(table.locationTemplate)}`,
        ]
      : []),
  ]
  return [
    `CREATE TABLE ${tableName(table)} (`,
    columns.map(line => `  ${line}`).join(',\n'),
    ')',
    `COMMENT ${literal(table.comment)}`,
    'WITH (',
    properties.map(line => `  ${line}`).join(',\n'),
    ')',
  ].join('\n')
}

function columnsOf({ storage, family, columns }: TableDefinition): readonly (readonly [string, string, string])[] {
  if (storage === 'json' && family !== 'digest') {
    return [['records', 'array(varchar)', 'The records of a file, each as JSON text.']]
  }
  return columns.map(({ name: column, shape, comment }) => [column, trinoType(shape), comment])
}

function projection({ projection: how }: PartitionKey): string {
  const type = `partition_projection_type = ${literal(how.type)}`
  if (how.type === 'injected') return type
  if (how.type === 'enum') return `${type}, partition_projection_values = ${array(how.values)}`
  return [
    type,
    `partition_projection_format = ${literal(how.format)}`,
    `partition_projection_range = ${array([how.first, LAST_DAY])}`,
    'partition_projection_interval = 1',
    "partition_projection_interval_unit = 'DAYS'",
  ].join(', ')
}

function registerPartition(table: TableDefinition, { account, region, day, location }: PartitionValues): string {
  const keys = array(table.partitionKeys.map(key => key.name))
  return `CALL system.register_partition(${literal(table.database)}, ${literal(table.name)}, ${keys}, ${array([account, region, day])}, ${literal(location)})`
}

function tableName(table: TableDefinition): string {
  return `${name(table.database)}.${name(table.name)}`
}

function array(texts: readonly string[]): string {
  return `ARRAY[${texts.map(literal).join(', ')}]`
}

/** A string of Trino: a quote is doubled, and nothing else is special. */
function literal(text: string): string {
  return `'${checkText(text, 'A value', 512_000).replaceAll("'", "''")}'`
}

function name(text: string): string {
  return `"${text.replaceAll('"', '""')}"`
}

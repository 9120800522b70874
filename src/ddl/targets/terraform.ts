import type { TableDefinition } from '../definition.ts'
import { type Extras, type NamedQuery, RESULTS_DOC, type Workgroup } from '../extras.ts'
import { type GlueColumn, tableInput } from '../table-input.ts'
import { type Block, type Body, hcl, hclJson, Reference, resource } from './hcl.ts'
import type { Target } from './target.ts'

const EXTRAS = ['database', 'workgroup', 'queries'] as const

/**
 * Resources of Terraform's AWS provider (OpenTofu reads them too). The provider and its region are the project's own.
 *
 * Source: Terraform AWS provider, aws_glue_catalog_table, aws_athena_workgroup, aws_athena_named_query.
 */
export const terraform: Target = {
  doc: 'Terraform (OpenTofu) resources in HCL.',
  extension: 'tf',
  extras: EXTRAS,
  print: (table, extras) => `# Printed by trailq ddl: not edited, but printed anew.\n\n${hcl(blocks(table, extras))}`,
}

/** The same resources in Terraform's JSON. */
export const terraformJson: Target = {
  doc: 'The same resources in Terraform’s JSON.',
  extension: 'tf.json',
  extras: EXTRAS,
  print: (table, extras) => hclJson(blocks(table, extras)),
}

/** The variable that holds the place for results, where that is left open. */
const RESULTS = 'athena_results'

function blocks(table: TableDefinition, { database, workgroup, queries = [] }: Extras): readonly Block[] {
  const isOpen = workgroup !== undefined && workgroup.results === undefined
  return [
    ...(isOpen ? [variable(RESULTS, RESULTS_DOC)] : []),
    ...(database === undefined
      ? []
      : [
          resource('aws_glue_catalog_database', label(table.database), {
            attributes: { name: table.database, description: database.comment },
          }),
        ]),
    tableBlock(table, database !== undefined),
    ...(workgroup === undefined ? [] : [workgroupBlock(workgroup)]),
    ...queries.map(query => queryBlock(table, query, workgroup, database !== undefined)),
  ]
}

function variable(name: string, description: string): Block {
  return { kind: 'variable', labels: [name], body: { attributes: { description } } }
}

function tableBlock(table: TableDefinition, ownDatabase: boolean): Block {
  const { Name, Description, TableType, Parameters, PartitionKeys, StorageDescriptor } = tableInput(table)
  const { Location, InputFormat, OutputFormat, SerdeInfo, Columns } = StorageDescriptor
  const storage: Body = {
    attributes: { location: Location, input_format: InputFormat, output_format: OutputFormat },
    blocks: [
      ['ser_de_info', { attributes: { serialization_library: SerdeInfo.SerializationLibrary } }],
      ...Columns.map(column => ['columns', columnBody(column)] as const),
    ],
  }
  return resource('aws_glue_catalog_table', label(table.name), {
    attributes: {
      database_name: databaseName(table, ownDatabase),
      name: Name,
      description: Description,
      table_type: TableType,
      parameters: Parameters,
    },
    blocks: [
      ...PartitionKeys.map(key => ['partition_keys', columnBody(key)] as const),
      ['storage_descriptor', storage],
    ],
  })
}

function columnBody({ Name, Type, Comment }: GlueColumn): Body {
  return { attributes: { name: Name, type: Type, comment: Comment } }
}

function workgroupBlock({ name, cutoff, results, kmsKey }: Workgroup): Block {
  const encryption: Body['attributes'] =
    kmsKey === undefined ? { encryption_option: 'SSE_S3' } : { encryption_option: 'SSE_KMS', kms_key_arn: kmsKey }
  const result: Body = {
    attributes: { output_location: results ?? new Reference(`var.${RESULTS}`) },
    blocks: [['encryption_configuration', { attributes: encryption }]],
  }
  const configuration: Body = {
    attributes: {
      enforce_workgroup_configuration: true,
      publish_cloudwatch_metrics_enabled: true,
      bytes_scanned_cutoff_per_query: cutoff,
    },
    blocks: [['result_configuration', result]],
  }
  return resource('aws_athena_workgroup', label(name), {
    attributes: { name, tags: { printed_by: 'trailq' } },
    blocks: [['configuration', configuration]],
  })
}

function queryBlock(
  table: TableDefinition,
  { name, description, sql }: NamedQuery,
  workgroup: Workgroup | undefined,
  ownDatabase: boolean,
): Block {
  const group =
    workgroup === undefined ? {} : { workgroup: new Reference(`aws_athena_workgroup.${label(workgroup.name)}.id`) }
  return resource('aws_athena_named_query', `${label(table.name)}_${label(name)}`, {
    attributes: {
      name,
      description,
      database: databaseName(table, ownDatabase),
      ...group,
      query: sql.endsWith('\n') ? sql : `${sql}\n`,
    },
  })
}

function databaseName({ database }: TableDefinition, own: boolean): string | Reference {
  return own ? new Reference(`aws_glue_catalog_database.${label(database)}.name`) : database
}

/** A name as Terraform's own names are: it can't start with a digit. */
function label(name: string): string {
  const bare = name.replace(/[^a-zA-Z0-9_-]/g, '_')
  return /^[a-zA-Z_]/.test(bare) ? bare : `_${bare}`
}

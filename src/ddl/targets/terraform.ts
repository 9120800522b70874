import type { TableDefinition } from '../definition.ts'
import type { Extras, NamedQuery, Workgroup } from '../extras.ts'
import { type GlueColumn, tableInput } from '../table-input.ts'
import { type Body, hcl, hclJson, Reference, type Resource } from './hcl.ts'
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
  print: (table, extras) =>
    `# Printed by trailq ddl: not edited, but printed anew.\n\n${hcl(resources(table, extras))}`,
}

/** The same resources in Terraform's JSON. */
export const terraformJson: Target = {
  doc: 'The same resources in Terraform’s JSON.',
  extension: 'tf.json',
  extras: EXTRAS,
  print: (table, extras) => hclJson(resources(table, extras)),
}

function resources(table: TableDefinition, { database, workgroup, queries = [] }: Extras): readonly Resource[] {
  return [
    ...(database === undefined ? [] : [databaseResource(table, database.comment)]),
    tableResource(table, database !== undefined),
    ...(workgroup === undefined ? [] : [workgroupResource(workgroup)]),
    ...queries.map(query => queryResource(table, query, workgroup, database !== undefined)),
  ]
}

function databaseResource({ database }: TableDefinition, comment: string): Resource {
  return {
    type: 'aws_glue_catalog_database',
    label: label(database),
    body: { attributes: { name: database, description: comment } },
  }
}

function tableResource(table: TableDefinition, ownDatabase: boolean): Resource {
  const { Name, Description, TableType, Parameters, PartitionKeys, StorageDescriptor } = tableInput(table)
  return {
    type: 'aws_glue_catalog_table',
    label: label(table.name),
    body: {
      attributes: {
        database_name: databaseName(table, ownDatabase),
        name: Name,
        description: Description,
        table_type: TableType,
        parameters: Parameters,
      },
      blocks: [
        ...PartitionKeys.map(key => ['partition_keys', columnBody(key)] as const),
        [
          'storage_descriptor',
          {
            attributes: {
              location: StorageDescriptor.Location,
              input_format: StorageDescriptor.InputFormat,
              output_format: StorageDescriptor.OutputFormat,
            },
            blocks: [
              [
                'ser_de_info',
                { attributes: { serialization_library: StorageDescriptor.SerdeInfo.SerializationLibrary } },
              ],
              ...StorageDescriptor.Columns.map(column => ['columns', columnBody(column)] as const),
            ],
          },
        ],
      ],
    },
  }
}

function columnBody({ Name, Type, Comment }: GlueColumn): Body {
  return { attributes: { name: Name, type: Type, comment: Comment } }
}

function workgroupResource({ name, cutoff, results, kmsKey }: Workgroup): Resource {
  const encryption: Body['attributes'] =
    kmsKey === undefined ? { encryption_option: 'SSE_S3' } : { encryption_option: 'SSE_KMS', kms_key_arn: kmsKey }
  return {
    type: 'aws_athena_workgroup',
    label: label(name),
    body: {
      attributes: { name, tags: { printed_by: 'trailq' } },
      blocks: [
        [
          'configuration',
          {
            attributes: {
              enforce_workgroup_configuration: true,
              publish_cloudwatch_metrics_enabled: true,
              bytes_scanned_cutoff_per_query: cutoff,
            },
            blocks: [
              [
                'result_configuration',
                {
                  attributes: { output_location: results },
                  blocks: [['encryption_configuration', { attributes: encryption }]],
                },
              ],
            ],
          },
        ],
      ],
    },
  }
}

function queryResource(
  table: TableDefinition,
  { name, description, sql }: NamedQuery,
  workgroup: Workgroup | undefined,
  ownDatabase: boolean,
): Resource {
  return {
    type: 'aws_athena_named_query',
    label: `${label(table.name)}_${label(name)}`,
    body: {
      attributes: {
        name,
        description,
        database: databaseName(table, ownDatabase),
        ...(workgroup === undefined
          ? {}
          : { workgroup: new Reference(`aws_athena_workgroup.${label(workgroup.name)}.id`) }),
        query: sql.endsWith('\n') ? sql : `${sql}\n`,
      },
    },
  }
}

function databaseName({ database }: TableDefinition, own: boolean): string | Reference {
  return own ? new Reference(`aws_glue_catalog_database.${label(database)}.name`) : database
}

/** A name as Terraform's own names are: it can't start with a digit. */
function label(name: string): string {
  const bare = name.replace(/[^a-zA-Z0-9_-]/g, '_')
  return /^[a-zA-Z_]/.test(bare) ? bare : `_${bare}`
}

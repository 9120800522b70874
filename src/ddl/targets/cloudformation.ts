import type { TableDefinition } from '../definition.ts'
import { type Extras, type NamedQuery, RESULTS_DOC, type Workgroup } from '../extras.ts'
import { tableInput } from '../table-input.ts'
import type { Target } from './target.ts'
import { yamlText } from './yaml-text.ts'

const EXTRAS = ['database', 'workgroup', 'queries'] as const

/**
 * A template of its own. The texts are plain strings and never `Fn::Sub`, which would take `${account}` for its own.
 *
 * Source: AWS CloudFormation Template Reference, AWS::Glue::Table, AWS::Athena::WorkGroup, AWS::Athena::NamedQuery.
 */
export const cloudformation: Target = {
  doc: 'A CloudFormation template in YAML; for the CDK by way of CfnInclude.',
  extension: 'yaml',
  extras: EXTRAS,
  print: (table, extras) => yamlText(template(table, extras)),
}

/** The same template in JSON. */
export const cloudformationJson: Target = {
  doc: 'The same template in JSON.',
  extension: 'json',
  extras: EXTRAS,
  print: (table, extras) => `${JSON.stringify(template(table, extras), null, 2)}\n`,
}

/** The parameter that holds the place for results, where that is left open. */
const RESULTS = 'AthenaResults'

const CATALOG = { Ref: 'AWS::AccountId' }

function template(table: TableDefinition, extras: Extras): object {
  const { database, workgroup, queries = [] } = extras
  const id = logicalId(table.name)
  const databaseId = `${logicalId(table.database)}Database`
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: `Printed by trailq ddl - the table ${table.database}.${table.name}`,
    ...(workgroup !== undefined && workgroup.results === undefined
      ? { Parameters: { [RESULTS]: { Type: 'String', Description: RESULTS_DOC } } }
      : {}),
    Resources: {
      ...(database === undefined ? {} : { [databaseId]: databaseResource(table, database.comment) }),
      [id]: {
        Type: 'AWS::Glue::Table',
        Properties: {
          CatalogId: CATALOG,
          DatabaseName: database === undefined ? table.database : { Ref: databaseId },
          TableInput: tableInput(table),
        },
      },
      ...(workgroup === undefined ? {} : { [`${id}WorkGroup`]: workgroupResource(workgroup) }),
      ...Object.fromEntries(
        queries.map(query => [`${id}${logicalId(query.name)}`, queryResource(table, query, workgroup, id)]),
      ),
    },
    Outputs: { [`${id}Name`]: { Value: { Ref: id } } },
  }
}

function databaseResource({ database }: TableDefinition, comment: string): object {
  return {
    Type: 'AWS::Glue::Database',
    Properties: { CatalogId: CATALOG, DatabaseInput: { Name: database, Description: comment } },
  }
}

function workgroupResource({ name, cutoff, results, kmsKey }: Workgroup): object {
  const encryption =
    kmsKey === undefined ? { EncryptionOption: 'SSE_S3' } : { EncryptionOption: 'SSE_KMS', KmsKey: kmsKey }
  return {
    Type: 'AWS::Athena::WorkGroup',
    Properties: {
      Name: name,
      WorkGroupConfiguration: {
        EnforceWorkGroupConfiguration: true,
        PublishCloudWatchMetricsEnabled: true,
        BytesScannedCutoffPerQuery: cutoff,
        ResultConfiguration: { OutputLocation: results ?? { Ref: RESULTS }, EncryptionConfiguration: encryption },
      },
    },
  }
}

function queryResource(
  table: TableDefinition,
  { name, description, sql }: NamedQuery,
  workgroup: Workgroup | undefined,
  id: string,
): object {
  return {
    Type: 'AWS::Athena::NamedQuery',
    Properties: {
      Name: name,
      Description: description,
      Database: table.database,
      ...(workgroup === undefined ? {} : { WorkGroup: { Ref: `${id}WorkGroup` } }),
      QueryString: sql,
    },
  }
}

/** `cloudtrail_logs` as CloudFormation names things: `CloudtrailLogs`. */
function logicalId(name: string): string {
  const words = name.split(/[^a-zA-Z0-9]+/).filter(word => word !== '')
  return words.map(word => word.slice(0, 1).toUpperCase() + word.slice(1)).join('') || 'Table'
}

import type { TableDefinition } from './definition.ts'
import type { PartitionValues } from './partitions.ts'

/** A column in the words of the Glue API. */
export interface GlueColumn {
  readonly Name: string
  readonly Type: string
  readonly Comment: string
}

/** Where the files are and how they are read, in the words of the Glue API. */
export interface StorageDescriptor {
  readonly Columns: readonly GlueColumn[]
  readonly Location: string
  readonly InputFormat: string
  readonly OutputFormat: string
  readonly SerdeInfo: { readonly SerializationLibrary: string }
}

/** A table in the words of the Glue API, of CloudFormation and of `aws glue create-table`. */
export interface TableInput {
  readonly Name: string
  readonly Description: string
  /** Athena refuses a table without it ("NullPointerException: Name is null"). */
  readonly TableType: 'EXTERNAL_TABLE'
  readonly Parameters: Readonly<Record<string, string>>
  readonly PartitionKeys: readonly GlueColumn[]
  readonly StorageDescriptor: StorageDescriptor
}

/** A table as the Glue Data Catalog takes it. Source: AWS Glue Web API Reference, TableInput. */
export function tableInput(table: TableDefinition): TableInput {
  return {
    Name: table.name,
    Description: table.comment,
    TableType: 'EXTERNAL_TABLE',
    Parameters: table.parameters,
    PartitionKeys: table.partitionKeys.map(glueColumn),
    StorageDescriptor: storageDescriptor(table, table.location),
  }
}

/** A partition as the Glue Data Catalog takes it: it carries the table's columns, as those that Athena registers do. */
export function partitionInput(table: TableDefinition, { account, region, day, location }: PartitionValues) {
  return { Values: [account, region, day], StorageDescriptor: storageDescriptor(table, location) }
}

function storageDescriptor({ columns, format }: TableDefinition, location: string): StorageDescriptor {
  return {
    Columns: columns.map(glueColumn),
    Location: location,
    InputFormat: format.inputFormat,
    OutputFormat: format.outputFormat,
    SerdeInfo: { SerializationLibrary: format.serde },
  }
}

function glueColumn({ name, type, comment }: { name: string; type: string; comment: string }): GlueColumn {
  return { Name: name, Type: type, Comment: comment }
}

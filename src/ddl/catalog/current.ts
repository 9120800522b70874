import type { Column, Table } from '@aws-sdk/client-glue'

import type { GlueColumn } from '../table-input.ts'

/** A table as the catalog has it, empties filled in, so that it can be compared. */
export interface CurrentTable {
  /** Counts up with every change. */
  readonly version: string
  readonly description: string
  readonly type: string
  readonly location: string
  readonly inputFormat: string
  readonly outputFormat: string
  readonly serde: string
  readonly columns: readonly GlueColumn[]
  readonly partitionKeys: readonly GlueColumn[]
  readonly parameters: Readonly<Record<string, string>>
  /** All that the catalog said. */
  readonly whole: Table
}

/** What the catalog answered, in that form. Tools differ in what they leave out, and in what they write as empty. */
export function currentTable(whole: Table): CurrentTable {
  const { StorageDescriptor: storage } = whole
  return {
    version: whole.VersionId ?? '',
    description: whole.Description ?? '',
    type: whole.TableType ?? '',
    location: storage?.Location ?? '',
    inputFormat: storage?.InputFormat ?? '',
    outputFormat: storage?.OutputFormat ?? '',
    serde: storage?.SerdeInfo?.SerializationLibrary ?? '',
    columns: (storage?.Columns ?? []).map(filledIn),
    partitionKeys: (whole.PartitionKeys ?? []).map(filledIn),
    parameters: whole.Parameters ?? {},
    whole,
  }
}

function filledIn({ Name = '', Type = '', Comment = '' }: Column): GlueColumn {
  return { Name, Type, Comment }
}

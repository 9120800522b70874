import { AwsError } from './wire.ts'

export interface Column {
  readonly Name: string
  readonly Type: string
  readonly Comment?: string
}

/** A table as Glue keeps it. */
export interface Table {
  readonly DatabaseName: string
  readonly Name: string
  readonly TableType?: string
  readonly Parameters?: Readonly<Record<string, string>>
  readonly PartitionKeys?: readonly Column[]
  readonly StorageDescriptor?: {
    readonly Columns?: readonly Column[]
    readonly Location?: string
    readonly InputFormat?: string
    readonly SerdeInfo?: {
      readonly SerializationLibrary?: string
      readonly Parameters?: Readonly<Record<string, string>>
    }
  }
  readonly ViewOriginalText?: string
}

/** Partitions that are registered, by their values. */
export interface Partition {
  readonly Values: readonly string[]
  readonly StorageDescriptor: { readonly Location: string }
}

/** The Glue Data Catalog, as far as it is read. Names are folded to lower case, as the real one does. */
export class Glue {
  readonly tables: Table[] = []
  readonly partitions = new Map<string, readonly Partition[]>()

  databases(): string[] {
    return [...new Set(['default', ...this.tables.map(({ DatabaseName }) => DatabaseName)])]
  }

  database(name: string): string {
    const found = this.databases().find(known => known === name.toLowerCase())
    if (found === undefined) throw missing(`Database ${name} not found.`)
    return found
  }

  tablesOf(database: string): Table[] {
    this.database(database)
    return this.tables.filter(({ DatabaseName }) => DatabaseName === database.toLowerCase())
  }

  table(database: string, name: string): Table {
    const found = this.tablesOf(database).find(table => table.Name === name.toLowerCase())
    if (found === undefined) throw missing(`Entity Not Found (Table ${name} not found.)`)
    return found
  }

  /** The same in the words of Athena's GetTableMetadata. */
  metadata(database: string, name: string) {
    try {
      const table = this.table(database, name)
      const { StorageDescriptor: storage = {} } = table
      return {
        Name: table.Name,
        TableType: table.TableType ?? 'EXTERNAL_TABLE',
        Columns: storage.Columns ?? [],
        PartitionKeys: table.PartitionKeys ?? [],
        Parameters: {
          ...table.Parameters,
          ...(storage.Location === undefined ? {} : { location: storage.Location }),
          ...(storage.InputFormat === undefined ? {} : { inputformat: storage.InputFormat }),
          ...(storage.SerdeInfo?.SerializationLibrary === undefined
            ? {}
            : { 'serde.serialization.lib': storage.SerdeInfo.SerializationLibrary }),
        },
      }
    } catch (error) {
      if (!(error instanceof AwsError)) throw error
      throw new AwsError('MetadataException', `EntityNotFoundException: ${error.message}`)
    }
  }

  call(operation: string, body: Readonly<Record<string, unknown>>): unknown {
    const database = String(body['DatabaseName'] ?? body['Name'])
    switch (operation) {
      case 'GetTable':
        return { Table: this.table(database, String(body['Name'])) }
      case 'GetTables':
        return { TableList: this.tablesOf(database) }
      case 'GetDatabase':
        return { Database: { Name: this.database(String(body['Name'])) } }
      case 'GetDatabases':
        return { DatabaseList: this.databases().map(Name => ({ Name })) }
      case 'GetPartitions': {
        const { Name } = this.table(database, String(body['TableName']))
        return { Partitions: this.partitions.get(`${database}.${Name}`) ?? [] }
      }
      default:
        throw new AwsError('UnknownOperationException', `${operation} is not here`)
    }
  }
}

function missing(message: string): AwsError {
  return new AwsError('EntityNotFoundException', message)
}

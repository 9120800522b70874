import {
  type AthenaClient,
  type Column,
  type TableMetadata as Listed,
  paginateListDatabases,
  paginateListTableMetadata,
} from '@aws-sdk/client-athena'
import type { DatabaseIntrospector, SchemaMetadata, TableMetadata } from 'kysely'

import type { Aws } from './aws.ts'
import { apiFailure } from './failure.ts'
import { OWN_CATALOG } from './table-name.ts'

/** What is in a data catalog, by Athena's own listing: `information_schema` is slow there, and each look is billed. */
export class AthenaCatalog implements DatabaseIntrospector {
  readonly #aws: Aws
  readonly #catalog: string
  readonly #database: string | undefined

  /** @param database the only one to tell of; all of them where none is named */
  constructor(aws: Aws, catalog: string = OWN_CATALOG, database?: string) {
    this.#aws = aws
    this.#catalog = catalog
    this.#database = database
  }

  async getSchemas(): Promise<SchemaMetadata[]> {
    const client = await this.#aws.athena()
    return await this.#asked('list databases', async () => (await this.#databases(client)).map(name => ({ name })))
  }

  async getTables(): Promise<TableMetadata[]> {
    const client = await this.#aws.athena()
    return await this.#asked('list tables', async () => {
      const databases = this.#database === undefined ? await this.#databases(client) : [this.#database]
      const tables: TableMetadata[] = []
      for (const DatabaseName of databases) {
        const input = { CatalogName: this.#catalog, DatabaseName }
        for await (const { TableMetadataList: page = [] } of paginateListTableMetadata({ client }, input)) {
          tables.push(...page.map(table => described(DatabaseName, table)))
        }
      }
      return tables
    })
  }

  async #databases(client: AthenaClient): Promise<readonly string[]> {
    const names: string[] = []
    for await (const { DatabaseList: page = [] } of paginateListDatabases({ client }, { CatalogName: this.#catalog })) {
      names.push(...page.map(({ Name }) => Name ?? ''))
    }
    return names
  }

  async #asked<T>(what: string, ask: () => Promise<T>): Promise<T> {
    try {
      return await ask()
    } catch (error) {
      throw apiFailure(error, what)
    }
  }
}

function described(schema: string, { Name: name = '', TableType: type, Columns = [], PartitionKeys = [] }: Listed) {
  return {
    schema,
    name,
    isView: type === 'VIRTUAL_VIEW',
    isForeign: false,
    columns: [...Columns, ...PartitionKeys].map(column),
  }
}

function column({ Name: name = '', Type: dataType = '', Comment: comment }: Column) {
  return {
    name,
    dataType,
    isNullable: true,
    isAutoIncrementing: false,
    hasDefaultValue: false,
    ...(comment === undefined ? {} : { comment }),
  }
}

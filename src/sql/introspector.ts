import type {
  ColumnMetadata,
  DatabaseIntrospector,
  DatabaseMetadataOptions,
  Kysely,
  SchemaMetadata,
  TableMetadata,
} from 'kysely'

/** The two tables of the SQL standard that tell of all others. */
interface Catalog {
  'information_schema.tables': { table_schema: string; table_name: string; table_type: string }
  'information_schema.columns': {
    table_schema: string
    table_name: string
    column_name: string
    ordinal_position: number
    data_type: string
    is_nullable: string
  }
}

/** Schemas that tell of the others and hold nothing themselves. */
const OWN_SCHEMAS = ['information_schema', 'pg_catalog']

/** What is in a database, by its `information_schema`. */
export class InformationSchema implements DatabaseIntrospector {
  readonly #db: Kysely<Catalog>

  constructor(db: Kysely<unknown>) {
    this.#db = db.withoutPlugins() as unknown as Kysely<Catalog>
  }

  async getSchemas(): Promise<SchemaMetadata[]> {
    const tables = await this.getTables()
    return [...new Set(tables.map(({ schema = '' }) => schema))].map(name => ({ name }))
  }

  async getTables(_options?: DatabaseMetadataOptions): Promise<TableMetadata[]> {
    const rows = await this.#db
      .selectFrom('information_schema.tables as t')
      .innerJoin('information_schema.columns as c', join =>
        join.onRef('c.table_schema', '=', 't.table_schema').onRef('c.table_name', '=', 't.table_name'),
      )
      .select(['t.table_schema', 't.table_name', 't.table_type', 'c.column_name', 'c.data_type', 'c.is_nullable'])
      .where('t.table_schema', 'not in', OWN_SCHEMAS)
      .orderBy('t.table_schema')
      .orderBy('t.table_name')
      .orderBy('c.ordinal_position')
      .execute()
    const tables = new Map<string, TableMetadata & { columns: ColumnMetadata[] }>()
    for (const row of rows) {
      const key = JSON.stringify([row.table_schema, row.table_name])
      const table = tables.get(key) ?? tableOf(row)
      tables.set(key, table)
      table.columns.push({
        name: row.column_name,
        dataType: row.data_type,
        isNullable: row.is_nullable === 'YES',
        isAutoIncrementing: false,
        hasDefaultValue: false,
      })
    }
    return [...tables.values()]
  }
}

function tableOf(row: Catalog['information_schema.tables']): TableMetadata {
  return {
    schema: row.table_schema,
    name: row.table_name,
    isView: row.table_type === 'VIEW',
    isForeign: row.table_type === 'FOREIGN',
    columns: [],
  }
}

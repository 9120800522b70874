/** The catalog that every account has. */
export const OWN_CATALOG = 'AwsDataCatalog'

/** Where a table is. */
export interface TableName {
  readonly catalog?: string | undefined
  readonly database: string
  readonly table: string
}

import { recordColumns, TABLE_FAMILIES, type TableColumn, type TableFamily } from '../src/ddl/index.ts'
import { DIGEST_FIELDS, FAMILIES, FIELDS as RECORD_FIELDS } from '../src/model/index.ts'

/** What each field says, by its path. */
export const FIELDS: ReadonlyMap<string, string> = new Map(
  [...DIGEST_FIELDS, ...RECORD_FIELDS].map(({ path, doc }) => [path, doc.replaceAll('|', '\\|')]),
)

/** The columns of each family's table. */
export function recordFamilies(): readonly {
  readonly family: TableFamily
  readonly title: string
  readonly columns: readonly TableColumn[]
}[] {
  return TABLE_FAMILIES.map(family => ({ family, title: FAMILIES[family].label, columns: recordColumns(family) }))
}

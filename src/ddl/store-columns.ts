import { RECORD_REST, STORE_FIELDS } from '../events/store.ts'
import type { TableColumn } from './columns.ts'

/** The columns of the Parquet that `trailq compact` writes: all text, as they stand in its files. */
export function storeColumns(): readonly TableColumn[] {
  const fields = STORE_FIELDS.map(({ column, path, doc }) => textColumn(column, doc, [path]))
  return [...fields, textColumn(RECORD_REST, 'What no other column holds, as the text of a JSON object.', [])]
}

function textColumn(name: string, comment: string, paths: readonly string[]): TableColumn {
  return { name, type: 'string', shape: { kind: 'text' }, comment, paths }
}

import { EVENT_FIELDS } from '../model/index.ts'
import type { TableColumn } from './columns.ts'

/** The columns of the Parquet that `trailq compact` writes: every direct column of the events, as text. */
export function storeColumns(): readonly TableColumn[] {
  return EVENT_FIELDS.map(({ column, path, doc }) => ({
    name: column,
    type: 'string',
    shape: { kind: 'text' },
    comment: doc,
    paths: [path],
  }))
}

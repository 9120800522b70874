import { stringify } from 'csv-stringify/sync'
import { CHUNK_SIZE, type Format } from './types.ts'
import { valueText } from './value-text.ts'

type Cells = (string | undefined)[]

/**
 * RFC 4180, always with a header. NULL is an empty field and empty text is `""`, so that the two differ.
 *
 * - Lines end in `\n`, not in the RFC's CRLF: grep, cut and git expect that, and every CSV reader takes it.
 * - Nothing in the data is changed. A value such as `=cmd()` stays; whoever opens logs in a spreadsheet imports as text.
 * - Where a row is one field and that is NULL, it is written `""` (as Python does): readers skip an empty line, and a
 *   lost row is worse than a NULL that reads as ''.
 */
export const csv: Format<'csv'> = {
  name: 'csv',
  streams: true,
  doc: 'comma-separated values with a header',
  async *write(columns, batches) {
    let rows: Cells[] = [columns.map(column => column.name)]
    let size = 0
    for await (const batch of batches) {
      for (const row of batch) {
        const cells = columns.map(({ name }) => valueText(row[name]))
        if (cells.length === 1) cells[0] ??= ''
        rows.push(cells)
        for (const cell of cells) size += (cell?.length ?? 0) + 1
        if (size < CHUNK_SIZE) continue
        yield lines(rows)
        rows = []
        size = 0
      }
      if (rows.length > 0) yield lines(rows)
      rows = []
      size = 0
    }
    if (rows.length > 0) yield lines(rows)
  },
}

function lines(rows: readonly Cells[]): string {
  // `quoted_empty` would quote NULL as well; a pattern is tried on text only.
  return stringify([...rows], { quoted_match: [/^$/] })
}

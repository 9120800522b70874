import { isPlain, loadWidths } from './fit.ts'
import { safeText } from './safe-text.ts'
import { type Cells, type Changes, cellReader } from './table-cells.ts'
import { planLayout } from './table-layout.ts'
import { type Pen, penFor } from './table-lines.ts'
import { CHUNK_SIZE, type Format, type OutputColumn, type OutputRow, type View } from './types.ts'

// What is held back to find the widths: so many rows, or so many characters of them. Later rows use the same widths.
const MEASURED_ROWS = 10_000
const MEASURED_SIZE = 8_000_000
// Below this nothing can be laid out; a terminal that says less is usually one that does not know.
const NARROWEST = 20
// Without a terminal nothing is fitted; records and lines below rows do not occur.
const UNFITTED = 1_000_000

/**
 * Aligned columns for people. Fits the terminal: text gives way with `…`, columns that find no place go below their row,
 * and where hardly any fits each row is a record. NULL is blank, empty text is `""`, and no value can drive the terminal.
 * Zero rows are the header alone: the count is for stderr.
 */
export const table: Format<'table'> = {
  name: 'table',
  streams: false,
  doc: 'aligned columns for reading',
  async *write(columns, batches, view) {
    // What is fitted may be cut, and a cut text ends in a character that is not plain.
    if (view.width !== undefined || !columns.every(({ name }) => isPlain(name))) await loadWidths()
    const changes: Changes = { shortened: false, cut: false }
    const read = cellReader(columns, view, changes)
    let pen: Pen | undefined
    let held: Cells[] = []
    let size = 0
    let number = 0
    for await (const batch of batches) {
      for (const row of batch) {
        const cells = read(row)
        held.push(cells)
        for (const cell of cells) {
          size += cell?.length ?? 0
          if (cell !== undefined && !isPlain(cell)) await loadWidths()
        }
        if (pen === undefined ? held.length < MEASURED_ROWS && size < MEASURED_SIZE : size < CHUNK_SIZE) continue
        const header = pen === undefined
        pen ??= makePen(columns, held, view, changes)
        yield* draw(pen, held, number, header)
        number += held.length
        held = []
        size = 0
      }
    }
    const header = pen === undefined
    pen ??= makePen(columns, held, view, changes)
    yield* draw(pen, held, number, header)
    const note = footnote(changes)
    if (note !== '') view.note?.(note)
  },
}

/** A table of a few rows as one text; footnotes go to `view.note`. */
export async function tableText(
  columns: readonly OutputColumn[],
  rows: readonly OutputRow[],
  view: View,
): Promise<string> {
  await loadWidths()
  const changes: Changes = { shortened: false, cut: false }
  const cells = rows.map(cellReader(columns, view, changes))
  const text = [...draw(makePen(columns, cells, view, changes), cells, 0, true)].join('')
  const note = footnote(changes)
  if (note !== '') view.note?.(note)
  return text
}

function makePen(columns: readonly OutputColumn[], rows: readonly Cells[], view: View, changes: Changes): Pen {
  const width = view.width === undefined ? undefined : Math.max(NARROWEST, view.width)
  const headers = columns.map(column => safeText(column.name))
  const layout = planLayout(columns, headers, rows, width)
  return penFor(columns, layout, { width: width ?? UNFITTED, color: view.color, changes })
}

function* draw(pen: Pen, rows: readonly Cells[], before: number, header: boolean): Generator<string> {
  let chunk = header ? pen.header() : ''
  for (const [i, cells] of rows.entries()) {
    chunk += pen.row(cells, before + i + 1)
    if (chunk.length < CHUNK_SIZE) continue
    yield chunk
    chunk = ''
  }
  if (chunk !== '') yield chunk
}

function footnote(changes: Changes): string {
  const what = [...(changes.shortened ? ['ARNs are shortened'] : []), ...(changes.cut ? ['long values are cut'] : [])]
  if (what.length === 0) return ''
  const sentence = what.join(' and ')
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)} here; --format json shows them whole.`
}

import { cut, pad } from './fit.ts'
import { safeText } from './safe-text.ts'
import type { Cells, Changes } from './table-cells.ts'
import { detailPen } from './table-details.ts'
import { GAP, type Layout } from './table-layout.ts'
import { ANSI, PLAIN } from './table-style.ts'
import type { OutputColumn } from './types.ts'

/** Draws the parts of a table, each ending in a newline. */
export interface Pen {
  /** Column names and the rule below them; '' where rows are records. */
  header(): string
  /** One row, `number` counted from 1. */
  row(cells: Cells, number: number): string
}

/** A pen for a layout. Widths are in terminal columns; what is cut is marked in `changes`. */
export function penFor(
  columns: readonly OutputColumn[],
  layout: Layout,
  options: { readonly width: number; readonly color: boolean; readonly changes: Changes },
): Pen {
  const { changes } = options
  const style = options.color ? ANSI : PLAIN
  const names = columns.map(column => safeText(column.name))
  const details = detailPen(names, options.width, style, changes)
  const sides = columns.map(({ type }) => (type === 'bigint' || type === 'double' ? 'left' : 'right'))

  function beside(cells: Cells): string {
    const fitted = layout.widths.map((space, i) => {
      const text = cells[i] ?? ''
      const short = cut(text, space)
      if (short !== text) changes.cut = true
      return pad(short, space, sides[i] ?? 'right')
    })
    return trimEnd(fitted.join(' '.repeat(GAP)))
  }

  return {
    header() {
      if (layout.beside === 0) return ''
      const titles = layout.widths.map((space, i) => pad(cut(names[i] ?? '', space), space, sides[i] ?? 'right'))
      const rules = layout.widths.map(space => '─'.repeat(space))
      const gap = ' '.repeat(GAP)
      return `${style.bold(trimEnd(titles.join(gap)))}\n${style.dim(rules.join(gap))}\n`
    },
    row(cells, number) {
      const lines =
        layout.beside === 0 ? details.record(cells, number) : [beside(cells), ...details.below(cells, layout.beside)]
      return `${lines.join('\n')}\n`
    },
  }
}

// Of spaces only, and in one pass: a pattern would look at every run of them.
function trimEnd(line: string): string {
  let end = line.length
  while (line[end - 1] === ' ') end--
  return line.slice(0, end)
}

import { cut, displayWidth, pad, wrap } from './fit.ts'
import type { Cells, Changes } from './table-cells.ts'
import { GAP } from './table-layout.ts'
import type { Style } from './table-style.ts'

/** Lines made of labels and values, for what does not stand side by side. */
export interface DetailPen {
  /** The values from column `from` on, as many on a line as it holds. NULL would say nothing there, and is left out. */
  below(cells: Cells, from: number): string[]
  /** A whole row, one value below the other. */
  record(cells: Cells, number: number): string[]
}

// Lines that one value may take.
const LINES = 5
const INDENT = 4
const BETWEEN = 3
const LONGEST_RULE = 60

/** A pen for labels and values within `width` columns. */
export function detailPen(names: readonly string[], width: number, style: Style, changes: Changes): DetailPen {
  const labels = names.map(name => cut(name, Math.floor(width / 2)))
  const labelWidth = Math.max(0, ...labels.map(displayWidth))

  function wrapped(text: string, space: number): readonly [string, ...string[]] {
    const { lines, whole } = wrap(text, space, LINES)
    if (!whole) changes.cut = true
    const [first = '', ...more] = lines
    return [first, ...more]
  }

  return {
    below(cells, from) {
      const lines: string[] = []
      // Where the last line ends; a line that is full begins a new one.
      let end = width
      for (let i = from; i < cells.length; i++) {
        const text = cells[i]
        if (text === undefined) continue
        const label = labels[i] ?? ''
        const indent = INDENT + displayWidth(label) + 1
        const [first, ...more] = wrapped(text, width - indent)
        const item = `${style.dim(label)} ${first}`
        const itemWidth = displayWidth(label) + 1 + displayWidth(first)
        if (more.length === 0 && end + BETWEEN + itemWidth <= width) {
          lines.push(`${lines.pop() ?? ''}${' '.repeat(BETWEEN)}${item}`)
          end += BETWEEN + itemWidth
        } else {
          lines.push(' '.repeat(INDENT) + item, ...more.map(line => ' '.repeat(indent) + line))
          end = more.length === 0 ? INDENT + itemWidth : width
        }
      }
      return lines
    },
    record(cells, number) {
      const title = `── ${number} `
      const rule = '─'.repeat(Math.max(0, Math.min(width, LONGEST_RULE) - title.length))
      const lines = [style.dim(title + rule)]
      for (const [i, label] of labels.entries()) {
        const [first, ...more] = wrapped(cells[i] ?? '', width - labelWidth - GAP)
        lines.push(style.bold(first === '' ? label : pad(label, labelWidth + GAP, 'right')) + first)
        for (const line of more) lines.push(' '.repeat(labelWidth + GAP) + line)
      }
      return lines
    },
  }
}

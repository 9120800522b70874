import { safeText } from './safe-text.ts'
import { CHUNK_SIZE, type Format, type OutputColumn, type OutputValue } from './types.ts'
import { valueText } from './value-text.ts'

/**
 * A GitHub table. Values are shown as they are, never rendered: markup is escaped, control characters are spelled out
 * (a newline is `\n`). NULL is an empty cell, empty text is `""`.
 */
export const markdown: Format<'markdown'> = {
  name: 'markdown',
  streams: true,
  doc: 'a GitHub table',
  async *write(columns, batches) {
    let chunk = `${line(columns.map(column => escapeMarkup(column.name)))}${line(columns.map(alignment))}`
    for await (const batch of batches) {
      for (const row of batch) {
        chunk += line(columns.map(({ name }) => cell(row[name])))
        if (chunk.length < CHUNK_SIZE) continue
        yield chunk
        chunk = ''
      }
      if (chunk !== '') yield chunk
      chunk = ''
    }
    if (chunk !== '') yield chunk
  },
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |\n`
}

function alignment({ type }: OutputColumn): string {
  return type === 'bigint' || type === 'double' ? '---:' : '---'
}

function cell(value: OutputValue | undefined): string {
  const text = valueText(value)
  return text === undefined ? '' : text === '' ? '""' : escapeMarkup(text)
}

// Backslashes are escaped with the rest, those of spelled-out control characters included. An underscore within a word
// means nothing to GitHub, and most names have one.
function escapeMarkup(text: string): string {
  return safeText(text)
    .replace(/[\\|*`[\]~$#]|(?<![\p{L}\p{N}_])_|_(?![\p{L}\p{N}_])/gu, '\\$&')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
}

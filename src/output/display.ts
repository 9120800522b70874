import { safeText } from './safe-text.ts'
import { tableText } from './table.ts'
import type { OutputColumn, OutputRow, OutputValue } from './types.ts'
import { valueText } from './value-text.ts'

/** The method by which a notebook asks an object how to show it (Deno's kernel and others). */
export const JUPYTER_DISPLAY: unique symbol = Symbol.for('Jupyter.display')

/** One thing in the forms that a notebook may choose from. */
export interface MimeBundle {
  readonly 'text/html': string
  readonly 'text/plain': string
}

// A cell of a notebook is for looking; more of one value than this belongs into code.
const LONGEST = 500

/**
 * Rows as a notebook cell shows them: an HTML table and the same as plain text. Everything from the rows is escaped.
 *
 * @param options.limit the most rows shown (100); a line below says how many there are
 * @example
 * ```ts
 * const result = { [JUPYTER_DISPLAY]: () => toDisplay(columns, rows) }
 * ```
 */
export async function toDisplay(
  columns: readonly OutputColumn[],
  rows: readonly OutputRow[],
  options: { readonly limit?: number } = {},
): Promise<MimeBundle> {
  const shown = rows.slice(0, options.limit ?? 100)
  const more = shown.length < rows.length ? `first ${shown.length} of ${rows.length} rows` : ''
  const head = columns.map(column => `<th${align(column)}>${escapeHtml(column.name)}</th>`).join('')
  const body = shown.map(row => `<tr>${columns.map(column => htmlCell(column, row[column.name])).join('')}</tr>\n`)
  const table = `<table>\n<thead><tr>${head}</tr></thead>\n<tbody>\n${body.join('')}</tbody>\n</table>\n`
  const text = await tableText(columns, shown, { width: 120, color: false, shorten: false })
  return {
    'text/html': more === '' ? table : `${table}<p>${more}</p>\n`,
    'text/plain': more === '' ? text : `${text}${more}\n`,
  }
}

function htmlCell(column: OutputColumn, value: OutputValue | undefined): string {
  const text = valueText(value)
  if (text === undefined) return '<td></td>'
  const short = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
  return `<td${align(column)}>${text === '' ? '&quot;&quot;' : escapeHtml(short)}</td>`
}

function align({ type }: OutputColumn): string {
  return ` style="text-align:${type === 'bigint' || type === 'double' ? 'right' : 'left'}"`
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escapeHtml(text: string): string {
  return safeText(text).replace(/[&<>"']/g, character => ENTITIES[character] ?? character)
}

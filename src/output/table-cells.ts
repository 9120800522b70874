import { shortenArns } from './arn.ts'
import { safeText } from './safe-text.ts'
import type { OutputColumn, OutputRow, OutputValue, View } from './types.ts'
import { valueText } from './value-text.ts'

/** What was done to the values, to be said in one footnote. */
export interface Changes {
  shortened: boolean
  cut: boolean
}

/** The cells of a row as safe one-line text; undefined for NULL. */
export type Cells = readonly (string | undefined)[]

// No table shows more of one value than this, and what is held for measuring stays small beside a 100 KB request.
const LONGEST = 4096

/** Makes the function that turns a row into cells. What it shortens or cuts it marks in `changes`. */
export function cellReader(columns: readonly OutputColumn[], view: View, changes: Changes): (row: OutputRow) => Cells {
  return row => columns.map(({ name, type }) => read(row[name], view.shorten && type !== 'json', changes))
}

function read(value: OutputValue | undefined, shorten: boolean, changes: Changes): string | undefined {
  const whole = Array.isArray(value) ? list(value) : valueText(value)
  if (whole === undefined) return undefined
  if (whole === '') return '""'
  if (typeof value === 'number' || typeof value === 'bigint') return whole
  let text = whole
  if (text.length > LONGEST) {
    changes.cut = true
    text = `${text.slice(0, LONGEST)}…`
  }
  if (shorten) {
    const short = shortenArns(text)
    if (short !== text) changes.shortened = true
    text = short
  }
  return safeText(text)
}

function list(values: readonly OutputValue[]): string {
  return values.length === 0 ? '[]' : values.map(value => valueText(value) ?? 'null').join(', ')
}

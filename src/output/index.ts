// What lives here: the forms in which rows are printed, and how a notebook shows them. Text out, no I/O.
// What it may import: ../errors.ts, csv-stringify, fast-string-width.
// To add a format: one new file that exports a Format, and its name in FORMATS below.
import { csv } from './csv.ts'
import { json, jsonl } from './json.ts'
import { markdown } from './markdown.ts'
import { table } from './table.ts'

/** Every format by its name. */
export const FORMATS = Object.freeze({ table, json, jsonl, csv, markdown })

/** The name of a format, as `--format` takes it. */
export type FormatName = keyof typeof FORMATS

export { JUPYTER_DISPLAY, type MimeBundle, toDisplay } from './display.ts'
export type { Format, JsonValue, OutputColumn, OutputRow, OutputType, OutputValue, View } from './types.ts'

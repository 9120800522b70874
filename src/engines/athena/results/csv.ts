import { StringDecoder } from 'node:string_decoder'

import { setValue, UNASSIGNABLE } from '../../../sql/result-row.ts'
import type { ResultRow } from '../../../sql/result-type.ts'
import type { RowShape } from './columns.ts'
import type { Decoder } from './values.ts'

const QUOTE = 0x22
const COMMA = 0x2c
const NEWLINE = 0x0a

/** Text that is not in Athena's format: the same rows must be had some other way. */
export class BadCsv extends Error {}

/**
 * Reads the result object of a SELECT while it comes: UTF-8, LF, a header, every value between double quotes with its
 * own doubled, and nothing at all for NULL, which tells it from `""`. Rows are cut wherever bytes end.
 *
 * Source: PyAthena, docs/null_handling, and burtcorp/athena-jdbc, VeryBasicCsvParser: tested on AWS.
 */
export class CsvReader {
  readonly #shape: RowShape
  readonly #names: readonly string[]
  /** A name that can't be assigned to. */
  readonly #hasProto: boolean
  readonly #utf8 = new StringDecoder('utf8')
  #isHeader = true
  #skip: number
  #text = ''
  /** Text that waits to be read with more: a row of many megabytes is not read anew with every piece of it. */
  #waiting: string[] = []
  #waitingLength = 0
  #enough = 0

  /** @param skip rows to leave out behind the header, because they are out already */
  constructor(shape: RowShape, skip = 0) {
    this.#shape = shape
    this.#names = shape.columns.map(({ name }) => name)
    this.#hasProto = this.#names.includes(UNASSIGNABLE)
    this.#skip = skip
  }

  /** The rows that end within these bytes. @throws BadCsv */
  rows(bytes: Buffer): ResultRow[] {
    const text = this.#utf8.write(bytes)
    this.#waiting.push(text)
    this.#waitingLength += text.length
    return this.#waitingLength < this.#enough ? [] : this.#read('')
  }

  /** What is left behind the last byte. @throws BadCsv */
  end(): ResultRow[] {
    this.#waiting.push(this.#utf8.end())
    const rows = this.#read('')
    if (this.#text !== '') rows.push(...this.#read('\n'))
    if (this.#text !== '' || this.#isHeader) throw new BadCsv('It ends in the middle of a row')
    return rows
  }

  #read(more: string): ResultRow[] {
    const text = this.#text + this.#waiting.join('') + more
    this.#waiting = []
    this.#waitingLength = 0
    const rows: ResultRow[] = []
    const start = this.#isHeader ? this.#header(text) : 0
    const end = this.#isHeader ? 0 : this.#rows(text, start, rows)
    this.#text = end === 0 ? text : text.slice(end)
    this.#enough = this.#text.length
    return rows
  }

  /** Reads the header, where it is there whole. @returns where it ends */
  #header(text: string): number {
    const wanted = `${this.#shape.labels.map(label => `"${label.replaceAll('"', '""')}"`).join(',')}\n`
    if (text.startsWith(wanted)) this.#isHeader = false
    else if (!wanted.startsWith(text)) throw new BadCsv('Its header names other columns')
    return this.#isHeader ? 0 : wanted.length
  }

  /** Reads the rows that are there whole. One long loop, because it runs for every value. @returns where the last ends */
  #rows(text: string, from: number, rows: ResultRow[]): number {
    const { decoders } = this.#shape
    const names = this.#names
    const width = names.length
    let end = from
    let at = from
    let i = 0
    let row = this.#shape.row()
    while (at < text.length) {
      if (text.charCodeAt(at) === QUOTE) {
        let close = text.indexOf('"', at + 1)
        let doubled = false
        while (close >= 0 && text.charCodeAt(close + 1) === QUOTE) {
          doubled = true
          close = text.indexOf('"', close + 2)
        }
        // Not there whole; or the last of these characters, and the next may be another quote.
        if (close < 0 || close + 1 === text.length) break
        if (this.#skip === 0 && i < width) {
          const value = text.slice(at + 1, close)
          const decode = decoders[i] as Decoder
          const decoded = decode(doubled ? value.replaceAll('""', '"') : value)
          if (this.#hasProto) setValue(row, names[i] as string, decoded)
          else row[names[i] as string] = decoded
        }
        at = close + 1
      }
      const separator = text.charCodeAt(at)
      at++
      i++
      if (separator === COMMA) continue
      if (separator !== NEWLINE) throw new BadCsv('A value stands without quotes')
      if (i !== width) throw new BadCsv(`A row has ${i} values in place of ${width}`)
      if (this.#skip > 0) this.#skip--
      else rows.push(row)
      row = this.#shape.row()
      i = 0
      end = at
    }
    return end
  }
}

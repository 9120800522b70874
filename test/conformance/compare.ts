import type { ResultColumn } from '../../src/index.ts'

/** What came back, in order; columns where the question tells them. */
export interface Answer {
  readonly columns?: readonly ResultColumn[]
  readonly rows: readonly Row[]
}

export type Row = Readonly<Record<string, unknown>>

/** How one answer differs from another, in one line; undefined where it does not: same columns, rows, order, types. */
export function difference(expected: Answer, actual: Answer): string | undefined {
  const [columns, others] = [expected, actual].map(answer =>
    answer.columns?.map(({ name, type }) => `${name} ${type}`).join(', '),
  )
  if (columns !== others) return `columns: ${others}, not ${columns}`
  for (const [at, row] of expected.rows.entries()) {
    const other = actual.rows[at]
    if (other === undefined) break
    const found = rowDifference(row, other)
    if (found !== undefined) return `row ${at + 1} of ${expected.rows.length}: ${found}`
  }
  const [count, otherCount] = [expected.rows.length, actual.rows.length]
  return count === otherCount ? undefined : `${otherCount} rows, not ${count}`
}

function rowDifference(expected: Row, actual: Row): string | undefined {
  const names = Object.keys(expected)
  const others = Object.keys(actual)
  if (names.join() !== others.join()) return `columns ${others.join()}, not ${names.join()}`
  const name = names.find(column => !same(expected[column], actual[column]))
  return name === undefined ? undefined : `${name} is ${shown(actual[name])}, not ${shown(expected[name])}`
}

/** Values of one type and equal; NaN is NaN, and -0 is not 0. */
function same(a: unknown, b: unknown): boolean {
  if (!Array.isArray(a) || !Array.isArray(b)) return Object.is(a, b)
  return a.length === b.length && a.every((item, i) => same(item, b[i]))
}

/** A value, its type told where it is not plain to see. */
export function shown(value: unknown): string {
  if (typeof value === 'bigint') return `${value}n`
  if (Object.is(value, -0)) return '-0'
  if (value === undefined) return 'undefined'
  const text = JSON.stringify(value)
  return text.length <= 160 ? text : `${text.slice(0, 160)}… (${text.length} characters)`
}

/** Columns of JSON that was put together again, and what the table has there: an object of members, or a list. */
export type Rebuilt = Readonly<Record<string, 'object' | 'list'>>

/**
 * How answers differ in which some columns hold JSON that was put together again: in any order of members, and without
 * members that there was no place for.
 */
export function rebuiltDifference(expected: Answer, actual: Answer, rebuilt: Rebuilt): string | undefined {
  const columns = Object.keys(rebuilt)
  const rest = difference(asNothing(expected, columns), asNothing(actual, columns))
  if (rest !== undefined) return rest
  for (const [at, row] of expected.rows.entries()) {
    for (const name of columns.filter(column => column in row)) {
      const [whole, part] = [json(row[name]), json(actual.rows[at]?.[name])]
      // A struct or a list has no place for a value of another kind.
      const hasPlace = rebuilt[name] === 'list' ? Array.isArray(whole) : isObject(whole)
      if (hasPlace ? isPart(part, whole) : part === null) continue
      return `row ${at + 1} of ${expected.rows.length}: ${name} is ${shown(part)}, no part of ${shown(whole)}`
    }
  }
  return undefined
}

/** Whether a value is another as structs of texts hold it: without some members of its objects, numbers as texts. */
function isPart(part: unknown, whole: unknown): boolean {
  if (Array.isArray(part) && Array.isArray(whole)) {
    return part.length === whole.length && part.every((item, i) => isPart(item, whole[i]))
  }
  if (!isObject(part) || !isObject(whole)) return String(part) === String(whole) || (part === null && !isObject(whole))
  return Object.entries(part).every(([name, value]) => Object.hasOwn(whole, name) && isPart(value, whole[name]))
}

function isObject(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function json(value: unknown): unknown {
  return typeof value === 'string' ? JSON.parse(value) : value
}

/** How answers differ in which some columns hold JSON that may be written in other words. */
export function jsonDifference(expected: Answer, actual: Answer, columns: readonly string[]): string | undefined {
  const read = (answer: Answer) => withColumns(answer, columns, value => ordered(json(value)))
  return difference(read(expected), read(actual))
}

/** JSON in one form: members in one order. */
function ordered(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    isObject(inner) ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner,
  )
}

/** An answer whose columns hold nothing. */
export function asNothing(answer: Answer, columns: readonly string[]): Answer {
  return withColumns(answer, columns, () => null)
}

function withColumns(answer: Answer, columns: readonly string[], change: (value: unknown) => unknown): Answer {
  const names = new Set(columns)
  const rows = answer.rows.map(row =>
    Object.fromEntries(Object.entries(row).map(([name, value]) => [name, names.has(name) ? change(value) : value])),
  )
  return { ...answer, rows }
}

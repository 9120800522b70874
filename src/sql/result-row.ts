import type { ResultValue } from './result-type.ts'

/** Names may come twice; the second `n` is `n:1`, as DuckDB's client has it. */
export function distinctNames(names: readonly string[]): readonly string[] {
  const seen = new Set<string>()
  return names.map(name => {
    let distinct = name
    for (let n = 1; seen.has(distinct); n++) distinct = `${name}:${n}`
    seen.add(distinct)
    return distinct
  })
}

/** The one name that can't be assigned to: a column may have it all the same. */
export const UNASSIGNABLE = '__proto__'

/** Puts a value into a row; one by the name that can't be assigned to is defined. */
export function setValue(row: Record<string, ResultValue>, name: string, value: ResultValue): void {
  if (name === UNASSIGNABLE)
    Object.defineProperty(row, name, { value, writable: true, enumerable: true, configurable: true })
  else row[name] = value
}

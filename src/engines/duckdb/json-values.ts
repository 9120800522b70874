/** A JSON value with the text that it was read from. */
export interface JsonValue {
  readonly value: unknown
  readonly text: string
}

/** The values of a text, and what of it is none. */
export interface JsonValues {
  readonly values: readonly JsonValue[]
  readonly problem?: string
}

/** Where V8 says that a value ended and something else began. */
const AFTER_VALUE = /after JSON at position (\d+)/

/** How much of a text that is no JSON is shown. */
const SHOWN = 40

/**
 * The JSON values of a text: one value, one a line, or one behind the other. Lines that are no JSON don't take the
 * others with them.
 */
export function jsonValues(text: string): JsonValues {
  const whole = parse(text)
  if (whole !== undefined) return { values: [{ value: whole, text }] }
  const lines = text.split('\n')
  const first = lines.find(line => line.trim() !== '')
  return first !== undefined && lines.length > 1 && parse(first) !== undefined
    ? valuesOfLines(lines)
    : valuesInRow(text)
}

function valuesOfLines(lines: readonly string[]): JsonValues {
  const values: JsonValue[] = []
  const broken: number[] = []
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') continue
    const { values: found, problem } = valuesInRow(line)
    values.push(...found)
    if (problem !== undefined) broken.push(index + 1)
  }
  if (broken.length === 0) return { values }
  const which = broken.length === 1 ? `line ${broken[0]} is` : `${broken.length} lines are (the first: ${broken[0]})`
  return { values, problem: `${which} not JSON` }
}

function valuesInRow(text: string): JsonValues {
  const values: JsonValue[] = []
  let rest = text
  while (rest.trim() !== '') {
    const { value, length } = firstValue(rest)
    if (value === undefined) {
      const at = text.length - rest.length
      return { values, problem: values.length === 0 ? notJson(text) : `not JSON from position ${at} on` }
    }
    values.push(value)
    rest = rest.slice(length)
  }
  return { values }
}

function firstValue(text: string): { value?: JsonValue; length: number } {
  try {
    return { value: { value: JSON.parse(text), text }, length: text.length }
  } catch (error) {
    const length = Number(AFTER_VALUE.exec(error instanceof Error ? error.message : '')?.[1] ?? 0)
    const start = text.slice(0, length)
    const value = length === 0 ? undefined : parse(start)
    return value === undefined ? { length: 0 } : { value: { value, text: start }, length }
  }
}

function notJson(text: string): string {
  const start = text.trimStart()
  // Cut JSON begins like JSON; showing its first characters would say nothing.
  if (/^[{[]/.test(start)) return 'broken JSON'
  const line = start.slice(0, SHOWN).split('\n')[0] ?? ''
  return `not JSON: it starts with '${line.replace(/[\u0000-\u001f\u007f-\u009f]/g, '·')}${start.length > line.length ? '…' : ''}'`
}

/** The value, or undefined (which is no JSON value) where the text is not JSON. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

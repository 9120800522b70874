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
  if (first !== undefined && lines.length > 1 && isContainer(parse(first))) {
    const inLines = valuesOfLines(numbered(lines))
    if (inLines.problem === undefined) return inLines
    // Objects one behind the other may start on one line and end on another.
    const inRow = valuesInRow(text)
    return inRow.problem === undefined ? inRow : inLines
  }
  const inRow = valuesInRow(text)
  // A broken first line must not take the others with it. In a printed object no line is an object of any size.
  const isLines = inRow.problem !== undefined && lines.some(line => line.length > SHOWN && isContainer(parse(line)))
  return isLines ? valuesOfLines(numbered(lines)) : inRow
}

/** A line of a file, and its number. */
export interface Line {
  readonly text: string
  readonly line: number
}

export function numbered(lines: readonly string[], first = 1): readonly Line[] {
  return lines.map((text, index) => ({ text, line: index + first }))
}

/** The values of lines that are known to have one or more each. */
export function valuesOfLines(lines: readonly Line[]): JsonValues {
  const values: JsonValue[] = []
  const broken: number[] = []
  for (const { text, line } of lines) {
    if (text.trim() === '') continue
    const { values: found, problem } = valuesInRow(text)
    for (const value of found) values.push(value)
    if (problem !== undefined) broken.push(line)
  }
  if (broken.length === 0) return { values }
  const which = broken.length === 1 ? `line ${broken[0]} is` : `${broken.length} lines are (the first: ${broken[0]})`
  return { values, problem: `${which} not JSON` }
}

function valuesInRow(text: string): JsonValues {
  const values: JsonValue[] = []
  let rest = text
  while (rest.trim() !== '') {
    const { value, length, why } = firstValue(rest)
    if (value === undefined) {
      return { values, problem: values.length === 0 ? notJson(text, why) : garbage(rest, text.length - rest.length) }
    }
    values.push(value)
    rest = rest.slice(length)
  }
  return { values }
}

function firstValue(text: string): { value?: JsonValue; length: number; why: string } {
  try {
    return { value: { value: JSON.parse(text), text }, length: text.length, why: '' }
  } catch (error) {
    const why = error instanceof Error ? error.message : ''
    const length = Number(AFTER_VALUE.exec(why)?.[1] ?? 0)
    const start = text.slice(0, length)
    const value = length === 0 ? undefined : parse(start)
    return value === undefined ? { length: 0, why } : { value: { value, text: start }, length, why }
  }
}

function garbage(rest: string, at: number): string {
  return `${/^\0+\s*$/.test(rest) ? 'NUL bytes' : 'not JSON'} from character ${at + 1} on`
}

function notJson(text: string, why: string): string {
  const start = text.trimStart()
  // Cut JSON begins like JSON; showing its first characters would say nothing.
  if (/^[{[]/.test(start)) return `broken JSON${where(why, text.trimEnd().length)}`
  const head = start.slice(0, SHOWN)
  if (/^\0+$/.test(head)) return 'not JSON: it starts with NUL bytes'
  if (/[\0\ufffd]/.test(head)) return 'not JSON: binary data'
  const line = head.split('\n')[0] ?? ''
  return `not JSON: it starts with '${shown(line)}${start.length > line.length ? '…' : ''}'`
}

/** What a damaged file holds must not reach a terminal. */
function shown(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]/gu, '·')
}

/** What V8 says of a text that it can't parse, without the text itself. */
function where(why: string, length: number): string {
  const at = /at position (\d+)/.exec(why)?.[1]
  if (/^Unexpected end of JSON|^Unterminated string/.test(why) || Number(at) >= length) return ': it ends in the middle'
  if (at !== undefined) return ` at character ${Number(at) + 1}`
  // Of what it does not expect it tells the text around, in quotes, and not where that is.
  const around = /^Unexpected token .*?, (?:\.\.\.)?"(.*)"(?:\.\.\.)? is not valid JSON$/s.exec(why)?.[1]
  return around === undefined ? '' : ` near '${shown(around)}'`
}

function isContainer(value: unknown): boolean {
  return typeof value === 'object' && value !== null
}

/** The value, or undefined (which is no JSON value) where the text is not JSON. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

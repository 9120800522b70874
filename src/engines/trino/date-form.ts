/** Spans that the letters of a date can tell, from the longest on. */
export const UNITS = ['YEAR', 'MONTH', 'WEEK', 'DAY', 'HOUR', 'MINUTE', 'SECOND'] as const

/** A span of the calendar. */
export type Unit = (typeof UNITS)[number]

const SECOND = 1000
const MS: Readonly<Partial<Record<Unit, number>>> = {
  WEEK: 604_800 * SECOND,
  DAY: 86_400 * SECOND,
  HOUR: 3600 * SECOND,
  MINUTE: 60 * SECOND,
  SECOND,
}

/** Runs of one letter, text in quotes, and what stands between. */
const PARTS = /'[^']*'|([A-Za-z])\1*|[^A-Za-z']+/g

/** The letters that are read and written, their place in a moment, and how many digits they have. */
const LETTERS: Readonly<Record<string, readonly [place: number, digits: number, unit: Unit]>> = {
  yyyy: [0, 4, 'YEAR'],
  uuuu: [0, 4, 'YEAR'],
  MM: [1, 2, 'MONTH'],
  M: [1, 1, 'MONTH'],
  dd: [2, 2, 'DAY'],
  d: [2, 1, 'DAY'],
  HH: [3, 2, 'HOUR'],
  H: [3, 1, 'HOUR'],
  mm: [4, 2, 'MINUTE'],
  ss: [5, 2, 'SECOND'],
}

/** Whether all letters of a form are known here: what has others can't be judged. */
export function isFormKnown(format: string): boolean {
  return (format.match(PARTS) ?? []).every(part => !/^[A-Za-z]/.test(part) || LETTERS[part] !== undefined)
}

/** The shortest span that a form tells: `yyyy/MM/dd` a day. */
export function finestUnit(format: string): Unit {
  const units = (format.match(PARTS) ?? []).map(part => LETTERS[part]?.[2]).filter(unit => unit !== undefined)
  return UNITS.findLast(unit => units.includes(unit)) ?? 'YEAR'
}

/** A moment in a form of Java's letters, as a table's property has it: `yyyy/MM/dd`. */
export function writeDate(at: number, format: string): string {
  const places = new Date(at).toISOString().split(/\D/)
  return format.replace(PARTS, part => {
    const [place, digits] = LETTERS[part] ?? []
    if (place === undefined || digits === undefined) return part.replaceAll("'", '')
    return `${Number(places[place])}`.padStart(digits, '0')
  })
}

/** The moment that a text in a form means; undefined where it is in another form, or no day of the calendar. */
export function readDate(text: string, format: string): number | undefined {
  const places = [1970, 1, 1, 0, 0, 0]
  let rest = text
  for (const part of format.match(PARTS) ?? []) {
    const [place, digits] = LETTERS[part] ?? []
    const literal = part.replaceAll("'", '')
    const found = place === undefined ? (rest.startsWith(literal) ? literal : undefined) : digitsOf(rest, digits ?? 1)
    if (found === undefined) return undefined
    if (place !== undefined) places[place] = Number(found)
    rest = rest.slice(found.length)
  }
  const [year = 0, month = 1, day, hour, minute, second] = places
  const at = Date.UTC(year, month - 1, day, hour, minute, second)
  // The calendar rolls 31 November over; a text that comes out otherwise was none of it.
  return rest === '' && writeDate(at, format) === text ? at : undefined
}

function digitsOf(text: string, digits: number): string | undefined {
  return new RegExp(digits === 1 ? '^\\d\\d?' : `^\\d{${digits}}`).exec(text)?.[0]
}

/** The first moment of the span that a moment lies in. */
export function startOf(at: number, unit: Unit): number {
  const date = new Date(at)
  if (unit === 'YEAR') return Date.UTC(date.getUTCFullYear(), 0)
  if (unit === 'MONTH') return Date.UTC(date.getUTCFullYear(), date.getUTCMonth())
  const ms = MS[unit] ?? SECOND
  return Math.floor(at / ms) * ms
}

/** So many spans later; earlier, where they are less than none. */
export function later(at: number, count: number, unit: Unit): number {
  if (unit !== 'YEAR' && unit !== 'MONTH') return at + count * (MS[unit] ?? SECOND)
  const date = new Date(at)
  const month = date.getUTCMonth() + count * (unit === 'YEAR' ? 12 : 1)
  const ofMonth = new Date(Date.UTC(date.getUTCFullYear(), month + 1, 0)).getUTCDate()
  const first = Date.UTC(date.getUTCFullYear(), month, Math.min(date.getUTCDate(), ofMonth))
  return first + (at - startOf(at, 'DAY'))
}

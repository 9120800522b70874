import { TrailqError } from '../../errors.ts'
import { finestUnit, isFormKnown, later, readDate, startOf, UNITS, type Unit, writeDate } from '../trino/date-form.ts'

/** A property of how a key is projected, by the end of its name: `range`. */
export type Property = (what: string) => string | undefined

/** The dates that a projected key has. */
export interface DateRule {
  readonly format: string
  /** The first moment that the range covers, and the last: its end counts for the whole of its day, hour or month. */
  readonly from: number
  readonly to: number
  /** From one date to the next. */
  readonly every: { readonly count: number; readonly unit: Unit }
  /** Ends of the range that are neither written in the form nor count from now. */
  readonly misread: readonly string[]
}

const NOW = new RegExp(`^NOW\\s*(?:([+-])\\s*(\\d+)\\s*(${UNITS.join('|')})S?)?$`, 'i')

/**
 * What a projected date says of itself.
 *
 * Source: Amazon Athena User Guide, "Supported types for partition projection", Date type.
 */
export function dateRule(property: Property, now: Date): DateRule {
  const format = property('format')?.trim() ?? 'yyyy/MM/dd'
  const finest = finestUnit(format)
  const ends = (property('range') ?? '').split(',').map(end => end.trim())
  const [from = '', to = ''] = ends
  const start = startOf(endOf(from, format, now) ?? 0, finest)
  const last = startOf(endOf(to, format, now) ?? 0, finest)
  const misread = isFormKnown(format) ? ends.filter(end => endOf(end, format, now) === undefined) : []
  return {
    format,
    from: start,
    to: later(last, 1, finest) - 1,
    every: everyOf(property, finest),
    misread: ends.length === 2 ? misread : [property('range') ?? ''],
  }
}

function everyOf(property: Property, finest: Unit): DateRule['every'] {
  const unit = UNITS.find(known => known === property('interval.unit')?.trim().toUpperCase().replace(/S$/, ''))
  const count = Math.max(Math.trunc(Number(property('interval') ?? 1)) || 1, 1)
  if (unit === undefined) return { count, unit: finest }
  if (UNITS.indexOf(unit) <= UNITS.indexOf(finest)) return { count, unit }
  // What the form can't tell apart is one date.
  return { count: Math.max(Math.floor(later(0, count, unit) / later(0, 1, finest)), 1), unit: finest }
}

/** One end of a range; nothing can be said of one in a form that is not known. */
function endOf(text: string, format: string, now: Date): number | undefined {
  const [isNow, sign, count, unit = 'DAY'] = NOW.exec(text) ?? []
  if (isNow !== undefined) {
    return later(now.getTime(), (sign === '-' ? -1 : 1) * Number(count ?? 0), unit.toUpperCase() as Unit)
  }
  return readDate(text, format)
}

/**
 * The dates of a rule that cover any of some days (`yyyy/MM/dd`, both in it), as the table writes them.
 *
 * @throws TrailqError NOT_SUPPORTED for letters that are not known
 */
export function datesOf({ format, from, to, every }: DateRule, first?: string, last?: string): readonly string[] {
  if (!isFormKnown(format)) {
    throw new TrailqError('NOT_SUPPORTED', `Days are written as ${format}, which trailq does not know`, {
      next: 'Write them in the letters yyyy, MM, dd and HH.',
    })
  }
  const start = first === undefined ? from : midnight(first)
  const end = Math.min(to, last === undefined ? to : later(midnight(last), 1, 'DAY') - 1)
  const found = new Set<string>()
  for (let at = lastBefore(start, from, every); at <= end; at = later(at, every.count, every.unit)) {
    if (later(at, every.count, every.unit) > start) found.add(writeDate(at, format))
  }
  return [...found]
}

/** A date of the rule at or before a moment, and near it: no need to count up from the year 1970. */
function lastBefore(moment: number, from: number, { count, unit }: DateRule['every']): number {
  if (moment <= from) return from
  const longest = later(0, count, unit) * (unit === 'MONTH' || unit === 'YEAR' ? 1.1 : 1)
  return later(from, Math.floor((moment - from) / longest) * count, unit)
}

/** Whether one date stands for more than a day. */
export function isLongerThanDay({ every: { count, unit } }: DateRule): boolean {
  return later(0, count, unit) > later(0, 1, 'DAY')
}

function midnight(day: string): number {
  return Date.parse(`${day.replaceAll('/', '-')}T00:00:00Z`)
}

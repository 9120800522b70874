import type { Scope } from '../../events/index.ts'
import { type DayRange, deliveryDays } from '../../model/index.ts'

/** Days of delivery, `yyyy/MM/dd`; a side left out is open. */
export type Days = DayRange

/** A date of which the end may be missing, with anything or nothing between its parts, and with an hour behind it. */
const WRITTEN = /^(\d{4})(?:\D?(\d\d?)(?:\D(\d\d?)|(\d\d))?)?/

/** The days of delivery that a scope can need. */
export function daysOf({ since, until }: Pick<Scope, 'since' | 'until'>): Days {
  return deliveryDays({ ...(since === undefined ? {} : { since }), ...(until === undefined ? {} : { until }) })
}

/** Whether a year, a month or a day as a partition has it can hold anything of some days. What can't be read may. */
export function mayHold(written: string, { first, last }: Days): boolean {
  const at = plainDay(written)
  if (at === undefined) return true
  return (
    (first === undefined || at >= first.slice(0, at.length)) && (last === undefined || at <= last.slice(0, at.length))
  )
}

/** A date as a partition has it, as `2026`, `2026/11` or `2026/11/20`; undefined where it is none that can be read. */
export function plainDay(written: string): string | undefined {
  const [, year, month, apart, together] = WRITTEN.exec(written) ?? []
  if (year === undefined) return undefined
  const parts = [month, apart ?? together].filter(part => part !== undefined)
  return [year, ...parts.map(part => part.padStart(2, '0'))].join('/')
}

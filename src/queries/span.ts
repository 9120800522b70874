import { TrailqError } from '../errors.ts'
import { parseTime } from '../model/index.ts'
import type { Param } from '../param.ts'

/** A length of time: 24h, 14d, 4w. */
export function span(doc: string, initial: string): Param<string> {
  return {
    kind: 'text',
    doc,
    placeholder: 'span',
    required: false,
    initial,
    parse(given, name) {
      if (typeof given === 'string' && /^\d{1,9}[smhdw]$/.test(given)) return given
      throw new TrailqError('BAD_PARAMETER', `--${name} takes a length of time, not '${given}'`, {
        next: `Write --${name} followed by a number and s, m, h, d or w: 24h, 14d, 4w.`,
      })
    },
  }
}

/** A time long after all others, so that any span may be counted back from it. */
const END = new Date('9998-12-01T00:00:00Z')

/** @throws TrailqError BAD_TIME where it is longer than time has been counted */
export function secondsOf(text: string): number {
  return (END.getTime() - Date.parse(parseTime(text, END))) / 1000
}

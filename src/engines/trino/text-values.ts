const INSTANT = /^([+-]?\d{4,}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d+))?(?: (.+))?$/

/** `2026-11-20 09:00:00.120 UTC` as `2026-11-20T09:00:00.12Z`; a timestamp without a zone counts as UTC. */
export function isoInstant(text: string): string {
  // Most have this form, and a million of them are read in one answer.
  if (text.length === 23 && text.endsWith('.000')) return `${text.slice(0, 10)}T${text.slice(11, 19)}Z`
  const [, day, time, fraction = '', zone = 'UTC'] = INSTANT.exec(text) ?? []
  if (day === undefined) return text
  const short = fraction.replace(/0+$/, '')
  const local = `${plainDate(day)}T${time}`
  const behind = short === '' ? '' : `.${short}`
  if (zone === 'UTC' || zone === 'Z') return `${local}${behind}Z`
  const utc = Date.parse(`${local}Z`) - offsetOf(zone, Date.parse(`${local}Z`))
  return Number.isNaN(utc) ? text : `${new Date(utc).toISOString().slice(0, -5)}${behind}Z`
}

/** A day beyond year 9999 without the sign in front. */
export function plainDate(text: string): string {
  return text.startsWith('+') ? text.slice(1) : text
}

/** `01:02:03.500+02:00` as `01:02:03.5+02`, as DuckDB writes it. */
export function shortTime(text: string): string {
  return text.replace(/^(\d\d:\d\d:\d\d)(?:\.0*|(\.\d*[1-9])0*)(?=$|[ +-])/, '$1$2').replace(/([+-]\d\d):00$/, '$1')
}

/** Bytes as DuckDB writes them: what can be printed as it is, the rest as `\x00`. */
export function bytesText(bytes: Iterable<number>): string {
  return Array.from(bytes, byte => {
    const isPlain = byte > 0x1f && byte < 0x7f && byte !== 0x22 && byte !== 0x27
    return isPlain ? String.fromCharCode(byte) : `\\x${byte.toString(16).toUpperCase().padStart(2, '0')}`
  }).join('')
}

/** How far a zone is ahead of UTC at a local time, milliseconds. */
function offsetOf(zone: string, local: number): number {
  const [, sign, hours, minutes] = /^([+-])(\d\d):(\d\d)$/.exec(zone) ?? []
  if (sign !== undefined) return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000
  const guess = zoneOffset(zone, local)
  // The offset may change between the two instants: that of the instant itself is meant.
  return zoneOffset(zone, local - guess)
}

function zoneOffset(zone: string, at: number): number {
  try {
    const written = new Intl.DateTimeFormat('en-US', { ...ALL_PARTS, timeZone: zone }).formatToParts(at)
    const part = (type: string) => Number(written.find(one => one.type === type)?.value)
    return (
      Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second')) -
      Math.floor(at / 1000) * 1000
    )
  } catch {
    return Number.NaN
  }
}

const ALL_PARTS = {
  hourCycle: 'h23',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
  second: 'numeric',
} as const

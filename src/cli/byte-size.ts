import { TrailqError } from '../errors.ts'

const UNITS: Readonly<Record<string, number>> = { '': 1, B: 1, KB: 1e3, MB: 1e6, GB: 1e9, TB: 1e12 }

/**
 * A size as people write it, in bytes. Decimal units, as Athena's console and its price have them.
 *
 * @throws TrailqError BAD_PARAMETER
 * @example
 * ```ts
 * byteSize('50GB', '--max-scan') // 50_000_000_000
 * ```
 */
export function byteSize(text: string, flag: string): number {
  const [, amount, unit = ''] = /^(\d{1,15}(?:\.\d{1,3})?) ?([KMGT]?B)?$/i.exec(text.trim()) ?? []
  const bytes = Math.round(Number(amount) * (UNITS[unit.toUpperCase()] ?? Number.NaN))
  if (Number.isSafeInteger(bytes)) return bytes
  throw new TrailqError('BAD_PARAMETER', `${flag} takes a size, not '${text}'`, { next: `Write ${flag} 50GB.` })
}

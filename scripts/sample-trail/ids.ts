import { createHash } from 'node:crypto'

const SEED = 'trailq sample trail 1'
const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
const ALNUM = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

// Every made-up value is the hash of what it belongs to, not the next number of a generator: so a scene that is added
// or changed leaves the ids of all others, and the files that hold them, as they are.
function bytes(label: string): Buffer {
  return createHash('sha256').update(`${SEED}\n${label}`).digest()
}

/** A whole number from 0 up to, and without, `below`. */
export function number(label: string, below: number): number {
  return bytes(label).readUInt32BE(0) % below
}

/** Lower-case hexadecimal digits, at most 64. */
export function hex(label: string, length: number): string {
  return bytes(label).toString('hex').slice(0, length)
}

/** A version 4 UUID. */
export function uuid(label: string): string {
  const text = hex(label, 32)
  return `${text.slice(0, 8)}-${text.slice(8, 12)}-4${text.slice(13, 16)}-a${text.slice(17, 20)}-${text.slice(20)}`
}

/** Capitals and digits, as request ids of S3 and DynamoDB have them; at most 32. */
export function capitals(label: string, length: number): string {
  return pick(label, length, UPPER)
}

/** Letters of both cases and digits, at most 32: the end of a log file's name. */
export function alphanumeric(label: string, length: number): string {
  return pick(label, length, ALNUM)
}

/** The id of a principal in the manner of AWS's own examples: `AROAQ2RT5NB7KEXAMPLE`. */
export function principalId(prefix: 'AROA' | 'AIDA', label: string): string {
  return `${prefix}${capitals(`principal ${label}`, 9)}EXAMPLE`
}

function pick(label: string, length: number, from: string): string {
  return Array.from(bytes(label).subarray(0, length), byte => from[byte % from.length]).join('')
}

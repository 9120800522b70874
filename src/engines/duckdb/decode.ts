import { isUtf8 } from 'node:buffer'

/** What a text was read from. */
export interface Decoded {
  readonly text: string
  readonly problem?: string
}

/** How a text is written down. */
export type Encoding = 'utf-8' | 'utf-8 with a mark' | 'utf-16le' | 'utf-16be'

/** The encoding of JSON, by its first bytes: PowerShell and Excel write UTF-16. */
export function encodingOf(bytes: Buffer): Encoding {
  const start = bytes.subarray(0, 4).toString('latin1')
  if (start.startsWith('\xef\xbb\xbf')) return 'utf-8 with a mark'
  // Without a mark JSON shows it, for it begins with two characters of ASCII.
  if (/^(?:\xff\xfe|[{[]\0[^\0]\0)/.test(start)) return 'utf-16le'
  if (/^(?:\xfe\xff|\0[{[]\0[^\0])/.test(start)) return 'utf-16be'
  return 'utf-8'
}

/** The same text in UTF-8 and without a mark. */
export function asUtf8(bytes: Buffer, encoding = encodingOf(bytes)): Buffer {
  if (encoding === 'utf-8') return bytes
  return encoding === 'utf-8 with a mark' ? bytes.subarray(3) : fromUtf16(bytes, encoding)
}

function fromUtf16(bytes: Buffer, encoding: string): Buffer {
  return Buffer.from(new TextDecoder(encoding).decode(bytes))
}

/** UTF-8 as text. Bytes that are none stay visible as U+FFFD. */
export function decode(bytes: Buffer): Decoded {
  const text = bytes.toString('utf8')
  return isUtf8(bytes) ? { text } : { text, problem: 'bytes that are not UTF-8, shown as U+FFFD' }
}

const ESCAPED = /\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(u[dD][89a-fA-F][0-9a-fA-F]{2})|[\s\S])/g

/** Whether JSON text holds half of a character, escaped: JavaScript takes it, DuckDB does not. */
export function hasLoneSurrogate(json: string): boolean {
  return /\\u[dD][89a-fA-F]/.test(json) && [...json.matchAll(ESCAPED)].some(([, lone]) => lone !== undefined)
}

/** JSON text with every half of a character shown as U+FFFD. */
export function withoutLoneSurrogates(json: string): string {
  if (!hasLoneSurrogate(json)) return json
  return json.replaceAll(ESCAPED, (whole, lone: string | undefined) => (lone === undefined ? whole : '\\ufffd'))
}

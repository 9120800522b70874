// What could drive a terminal or reorder and hide text: C0 and C1 controls, line separators, bidirectional marks,
// overrides and isolates, invisible format characters, tags, and halves of surrogate pairs. ZWJ, ZWNJ and variation
// selectors stay: emoji and several scripts need them, and they only shape what is next to them.
const UNSAFE =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}\p{Surrogate}]/gu

const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }

/**
 * Text that a terminal can only show, never obey: every character that does something is spelled out.
 *
 * @example safeText('a\x1b[2Jb\n') // 'a\\x1b[2Jb\\n'
 */
export function safeText(text: string): string {
  return text.replace(UNSAFE, spell)
}

function spell(character: string): string {
  const code = character.codePointAt(0) ?? 0
  const hex = code.toString(16)
  if (code > 0xffff) return `\\u{${hex}}`
  return SHORT[character] ?? (code <= 0xff ? `\\x${hex.padStart(2, '0')}` : `\\u${hex.padStart(4, '0')}`)
}

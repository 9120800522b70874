const PLAIN = /^[\x20-\x7e]*$/

/** What measures other than plain text. Loaded when it is first needed: it and Intl take 20 milliseconds to wake up. */
let stringWidth: ((text: string) => number) | undefined
let segmenter: Intl.Segmenter | undefined

/** Whether a text is as wide as it is long: most texts are. */
export function isPlain(text: string): boolean {
  return PLAIN.test(text)
}

/** Must have been awaited before a text that is not plain is measured or cut. */
export async function loadWidths(): Promise<void> {
  stringWidth ??= (await import('string-width')).default
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' })
}

/** Columns of a terminal that a text takes: 2 for CJK and emoji, 0 for combining marks. */
export function displayWidth(text: string): number {
  return isPlain(text) ? text.length : loaded(stringWidth)(text)
}

/** The text in at most `width` columns; where something is left out, it ends in `…`. Characters are never split. */
export function cut(text: string, width: number): string {
  if (displayWidth(text) <= width) return text
  return width < 1 ? '' : `${head(text, width - 1)}…`
}

/** Fills up with spaces to `width` columns, in front or behind. */
export function pad(text: string, width: number, side: 'left' | 'right'): string {
  const space = ' '.repeat(Math.max(0, width - displayWidth(text)))
  return side === 'left' ? space + text : text + space
}

/** A text in lines, and whether all of it is there. */
export interface Wrapped {
  readonly lines: readonly string[]
  readonly whole: boolean
}

/**
 * Breaks a text into lines of at most `width` columns, at a space where one is near the end of the line. At most `most`
 * lines; the last one ends in `…` where more would follow.
 */
export function wrap(text: string, width: number, most: number): Wrapped {
  const lines: string[] = []
  let rest = text
  while (lines.length < most - 1 && displayWidth(rest) > width) {
    const full = head(rest, width)
    // Not even one character fits: leave it to cut().
    if (full === '') break
    const space = rest[full.length] === ' ' ? full.length : full.lastIndexOf(' ')
    const end = space > full.length / 2 ? space : full.length
    lines.push(rest.slice(0, end))
    rest = rest.slice(end).replace(/^ /, '')
  }
  const last = cut(rest, width)
  return { lines: [...lines, last], whole: last === rest }
}

// The longest start of a text that takes at most `width` columns.
function head(text: string, width: number): string {
  // A character takes up to several units, so this much of a text is enough to look at in the usual case.
  const start = text.slice(0, width)
  if (PLAIN.test(start) && PLAIN.test(text.slice(width, width + 1))) return start
  let taken = 0
  let end = 0
  for (const { segment, index } of loaded(segmenter).segment(text)) {
    taken += displayWidth(segment)
    if (taken > width) break
    end = index + segment.length
  }
  return text.slice(0, end)
}

function loaded<T>(part: T | undefined): T {
  if (part === undefined) throw new TypeError('loadWidths() comes before a text that is not plain')
  return part
}

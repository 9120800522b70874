import fc from 'fast-check'

const CONTROLS = Array.from({ length: 0x20 }, (_, code) => String.fromCharCode(code)).concat(
  Array.from({ length: 0x21 }, (_, i) => String.fromCharCode(0x7f + i)),
)

/** What tears SQL texts open, one way or another. */
const MARKS = [
  "'",
  "''",
  '"',
  '""',
  '`',
  '\\',
  "\\'",
  '\\"',
  '--',
  '-- \n',
  '/*',
  '*/',
  '/* */',
  '#',
  '$$',
  '$a$',
  '$1',
  '?',
  ':x',
  '{{',
  '}}',
  '{x}',
  '$' + '{x}',
  '%',
  '_',
  ';',
  ')',
  '(',
  '(((',
  '[',
  ']',
  'NULL',
  'E',
  'U&',
  'X',
  '\uFEFF',
  '\u2028',
  '\u2029',
  '\u00A0',
  '\u200B',
  '\u202E',
  '\uFFFD',
  '\uFFFF',
  'ʼ',
  '’',
  '＇',
  'é',
  'e\u0301',
  '😀',
  '\u{10FFFF}',
  '\0',
  '\uD800',
  '\uDC00',
]

/** Written down, because people have been bitten by them. */
const CLASSICS = [
  "' OR '1'='1",
  "' OR 1=1 --",
  "'; DROP TABLE events; --",
  "'; COPY (SELECT 1) TO '/tmp/owned'; --",
  "') UNION SELECT content FROM read_text('/etc/passwd') --",
  "x' AND (SELECT count(*) FROM read_text('/etc/passwd')) > 0 AND 'a'='a",
  '"; DROP TABLE events; --',
  '" AS x, (SELECT max(content) FROM read_text(\'/etc/passwd\')) AS "y',
  "\\'; SELECT 1; --",
  "\\\\' OR 1=1 --",
  "a'/**/OR/**/'b'='b",
  "$$; SELECT getvariable('trailq_files'); $$",
  "E'\\''",
  "U&'\\0027'",
  "' || getvariable('trailq_files') || '",
  "' || trailq_read_left('/etc/passwd') || '",
  "{{ var('x') }}",
  '$' + '{process.env.HOME}',
  "%' OR event_name LIKE '%",
  "1; ATTACH 'x.db'; --",
  'SELECT * FROM events',
  'events',
  '__proto__',
  'constructor',
  'toString',
  '1e309',
  'NaN',
  'null',
  'true',
  '0x41',
  '\r\n',
  '\t',
  ' leading and trailing ',
  '\uFEFFa mark in front',
  'a mark \uFEFF in the middle',
  'ends in a backslash\\',
  "ends in a quote'",
  "'starts with a quote",
  '12345678901234567890',
]

/** A megabyte, with a thousand quotes in it. */
export const LONG = `it's -- /* \\ 😀 ${'long '.repeat(200)}`.repeat(1000)

/** The corpus that is written by hand: every mark and control character alone, at an end, and in the middle. */
const BY_HAND: readonly string[] = [
  ...CLASSICS,
  ...[...MARKS, ...CONTROLS].flatMap(mark => [mark, `${mark}a`, `a${mark}`, `a${mark}b`, `${mark}${mark}`]),
  ...MARKS.flatMap(one => MARKS.map(two => `x${one}${two}y`)),
]

/** @returns the hand corpus and texts put together from the same marks and from any others, without repeats. */
export function hostileTexts(seed: number, count: number): readonly string[] {
  const marked = fc.array(fc.oneof(fc.constantFrom(...MARKS, ...CONTROLS), fc.string({ maxLength: 4 })), {
    minLength: 1,
    maxLength: 12,
  })
  const any = fc.oneof(
    marked.map(parts => parts.join('')),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }),
    fc
      .array(fc.integer({ min: 0, max: 0xffff }), { minLength: 1, maxLength: 30 })
      .map(units => String.fromCharCode(...units)),
  )
  return [...new Set([...BY_HAND, ...fc.sample(any, { seed, numRuns: count })])].filter(text => text !== '')
}

/** Whether a text can be told to an engine at all; the others are refused by name. */
export function isTellable(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed()
}

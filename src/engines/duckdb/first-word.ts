/**
 * Where the first word of a SQL text stands, behind blanks and comments. Comments nest in DuckDB, as in PostgreSQL.
 *
 * @example
 * ```ts
 * firstWord('-- who\n/* was /* it *\/ *\/ SELECT 1')
 * ```
 */
export function firstWord(text: string): number {
  let at = 0
  for (;;) {
    const blank = /^\s+/.exec(text.slice(at, at + 1000))?.[0].length ?? 0
    const skipped = blank > 0 ? blank : commentAt(text, at)
    if (skipped === 0) return at
    at += skipped
  }
}

/** How long the comment is that starts there; 0 where none does. */
function commentAt(text: string, at: number): number {
  if (text.startsWith('--', at)) return /^[^\n\r]*/.exec(text.slice(at))?.[0].length ?? 0
  if (!text.startsWith('/*', at)) return 0
  const marks = /\/\*|\*\//g
  marks.lastIndex = at
  let open = 0
  for (let mark = marks.exec(text); mark !== null; mark = marks.exec(text)) {
    open += mark[0] === '/*' ? 1 : -1
    if (open === 0) return marks.lastIndex - at
  }
  return text.length - at
}

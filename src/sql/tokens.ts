/** A piece of SQL text; comments and blanks are none. */
export interface Token {
  readonly kind: 'word' | 'name' | 'text' | 'number' | 'symbol'
  /** A word in lower case, a name without its quotes; else as it stands. */
  readonly text: string
  /** Where it stands in the whole. */
  readonly start: number
  readonly end: number
}

/** One piece of any kind. Comments don't nest, and a backslash is an ordinary character (Trino documentation, "SQL syntax"). */
const PIECE =
  /(?<blank>\s+|--[^\n]*|\/\*[\s\S]*?\*\/)|(?<text>'(?:[^']|'')*')|(?<name>"(?:[^"]|"")*")|(?<number>\d[\w.]*|\.\d\w*)|(?<word>[\p{L}_][\p{L}\p{N}_$@]*)|(?<symbol>->|<>|!=|<=|>=|\|\||=>|[\s\S])/uy

/** The pieces of a SQL text as Trino and Athena read it. A text or name without an end is a symbol, which no grammar takes. */
export function tokens(sql: string): readonly Token[] {
  const found: Token[] = []
  PIECE.lastIndex = 0
  for (let match = PIECE.exec(sql); match !== null; match = PIECE.exec(sql)) {
    const [whole] = match
    const start = match.index
    const kind = (['text', 'name', 'number', 'word', 'symbol'] as const).find(
      name => match?.groups?.[name] !== undefined,
    )
    if (kind !== undefined) found.push({ kind, text: plainText(kind, whole), start, end: start + whole.length })
    if (start + whole.length >= sql.length) break
  }
  return found
}

function plainText(kind: Token['kind'], whole: string): string {
  if (kind === 'word') return whole.toLowerCase()
  return kind === 'name' ? whole.slice(1, -1).replaceAll('""', '"') : whole
}

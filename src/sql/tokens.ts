/** A piece of SQL text; comments and blanks are none. */
export interface Token {
  readonly kind: 'word' | 'name' | 'text' | 'number' | 'symbol'
  /** A word in lower case, a name without its quotes; else as it stands. */
  readonly text: string
  /** Where it stands in the whole. */
  readonly start: number
  readonly end: number
}

/**
 * One piece of any kind. Comments don't nest, end at either kind of line break, and a backslash is an ordinary character.
 * A number has its end before the next letter: `1.FROM x` would be `1.` and `FROM` to the server, so it is no number.
 *
 * Source: Trino's grammar (SqlBase.g4), its lexical part.
 */
const PIECE =
  /(?<blank>\s+|--[^\r\n]*|\/\*[\s\S]*?\*\/)|(?<text>'(?:[^']|'')*')|(?<name>"(?:[^"]|"")*")|(?<number>(?:0[xX][\da-fA-F_]+|0[bB][01_]+|0[oO][0-7_]+|(?:\d[\d_]*(?:\.[\d_]*)?|\.\d[\d_]*)(?:[eE][+-]?\d+)?)(?![\w.]))|(?<word>[\p{L}_][\p{L}\p{N}_$@]*)|(?<symbol>->|<>|!=|<=|>=|\|\||=>|[\s\S])/uy

/** The pieces of a SQL text as Trino and Athena read it. A text, name or number without an end is a symbol, which no grammar takes. */
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

/** Whether it is one of these words, without quotes: keywords have none. */
export function isWord(token: Token | undefined, ...words: readonly string[]): boolean {
  return token?.kind === 'word' && words.includes(token.text)
}

/** Whether it is one of these symbols: a quoted name may look like one. */
export function isSymbol(token: Token | undefined, ...symbols: readonly string[]): boolean {
  return token?.kind === 'symbol' && symbols.includes(token.text)
}

/** Whether it can name something. */
export function isName(token: Token | undefined): token is Token {
  return token?.kind === 'word' || token?.kind === 'name'
}

function plainText(kind: Token['kind'], whole: string): string {
  if (kind === 'word') return whole.toLowerCase()
  return kind === 'name' ? whole.slice(1, -1).replaceAll('""', '"') : whole
}

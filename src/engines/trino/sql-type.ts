/** A type of SQL, as far as reading values needs it. */
export type SqlType =
  | { readonly kind: 'scalar'; readonly name: string }
  | { readonly kind: 'array'; readonly element: SqlType }
  | { readonly kind: 'map'; readonly key: SqlType; readonly value: SqlType }
  | { readonly kind: 'row'; readonly fields: readonly RowField[] }

/** A member of a row; it may have no name. */
export interface RowField {
  readonly name: string
  readonly type: SqlType
}

/**
 * A type as Trino writes it: `array(row("a b" varchar(5), c timestamp(3) with time zone))`. Parameters of scalars are
 * dropped.
 *
 * Source: Trino documentation, "Data types".
 */
export function trinoType(text: string): SqlType {
  const reader = new Reader(text)
  const type = reader.type()
  return reader.atEnd ? type : { kind: 'scalar', name: text }
}

class Reader {
  readonly #text: string
  #at = 0

  constructor(text: string) {
    this.#text = text
  }

  get atEnd(): boolean {
    return this.#text.slice(this.#at).trim() === ''
  }

  type(): SqlType {
    const name = this.#match(/^\s*([a-zA-Z_][\w]*)/)?.toLowerCase() ?? ''
    if (name === 'array' && this.#take('(')) return { kind: 'array', element: this.#closed(() => this.type()) }
    if (name === 'map' && this.#take('(')) {
      const key = this.type()
      this.#take(',')
      return { kind: 'map', key, value: this.#closed(() => this.type()) }
    }
    if (name === 'row' && this.#take('(')) return { kind: 'row', fields: this.#closed(() => this.#fields()) }
    this.#match(/^(\s*\([^()]*\))/)
    // timestamp(3) with time zone, interval day to second, double precision
    const more = this.#match(/^(\s+(?:with(?:out)? time zone|day to second|year to month|precision))/i) ?? ''
    return { kind: 'scalar', name: `${name}${more.toLowerCase().replace(/\s+/g, ' ')}` }
  }

  #fields(): readonly RowField[] {
    const fields: RowField[] = []
    do {
      const quoted = this.#match(/^\s*("(?:[^"]|"")*")\s+/)
      const bare = quoted === undefined ? this.#name() : undefined
      fields.push({ name: quoted?.slice(1, -1).replaceAll('""', '"') ?? bare ?? '', type: this.type() })
    } while (this.#take(','))
    return fields
  }

  /** A bare name, where one stands: a type alone has no word behind it but those of its own. */
  #name(): string | undefined {
    return this.#match(
      /^\s*([a-zA-Z_][\w$@:]*)\s+(?!with(?:out)?\s+time\s+zone|day\s+to|year\s+to|precision)(?=[a-zA-Z"])/i,
    )
  }

  #closed<T>(read: () => T): T {
    const value = read()
    this.#take(')')
    return value
  }

  #take(symbol: string): boolean {
    const rest = this.#text.slice(this.#at).match(/^\s*/)?.[0].length ?? 0
    if (this.#text[this.#at + rest] !== symbol) return false
    this.#at += rest + 1
    return true
  }

  #match(pattern: RegExp): string | undefined {
    const found = pattern.exec(this.#text.slice(this.#at))
    if (found === null) return undefined
    this.#at += found[0].length
    return found[1]
  }
}

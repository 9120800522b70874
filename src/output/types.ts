/** The types that a column of a result can have. */
export type OutputType = 'text' | 'timestamp' | 'bigint' | 'double' | 'boolean' | 'json' | 'text[]'

/** A column of a result, as far as printing it goes. */
export interface OutputColumn {
  readonly name: string
  readonly type: OutputType
}

/** Any JSON value. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue }

/**
 * A decoded value. `json` columns hold JSON text, `timestamp` columns ISO strings, `bigint` columns a number where it is
 * safe and a bigint where not, `double` columns may hold NaN and the infinities.
 */
export type OutputValue = string | number | bigint | boolean | null | readonly (string | null)[] | JsonValue

/** A row: values by column name. A name that is missing reads as NULL. */
export type OutputRow = Readonly<Record<string, OutputValue>>

/** Where the output goes and what suits that place. Only formats made for people look at it. */
export interface View {
  /** The width of the terminal in columns; undefined where the output is not a terminal, and then nothing is fitted. */
  readonly width?: number
  /** Whether ANSI styles are wanted. */
  readonly color: boolean
  /** Whether ARNs are shortened. */
  readonly shorten: boolean
  /** Takes a footnote for the reader (stderr), such as "ARNs are shortened". Called at most once for each output. */
  note?(text: string): void
}

/** One way to print rows. */
export interface Format<Name extends string = string> {
  readonly name: Name
  /** Whether each batch is printed as it comes; if not, the start is held back to be measured. */
  readonly streams: boolean
  /** What it is, in a few words, for `--help`. */
  readonly doc: string
  /**
   * Turns batches of rows into chunks of text of about {@link CHUNK_SIZE} characters. Pulls a batch only when asked for
   * more text, and closes `batches` when the reader stops early. Throws nothing of its own: what `batches` throws.
   */
  write(
    columns: readonly OutputColumn[],
    batches: AsyncIterable<readonly OutputRow[]>,
    view: View,
  ): AsyncIterable<string>
}

/** Characters (UTF-16 units) after which a format hands on what it has: few writes, and little memory. */
export const CHUNK_SIZE = 65_536

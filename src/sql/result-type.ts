/** How a column of a result is typed: what SQL gives, and what the decoder makes of it. */
export type ResultType = 'text' | 'timestamp' | 'bigint' | 'double' | 'boolean' | 'json' | 'text[]'

/** The TypeScript type of a decoded value. Integers beyond 2^53 come as bigint, so `bigint` columns allow both. */
export interface DecodedTypes {
  text: string
  timestamp: string
  bigint: number
  double: number
  boolean: boolean
  json: string
  'text[]': readonly string[]
}

/** A column of a result. */
export interface ResultColumn {
  readonly name: string
  readonly type: ResultType
}

/** A decoded value. */
export type ResultValue = string | number | bigint | boolean | null | readonly string[]

/** A row of a result whose shape is known only when it runs. */
export type ResultRow = Readonly<Record<string, ResultValue>>

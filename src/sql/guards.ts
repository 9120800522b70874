const HEX = '[0-9A-Fa-f]'
const TAIL = `%[89ABab]${HEX}`

/** A character beyond ASCII in UTF-8, each byte behind a %: two, three or four of them, and none that UTF-8 has not. */
const ENCODED_CHARACTER = [
  `%([Cc][2-9A-Fa-f]|[Dd]${HEX})${TAIL}`,
  `%([Ee]0%[ABab]${HEX}|[Ee][1-9A-Ca-cEFef]%[89ABab]${HEX}|[Ee][Dd]%[89]${HEX})${TAIL}`,
  `%([Ff]0%[9ABab]${HEX}|[Ff][1-3]%[89ABab]${HEX}|[Ff]4%8${HEX})${TAIL}${TAIL}`,
].join('|')

/**
 * Patterns that a text must match before it is cast. Engines take different malformed texts (DuckDB casts '1_000' and
 * '0x1A' to integers, a blank for the T of an instant, 24:00 and offsets past the 14 hours that there are; Trino takes
 * an instant without seconds; each decodes other things from a % that stands alone, and Trino bytes that are no UTF-8),
 * so the pattern decides and not the engine.
 */
export const GUARDS = {
  instant: String.raw`^\d{4}-\d\d-\d\dT([01]\d|2[0-3]):\d\d:\d\d(\.\d+)?(Z|[+-]((0\d|1[0-3]):[0-5]\d|14:00))\z`,
  integer: String.raw`^-?[0-9]{1,18}\z`,
  percentEncoded: String.raw`^([^%]|%[0-7]${HEX}|${ENCODED_CHARACTER})*\z`,
  number: String.raw`^-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?\z`,
} as const

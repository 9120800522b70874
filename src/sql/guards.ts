/**
 * Patterns that a text must match before it is cast. Engines take different malformed texts (DuckDB casts '1_000' and
 * '0x1A' to integers, a blank for the T of an instant, 24:00 and offsets past the 14 hours that there are; Trino takes
 * an instant without seconds; each decodes other things from a % that stands alone), so the pattern decides and not the
 * engine.
 */
export const GUARDS = {
  instant: String.raw`^\d{4}-\d\d-\d\dT([01]\d|2[0-3]):\d\d:\d\d(\.\d+)?(Z|[+-]((0\d|1[0-3]):[0-5]\d|14:00))\z`,
  integer: String.raw`^-?[0-9]{1,18}\z`,
  percentEncoded: String.raw`^([^%]|%[0-9A-Fa-f]{2})*\z`,
  number: String.raw`^-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?\z`,
} as const

/**
 * Patterns that a text must match before it is cast. Engines take different malformed texts (DuckDB casts '1_000' and
 * '0x1A' to integers and a blank for the T of an instant; Trino takes an instant without seconds), so the pattern
 * decides and not the engine.
 */
export const GUARDS = {
  instant: String.raw`^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)\z`,
  integer: String.raw`^-?[0-9]{1,18}\z`,
  number: String.raw`^-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?\z`,
} as const

// The embedded engine: DuckDB over CloudTrail files where they lie.
// May import events/, sql/, model/, errors.ts, and @duckdb/node-api, which no other room may.
// To read one more shape of file: careful-reader.ts knows the shapes, sniff.ts says which files need it.
export { type DuckdbOptions, duckdbEngine } from './engine.ts'
export { Session } from './session.ts'

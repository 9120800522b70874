// Trino: its HTTP protocol, the tables of CloudTrail records that it can read, how it writes SQL.
// May import events/, sql/, model/ and errors.ts; Athena's engine may import from here.
// To read another form of table: a source beside raw-source.ts and typed-source.ts, one line in source.ts.
export { type TrinoOptions, trinoEngine } from './engine.ts'

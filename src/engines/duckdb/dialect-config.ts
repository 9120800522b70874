/** What a DuckDbDialect reads. */
export interface DuckDbDialectConfig {
  /** A database file, which is opened for reading only. Default: `:memory:`, a database of nothing but `tables`. */
  readonly path?: string
  /** Files to read as tables, by the names of the tables: Parquet, CSV or JSON, one path or glob each. */
  readonly tables?: Readonly<Record<string, string>>
  /** DuckDB's own settings, such as `{ threads: '2' }`. No extension is downloaded unless they say so. */
  readonly settings?: Readonly<Record<string, string>>
}

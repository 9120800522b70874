import { type DuckDBDataChunk, type DuckDBResult, ResultReturnType } from '@duckdb/node-api'

/** A stream that ended because of an error. DuckDB's client does not say which. */
export class BrokenStream extends Error {}

/**
 * The next chunk of a streaming result; undefined at its end. The client hands over nothing at the end of an answer,
 * and nothing as well where an error cut it short: only the kind of the result tells one from the other.
 *
 * @throws BrokenStream
 */
export async function nextChunk(result: DuckDBResult): Promise<DuckDBDataChunk | undefined> {
  const chunk = await result.fetchChunk()
  if (chunk !== null && chunk.rowCount > 0) return chunk
  if (result.returnType === ResultReturnType.INVALID) throw new BrokenStream('The answer ended in the middle')
  return undefined
}

/** The rows of a question behind the first `rows`. Where a stream broke, asking for them says why. */
export function behind(sql: string, rows: number): string {
  return rows === 0 ? sql : `SELECT * FROM (\n${sql}\n) OFFSET ${rows}`
}

// The rows of a query that has ended: by pages of GetQueryResults, from the result object in S3, and how text becomes values.
// May import what engines/athena may.
// To read another form of result: a reader beside csv.ts, chosen in Results.
import type { AthenaClient, ColumnInfo, QueryExecution, Row } from '@aws-sdk/client-athena'

import type { ResultColumn, ResultRow, ResultType } from '../../../sql/result-type.ts'
import type { Aws } from '../aws.ts'
import { isDenied, isPassing, plain } from '../failure.ts'
import { decodeRow, type RowShape, rowShape } from './columns.ts'
import { BadCsv } from './csv.ts'
import { firstPage, firstPageAgain, type Page, pagesFrom, valuesOf } from './pages.ts'

/** By which way rows came, and why it was not the fast one. */
export interface Way {
  readonly by: 'object' | 'pages'
  readonly because?: string
}

/**
 * The rows of a query that has succeeded. The first page tells the columns and is all of a small answer. The rest of a
 * larger one is read from the result object in S3, which is many times faster, else by further pages: where the
 * workgroup manages its results, where the client would have to decrypt them, where S3 says no, and where a download
 * can't be finished. Where Athena gives no page, all of it comes from there: not everybody may ask both. A row that is out is not given
 * again.
 */
export class Results {
  readonly columns: readonly ResultColumn[]
  readonly #client: AthenaClient
  readonly #aws: Aws
  readonly #execution: QueryExecution
  /** undefined where all comes from S3. */
  readonly #first: Page | undefined
  readonly #shape: RowShape
  readonly #signal: AbortSignal
  readonly #firstRows: readonly Row[]
  #given = 0
  #way: Way = { by: 'pages' }

  private constructor(
    client: AthenaClient,
    aws: Aws,
    execution: QueryExecution,
    first: Page | undefined,
    infos: readonly ColumnInfo[],
    types: ReadonlyMap<string, ResultType> | undefined,
    signal: AbortSignal,
  ) {
    this.#client = client
    this.#aws = aws
    this.#execution = execution
    this.#first = first
    this.#signal = signal
    const rows = first?.ResultSet?.Rows ?? []
    this.#shape = rowShape(infos, types)
    this.columns = this.#shape.columns
    this.#firstRows = hasHeader(execution) && isHeader(rows[0], this.#shape.labels) ? rows.slice(1) : rows
  }

  static async open(
    client: AthenaClient,
    aws: Aws,
    execution: QueryExecution,
    types: ReadonlyMap<string, ResultType> | undefined,
    signal: AbortSignal,
  ): Promise<Results> {
    const id = execution.QueryExecutionId ?? ''
    const of = (first: Page) => {
      const infos = first.ResultSet?.ResultSetMetadata?.ColumnInfo ?? []
      return new Results(client, aws, execution, first, infos, types, signal)
    }
    try {
      return of(await firstPage(client, id, signal))
    } catch (failure) {
      if (signal.aborted || !(isDenied(failure) || isPassing(failure))) throw failure
      const infos = notInS3(execution) === undefined ? await columnsInS3(aws, execution, signal) : undefined
      if (infos !== undefined) return new Results(client, aws, execution, undefined, infos, types, signal)
      if (isDenied(failure)) throw failure
      return of(await firstPageAgain(client, id, signal))
    }
  }

  /** By which way the rows came. */
  get way(): Way {
    return this.#way
  }

  /** Columns whose text can't be read back. */
  get nested(): readonly string[] {
    return this.#shape.nested
  }

  async *batches(): AsyncGenerator<readonly ResultRow[]> {
    yield* this.#out(this.#decoded(this.#firstRows))
    if (this.#first !== undefined && this.#first.NextToken === undefined) return
    const reason = notInS3(this.#execution)
    if (reason === undefined && (yield* this.#fromObject())) return
    if (reason !== undefined) this.#way = { by: 'pages', because: reason }
    let behind = this.#firstRows.length
    for await (const { ResultSet: { Rows: rows = [] } = {} } of this.#pages()) {
      // What was read from the object before it failed comes again here.
      const out = Math.min(Math.max(this.#given - behind, 0), rows.length)
      behind += rows.length
      yield* this.#out(this.#decoded(rows.slice(out)))
    }
  }

  #pages() {
    return pagesFrom(this.#client, this.#execution.QueryExecutionId ?? '', this.#first?.NextToken, this.#signal)
  }

  /** @returns whether all rows came that way */
  async *#fromObject(): AsyncGenerator<readonly ResultRow[], boolean> {
    try {
      const { objectRows } = await import('./object-rows.ts')
      this.#way = { by: 'object' }
      for await (const rows of objectRows(this.#aws, this.#execution, this.#shape, this.#given, this.#signal)) {
        yield* this.#out(rows)
      }
      return true
    } catch (error) {
      if (this.#signal.aborted || this.#first === undefined || !(error instanceof Error)) throw error
      const why = error instanceof BadCsv ? error.message : `${error.name} ${plain(error.message)}`
      this.#way = { by: 'pages', because: `the result object could not be read: ${why}` }
      return false
    }
  }

  /** Counts rows as they are handed out. */
  *#out(rows: readonly ResultRow[]): Generator<readonly ResultRow[]> {
    if (rows.length === 0) return
    this.#given += rows.length
    yield rows
  }

  #decoded(rows: readonly Row[]): readonly ResultRow[] {
    return rows.map(row => decodeRow(this.#shape, valuesOf(row)))
  }
}

/** The columns, from beside the result object; undefined where that can't be read either. */
async function columnsInS3(
  aws: Aws,
  execution: QueryExecution,
  signal: AbortSignal,
): Promise<readonly ColumnInfo[] | undefined> {
  const { objectColumns } = await import('./object-rows.ts')
  return await objectColumns(aws, execution, signal).catch(error => {
    if (signal.aborted) throw error
    return undefined
  })
}

/** Whether the first row is one of labels: so for SELECT, and for nothing else (SHOW, DESCRIBE, EXPLAIN …). */
function hasHeader({ StatementType, SubstatementType = 'SELECT' }: QueryExecution): boolean {
  return StatementType === 'DML' && SubstatementType === 'SELECT'
}

function isHeader(row: Row | undefined, labels: readonly string[]): boolean {
  const values = row === undefined ? [] : valuesOf(row)
  return values.length === labels.length && values.every((value, i) => value === labels[i])
}

/** Why the result is not to be read from S3; undefined where it is. */
function notInS3(execution: QueryExecution): string | undefined {
  const { OutputLocation: location, EncryptionConfiguration: encryption } = execution.ResultConfiguration ?? {}
  if (execution.ManagedQueryResultsConfiguration?.Enabled === true) return 'the workgroup manages its results'
  if (encryption?.EncryptionOption === 'CSE_KMS') return 'the results are encrypted for the client'
  if (location?.endsWith('.csv') !== true || !hasHeader(execution)) return 'the result is no CSV'
  return undefined
}

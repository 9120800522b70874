import { rowEncoder } from './json-row.ts'
import { CHUNK_SIZE, type Format, type OutputColumn, type OutputRow } from './types.ts'

/** One JSON object a line: the form for pipes. Zero rows are zero lines. */
export const jsonl: Format<'jsonl'> = {
  name: 'jsonl',
  streams: true,
  doc: 'one JSON object a line',
  write: (columns, batches) => encode(columns, batches, { first: '', next: '', after: '\n', end: '', none: '' }),
}

/** One JSON array, one element a line, written as the rows come. Zero rows are `[]`. */
export const json: Format<'json'> = {
  name: 'json',
  streams: true,
  doc: 'one JSON array of objects',
  write: (columns, batches) =>
    encode(columns, batches, { first: '[\n', next: ',\n', after: '', end: '\n]\n', none: '[]\n' }),
}

interface Frame {
  /** Stands before the first row. */
  readonly first: string
  /** Stands before every other row. */
  readonly next: string
  readonly after: string
  readonly end: string
  /** The whole text where there are no rows. */
  readonly none: string
}

async function* encode(
  columns: readonly OutputColumn[],
  batches: AsyncIterable<readonly OutputRow[]>,
  frame: Frame,
): AsyncGenerator<string> {
  const encodeRow = rowEncoder(columns)
  let empty = true
  let chunk = ''
  for await (const batch of batches) {
    for (const row of batch) {
      chunk += (empty ? frame.first : frame.next) + encodeRow(row) + frame.after
      empty = false
      if (chunk.length < CHUNK_SIZE) continue
      yield chunk
      chunk = ''
    }
    // The next batch of a slow query may be a while: the reader gets what there is.
    if (chunk !== '') yield chunk
    chunk = ''
  }
  const end = empty ? frame.none : frame.end
  if (end !== '') yield end
}

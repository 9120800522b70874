import { Aws } from '../../src/engines/athena/aws.ts'
import { AthenaQuery, type Taken } from '../../src/engines/athena/query.ts'
import type { AthenaSettings } from '../../src/engines/athena/settings.ts'
import type { ResultColumn, ResultRow, ResultType } from '../../src/sql/result-type.ts'
import type { Answer } from '../standins/aws/results.ts'
import type { Aws as StandIn } from '../standins/aws/server.ts'

/** What a question came to. */
export interface Outcome {
  readonly rows: ResultRow[]
  readonly columns: readonly ResultColumn[]
  readonly taken: Taken
  /** undefined where all went well. */
  readonly error: unknown
}

export interface AskOptions extends AthenaSettings {
  readonly types?: ReadonlyMap<string, ResultType>
  readonly signal?: AbortSignal
  /** Rows after which to leave the loop. */
  readonly leaveAfter?: number
  readonly sql?: string
}

/** Asks the stand-in with the real client, and waits until nothing goes on any more. */
export async function ask(standIn: StandIn, options: AskOptions = {}): Promise<Outcome> {
  const { sql = 'SELECT 1', types, signal, leaveAfter = Number.POSITIVE_INFINITY, ...settings } = options
  const aws = new Aws({ endpoint: standIn.url, ...settings })
  const query = new AthenaQuery(aws, settings, { sql, types, signal })
  const rows: ResultRow[] = []
  let error: unknown
  try {
    await query.start()
    for await (const batch of query.batches()) {
      for (const row of batch) rows.push(row)
      if (rows.length >= leaveAfter) break
    }
  } catch (thrown) {
    error = thrown
  }
  await aws.close()
  return { rows, columns: query.columns, taken: query.taken(), error }
}

/** An answer of so many rows, with everything that a careless reader trips over. */
export function answerOf(count: number): Answer {
  return {
    columns: [
      { name: 'n', type: 'bigint' },
      { name: 'note', type: 'varchar' },
    ],
    rows: Array.from({ length: count }, (_, n) => [`${n}`, NOTES[n % NOTES.length] ?? null]),
  }
}

/** The same rows as they are to come out. */
export function rowsOf(count: number): ResultRow[] {
  return Array.from({ length: count }, (_, n) => ({ n, note: NOTES[n % NOTES.length] ?? null }))
}

const NOTES: readonly (string | null)[] = [
  ...['plain', '', null, 'a,b', 'say "hi"', 'two\nlines', 'Zoë – 東京 🚀', '""', '"', 'note', '{"a":[1,"x"]}'],
]

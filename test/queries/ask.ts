import type { Trail } from '../../src/index.ts'
import { QUERIES } from '../../src/queries/index.ts'
import type { AnyQuery } from '../../src/trail/question.ts'
import type { Case } from './cases.ts'

/** Every canned query, as any query. */
export const ALL_QUERIES = QUERIES as unknown as readonly AnyQuery[]

/** The declaration of a query. */
export function declared(id: string): AnyQuery {
  const found = ALL_QUERIES.find(query => query.id === id)
  if (found === undefined) throw new Error(`No query ${id}`)
  return found
}

/** A row as a table of values. */
export type Row = Readonly<Record<string, unknown>>

/** Asks a query with an input that is known only at run time. */
export function ask(trail: Trail, { query, input }: Omit<Case, 'query'> & { readonly query: string }) {
  return trail.run(declared(query), input as never)
}

/** The rows of an answer, JSON texts as what they say. */
export async function rowsOf(trail: Trail, asked: Case): Promise<readonly Row[]> {
  const { columns } = declared(asked.query)
  const json = Object.keys(columns).filter(name => columns[name]?.type === 'json')
  const rows = (await ask(trail, asked).toArray()) as readonly Row[]
  return rows.map(row => Object.fromEntries(Object.entries(row).map(([k, v]) => [k, json.includes(k) ? parsed(v) : v])))
}

function parsed(value: unknown): unknown {
  return typeof value === 'string' ? JSON.parse(value) : value
}

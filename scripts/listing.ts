import { QUERIES } from '../src/queries/index.ts'

/** The catalogue's first page, apart from the queries: it is read without loading what builds them. */
export function listingSource(): string {
  const entries = QUERIES.map(
    ({ id, pack, question }) => `  { id: ${quoted(id)}, pack: ${quoted(pack)}, question: ${quoted(question)} },`,
  )
  return `// Printed by \`make sync\` from the queries' declarations; not edited by hand.

/** What \`trailq list\` shows of a query. */
export interface ListedQuery {
  readonly id: string
  readonly pack: string
  readonly question: string
}

/** Every canned query, in the order of its pack. */
export const LISTING: readonly ListedQuery[] = [
${entries.join('\n')}
]
`
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
}

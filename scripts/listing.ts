import { QUERIES } from '../src/queries/index.ts'

/** The catalogue's first page, apart from the queries: it is read without loading what builds them. */
export function listingSource(): string {
  // A line for each: most questions are too long for one line, and the formatter leaves these alone.
  const entries = QUERIES.map(
    ({ id, pack, question }) =>
      `  {\n    id: ${quoted(id)},\n    pack: ${quoted(pack)},\n    question: ${quoted(question)},\n  },`,
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

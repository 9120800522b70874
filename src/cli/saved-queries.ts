import type { NamedQuery, TableDefinition } from '../ddl/index.ts'
import { namedQuery } from '../ddl/index.ts'
import { athenaTableSource } from '../engines/athena/source.ts'
import { DIALECTS } from '../engines/index.ts'
import { didYouMean, TrailqError } from '../errors.ts'
import { QUERIES } from '../queries/index.ts'
import { type AnyQuery, cannedQuestion } from '../trail/question.ts'

/** A saved query is of the last days before it runs, whenever that is. */
const DAYS = 7

/** A moment that no query speaks of: its dates are found again in the text, and told from it. */
const NOW = new Date('2001-06-15T00:00:00Z')
const DAY = 86_400_000

/**
 * Canned queries as Athena keeps them: over this table, and over the seven days before they run. The conditions stay
 * such that Athena prunes partitions: the current day is known when it plans.
 *
 * @param words ids of queries, and packs; none for the core pack
 * @throws TrailqError UNKNOWN_QUERY, NOT_SUPPORTED
 */
export async function savedQueries(table: TableDefinition, words: readonly string[]): Promise<readonly NamedQuery[]> {
  if (table.family !== 'events' || table.storage !== 'json') {
    throw new TrailqError('NOT_SUPPORTED', 'The canned queries are over events as CloudTrail writes them', {
      next: 'Leave out --with queries, or print the table of --family events.',
    })
  }
  if (table.partitionKeys[0]?.projection.type === 'injected') {
    throw new TrailqError('NOT_SUPPORTED', 'A saved query names no account, and this table wants every query to', {
      next: 'Leave out --with queries, or list the accounts: --account 111122223333,444455556666.',
    })
  }
  const { readableSql } = await import('./readable-sql.ts')
  const found = (words.length === 0 ? ['core'] : words).flatMap(queriesNamed)
  return Promise.all(
    [...new Set(found)].map(async ({ id, question, sql }) =>
      namedQuery({ name: id, description: question, sql: `${await readableSql(rolling(sql(table)), 'athena')}\n` }),
    ),
  )
}

interface Saved {
  readonly id: string
  readonly question: string
  sql(table: TableDefinition): string
}

const ALL: readonly (Saved & { readonly pack: string; readonly needs: readonly string[] })[] = (
  QUERIES as unknown as readonly AnyQuery[]
).map(query => ({
  id: query.id,
  pack: query.pack,
  question: query.question,
  needs: Object.keys(query.params).filter(name => query.params[name]?.required === true),
  sql: ({ database, name }) => {
    const { spellings } = DIALECTS.athena
    const since = new Date(NOW.getTime() - DAYS * DAY).toISOString()
    return cannedQuestion(query, { since }, { spellings, isRemote: true }, NOW).sql(athenaTableSource(database, name))
  },
}))

/** A query by its id, or those of a pack that need no parameter. */
function queriesNamed(word: string): readonly Saved[] {
  const pack = ALL.filter(query => query.pack === word && query.needs.length === 0)
  if (pack.length > 0) return pack
  const query = ALL.find(({ id }) => id === word)
  if (query === undefined) {
    const names = [...new Set(ALL.flatMap(({ id, pack }) => [id, pack]))]
    throw new TrailqError('UNKNOWN_QUERY', `There is no query or pack '${word}'.${didYouMean(word, names)}`, {
      next: "'trailq list' shows them all.",
    })
  }
  if (query.needs.length === 0) return [query]
  throw new TrailqError(
    'NOT_SUPPORTED',
    `${word} needs ${query.needs.join(', ')}, which a saved query can't be given`,
    {
      next: 'Leave it out of --queries.',
    },
  )
}

/** The text with its fixed dates told from the day on which it runs. */
function rolling(sql: string): string {
  return sql
    .replace(/'(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)'/g, (whole, at: string) =>
      ago(whole, at, 'current_timestamp', '%Y-%m-%dT%H:%i:%sZ'),
    )
    .replace(/'(\d{4}\/\d\d\/\d\d)'/g, (whole, day: string) =>
      ago(whole, `${day.replaceAll('/', '-')}T00:00:00Z`, 'current_date', '%Y/%m/%d'),
    )
}

function ago(whole: string, at: string, now: string, format: string): string {
  const days = Math.round((NOW.getTime() - Date.parse(at)) / DAY)
  // Other dates are the query's own.
  if (Math.abs(days) > 366) return whole
  const sign = days < 0 ? '+' : '-'
  return `date_format(${now} ${sign} INTERVAL '${Math.abs(days)}' DAY, '${format}')`
}

import { readableSql } from '../src/cli/readable-sql.ts'
import { DIALECTS } from '../src/engines/index.ts'
import type { EngineName } from '../src/events/index.ts'
import { QUERIES } from '../src/queries/index.ts'
import { type AnyQuery, querySql } from '../src/trail/question.ts'

/** A week in printed SQL: fixed, so that the files change only when a query does. */
const WINDOW = { since: '2026-11-13T00:00:00Z', until: '2026-11-20T00:00:00Z' }

/** What a required parameter is in printed SQL. */
const EXAMPLES: Readonly<Record<string, string>> = { event: 'CreateNamespace' }

/** The SQL of every canned query for an engine, by file name below sql/. */
export async function querySqlFiles(engine: EngineName): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>()
  for (const query of QUERIES as unknown as readonly AnyQuery[]) {
    const required = Object.entries(query.params).filter(([, param]) => param.required)
    const params = Object.fromEntries(required.map(([name]) => [name, EXAMPLES[name] ?? 'example']))
    const sql = querySql(query, { ...WINDOW, ...params }, DIALECTS[engine])
    files.set(
      `${engine}/${query.pack}/${query.id}.sql`,
      `${head(query, engine, params)}${await readableSql(sql, engine)}\n`,
    )
  }
  return files
}

function head(query: AnyQuery, engine: EngineName, params: Readonly<Record<string, string>>): string {
  const given = Object.entries(params)
    .map(([name, value]) => ` --${name} ${value}`)
    .join('')
  return `-- ${query.question}
-- ${query.id}, pack ${query.pack}, for ${engine}: the week from ${WINDOW.since} to ${WINDOW.until}.
-- Printed by \`make sync\`; for another scope: trailq show ${query.id}${given} --engine ${engine} --since 24h

`
}

import { DIALECTS } from '../engines/index.ts'
import { DERIVED_COLUMNS, type EngineName } from '../events/index.ts'
import { EVENT_FIELDS } from '../model/index.ts'
import { flagName } from '../param.ts'
import { type AnyQuery, findQuery, querySql } from '../trail/question.ts'
import { engineNamed } from './config.ts'
import { questionFlags } from './question-flags.ts'
import { onOut, print } from './terminal.ts'

type ShowFlags = Readonly<Record<string, unknown>> & { readonly engine?: string }

/** `trailq show QUERY`: what it asks, what it takes, what it gives, and the SQL that would run. */
export async function show(name: string, flags: ShowFlags): Promise<number> {
  if (name === 'events') return showEvents()
  const query = findQuery(name)
  const engine = engineNamed(flags.engine ?? 'duckdb')
  const sql = querySql(query, { ...examples(query), ...questionFlags(flags, query.params) } as never, DIALECTS[engine])
  await print(onOut('bold', query.question))
  if (query.notes !== undefined) await print(`\n${query.notes}`)
  await section('Parameters', parameters(query))
  await section(
    'Columns',
    Object.entries(query.columns).map(([column, { type, doc, optional }]) => [
      column,
      type,
      optional ? `${doc} (for some parameters)` : doc,
    ]),
  )
  await print(`\n${onOut('bold', `SQL for ${engine}`)}\n${await readable(sql, engine)}`)
  return 0
}

/** The formatter is a file of its own, as big as half of the rest. */
async function readable(sql: string, engine: EngineName): Promise<string> {
  const { readableSql } = await import('./readable-sql.ts')
  return readableSql(sql, engine)
}

/** `trailq show events`: the columns of the relation. */
async function showEvents(): Promise<number> {
  await print('The relation that every question reads: one row for each CloudTrail record.')
  await section(
    'Derived columns',
    Object.entries(DERIVED_COLUMNS).map(([name, { type, doc }]) => [name, type, doc]),
  )
  const direct = EVENT_FIELDS.map(({ column, type, doc }) => [column, type === 'json' ? 'json' : 'text', doc])
  await section('Direct columns', [...direct, ['record', 'json', 'The whole record.']])
  return 0
}

/** Required parameters have to be something for the SQL to be shown: their own placeholder. */
function examples(query: AnyQuery): Record<string, string> {
  const required = Object.entries(query.params).filter(([, param]) => param.required)
  return Object.fromEntries(required.map(([name, { placeholder }]) => [name, `<${placeholder}>`]))
}

function parameters(query: AnyQuery): string[][] {
  const own = Object.entries(query.params).map(([name, { doc, placeholder, initial, required }]) => {
    const standard = required
      ? 'required'
      : initial === undefined || (Array.isArray(initial) && initial.length === 0)
        ? ''
        : `${initial}`
    return [`--${flagName(name)}`, placeholder, standard === '' ? doc : `${doc} (${standard})`]
  })
  return [...own, ['', '', `The scope, and --limit: see 'trailq run ${query.id} --help'.`]]
}

async function section(title: string, rows: readonly (readonly string[])[]): Promise<void> {
  const widths = [0, 1].map(column => Math.max(...rows.map(row => row[column]?.length ?? 0)))
  const lines = rows.map(row => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '))
  await print(`\n${onOut('bold', title)}\n${lines.map(line => `  ${line}`.trimEnd()).join('\n')}`)
}

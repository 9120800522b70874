import type { DuckDBConnection } from '@duckdb/node-api'

import { didYouMean, TrailqError } from '../../errors.ts'
import { columnsInText, EVENTS, outOfScope, reserved, type TextQuestion } from '../../events/index.ts'
import { literal } from '../../sql/literal.ts'

/** Functions that make a table and read nothing but their arguments. */
const TABLE_FUNCTIONS = new Set(['unnest', 'range', 'generate_series', 'generate_subscripts', 'json_each', 'json_tree'])

/** Functions that tell of the engine, its settings or its variables: a question is about events. */
const REFUSED_FUNCTIONS =
  /^(current_setting|getvariable|getenv|pragma_.*|duckdb_.*|read_.*|trailq_.*|txid_current|nextval|currval|query|query_table|sql_auto_complete|write_log|parse_duckdb_log_message)$/

type Tree = Readonly<Record<string, unknown>>

/**
 * Judges a text by the tree that DuckDB's own parser makes of it: one SELECT, over `events` and what it defines itself.
 * Behind this stands the engine's own lock (see session.ts): files outside of the scope's can't be opened whatever a
 * text says.
 *
 * @throws TrailqError BAD_SQL, NOT_A_SELECT, OUT_OF_SCOPE, RESERVED_NAME
 */
export async function readText(connection: DuckDBConnection, text: string): Promise<TextQuestion> {
  const reader = await connection.runAndReadAll(`SELECT json_serialize_sql(${literal(text)})`)
  const tree = JSON.parse(String(reader.getRows()[0]?.[0])) as Tree
  if (tree['error'] === true) throw refusal(tree)
  const statements = tree['statements'] as readonly Tree[]
  if (statements.length !== 1) {
    throw new TrailqError('NOT_A_SELECT', `One statement at a time, not ${statements.length}`, {
      next: 'Ask them one by one.',
    })
  }
  judge(statements[0], new Set())
  return { columns: columnsInText(text), sql: events => `WITH ${EVENTS} AS (${events}) (\n${withoutEnd(text)}\n)` }
}

/** Walks the tree; `names` are the tables that the question has defined so far. */
function judge(node: unknown, names: ReadonlySet<string>): void {
  if (Array.isArray(node)) {
    for (const item of node) judge(item, names)
    return
  }
  if (typeof node !== 'object' || node === null) return
  const tree = node as Tree
  const inside = new Set([...names, ...definedBy(tree)])
  if (tree['type'] === 'BASE_TABLE') judgeTable(tree, names)
  if (tree['type'] === 'TABLE_FUNCTION') judgeTableFunction(tree['function'] as Tree)
  if (tree['class'] === 'FUNCTION') judgeFunction(String(tree['function_name']).toLowerCase())
  if (tree['type'] === 'SHOW_REF') throw outOfScope('SHOW or DESCRIBE')
  for (const value of Object.values(tree)) judge(value, inside)
}

function definedBy(tree: Tree): readonly string[] {
  const map = (tree['cte_map'] as { map?: readonly { key: string }[] } | undefined)?.map ?? []
  const recursive = tree['type'] === 'RECURSIVE_CTE_NODE' ? [String(tree['cte_name'])] : []
  const names = [...map.map(({ key }) => key.toLowerCase()), ...recursive.map(name => name.toLowerCase())]
  if (names.includes(EVENTS)) throw reserved()
  return names
}

function judgeTable(tree: Tree, names: ReadonlySet<string>): void {
  const qualified = [tree['catalog_name'], tree['schema_name'], tree['table_name']].filter(part => part !== '')
  const name = qualified.join('.')
  const known = qualified.length === 1 && (name.toLowerCase() === EVENTS || names.has(name.toLowerCase()))
  if (!known) throw outOfScope(`'${name}'.${didYouMean(name, [EVENTS, ...names])}`)
}

function judgeTableFunction(call: Tree): void {
  const name = String(call['function_name']).toLowerCase()
  if (!TABLE_FUNCTIONS.has(name)) throw outOfScope(`${name}()`)
}

function judgeFunction(name: string): void {
  if (REFUSED_FUNCTIONS.test(name)) throw outOfScope(`${name}()`)
}

function refusal(tree: Tree): TrailqError {
  const message = String(tree['error_message'])
  if (tree['error_type'] === 'not implemented') {
    return new TrailqError('NOT_A_SELECT', 'trailq runs SELECT only', {
      next: 'Write one SELECT over events, such as: SELECT service, count(*) AS n FROM events GROUP BY service.',
    })
  }
  const at = tree['position'] === undefined ? '' : ` (character ${Number(tree['position']) + 1})`
  return new TrailqError('BAD_SQL', `The SQL does not parse: ${message}${at}`, { next: 'Correct it there.' })
}

/** A semicolon at the end, and what follows it, would stand inside the parentheses. */
function withoutEnd(text: string): string {
  return text.replace(/[\s;]+$/, '')
}

/** A node of the tree that DuckDB's parser makes of a text (`json_serialize_sql`). */
export type Tree = Readonly<Record<string, unknown>>

const TABLES: ReadonlySet<unknown> = new Set(['BASE_TABLE', 'TABLE_FUNCTION', 'SUBQUERY', 'JOIN', 'PIVOT', 'SHOW_REF'])

export function isTree(node: unknown): node is Tree {
  return typeof node === 'object' && node !== null && !Array.isArray(node)
}

/** What a node is: `table` for all that stands behind FROM, the class of an expression, or something else. */
export function kindOf(node: Tree): string {
  if (typeof node['class'] === 'string') return node['class']
  // Kinds that are not known here have what all of them have: a place for TABLESAMPLE, as only a SELECT has, too.
  return TABLES.has(node['type']) || ('sample' in node && !('cte_map' in node)) ? 'table' : 'other'
}

/** As DuckDB compares names: only A to Z have a lower case. */
export function asciiLower(name: unknown): string {
  return String(name).replace(/[A-Z]/g, letter => letter.toLowerCase())
}

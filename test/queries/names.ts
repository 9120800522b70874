import {
  type ColumnNode,
  type CommonTableExpressionNode,
  type OperationNode,
  type ReferenceNode,
  SelectQueryNode,
} from 'kysely'

import { EVENT_COLUMNS, EVENTS } from '../../src/events/index.ts'

/**
 * Names in WHERE, GROUP BY, HAVING and joins that are no columns of what the SELECT reads. DuckDB takes the aliases of
 * the SELECT's own list for them, Trino and Athena do not.
 */
export function strayNames(root: SelectQueryNode): readonly string[] {
  const tables = new Map<string, readonly string[]>([[EVENTS, EVENT_COLUMNS]])
  for (const { name, expression } of (root.with?.expressions ?? []) as readonly CommonTableExpressionNode[]) {
    tables.set(name.table.table.identifier.name, outputs(expression))
  }
  return selectsIn(root).flatMap(select => {
    const { from, joins, where, groupBy, having } = select
    const read = [...(from?.froms ?? []), ...(joins ?? []).map(({ table }) => table)]
    const columns = new Set(read.flatMap(table => tables.get(tableName(table)) ?? []))
    const clauses = [where, groupBy, having, ...(joins ?? []).map(({ on }) => on)]
    return clauses.flatMap(clause => (clause === undefined ? [] : namesIn(clause))).filter(name => !columns.has(name))
  })
}

/** Every SELECT of a tree. */
function selectsIn(node: OperationNode): readonly SelectQueryNode[] {
  const below = children(node).flatMap(selectsIn)
  return SelectQueryNode.is(node) ? [node, ...below] : below
}

/** Every column that is named, but not in a SELECT below. */
function namesIn(node: OperationNode): readonly string[] {
  if (SelectQueryNode.is(node)) return []
  if (node.kind === 'ColumnNode') return [(node as ColumnNode).column.name]
  return children(node).flatMap(namesIn)
}

/** The names of the columns that a SELECT gives. */
export function outputs(node: OperationNode): readonly string[] {
  if (!SelectQueryNode.is(node)) throw new TypeError(node.kind)
  return (node.selections ?? []).map(({ selection }) => {
    if (selection.kind === 'AliasNode') return String(Reflect.get(Reflect.get(selection, 'alias'), 'name'))
    return ((selection as ReferenceNode).column as ColumnNode).column.name
  })
}

function tableName(node: OperationNode): string {
  if (node.kind === 'AliasNode') return tableName(Reflect.get(node, 'node'))
  return Reflect.get(Reflect.get(Reflect.get(node, 'table'), 'identifier'), 'name')
}

function children(node: OperationNode): readonly OperationNode[] {
  return Object.values(node)
    .flat()
    .filter(value => typeof value === 'object' && value !== null && 'kind' in value)
}

import { ParensNode, type SelectQueryNode } from 'kysely'

import { type EventSource, eventsSelect, readQuestion, type Scope, withEvents } from '../events/index.ts'
import { compileSql } from '../sql/compile.ts'
import type { Spellings } from '../sql/spelling.ts'

/** The SQL of a tree over the relation as a source reads it. */
export function selectSql(node: SelectQueryNode, scope: Scope, source: EventSource, spellings: Spellings): string {
  const { columns } = readQuestion(node)
  const events = ParensNode.create(eventsSelect(columns, scope, source).toOperationNode())
  return compileSql(withEvents(node, events), spellings)
}

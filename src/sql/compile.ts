import { createQueryId, type OperationNode, type RootOperationNode } from 'kysely'

import { PortableCompiler } from './compiler.ts'
import type { Spellings } from './spelling.ts'

/** The SQL text of a tree or a part of one, in the spelling of an engine. */
export function compileSql(node: OperationNode, spellings: Spellings): string {
  return new PortableCompiler(spellings).compileQuery(node as RootOperationNode, createQueryId()).sql
}

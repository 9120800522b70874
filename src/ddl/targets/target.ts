import type { TableDefinition } from '../definition.ts'
import type { Extras } from '../extras.ts'
import type { PartitionValues } from '../partitions.ts'

/** A grammar that tables are printed in. */
export interface Target {
  /** Who it is for, one sentence. */
  readonly doc: string
  /** The ending of a file of it. */
  readonly extension: string
  /** The table as a whole file, line end included. */
  print(table: TableDefinition, extras: Extras): string
  /** Which extras it can bring. */
  readonly extras: readonly (keyof Extras)[]
  /** What changes a table that is there already; left out where the tool itself finds out. */
  change?(table: TableDefinition, how: Change): string
  /** What registers partitions, for tables without projection; left out where nobody would write that down. */
  partitions?(table: TableDefinition, partitions: readonly PartitionValues[]): string
}

/** Ways to change a table that is there: drop it and make it anew (files stay), or alter it in place. */
export const CHANGES = ['replace', 'alter'] as const

/** The name of a way to change a table. */
export type Change = (typeof CHANGES)[number]

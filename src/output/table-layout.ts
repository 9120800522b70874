import { displayWidth } from './fit.ts'
import type { Cells } from './table-cells.ts'
import type { OutputColumn, OutputType } from './types.ts'

/** How a table is laid out. */
export interface Layout {
  /**
   * How many columns, from the first, stand side by side. The rest go on lines below each row; where that is all of them
   * (0), each row is a record of its own.
   */
  readonly beside: number
  /** Widths of the columns that stand side by side. */
  readonly widths: readonly number[]
}

/** Spaces between two columns. */
export const GAP = 2

// A column of text that is narrower than this says too little to be worth its place: more where there is more room.
const readable = (width: number) => Math.max(20, Math.floor(width / 6))
// Fewer columns than this beside each other are no table.
const FEWEST = 3
// A column of one of these is shown whole or not here: half a number is a wrong number.
const RIGID: ReadonlySet<OutputType> = new Set(['bigint', 'double', 'timestamp', 'boolean'])

/**
 * Chooses the layout for a width: a plain table where every column is readable, else the first columns that are with the
 * others below each row (the first columns of a query are what tells its rows apart), else records.
 */
export function planLayout(
  columns: readonly OutputColumn[],
  headers: readonly string[],
  rows: readonly Cells[],
  width: number | undefined,
): Layout {
  const natural = headers.map((header, i) =>
    rows.reduce((widest, cells) => Math.max(widest, displayWidth(cells[i] ?? '')), displayWidth(header)),
  )
  if (width === undefined) return { beside: columns.length, widths: natural }
  const least = natural.map((wanted, i) => (isRigid(columns[i]) ? wanted : Math.min(wanted, readable(width))))
  let beside = 0
  let used = -GAP
  for (const wanted of least) {
    used += wanted + GAP
    if (used > width) break
    beside++
  }
  if (beside < columns.length && beside < FEWEST) return { beside: 0, widths: [] }
  const space = width - GAP * (beside - 1)
  return { beside, widths: shrink(columns.slice(0, beside), natural.slice(0, beside), space) }
}

// The widest text columns give way first: from the narrowest on, each takes what it wants of an equal share.
function shrink(columns: readonly OutputColumn[], natural: readonly number[], space: number): number[] {
  const widths = [...natural]
  const soft = natural.map((wanted, i) => ({ wanted, i })).filter(({ i }) => !isRigid(columns[i]))
  let left = space
  for (const [i, column] of columns.entries()) if (isRigid(column)) left -= natural[i] ?? 0
  soft.sort((a, b) => a.wanted - b.wanted)
  for (const [done, { wanted, i }] of soft.entries()) {
    const width = Math.min(wanted, Math.floor(left / (soft.length - done)))
    widths[i] = width
    left -= width
  }
  return widths
}

function isRigid(column: OutputColumn | undefined): boolean {
  return column !== undefined && RIGID.has(column.type)
}

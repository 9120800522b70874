import { readFileSync } from 'node:fs'
import { availableParallelism, cpus } from 'node:os'
import { join } from 'node:path'
import { version } from 'node:process'
import type { Result } from './measure.ts'
import { ROOT } from './places.ts'

const WIDTHS = [40, 8, 8, 8, 7, 8, 8] as const

function line(cells: readonly string[], verdict: string): string {
  const padded = cells.map((cell, i) => (i === 0 ? cell.padEnd(WIDTHS[0]) : cell.padStart(WIDTHS[i] ?? 8)))
  return `${padded.join(' ')}  ${verdict}\n`
}

function number(value: number | undefined, digits: number): string {
  return value === undefined ? '-' : value.toFixed(digits)
}

/** What the figures were taken on: they mean nothing without. */
export function machine(): string {
  const bindings = join(ROOT, 'node_modules', '@duckdb', 'node-api', 'package.json')
  const duckdb = (JSON.parse(readFileSync(bindings, 'utf8')) as { version: string }).version
  const model = cpus()[0]?.model ?? 'unknown processor'
  return `${availableParallelism()} cores (${model}), node ${version}, @duckdb/node-api ${duckdb}\n`
}

export function heading(): string {
  return line(['comparison A / B', 'A s', 'B s', 'A MB', 'B MB', 'ratio', 'limit'], 'verdict')
}

export function resultLine({ row, a, b, value, wrong }: Result): string {
  const whole = row.measure === 'memory' && b === undefined
  const cells = [
    row.name,
    number(a?.seconds, 3),
    number(b?.seconds, 3),
    number(a?.peak, 0),
    number(b?.peak, 0),
    number(value, whole ? 0 : 2),
    number(row.limit, whole ? 0 : 2),
  ]
  const fits = value === undefined ? 'not run' : value <= row.limit ? 'ok' : 'MISSED'
  return line(cells, wrong.length > 0 ? 'WRONG' : fits) + wrong.map(problem => `    ${problem}\n`).join('')
}

import type { Extras, TableDefinition } from '../ddl/index.ts'
import { didYouMean, TrailqError } from '../errors.ts'

/** The flags of what comes beside a table. */
export interface ExtraFlags {
  readonly with?: readonly string[]
}

const NAMES = ['database'] as const

/** What `--with` asks for. @throws TrailqError BAD_PARAMETER */
export function extrasOf(table: TableDefinition, flags: ExtraFlags): Extras {
  const wanted = (flags.with ?? []).flatMap(word => word.split(',')).map(word => word.trim())
  for (const word of wanted) {
    if ((NAMES as readonly string[]).includes(word)) continue
    throw new TrailqError('BAD_PARAMETER', `--with brings no '${word}'.${didYouMean(word, NAMES)}`, {
      next: `It brings: ${NAMES.join(', ')}.`,
    })
  }
  return wanted.includes('database') ? { database: { comment: `CloudTrail logs of ${table.layout.bucket}.` } } : {}
}

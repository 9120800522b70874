import { type Extras, type TableDefinition, workgroup } from '../ddl/index.ts'
import { didYouMean, TrailqError } from '../errors.ts'
import { byteSize } from './byte-size.ts'

/** The flags of what comes beside a table. */
export interface ExtraFlags {
  readonly with?: readonly string[]
  readonly workgroup?: string
  readonly results?: string
  readonly resultsKey?: string
  readonly scanCutoff?: string
  readonly queries?: readonly string[]
}

/** What `--with` can bring. */
export const EXTRA_NAMES = ['database', 'workgroup', 'queries'] as const

/** Enough for a month of most trails, and half a dollar where Athena takes five for a terabyte. */
const CUTOFF = '100GB'

/** What `--with` asks for. @throws TrailqError BAD_PARAMETER, and of each extra */
export async function extrasOf(table: TableDefinition, flags: ExtraFlags): Promise<Extras> {
  const wanted = new Set(flags.with?.map(word => word.trim()))
  for (const word of wanted) {
    if ((EXTRA_NAMES as readonly string[]).includes(word)) continue
    throw new TrailqError('BAD_PARAMETER', `--with brings no '${word}'.${didYouMean(word, EXTRA_NAMES)}`, {
      next: `It brings: ${EXTRA_NAMES.join(', ')}.`,
    })
  }
  if (wanted.has('database') && table.database === 'default') {
    throw new TrailqError('BAD_PARAMETER', "The database 'default' is in every catalog: it can't be brought", {
      next: 'Name one of its own: --database cloudtrail.',
    })
  }
  return {
    ...(wanted.has('database') ? { database: { comment: `CloudTrail logs of ${table.layout.bucket}.` } } : {}),
    ...(wanted.has('workgroup') ? { workgroup: workgroupOf(flags) } : {}),
    ...(wanted.has('queries')
      ? { queries: await (await import('./saved-queries.ts')).savedQueries(table, flags.queries ?? []) }
      : {}),
  }
}

function workgroupOf({ workgroup: name = 'trailq', results, resultsKey, scanCutoff }: ExtraFlags) {
  const cutoff = byteSize(scanCutoff ?? CUTOFF, '--scan-cutoff')
  return workgroup({
    name,
    cutoff,
    ...(results === undefined ? {} : { results }),
    ...(resultsKey === undefined ? {} : { kmsKey: resultsKey }),
  })
}

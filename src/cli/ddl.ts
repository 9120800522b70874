import {
  CHANGES,
  CONTROL_TOWER_BUCKET,
  listPartitions,
  partitionCount,
  printTable,
  TABLE_PARAMS,
  type TableDefinition,
  type TableOptions,
  type TargetName,
  tableDefinition,
  tableOptions,
  targetNamed,
} from '../ddl/index.ts'
import { didYouMean, TrailqError } from '../errors.ts'
import { resolveWindow } from '../model/index.ts'
import { parseParams } from '../param.ts'
import { type ExtraFlags, extrasOf } from './ddl-extras.ts'
import { type LookFlags, lookedAt, sayFound } from './ddl-look.ts'
import { deliver, type FileFlags } from './printed-file.ts'
import { amount, say, several } from './terminal.ts'

/** The flags of `trailq ddl` that are not the table's. */
export interface DdlFlags extends ExtraFlags, LookFlags, FileFlags {
  readonly target?: string
  readonly partitions?: boolean
  readonly since?: string
  readonly until?: string
  readonly change?: string
  readonly quiet?: boolean
}

/** `trailq ddl`: prints a table's definition, or says whether a file still is it. */
export async function ddl(flags: DdlFlags & Readonly<Record<string, unknown>>): Promise<number> {
  const target = flags.target ?? 'athena'
  targetNamed(target)
  // Who wants partitions registered has a table of such.
  const partitioning = flags.partitions && flags['partitioning'] === undefined ? { partitioning: 'hive' } : {}
  const options = await optionsOf({ ...flags, ...partitioning }, target)
  if (flags.quiet !== true && (flags.from ?? flags.logs) !== undefined) sayFound(options)
  const table = tableDefinition(options)
  const text = await textOf(table, target as TargetName, flags)
  if (flags.quiet !== true && flags.check === undefined) sayExtent(table)
  return deliver(text, flags)
}

/** The table's own flags, checked, and what was found by looking. @throws TrailqError MISSING_PARAMETER, and of looking */
export async function optionsOf(
  flags: LookFlags & Readonly<Record<string, unknown>>,
  target?: string,
): Promise<TableOptions> {
  const named = Object.fromEntries(Object.keys(TABLE_PARAMS).map(name => [name, flags[name]]))
  const given = tableOptions(parseParams(TABLE_PARAMS, named, 'trailq'))
  const options = await lookedAt(flags, given)
  const { location } = options
  if (location === undefined) {
    throw new TrailqError('MISSING_PARAMETER', 'Where does the trail write? There is no --location', {
      next: "Add --location s3://BUCKET or s3://BUCKET/PREFIX ('aws cloudtrail describe-trails' shows both), or --from s3://BUCKET, and trailq looks.",
    })
  }
  // What trailq's own SQL for Trino reads (sql/trino).
  const raw = target === 'trino' && (options.family ?? 'events') === 'events' && options.storage !== 'parquet'
  return { ...(raw ? { table: 'cloudtrail_raw' } : {}), ...options, location }
}

async function textOf(table: TableDefinition, target: TargetName, flags: DdlFlags): Promise<string> {
  const printer = targetNamed(target)
  if (flags.partitions) {
    if (printer.partitions === undefined) throw noSuch(target, 'partitions', 'athena, glue or trino')
    if (table.partitioning === 'projection') {
      throw new TrailqError('BAD_USAGE', 'The partitions of this table are projected: there is nothing to register', {
        next: 'Leave out --partitions, or add --partitioning hive.',
      })
    }
    const now = new Date()
    return printer.partitions(table, listPartitions(table, resolveWindow(flags, now), now))
  }
  if (flags.change !== undefined) {
    const how = CHANGES.find(known => known === flags.change)
    if (how === undefined) {
      throw new TrailqError(
        'BAD_PARAMETER',
        `There is no change '${flags.change}'.${didYouMean(flags.change, CHANGES)}`,
        {
          next: `Changes: ${CHANGES.join(', ')}.`,
        },
      )
    }
    if (printer.change === undefined) throw noSuch(target, 'changes', 'athena or trino')
    return printer.change(table, how)
  }
  return printTable(table, target, await extrasOf(table, flags))
}

function noSuch(target: string, what: string, able: string): TrailqError {
  return new TrailqError('NOT_SUPPORTED', `The target ${target} has no ${what}`, { next: `Take --target ${able}.` })
}

/** How many partitions there are, and what to do where they are too many. */
export function sayExtent(table: TableDefinition): void {
  const { bucket, prefix, organization, storage } = table.layout
  if (CONTROL_TOWER_BUCKET.test(bucket) && storage === 'json' && !prefix.endsWith(`${organization}/`)) {
    say("Control Tower's trail writes below the organization's id: --organization o-… --control-tower.")
  }
  if (table.partitioning === 'hive') return
  const { accounts, regions, days, total, limit } = partitionCount(table.partitionKeys, new Date())
  const injected = table.partitionKeys[0]?.projection.type === 'injected'
  say(
    `${several(accounts, 'account')} × ${several(regions, 'region')} × ${several(days, 'day')} = ${several(total, 'partition')}${injected ? ' for each account that a query names' : ''}; Athena reads at most ${amount(limit)} at once.`,
  )
  if (injected) say("Every query has to name its accounts: WHERE account = '111122223333', or IN (…).")
  if (total > limit) {
    say(
      'A query without conditions on account, region and day would fail. Fewer: --first-day, --region, or --account injected.',
    )
  }
  if (storage === 'parquet') {
    say('Records that say no account, region or day lie in partitions that are not projected.')
  }
}

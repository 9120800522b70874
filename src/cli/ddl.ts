import { readFile } from 'node:fs/promises'

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
import { didYouMean, EXIT, TrailqError } from '../errors.ts'
import { resolveWindow } from '../model/index.ts'
import { parseParams } from '../param.ts'
import { type ExtraFlags, extrasOf } from './ddl-extras.ts'
import { openDestination } from './destination.ts'
import { amount, print, say, several } from './terminal.ts'
import { textDiff } from './text-diff.ts'

/** The flags of `trailq ddl` that are not the table's. */
export interface DdlFlags extends ExtraFlags {
  readonly target?: string
  readonly partitions?: boolean
  readonly since?: string
  readonly until?: string
  readonly change?: string
  readonly check?: string
  readonly output?: string
  readonly quiet?: boolean
}

/** `trailq ddl`: prints a table's definition, or says whether a file still is it. */
export async function ddl(flags: DdlFlags & Readonly<Record<string, unknown>>): Promise<number> {
  const target = flags.target ?? 'athena'
  targetNamed(target)
  const table = tableDefinition(await optionsOf(flags, target))
  const text = await textOf(table, target as TargetName, flags)
  if (flags.check !== undefined) return check(flags.check, text)
  if (flags.quiet !== true) sayExtent(table)
  const destination = await openDestination(flags.output)
  try {
    await destination.write(text)
    await destination.close()
  } catch (error) {
    await destination.discard()
    throw error
  }
  return EXIT.done
}

/** The table's own flags, checked. @throws TrailqError MISSING_PARAMETER */
export async function optionsOf(flags: Readonly<Record<string, unknown>>, target?: string): Promise<TableOptions> {
  const given = Object.fromEntries(Object.keys(TABLE_PARAMS).map(name => [name, flags[name]]))
  const options = tableOptions(parseParams(TABLE_PARAMS, given, 'trailq'))
  const { location } = options
  if (location === undefined) {
    throw new TrailqError('MISSING_PARAMETER', 'Where does the trail write? There is no --location', {
      next: "Add --location s3://BUCKET or s3://BUCKET/PREFIX: 'aws cloudtrail describe-trails' shows both.",
    })
  }
  // What trailq's own SQL for Trino reads (sql/trino).
  const raw = target === 'trino' && options.family === undefined && options.storage !== 'parquet'
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

/** @returns the exit status */
async function check(path: string, fresh: string): Promise<number> {
  const old = await textIn(path)
  const diff = textDiff(old, fresh)
  if (diff === '') return EXIT.done
  await print(`--- ${path}\n+++ as trailq prints it now\n${diff}`)
  throw new TrailqError('STALE_FILE', `${path} is not what trailq prints`, {
    next: `Print it anew: the same command with -o ${path} instead of --check.`,
  })
}

async function textIn(path: string): Promise<string> {
  try {
    // A checkout on Windows ends its lines in its own way.
    return (await readFile(path, 'utf8')).replaceAll('\r\n', '\n')
  } catch (error) {
    throw new TrailqError('STALE_FILE', `${path} can't be read: ${error instanceof Error ? error.message : error}`, {
      next: `Print it first: the same command with -o ${path} instead of --check.`,
      cause: error,
    })
  }
}

/** How many partitions there are, and what to do where they are too many. */
export function sayExtent(table: TableDefinition): void {
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
  const { bucket, prefix, organization, storage } = table.layout
  if (CONTROL_TOWER_BUCKET.test(bucket) && storage === 'json' && !prefix.endsWith(`${organization}/`)) {
    say("Control Tower's trail writes below the organization's id: --organization o-… --control-tower.")
  }
}

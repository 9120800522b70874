import { didYouMean, TrailqError } from '../../errors.ts'
import type { TableDefinition } from '../definition.ts'
import type { Extras } from '../extras.ts'
import { athena } from './athena.ts'
import { cloudformation, cloudformationJson } from './cloudformation.ts'
import { glue } from './glue.ts'
import type { Target } from './target.ts'
import { terraform, terraformJson } from './terraform.ts'
import { trino } from './trino.ts'

/** Every target by its name. One more is a file beside this one, and a line here. */
export const TARGETS = {
  athena,
  glue,
  cloudformation,
  'cloudformation-json': cloudformationJson,
  terraform,
  'terraform-json': terraformJson,
  trino,
} as const satisfies Record<string, Target>

/** The name of a target. */
export type TargetName = keyof typeof TARGETS

/** Every target's name. */
export const TARGET_NAMES = Object.keys(TARGETS) as readonly TargetName[]

/** A target by its name. @throws TrailqError BAD_PARAMETER */
export function targetNamed(name: string): Target {
  if (Object.hasOwn(TARGETS, name)) return TARGETS[name as TargetName]
  throw new TrailqError('BAD_PARAMETER', `There is no target '${name}'.${didYouMean(name, TARGET_NAMES)}`, {
    next: `Targets: ${TARGET_NAMES.join(', ')}.`,
  })
}

/**
 * A table in the grammar of a target, as a whole file.
 *
 * @throws TrailqError BAD_PARAMETER, NOT_SUPPORTED where the target can't bring an extra
 * @example
 * ```ts
 * import { printTable, tableDefinition } from 'trailq'
 * const table = tableDefinition({ location: 's3://my-trail', account: '111122223333', firstDay: '2024-01-01' })
 * console.log(printTable(table, 'athena'))
 * ```
 */
export function printTable(table: TableDefinition, target: TargetName, extras: Extras = {}): string {
  const printer = targetNamed(target)
  for (const name of Object.keys(extras) as (keyof Extras)[]) {
    if (extras[name] === undefined || printer.extras.includes(name)) continue
    const able = TARGET_NAMES.filter(other => (TARGETS[other] as Target).extras.includes(name))
    throw new TrailqError('NOT_SUPPORTED', `The target ${target} can't bring a ${name.replace('queries', 'query')}`, {
      next: `These can: ${able.join(', ')}.`,
    })
  }
  return printer.print(table, extras)
}

import { TrailqError } from '../../../errors.ts'
import { resolveScope } from '../../../events/index.ts'
import type { CatalogTable } from '../catalog.ts'
import { countOf, projectedKeys, propertyOf } from '../projection.ts'
import { type Check, ok, warning, wrong } from './check.ts'
import { injectedKeys } from './day-shelves.ts'
import { checkDays } from './days.ts'

/** As many partitions as Athena reads at once (Amazon Athena User Guide, "Service quotas"). */
const MOST_PARTITIONS = 1_000_000

/** Whether the partitions that Athena computes are those that there are. */
export function* checkProjection(found: CatalogTable, names: readonly string[], now: Date): Generator<Check> {
  const template = found.properties['storage.location.template']
  const absent = template === undefined ? undefined : names.find(name => !template.includes(`\${${name}}`))
  const open = names.find(name => propertyOf(found, name)('type') === undefined)
  if (open !== undefined) {
    yield wrong(
      'projection',
      `key ${open} has no projection.${open}.type`,
      'Set it; Athena refuses every question until then.',
    )
    return
  }
  if (absent !== undefined) {
    yield wrong(
      'projection',
      `storage.location.template does not hold \${${absent}}`,
      'Put it where the folder of that key is.',
    )
    return
  }
  if (template !== undefined && !template.endsWith('/')) {
    yield warning(
      'projection',
      'storage.location.template does not end in /',
      'Add it: 2026/11/1 is the start of 2026/11/10 too.',
    )
  }
  let isReadable = true
  for (const check of checkDays(found, now)) {
    isReadable &&= check.verdict !== 'wrong'
    yield check
  }
  // Nothing can be counted from days that are not what they should be.
  if (isReadable) yield countLine(found, names, now)
}

function countLine(found: CatalogTable, names: readonly string[], now: Date): Check {
  const injected = injectedKeys(found)
  const one = injected.flatMap(name => [
    [`projection.${name}.type`, 'enum'],
    [`projection.${name}.values`, 'one'],
  ])
  const counted = { ...found, properties: { ...found.properties, ...Object.fromEntries(one) } }
  try {
    const total = countOf(projectedKeys(counted, resolveScope({}), now))
    const each = injected.length === 0 ? '' : `, for each ${injected.join(', ')} that a question names`
    const says = `by ${names.join(', ')}, projected: ${total} for all time${each}`
    if (total <= MOST_PARTITIONS) return ok('partitions', says)
    return warning(
      'partitions',
      `${says}; Athena reads ${MOST_PARTITIONS} at once`,
      'Always give --since, and --account or --region with long windows.',
    )
  } catch (error) {
    if (!(error instanceof TrailqError)) throw error
    return warning('partitions', `by ${names.join(', ')}, projected: ${error.message}`, error.next)
  }
}

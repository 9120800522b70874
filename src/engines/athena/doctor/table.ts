import { resolveScope } from '../../../events/index.ts'
import { EVENT_FIELDS } from '../../../model/index.ts'
import { tableSource } from '../../trino/source.ts'
import { partitionKeys } from '../../trino/table.ts'
import { type CatalogTable, isProjected } from '../catalog.ts'
import { dateRange, projectedValues } from '../projection.ts'
import { type Check, failed, ok, warning, wrong } from './check.ts'

/** As many partitions as Athena reads at once (Amazon Athena User Guide, "Service quotas"). */
const MOST_PARTITIONS = 1_000_000

/** How many missing columns are named. */
const NAMED = 12

/** Whether a table holds CloudTrail records, and whether its partitions are what they should be. */
export function* checkTable(found: CatalogTable, now: Date): Generator<Check> {
  const name = found.table.name.join('.')
  try {
    const source = tableSource(found.table)
    const rows = source.rows([], resolveScope({}))
    const missing = EVENT_FIELDS.map(({ column }) => column).filter(column => rows.column(column) === undefined)
    yield ok(
      'table',
      `${name}: ${found.table.columns.length} columns, ${found.isView ? 'a view' : (found.properties['location'] ?? '')}`,
    )
    if (missing.length > 0) {
      const named = missing.slice(0, NAMED).join(', ')
      const more = missing.length > NAMED ? ` and ${missing.length - NAMED} more` : ''
      yield warning(
        'columns',
        `it has no place for ${named}${more}: they are NULL`,
        "'trailq ddl' prints a table with all of them.",
      )
    } else yield ok('columns', 'all fields of a record have a place')
  } catch (error) {
    yield failed('table', error, 'glue:GetTable')
    return
  }
  if (!found.isView) yield* checkPartitions(found, now)
}

function* checkPartitions(found: CatalogTable, now: Date): Generator<Check> {
  const keys = found.table.columns.filter(({ isPartitionKey }) => isPartitionKey === true)
  const names = keys.map(({ name }) => name)
  if (keys.length === 0) {
    yield warning(
      'partitions',
      'it has none: every question reads every file',
      "'trailq ddl' prints a table with partitions over the same files.",
    )
    const location = found.properties['location'] ?? ''
    if (!/\/CloudTrail\//.test(location)) {
      yield warning(
        'location',
        `${location} may hold digests, insights and logs of other services too`,
        'End it in …/CloudTrail/.',
      )
    }
    return
  }
  const roles = [...partitionKeys(found.table).keys()]
  if (!roles.some(role => ['day', 'year'].includes(role))) {
    yield warning(
      'partitions',
      `by ${names.join(', ')}: none that trailq knows for a date, so a window keeps no file from being read`,
      'Name a key day, date, date_partition, or year, month and day.',
    )
  }
  if (!isProjected(found)) {
    yield ok('partitions', `by ${names.join(', ')}, as the catalog lists them`)
    return
  }
  yield* checkProjection(found, names, now)
}

function* checkProjection(found: CatalogTable, names: readonly string[], now: Date): Generator<Check> {
  const { properties } = found
  const template = properties['storage.location.template']
  const absent = template === undefined ? undefined : names.find(name => !template.includes(`\${${name}}`))
  const open = names.find(name => properties[`projection.${name}.type`] === undefined)
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
  const day = partitionKeys(found.table).get('day')
  const property = (what: string) => properties[`projection.${day?.name}.${what}`]
  if (day !== undefined && property('type') === 'date') {
    const { from, to } = dateRange(property, now)
    const range = property('range')
    if (to < now.getTime())
      yield wrong('days', `projection.${day.name}.range ends before today: ${range}`, 'End it in NOW+1DAYS.')
    else yield ok('days', `from ${new Date(from).toISOString().slice(0, 10)} on (${range})`)
  }
  const injected = names.filter(name => properties[`projection.${name}.type`] === 'injected')
  const counted = { ...properties }
  for (const name of injected)
    Object.assign(counted, { [`projection.${name}.type`]: 'enum', [`projection.${name}.values`]: 'one' })
  const total = [...projectedValues({ ...found, properties: counted }, resolveScope({}), now).values()].reduce(
    (n, { length }) => n * length,
    1,
  )
  const says = `by ${names.join(', ')}, projected: ${total} for all time${injected.length === 0 ? '' : `, for each ${injected.join(', ')} that a question names`}`
  yield total > MOST_PARTITIONS
    ? warning(
        'partitions',
        `${says}; Athena reads ${MOST_PARTITIONS} at once`,
        'Always give --since, and --account or --region with long windows.',
      )
    : ok('partitions', says)
}

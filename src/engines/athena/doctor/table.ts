import { resolveScope } from '../../../events/index.ts'
import { EVENT_FIELDS } from '../../../model/index.ts'
import { tableSource } from '../../trino/source.ts'
import { partitionKeys } from '../../trino/table.ts'
import { type CatalogTable, isProjected } from '../catalog.ts'
import { type Check, failed, ok, warning } from './check.ts'
import { checkProjection } from './projection.ts'

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
  if (found.table.knowsItsFiles === true) {
    yield ok('partitions', 'its own files tell what a window needs: it is an Iceberg table')
    return
  }
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

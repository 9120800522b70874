import { isoInstant } from '../../../model/index.ts'
import { isFormKnown } from '../../trino/date-form.ts'
import { type PartitionRole, partitionKeys } from '../../trino/table.ts'
import type { CatalogTable } from '../catalog.ts'
import { type DateRule, dateRule, isLongerThanDay } from '../projected-dates.ts'
import { propertyOf } from '../projection.ts'
import { type Check, ok, warning, wrong } from './check.ts'

const BY_DAYS = "'trailq ddl' prints a table with one partition for each day."

/** Keys that tell a date, or a part of one. */
const DATES = ['day', 'year', 'month', 'dayOfMonth'] as const satisfies readonly PartitionRole[]

/** Whether the dates that Athena computes are those of the folders: written as they are, up to today, none left out. */
export function* checkDays(found: CatalogTable, now: Date): Generator<Check> {
  const roles = partitionKeys(found.table)
  for (const role of DATES) {
    const key = roles.get(role)?.name
    if (key === undefined) continue
    const property = propertyOf(found, key)
    const type = property('type')?.trim().toLowerCase()
    if (type === 'date') yield* checkDates(key, property('range'), dateRule(property, now), now)
    else if (type === 'integer') yield* checkNumbers(key, role, property('range'), property('interval'), now)
  }
}

function* checkDates(key: string, range: string | undefined, rule: DateRule, now: Date): Generator<Check> {
  const { format, from, to, misread, every } = rule
  if (!isFormKnown(format)) {
    yield warning('days', `projection.${key}.format is ${format}: trailq does not know all of its letters`, BY_DAYS)
    return
  }
  const [bad] = misread
  if (bad !== undefined) {
    const says =
      bad === (range ?? '')
        ? `projection.${key}.range is no pair of dates: '${bad}'`
        : `projection.${key}.range says '${bad}', which is not written as projection.${key}.format says: ${format}`
    yield wrong('days', says, `Write both ends as ${format}, or as NOW and NOW+1DAYS: Athena finds nothing until then.`)
    return
  }
  if (to < now.getTime())
    yield wrong('days', `projection.${key}.range ends before today: ${range}`, 'End it in NOW+1DAYS.')
  else if (from > now.getTime())
    yield wrong('days', `projection.${key}.range begins after today: ${range}`, 'Begin it with the trail.')
  else yield ok('days', `from ${isoInstant(from).slice(0, 10)} on (${range})`)
  if (!isLongerThanDay(rule)) return
  const unit = `${every.count} ${every.unit}${every.count === 1 ? '' : 'S'}`
  yield format.includes('d')
    ? warning(
        'days',
        `projection.${key}.interval is ${unit}: CloudTrail's folders of the days between are never read`,
        `Leave it and its unit out: the form tells days. ${BY_DAYS}`,
      )
    : warning('days', `each partition is ${unit}: a question of an hour reads all of that`, BY_DAYS)
}

function* checkNumbers(
  key: string,
  role: (typeof DATES)[number],
  range: string | undefined,
  interval: string | undefined,
  now: Date,
): Generator<Check> {
  const last = Number((range ?? '').split(',')[1] ?? Number.NaN)
  const today = { day: 8, year: 4, month: undefined, dayOfMonth: undefined }[role]
  if (today !== undefined && last < Number(now.toISOString().replaceAll('-', '').slice(0, today))) {
    yield wrong('days', `projection.${key}.range ends before today: ${range}`, 'Let it end later, such as in 2050.')
  }
  if (Number(interval ?? 1) > 1) {
    yield warning(
      'days',
      `projection.${key}.interval is ${interval}: CloudTrail's folders between are never read`,
      `Leave it out. ${BY_DAYS}`,
    )
  }
}

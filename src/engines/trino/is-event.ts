import { type Expression, sql } from 'kysely'

import { FAMILIES, FAMILY_NAMES } from '../../model/index.ts'

/** Categories of records that lie in files of other families. */
const OTHER_CATEGORIES = FAMILY_NAMES.filter(name => !FAMILIES[name].isEvents).flatMap(
  name => FAMILIES[name].categories,
)

/** Whether a record is one of a management or data event, and a record at all: an element of a list may be anything. */
export function isEvent(
  field: (path: 'eventTime' | 'eventName' | 'eventCategory') => Expression<string | null>,
): Expression<boolean> {
  return sql<boolean>`(${field('eventTime')} IS NOT NULL OR ${field('eventName')} IS NOT NULL) AND coalesce(${field('eventCategory')} NOT IN (${sql.join(OTHER_CATEGORIES.map(name => sql.lit(name)))}), TRUE)`
}

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'vitest'

import { DIRECT_COLUMNS } from '../../src/events/direct.ts'
import { DERIVED } from '../events/mismatches.ts'
import { CASES } from '../queries/cases.ts'
import { askBounded } from './asked.ts'
import { IN_UTC } from './legs.ts'
import { copyLogs } from './place.ts'
import { suite } from './suite.ts'

// Real records of public repositories, which trailq does not carry: ../shared/data beside the project.

const DATA = join(import.meta.dirname, '../../../shared/data')
const FOLDERS = [
  ...['attack-detonations', 'lookup-events-output', 'old-versions-2017', 'organization-trail-mixed-versions'],
  ...['plain-and-gz-2017', 'production-minutes', 'resource-creations', 's3-heavy-2021'],
]

function write(folder: string): void {
  for (const name of FOLDERS) copyLogs(join(DATA, name), join(folder, name))
}

/** One question of each query: what its parameters do is asked of records made by hand. */
const QUESTIONS = [...Map.groupBy(CASES, ({ query }) => query).values()].flatMap(([first]) => first ?? [])

if (existsSync(DATA)) {
  suite('real records', { schema: 'real', write, listed: true, legs: IN_UTC }, ({ same, sameColumns }) => {
    for (const asked of QUESTIONS) same(asked.query, trail => askBounded(trail, asked, '2010-01-01'))

    for (const columns of [DERIVED, DIRECT_COLUMNS]) {
      sameColumns(columns, undefined, async trail => {
        const names = [...new Set(['event_id', 'account', 'event_time', 'request_id', ...columns])] as 'caller'[]
        const events = trail.scope({ allTime: true, dedupe: true }).selectFrom('events').select(names)
        const keys = ['event_id', 'account', 'event_time', 'request_id'] as const
        return { rows: await keys.reduce((q, key) => q.orderBy(key), events).execute() }
      })
    }
  })
} else {
  describe('real records', () => test.skip(`there is no folder ${DATA}`, () => undefined))
}

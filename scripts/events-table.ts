import { DERIVED_COLUMNS } from '../src/events/derived/index.ts'
import { EVENT_FIELDS } from '../src/model/index.ts'
import { member } from './interface.ts'

/** The TypeScript type of a row of `events`, with every column's sentence above it, so that editors show it. */
export function eventsTableSource(): string {
  const direct = EVENT_FIELDS.map(({ column, doc, path, since }) =>
    member(column, 'string | null', `${doc} CloudTrail’s \`${path}\`, since ${since}.`),
  )
  const derived = Object.entries(DERIVED_COLUMNS).map(([name, { type, nullable, doc }]) =>
    member(name, `${type === 'boolean' ? 'boolean' : 'string'}${nullable ? ' | null' : ''}`, doc),
  )
  const record = member('record', 'string', 'The whole record as JSON text. Asking for it costs twice the time.')
  return `// Printed by \`make sync\` from src/model/fields and src/events/derived; not edited by hand.

/** A row of the \`events\` relation: one CloudTrail record. JSON columns hold JSON text; flags of the record are 'true' or 'false'. */
export interface EventsTable {
${[...direct, record, ...derived].join('\n')}
}
`
}

import type { EventsTable } from './events-table.ts'

/** What a question can read: one relation. */
export interface EventsDatabase {
  events: EventsTable
}

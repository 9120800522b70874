import { openTrail, type Trail } from '../../src/index.ts'
import { openOverWire } from './athena-wire.ts'
import type { Place } from './place.ts'

/** A way from the same records to an answer. To add one: a line in the list below. */
export interface Leg {
  readonly name: string
  open(place: Place): Promise<Trail>
}

/** Of a table that repeats itself Trino plans ten rounds beforehand, which takes half a minute; the cases need four. */
const session = { max_recursion_depth: '5' }

function trino(table: string, urlOf: (place: Place) => string = ({ server }) => server.url): Leg['open'] {
  return place => {
    const where = { url: urlOf(place), user: 'conformance', catalog: 'hive', schema: place.schema, table }
    return openTrail({ engine: 'trino', session, ...where })
  }
}

/** The one that the others are compared with. */
export const REFERENCE: Leg = { name: 'DuckDB over files', open: ({ raw }) => openTrail({ logs: raw }) }

/** The others. */
export const LEGS = [
  { name: 'DuckDB over the store', open: ({ store }) => openTrail({ logs: store }) },
  { name: 'Trino over files', open: trino('raw') },
  { name: 'Trino over the store', open: trino('store') },
  { name: 'Trino over Athena’s columns', open: trino('typed') },
  { name: 'Athena', open: openOverWire },
  { name: 'Trino in St. John’s over files', open: trino('raw', ({ server }) => server.elsewhere) },
] as const satisfies readonly Leg[]

/** The name of a leg that is compared. */
export type LegName = (typeof LEGS)[number]['name']

/** All but those in another time zone: for cases that no zone has to do with. */
export const IN_UTC: readonly LegName[] = LEGS.map(({ name }) => name).filter(name => !name.includes('St. John’s'))

/** Whether every case is asked on every leg: `make conformance FULL=1`. */
export const FULL = (process.env['FULL'] ?? '') !== ''

const COLUMNS: readonly LegName[] = ['Trino over the store', 'Trino over Athena’s columns', 'Athena']

/** Legs with only one of those that read columns, each in turn: for cases of which there are many. */
export function inTurn(legs: readonly LegName[], turn: number): readonly LegName[] {
  return FULL ? legs : legs.filter(name => !COLUMNS.includes(name) || name === COLUMNS[turn % COLUMNS.length])
}

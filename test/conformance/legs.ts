import { openTrail, type Trail } from '../../src/index.ts'
import type { Place } from './place.ts'

/** A way from the same records to an answer. To add one: a line in the list below. */
export interface Leg {
  readonly name: string
  open(place: Place): Promise<Trail>
}

function trino(table: string, url: (place: Place) => string = ({ server }) => server.url): Leg['open'] {
  return place =>
    openTrail({ engine: 'trino', url: url(place), user: 'conformance', catalog: 'hive', schema: place.schema, table })
}

/** The one that the others are compared with. */
export const REFERENCE: Leg = { name: 'DuckDB over files', open: ({ raw }) => openTrail({ logs: raw }) }

/** The others. */
export const LEGS = [
  { name: 'Trino over files', open: trino('raw') },
  { name: 'Trino over Athena’s columns', open: trino('typed') },
  { name: 'Trino in St. John’s over files', open: trino('raw', ({ server }) => server.elsewhere) },
] as const satisfies readonly Leg[]

/** The name of a leg that is compared. */
export type LegName = (typeof LEGS)[number]['name']

import type { Derived, PlacedFixture } from './records/index.ts'

/** The derived columns, in the order of the catalogue. */
export const DERIVED = [
  'service',
  'account',
  'region',
  'caller',
  'principal',
  'session',
  'caller_kind',
  'via_service',
  'network_origin',
  'failed',
  'error_class',
  'is_write',
  'event_base',
  'resource',
] as const satisfies readonly (keyof Derived)[]

/** What a question answers about a record. */
export type Answer = Derived & { readonly event_id: string | null }

/** What came out wrong, a line for each record and column; empty where all is as it must be. */
export function mismatches(
  answers: readonly Answer[],
  fixtures: readonly PlacedFixture[],
  place: 'in layout' | 'outside layout',
): readonly string[] {
  const byId = Map.groupBy(answers, answer => answer.event_id)
  const wrong = fixtures.flatMap(({ name, record, expected, outsideLayout }) => {
    const id = String(record['eventID'])
    const rows = byId.get(id) ?? []
    byId.delete(id)
    const [row] = rows
    if (row === undefined || rows.length > 1) return [`${id} (${name}): ${rows.length} rows`]
    const wanted = place === 'in layout' ? expected : outsideLayout
    return DERIVED.filter(column => column in wanted && wanted[column] !== row[column]).map(
      column => `${id} (${name}): ${column} is ${JSON.stringify(row[column])}, not ${JSON.stringify(wanted[column])}`,
    )
  })
  return [...wrong, ...[...byId.keys()].map(id => `${String(id)}: a row that nobody wrote`)]
}

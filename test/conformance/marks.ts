import type { Rebuilt } from './compare.ts'
import type { LegName } from './legs.ts'

/** A known gap: where a leg does not answer as DuckDB over the files does, why, and how that shows. */
export interface Mark {
  readonly suite: string
  /** Each of these cases shows the gap; one that does not any more breaks the build. */
  readonly cases: readonly string[] | RegExp
  readonly legs: readonly LegName[]
  /** For people: what differs and why. README tells it too. */
  readonly reason: string
  readonly gap: Gap
}

export type Gap =
  /** The question is refused or fails with this. */
  | { readonly fails: RegExp }
  /** The answer differs like this. */
  | { readonly differs: RegExp }
  /** These columns hold the same JSON in other words. */
  | { readonly json: readonly string[] }
  /** These columns are JSON that was put together again: in other words, and without what the table has no place for. */
  | { readonly rebuilt: Rebuilt }
  /** It is answered, where the first leg refuses. */
  | { readonly answers: true }
  /** These columns are NULL. */
  | { readonly lacks: readonly string[] }

const OVER_TRINO_FILES = ['Trino over files', 'Trino in St. John’s over files'] as const

const OVER_THE_STORE = ['DuckDB over the store', 'Trino over the store'] as const
const ATHENAS_COLUMNS = ['Trino over Athena’s columns', 'Athena'] as const

/** Source: Amazon Athena User Guide, "Query AWS CloudTrail logs". */
const NOT_ON_THE_PAGE = [
  'management_event',
  'user_identity_identity_provider',
  'user_identity_credential_id',
  'user_identity_invoked_by_delegate_account_id',
  'record',
]

const WRITTEN_AGAIN = 'a store writes the record again from its columns: the same JSON, its members in another order'
const REBUILT =
  'objects that the table holds as structs are written as JSON anew: members in another order, and none that it has no place for'
const ABSENT = 'the table of AWS’s page has no such columns and members, nor the record as a whole: they are NULL'
const FRACTIONS = 'Trino writes fractions from 10,000,000 on as 1.7596557305E9, DuckDB as 1759655730.5'

/** Every known gap. */
export const MARKS: readonly Mark[] = [
  {
    suite: 'portable functions',
    cases: /^jsonParse of ("\[1,\]"|"\{\\"a\\":1,\}")$/,
    legs: OVER_TRINO_FILES,
    reason: 'JSON with a comma before its closing bracket is JSON to DuckDB and none to Trino',
    gap: { differs: /is null, not / },
  },
  {
    suite: 'portable functions',
    cases: ['text that is no JSON, where JSON is read'],
    legs: OVER_TRINO_FILES,
    reason: 'reading a member of text that is no JSON is an error in DuckDB and gives nothing in Trino',
    gap: { answers: true },
  },
  {
    suite: 'columns',
    cases: ['user_identity', 'user_identity_session_context', 'resources'],
    legs: ATHENAS_COLUMNS,
    reason: REBUILT,
    gap: { rebuilt: { user_identity: 'object', user_identity_session_context: 'object', resources: 'list' } },
  },
  {
    suite: 'columns',
    cases: NOT_ON_THE_PAGE,
    legs: ATHENAS_COLUMNS,
    reason: ABSENT,
    gap: { lacks: NOT_ON_THE_PAGE },
  },
  {
    suite: 'columns',
    cases: ['request_parameters', 'response_elements', 'resource', 'a column alone'],
    legs: ATHENAS_COLUMNS,
    reason:
      'where a text stands in place of the documented object, AWS’s table has it without its quotes, and JSON in it is read',
    gap: { differs: /is "(Songs|tableName=Songs|Failure)", not / },
  },
  {
    suite: 'columns',
    cases: ['record'],
    legs: OVER_THE_STORE,
    reason: WRITTEN_AGAIN,
    gap: { json: ['record'] },
  },
  {
    suite: 'real records',
    cases: ['record'],
    legs: OVER_THE_STORE,
    reason: WRITTEN_AGAIN,
    gap: { json: ['record'] },
  },
  {
    suite: 'columns',
    cases: ['request_parameters'],
    legs: OVER_TRINO_FILES,
    reason: FRACTIONS,
    gap: { json: ['request_parameters'] },
  },
  {
    suite: 'real records',
    cases: ['user_identity', 'user_identity_session_context', 'resources', 'tls_details'],
    legs: ATHENAS_COLUMNS,
    reason: REBUILT,
    gap: {
      rebuilt: {
        user_identity: 'object',
        user_identity_session_context: 'object',
        resources: 'list',
        tls_details: 'object',
      },
    },
  },
  {
    suite: 'real records',
    cases: ['management_event', 'user_identity_identity_provider', 'record'],
    legs: ATHENAS_COLUMNS,
    reason: ABSENT,
    gap: { lacks: NOT_ON_THE_PAGE },
  },
  {
    suite: 'real records',
    cases: ['response_elements'],
    legs: ['Trino over files'],
    reason: FRACTIONS,
    gap: { json: ['response_elements'] },
  },
  {
    suite: 'hostile texts',
    cases: /^in conditions, and read from records/,
    legs: ['Trino over files'],
    reason: 'Trino writes characters beyond the first 65,536 as \\uD83D\\uDE00 in JSON, DuckDB as they are',
    gap: { json: ['request_parameters'] },
  },
  {
    suite: 'spellings',
    cases: ['listed', 'counted in a map', 'texts in parts', 'the parts that come first'],
    legs: ['Athena'],
    reason:
      'a list or a map leaves Athena as JSON of its own, with characters beyond the first 65,536 as \\uD83D\\uDE00',
    gap: { json: ['l', 'h', 'parts'] },
  },
  {
    suite: 'hostile texts',
    cases: ['1016000 characters'],
    legs: ['Trino over files', 'Trino over the store', 'Trino over Athena’s columns'],
    reason: 'Trino takes SQL of a million characters',
    gap: { fails: /^BAD_SQL: The SQL is longer than 1000000 characters/ },
  },
  {
    suite: 'hostile texts',
    cases: ['900000 characters', '1016000 characters'],
    legs: ['Athena'],
    reason: 'Athena takes SQL of 262,144 bytes',
    gap: { fails: /^BAD_SQL: The SQL is longer than 262144 characters/ },
  },
  {
    suite: 'spellings',
    cases: ['SELECT count(*) AS n FROM events GROUP BY ALL', "SELECT 'a' || 1 AS v FROM events"],
    legs: ['Trino over files', 'Trino over the store', 'Athena'],
    reason: 'SQL of one’s own is the engine’s: DuckDB lets pass what Trino refuses',
    gap: {
      fails: /^(UNKNOWN_COLUMN: events has no column .all.|BAD_SQL: (Trino says|Athena failed:) FUNCTION_NOT_FOUND)/,
    },
  },
  {
    suite: 'random scopes, odd times',
    cases: ['in a window'],
    legs: OVER_THE_STORE,
    reason:
      'an event whose time is not as CloudTrail writes it lies under no day of a store: in a window DuckDB always looks there and Trino never, where over files both look at the days of delivery',
    gap: { differs: /^row \d+ of \d+: |rows, not / },
  },
  {
    suite: 'canned queries',
    cases: /^log-coverage /,
    legs: ATHENAS_COLUMNS,
    reason: 'the table of AWS’s page has no managementEvent, which tells data events of before version 1.07 apart',
    gap: { differs: /data_events is / },
  },
]

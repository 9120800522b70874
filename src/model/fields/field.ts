/** The kinds of records that a field is documented for. */
export type FieldCategory = 'management' | 'data' | 'network' | 'insight' | 'aggregated'

/** What a field holds. Objects, lists and maps are `json`; a timestamp is ISO 8601 text in UTC. */
export type FieldType = 'text' | 'boolean' | 'number' | 'timestamp' | 'json'

/**
 * What a `json` field is made of: `free` is anything the service likes, and its kind may change from record to record;
 * an `object` has the members that are documented below it, a `list` has such objects, a `map` has names and texts.
 */
export type JsonShape = 'free' | 'object' | 'list' | 'map'

/** An eventVersion. AWS adds some fields without raising it; such a field has the version that was current then. */
export type EventVersion =
  | '1.0'
  | '1.01'
  | '1.02'
  | '1.03'
  | '1.04'
  | '1.05'
  | '1.06'
  | '1.07'
  | '1.08'
  | '1.09'
  | '1.10'
  | '1.11'

/** One documented field of a CloudTrail record. */
export interface Field<
  Path extends string = string,
  Column extends string = string,
  Type extends FieldType = FieldType,
> {
  /** Where it stands in the record, in CloudTrail's spelling; `[]` follows the name of a list. */
  readonly path: Path
  /** The same path in snake_case: the name of its column. */
  readonly column: Column
  readonly type: Type
  /** What a `json` field is made of; left out where it is `free`. */
  readonly shape?: JsonShape
  /** The eventVersion that had it first; aggregated records count versions of their own. Never proof of presence. */
  readonly since: EventVersion | 'unknown'
  readonly categories: readonly FieldCategory[]
  /** Whether a record may lack it by documentation. In practice any may be missing in old or odd records. */
  readonly optional: boolean
  /** Whether the table definition on AWS's own Athena page has it. */
  readonly inAwsTable: boolean
  /** The size up to which CloudTrail logs it whole, and what happens to a larger one. */
  readonly maxSize?: '1 KB' | '28 KB' | '100 KB'
  readonly onOversize?: 'truncate' | 'omit'
  /** One sentence on what it says. */
  readonly doc: string
}

/** What a declaration adds to name, type and age. Most fields are optional and in AWS's table. */
type FieldFacts = Pick<Field, 'doc'> &
  Partial<Pick<Field, 'optional' | 'inAwsTable' | 'maxSize' | 'onOversize' | 'shape'>>

function declares<Type extends FieldType>(type: Type) {
  return <Path extends string, Column extends string>(
    path: Path,
    column: Column,
    since: Field['since'],
    categories: readonly FieldCategory[],
    facts: FieldFacts,
  ): Field<Path, Column, Type> => ({
    path,
    column,
    type,
    since,
    categories,
    optional: true,
    inAwsTable: true,
    ...facts,
  })
}

export const text = declares('text')
export const flag = declares('boolean')
export const number = declares('number')
export const timestamp = declares('timestamp')
export const json = declares('json')

/** Records of all shapes. */
export const EVERY_RECORD = ['management', 'data', 'network', 'insight', 'aggregated'] as const
/** Records of one call or happening: all but the statistics. */
export const EVERY_EVENT = ['management', 'data', 'network'] as const
/** The two kinds that share a folder and make up the `events` relation. */
export const LOGGED_EVENT = ['management', 'data'] as const

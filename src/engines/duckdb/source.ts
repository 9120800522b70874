import { type Expression, type RawBuilder, sql } from 'kysely'

import type { EventSource, SourceRows } from '../../events/index.ts'
import { EVENT_FIELDS, type EventField, FAMILIES, FAMILY_NAMES } from '../../model/index.ts'
import { literal } from '../../sql/literal.ts'
import { USUAL_OBJECT } from './memory.ts'
import { type TextShape, textShapes } from './text-shape.ts'

/** The SQL functions that a run registers: written in JavaScript, called for odd files and odd elements only. */
export const ODD_FILES = 'trailq_odd_files'
export const READ_LEFT = 'trailq_read_left'
export const REJECT = 'trailq_reject'

/** The variable that holds the list of files: as literals, 20,000 paths would be two megabytes of SQL. */
export const FAST_FILES = 'trailq_files'

/** What a run knows of its files. */
export interface FileLists {
  readonly fast: number
  readonly odd: number
  /** The largest JSON object, bytes: DuckDB refuses larger ones than it was told of. */
  readonly objectBytes: number
  /** Whether every file's folder proves that it holds management and data events only. */
  readonly onlyEvents: boolean
}

/** What every run reads, to tell a record from something else. */
const MARKS = ['eventTime', 'eventName'] as const

/** Records of other families, met in flat folders, are not of events. */
const OTHER_CATEGORIES = FAMILY_NAMES.filter(name => !FAMILIES[name].isEvents).flatMap(
  name => FAMILIES[name].categories,
)

/** DuckDB over files, as a run reads them. */
export function fileSource(lists: FileLists): EventSource {
  return {
    rows: columns => {
      const wanted = lists.onlyEvents ? columns : [...new Set([...columns, 'event_category' as const])]
      const reading = new Reading(wanted)
      const isEvent = lists.onlyEvents ? reading.isRecord() : sql`(${reading.isRecord()}) AND ${reading.isOfEvents()}`
      const category = lists.onlyEvents ? sql`CAST(NULL AS VARCHAR)` : reading.category()
      // The call stands inside of r and not in WHERE: there, what a question asks for would be tried first, and whether
      // an element that is no record is told would depend on the question.
      const others = reading.otherColumns()
      const unnested = sql`SELECT r, ${others} FROM (
        SELECT CASE WHEN ${isEvent} THEN r ELSE CASE WHEN ${sql.raw(REJECT)}(filename, ${category}) THEN r END END AS r, ${others}
        FROM (${reading.records(lists)})
      ) WHERE r IS NOT NULL`
      return reading.rows(unnested)
    },
  }
}

/** DuckDB over files, as a person would type it: the same fields of the same records, without the care for odd files. */
export function shownFileSource(logs: string): EventSource {
  return {
    rows: columns => {
      const reading = new Reading(columns)
      return reading.rows(
        reading.withFields(sql`SELECT unnest("Records") AS r, filename FROM ${reading.jsonFiles(sql.lit(logs))}`),
      )
    },
  }
}

type Column = Parameters<EventSource['rows']>[0][number]

/**
 * The reading of one question. Only the fields that it uses are named: DuckDB's reader skips the rest of the text
 * without looking at it, and a projection does not reach into a struct. Free-form members are read as JSON text and
 * texts as text, so that no change of type can fail a query.
 */
class Reading {
  readonly #fields: readonly EventField[]
  readonly #whole: boolean

  constructor(columns: readonly Column[]) {
    const names = new Set<string>(columns)
    this.#fields = EVENT_FIELDS.filter(field => names.has(field.column))
    this.#whole = names.has('record')
  }

  /** `read_json` over a list of files, told all that it would otherwise find out by reading them. */
  jsonFiles(files: Expression<unknown>, objectBytes = USUAL_OBJECT): RawBuilder<unknown> {
    const element = this.#whole ? 'JSON' : this.#struct()
    const columns = sql.raw(`{"Records": ${literal(`${element}[]`)}}`)
    // newline_delimited: the end of an object is the end of its line, not looked for byte by byte. records=true: no
    // sampling for a schema that is known. ignore_errors: a broken file gives NULL, which is then asked about.
    return sql`read_json(${files}, columns = ${columns}, format = 'newline_delimited', records = true, ignore_errors = true,
      filename = true, maximum_object_size = ${sql.lit(Math.max(objectBytes, USUAL_OBJECT))})`
  }

  /** Every record of the files, with the file that it came from. */
  records({ fast, odd, objectBytes }: FileLists): RawBuilder<unknown> {
    const parts: RawBuilder<unknown>[] = []
    if (fast > 0) {
      // The branch that is nearly always true comes first: DuckDB then passes the list on without a copy.
      const left = this.#elements(sql`${sql.raw(READ_LEFT)}(filename)`)
      parts.push(sql`SELECT unnest(CASE WHEN "Records" IS NOT NULL THEN "Records" ELSE ${left} END) AS r, filename
        FROM ${this.jsonFiles(sql`getvariable(${sql.lit(FAST_FILES)})`, objectBytes)}`)
    }
    if (odd > 0 || fast === 0) {
      parts.push(sql`SELECT unnest(${this.#elements(sql`text`)}) AS r, filename FROM ${sql.raw(ODD_FILES)}()`)
    }
    return this.withFields(sql.join(parts, sql` UNION ALL `))
  }

  /** Where the record itself is asked for it is read as text, and all fields from that at once: its text is parsed anew. */
  withFields(elements: RawBuilder<unknown>): RawBuilder<unknown> {
    if (!this.#whole) return elements
    return sql`SELECT json_transform(r, ${sql.lit(this.#shape())}) AS r, r AS record, filename FROM (${elements})`
  }

  /** What stands beside the fields, `r`. */
  otherColumns(): RawBuilder<unknown> {
    return this.#whole ? sql`record, filename` : sql`filename`
  }

  /** The list of records in a text that the careful reader wrote, as the fast one would have read it. */
  #elements(text: RawBuilder<unknown>): RawBuilder<unknown> {
    if (this.#whole) return sql`json_extract(${text}, '$.Records[*]')`
    return sql`from_json(${text}, ${sql.lit(`{"Records":[${this.#shape()}]}`)})."Records"`
  }

  isRecord(): RawBuilder<unknown> {
    return sql.join(
      MARKS.map(mark => sql`${this.#member(mark)} IS NOT NULL`),
      sql` OR `,
    )
  }

  isOfEvents(): RawBuilder<unknown> {
    return sql`coalesce(${this.category()} NOT IN (${sql.join(OTHER_CATEGORIES.map(name => sql.lit(name)))}), TRUE)`
  }

  category(): RawBuilder<string | null> {
    return this.#member('eventCategory')
  }

  /** The records with their objects opened as far as members are asked for, and how to get at each column. */
  rows(records: RawBuilder<unknown>): SourceRows {
    // All members of one object in one call: one call for each would parse the object's text again every time.
    const opened = [...this.#opened()].map(
      ([parent, shape]) =>
        sql`, json_transform(${this.#member(parent)}, ${sql.lit(JSON.stringify(shape))}) AS ${sql.id(parent)}`,
    )
    return {
      from: sql`(SELECT r, ${this.otherColumns()}${sql.join(opened, sql``)} FROM (${records}))`,
      column: name => this.#column(name),
    }
  }

  #column(name: Column): Expression<string | null> | undefined {
    if (name === 'delivery_account') return fromPath(PATH_ACCOUNT, NAME_ACCOUNT)
    if (name === 'delivery_region') return fromPath(PATH_REGION, NAME_REGION)
    // By way of r: a condition on it must not keep elements from being told that are no records.
    if (name === 'record') return sql`CASE WHEN r IS NOT NULL THEN CAST(record AS VARCHAR) END`
    const field = this.#fields.find(({ column }) => column === name)
    if (field === undefined) return undefined
    const [parent = '', ...inside] = field.path.split('.')
    if (field.type === 'json') {
      const value = this.#member(parent)
      // A struct's member that is JSON null is NULL already.
      if (inside.length === 0 && !this.#whole) return sql`CAST(${value} AS VARCHAR)`
      return inside.length === 0
        ? sql`nullif(CAST(${value} AS VARCHAR), 'null')`
        : sql`nullif(CAST(json_extract(${value}, ${sql.lit(dottedJsonPath(inside))}) AS VARCHAR), 'null')`
    }
    if (inside.length === 0) return this.#member(parent)
    const value = sql<string | null>`${sql.id(parent)}.${sql.join(
      inside.map(part => sql.id(part)),
      sql`.`,
    )}`
    // Newer services write '' where an identity has no such part.
    return parent === 'userIdentity' ? sql`nullif(${value}, '')` : value
  }

  /** A top-level member of the record. */
  #member(name: string): RawBuilder<string | null> {
    return sql`r.${sql.id(name)}`
  }

  /** The objects of which members are asked for, each with the shape that json_transform takes. */
  #opened(): ReadonlyMap<string, TextShape> {
    return textShapes(this.#fields.filter(({ type }) => type !== 'json').map(({ path }) => path))
  }

  /** Top-level members to read, and whether as JSON. */
  #members(): ReadonlyMap<string, boolean> {
    const members = new Map<string, boolean>(MARKS.map(mark => [mark, false]))
    for (const field of this.#fields) {
      const [parent = '', child] = field.path.split('.')
      members.set(parent, child !== undefined || field.type === 'json')
    }
    return members
  }

  #struct(): string {
    const members = [...this.#members()].map(([name, json]) => `"${name}" ${json ? 'JSON' : 'VARCHAR'}`)
    return `STRUCT(${members.join(', ')})`
  }

  #shape(): string {
    return JSON.stringify(
      Object.fromEntries([...this.#members()].map(([name, json]) => [name, json ? 'JSON' : 'VARCHAR'])),
    )
  }
}

// (?s): a folder's name may hold a line break.
const PATH_ACCOUNT = '(?s)^.*/AWSLogs/(?:o-[a-z0-9]+/)?([^/]+)/CloudTrail/'
const PATH_REGION = '(?s)^.*/AWSLogs/(?:o-[a-z0-9]+/)?[^/]+/CloudTrail/([^/]+)/'
const NAME_ACCOUNT = '(?s)^.*/([^/_]+)_CloudTrail_[^/]+$'
// The time behind it in full: part of a region would pass for the start of one.
const NAME_REGION = '(?s)^.*/[^/_]+_CloudTrail_([a-z]+(?:-[a-z0-9]+)+?)[_-][0-9]{8}T[0-9]{4}[^/]*$'

/** What a file's folders say or, where they say nothing, its name. */
function fromPath(folders: string, name: string): Expression<string | null> {
  const found = (pattern: string) => sql`nullif(regexp_extract(filename, ${sql.lit(pattern)}, 1), '')`
  return sql`coalesce(${found(folders)}, ${found(name)})`
}

function dottedJsonPath(path: readonly string[]): string {
  return `$${path.map(part => `."${part}"`).join('')}`
}

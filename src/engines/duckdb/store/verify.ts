import { TrailqError } from '../../../errors.ts'
import { type EventColumn, eventsSelect, resolveScope } from '../../../events/index.ts'
import { compileSql } from '../../../sql/compile.ts'
import { literal } from '../../../sql/literal.ts'
import type { ResultRow } from '../../../sql/result-type.ts'
import { run } from '../run.ts'
import { DUCKDB_SPELLINGS } from '../spelling.ts'

/** How many differing partitions are named; all are counted. */
const NAMED = 10

/** What logs or a store say of one account, region and day. */
interface Sum {
  readonly events: number
  /** The sum of a hash of every event: the same in any order. */
  readonly checksum: bigint
}

type Sums = Map<string, Sum>

/**
 * Reads logs and store as questions read them, and compares them by account, region and day: how many events there are,
 * and a checksum over the records with all their members. Of an event that was delivered in several versions the store
 * may hold any one, but one of them.
 *
 * @param areGone whether the store was made from other files, too: it may hold more, then
 * @throws TrailqError STORE_DIFFERS
 */
export async function verify(
  logs: readonly string[],
  store: string,
  areGone: boolean,
  signal: AbortSignal | undefined,
): Promise<void> {
  const [inLogs, inStore] = [await eachEvent(logs, signal), await eachRow(store, signal)]
  const versions = await versionsOf(logs, inLogs.ambiguous, signal)
  const held = await versionsOf([store], inLogs.ambiguous, signal)
  const wrong = new Set<string>()
  for (const [event, hashes] of versions) {
    const rows = held.get(event) ?? []
    const isOneOfThem = rows.length > 0 && rows.every(({ hash }) => hashes.some(version => version.hash === hash))
    // Versions whose times are days apart stand in the partitions of both.
    const isOnce = new Set(rows.map(({ place }) => place)).size === rows.length
    if (!isOneOfThem || !isOnce) wrong.add(`event ${event}: not one of its versions in the logs`)
  }
  // They have no part in the counts and sums.
  for (const { place, hash } of [...held.values()].flat()) {
    const sum = inStore.get(place) ?? NONE
    inStore.set(place, { events: sum.events - 1, checksum: sum.checksum - hash })
  }
  for (const place of new Set([...inLogs.sums.keys(), ...inStore.keys()])) {
    const [first, second] = [inLogs.sums.get(place) ?? NONE, inStore.get(place) ?? NONE]
    const isMore = areGone && second.events > first.events
    if (isMore || (first.events === second.events && first.checksum === second.checksum)) continue
    wrong.add(`${place}: ${difference(first, second)}`)
  }
  if (wrong.size > 0) throw differs(store, [...wrong].sort())
}

const NONE: Sum = { events: 0, checksum: 0n }

function difference(logs: Sum, store: Sum): string {
  if (logs.events !== store.events) return `${logs.events} events in the logs, ${store.events} in the store`
  return `${logs.events} events, and some are not the same`
}

function differs(store: string, wrong: readonly string[]): TrailqError {
  const more = wrong.length > NAMED ? `\n  … and ${wrong.length - NAMED} more` : ''
  const named = wrong.slice(0, NAMED).map(line => `\n  ${line}`)
  return new TrailqError('STORE_DIFFERS', `${store} is not what the logs say:${named.join('')}${more}`, {
    next: 'Compact the logs into a new folder, and compare again.',
  })
}

/** A hash of a record's members, whatever their order. */
const HASH = `hash(list_sort(map_entries(json_transform(record, '"MAP(VARCHAR, JSON)"'))))`

const PLACE = `concat_ws('/', coalesce(account, '-'), coalesce(region, '-'), coalesce(event_time[:10], '-'))`

const EVENT = `concat_ws('/', coalesce(account, '-'), event_id)`

/** The events of logs, each once, and those of which there are several versions. */
async function eachEvent(
  logs: readonly string[],
  signal: AbortSignal | undefined,
): Promise<{ sums: Sums; ambiguous: readonly string[] }> {
  // Of several versions none has a part in the sum; which one the store holds is looked at by itself.
  const rows = await ask(
    logs,
    `WITH hashed AS (SELECT ${PLACE} AS place, ${EVENT} AS event, event_id, ${HASH} AS h FROM events),
    each_event AS (
      SELECT min(place) AS place, event, min(h) AS h, min(h) <> max(h) AS is_ambiguous FROM hashed WHERE event_id <> '' GROUP BY event
      UNION ALL SELECT place, event, h, FALSE FROM hashed WHERE coalesce(event_id, '') = '')
    SELECT place, count(*) FILTER (WHERE NOT is_ambiguous) AS events, CAST(coalesce(sum(CAST(h AS HUGEINT)) FILTER (WHERE NOT is_ambiguous), 0) AS VARCHAR) AS checksum,
      CAST(to_json(list(event) FILTER (WHERE is_ambiguous)) AS VARCHAR) AS ambiguous FROM each_event GROUP BY place`,
    signal,
  )
  const ambiguous = rows.flatMap(row => JSON.parse(String(row['ambiguous'] ?? '[]')) as string[] | null).filter(isText)
  return { sums: sumsOf(rows), ambiguous }
}

/** The rows of a store, as they are. */
async function eachRow(store: string, signal: AbortSignal | undefined): Promise<Sums> {
  const sums = `SELECT place, count(*) AS events, CAST(sum(CAST(h AS HUGEINT)) AS VARCHAR) AS checksum
    FROM (SELECT ${PLACE} AS place, ${HASH} AS h FROM events) GROUP BY place`
  return sumsOf(await ask([store], sums, signal))
}

/** A version of an event. */
interface Version {
  readonly place: string
  readonly hash: bigint
}

/** The versions of some events, by their names. */
async function versionsOf(
  logs: readonly string[],
  events: readonly string[],
  signal: AbortSignal | undefined,
): Promise<ReadonlyMap<string, readonly Version[]>> {
  const versions = new Map<string, Version[]>()
  if (events.length === 0) return versions
  const which = `SELECT ${PLACE} AS place, ${EVENT} AS event, CAST(${HASH} AS VARCHAR) AS h
    FROM events WHERE ${EVENT} IN (${events.map(literal).join(', ')})`
  const rows = await ask(logs, which, signal)
  for (const { place, event, h } of rows) {
    const known = versions.get(String(event)) ?? []
    versions.set(String(event), [...known, { place: String(place), hash: BigInt(String(h)) }])
  }
  return versions
}

async function ask(
  logs: readonly string[],
  question: string,
  signal: AbortSignal | undefined,
): Promise<readonly ResultRow[]> {
  const columns = new Set<EventColumn>(['account', 'region', 'event_time', 'event_id', 'record'])
  const scope = resolveScope({})
  const start = question.startsWith('WITH ') ? `, ${question.slice(5)}` : ` ${question}`
  const execution = await run(
    logs,
    {
      scope,
      canned: true,
      sql: source =>
        `WITH events AS (${compileSql(eventsSelect(columns, scope, source).toOperationNode(), DUCKDB_SPELLINGS)})${start}`,
    },
    { signal },
  )
  const rows: ResultRow[] = []
  for await (const batch of execution.batches()) rows.push(...batch)
  return rows
}

function sumsOf(rows: readonly ResultRow[]): Sums {
  return new Map(
    rows.map(({ place, events, checksum }) => [
      String(place),
      { events: Number(events), checksum: BigInt(String(checksum)) },
    ]),
  )
}

function isText(value: string | null): value is string {
  return value !== null
}

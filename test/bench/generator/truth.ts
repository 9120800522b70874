import type { MadeRecord } from './record.ts'

/** One row of the answer to `failed-calls`. */
export interface FailedCall {
  readonly service: string
  readonly event_name: string
  readonly error_code: string
  readonly error_class: string
  readonly events: number
  readonly callers: number
  readonly source_ips: number
  readonly first_seen: string
  readonly last_seen: string
}

/** What is known of a set without reading it. */
export interface GroundTruth {
  /** Sets made by another version of the generator are made again. */
  readonly generator: number
  readonly seed: number
  readonly files: number
  readonly records: number
  /** Distinct (eventID, account). */
  readonly distinct: number
  /** Records in the folder of the day after they happened. */
  readonly late: number
  readonly failed: number
  /** Bytes of JSON, and of the files. */
  readonly rawBytes: number
  readonly fileBytes: number
  /** The last seven full days, half-open, as `--since` and `--until` take them. */
  readonly window: { readonly since: string; readonly until: string; readonly records: number }
  readonly failedCalls: { readonly all: readonly FailedCall[]; readonly window: readonly FailedCall[] }
  readonly services: Readonly<Record<string, number>>
}

interface Group {
  events: number
  readonly callers: Set<string>
  readonly ips: Set<string>
  first: string
  last: string
}

/** Counts the answer to `failed-calls` while the records are made. */
export class FailedCallTally {
  readonly #groups = new Map<string, Group>()

  add(record: MadeRecord): void {
    if (record.failure === undefined) return
    const { code = '(none)', errorClass } = record.failure
    const key = [record.service, record.name, code, errorClass].join('\t')
    let group = this.#groups.get(key)
    if (group === undefined) {
      group = { events: 0, callers: new Set(), ips: new Set(), first: record.time, last: record.time }
      this.#groups.set(key, group)
    }
    group.events++
    group.callers.add(record.caller)
    group.ips.add(record.ip)
    if (record.time < group.first) group.first = record.time
    if (record.time > group.last) group.last = record.time
  }

  /** Most events first, then by every key: the catalogue's order. */
  rows(): FailedCall[] {
    const rows = [...this.#groups].map(([key, group]): FailedCall => {
      const [service = '', event_name = '', error_code = '', error_class = ''] = key.split('\t')
      return {
        service,
        event_name,
        error_code,
        error_class,
        events: group.events,
        callers: group.callers.size,
        source_ips: group.ips.size,
        first_seen: group.first,
        last_seen: group.last,
      }
    })
    // A tab stands before every other character, so the joined keys sort as the columns do, one after the other.
    const keyOf = (row: FailedCall) => [row.service, row.event_name, row.error_code, row.error_class].join('\t')
    return rows.sort((a, b) => b.events - a.events || (keyOf(a) < keyOf(b) ? -1 : 1))
  }
}

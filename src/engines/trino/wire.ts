/** A page of an answer, as the server sends it (Trino documentation, "Trino client REST API"). */
export interface Page {
  readonly id: string
  /** Where the next page is; none behind the last one. */
  readonly nextUri?: string
  /** Known from about the fourth page on, also for an answer without rows. */
  readonly columns?: readonly WireColumn[]
  /** Absent where a page has no rows. */
  readonly data?: readonly (readonly unknown[])[]
  readonly stats: WireStats
  readonly error?: WireError
}

export interface WireColumn {
  readonly name: string
  readonly type: string
}

/** What the server counted so far. */
export interface WireStats {
  readonly state?: string
  readonly progressPercentage?: number
  readonly physicalInputBytes?: number
  readonly processedBytes?: number
  readonly processedRows?: number
  readonly elapsedTimeMillis?: number
  readonly completedSplits?: number
  readonly totalSplits?: number
}

export interface WireError {
  readonly message?: string
  readonly errorName?: string
  readonly errorType?: string
  readonly errorLocation?: { readonly lineNumber: number; readonly columnNumber: number }
  readonly failureInfo?: { readonly message?: string; readonly cause?: WireError['failureInfo'] }
}

/** A page's text as an object; undefined where it is none. Whole numbers beyond 2^53 come as bigint. */
export function readPage(text: string): Page | undefined {
  const page = parsed(text)
  return page !== undefined && losesDigits(page, text) ? parsed(text, exactly) : page
}

function parsed(text: string, reviver?: typeof exactly): Page | undefined {
  try {
    // TypeScript's own declaration knows no third argument yet.
    const page = JSON.parse(text, reviver as (key: string, value: unknown) => unknown) as Page | null
    const isPage = typeof page?.id === 'string' && typeof page.stats === 'object' && page.stats !== null
    return isPage && (page.nextUri === undefined || URL.canParse(page.nextUri)) ? page : undefined
  } catch {
    return undefined
  }
}

/** JSON.parse hands over the number's own digits as well (TC39, "JSON.parse source text access"; Node 21 and later). */
function exactly(_key: string, value: unknown, { source }: { source?: string }): unknown {
  if (typeof value !== 'number' || Number.isSafeInteger(value) || source === undefined) return value
  return /^-?\d+$/.test(source) ? BigInt(source) : value
}

/** A text that may hold a whole number which a double can't: outside of quotes such digits are rare. */
const LONG_NUMBER = /[[,:]\s*-?\d{16,}\s*[,\]}]/

/** Whether a whole number of a page is one that a double can't hold: reading the page exactly takes several times as long. */
function losesDigits({ columns, data }: Page, text: string): boolean {
  if (columns === undefined || data === undefined) return false
  const wide = columns.flatMap(({ type }, i) => (type.includes('bigint') ? [{ i, isPlain: type === 'bigint' }] : []))
  if (wide.length === 0) return false
  if (wide.some(({ isPlain }) => !isPlain)) return LONG_NUMBER.test(text)
  return data.some(row => wide.some(({ i }) => typeof row[i] === 'number' && !Number.isSafeInteger(row[i])))
}

// Printed by `make sync` from SCOPE_PARAMS in src/events/scope.ts; not edited by hand.

/** What bounds a question: a window of time, and whose and which events. */
export interface ScopeInput {
  /** Start of the window: 15m, 24h, 7d, 4w ago, a date, or an instant (UTC). */
  readonly since?: string | undefined
  /** All there is, where a remote engine would look at the last 24 hours only. */
  readonly allTime?: boolean | undefined
  /** End of the window, itself not in it; the same forms. Default: now. */
  readonly until?: string | undefined
  /** Only these accounts (12 digits). */
  readonly account?: string | readonly string[] | undefined
  /** Only these regions. */
  readonly region?: string | readonly string[] | undefined
  /** Only these services, by event source or by name (aoss, opensearch-serverless). */
  readonly service?: string | readonly string[] | undefined
  /** Only these API calls; * stands for any text. */
  readonly event?: string | readonly string[] | undefined
  /** Only these callers (ARN, with the session); * stands for any text. */
  readonly caller?: string | readonly string[] | undefined
  /** Only these principals (ARN of the user or role); * stands for any text. */
  readonly principal?: string | readonly string[] | undefined
  /** Only these source addresses; * stands for any text. */
  readonly ip?: string | readonly string[] | undefined
  /** Only calls signed with these access keys. */
  readonly accessKey?: string | readonly string[] | undefined
  /** Only calls that succeeded, or that failed. Default: all. */
  readonly outcome?: 'all' | 'ok' | 'failed' | undefined
  /** Only calls that may change something. */
  readonly writesOnly?: boolean | undefined
  /** Only calls that change nothing. */
  readonly readsOnly?: boolean | undefined
  /** Leave out calls that AWS services made by themselves. */
  readonly excludeAws?: boolean | undefined
  /** One row for each event id and account, where several trails delivered the same event. */
  readonly dedupe?: boolean | undefined
}

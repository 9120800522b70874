import { TrailqError } from '../errors.ts'
import { parseAccount, parseRegion, parseTime, resolveService, resolveWindow } from '../model/index.ts'
import { choice, flag, flagName, list, type Param, type ParamValues, parseParams, text } from '../param.ts'
import { roundedWindow } from './rounded-window.ts'
import type { ScopeInput } from './scope-input.ts'

const OUTCOMES = ['all', 'ok', 'failed'] as const

/** What bounds every question. Declared once: flags, help, types and checks come from here. */
export const SCOPE_PARAMS = {
  since: text('Start of the window: 15m, 24h, 7d, 4w ago, a date, or an instant (UTC).', { placeholder: 'time' }),
  allTime: flag('All there is, where a remote engine would look at the last 24 hours only.'),
  until: text('End of the window, itself not in it; the same forms. Default: now.', { placeholder: 'time' }),
  account: anyOf('Only these accounts (12 digits).', 'id', parseAccount),
  region: anyOf('Only these regions.', 'region', parseRegion),
  service: anyOf(
    'Only these services, by event source or by name (aoss, opensearch-serverless).',
    'service',
    resolveService,
  ),
  event: anyOf('Only these API calls; * stands for any text.', 'name'),
  caller: anyOf('Only these callers (ARN, with the session); * stands for any text.', 'arn'),
  principal: anyOf('Only these principals (ARN of the user or role); * stands for any text.', 'arn'),
  ip: anyOf('Only these source addresses; * stands for any text.', 'address'),
  accessKey: anyOf('Only calls signed with these access keys.', 'id'),
  outcome: choice('Only calls that succeeded, or that failed.', OUTCOMES, 'all'),
  writesOnly: flag('Only calls that may change something.'),
  readsOnly: flag('Only calls that change nothing.'),
  excludeAws: flag('Leave out calls that AWS services made by themselves.'),
  dedupe: flag('One row for each event id and account, where several trails delivered the same event.'),
} as const

/** A list that bounds. Where a program found nothing to put into it, everything is the last thing that was meant. */
function anyOf(...declared: Parameters<typeof list>): Param<readonly string[]> {
  const param = list(...declared)
  return {
    ...param,
    parse(given, name) {
      const items = param.parse(given, name)
      if (items.length > 0) return items
      throw new TrailqError('BAD_PARAMETER', `--${flagName(name)} names nothing`, {
        next: 'Name at least one, or leave it out.',
      })
    },
  }
}

/** A scope with every value checked and its window resolved to instants. */
export type Scope = ParamValues<typeof SCOPE_PARAMS> & {
  /** The window's length, where it has one although none was asked for. */
  readonly usualWindow?: string
}

/** What of an engine a scope depends on. */
interface ScopedEngine {
  readonly isRemote: boolean
  readonly isWindowRounded?: boolean
}

/** The window of a question to a remote engine that names none. */
const USUAL_WINDOW = '24h'

/**
 * Checks a scope and resolves its window, once: relative times count back from `now` in the client, never in SQL.
 * A remote engine's window begins 24 hours before its end where no start is given.
 *
 * @throws TrailqError BAD_TIME, EMPTY_WINDOW, BAD_ACCOUNT, BAD_REGION, BAD_PARAMETER
 */
export function resolveScope(
  input: ScopeInput,
  now: Date = new Date(),
  { isRemote, isWindowRounded = false }: ScopedEngine = { isRemote: false },
): Scope {
  const scope = parseParams(SCOPE_PARAMS, { ...input }, 'A scope')
  if (scope.writesOnly && scope.readsOnly) {
    throw new TrailqError('BAD_PARAMETER', '--writes-only and --reads-only leave nothing over', {
      next: 'Give one of them.',
    })
  }
  if (scope.allTime && (scope.since !== undefined || scope.until !== undefined)) {
    throw new TrailqError('BAD_PARAMETER', '--all-time and a window can’t both be meant', {
      next: 'Give --since and --until, or --all-time.',
    })
  }
  const { since, until } = resolveWindow(given(scope), now)
  // A remote table may hold years, and each byte of them costs: a window is always there, unless it is waived by name.
  const isBounded = !isRemote || scope.allTime || since !== undefined
  const window = { since: isBounded ? since : parseTime(USUAL_WINDOW, new Date(until ?? now)), until }
  const usual = isBounded ? {} : { usualWindow: USUAL_WINDOW }
  return { ...scope, ...usual, ...window, ...(isWindowRounded ? roundedWindow(given(window), given(scope), now) : {}) }
}

function given({ since, until }: Pick<Scope, 'since' | 'until'>): { since?: string; until?: string } {
  return { ...(since === undefined ? {} : { since }), ...(until === undefined ? {} : { until }) }
}

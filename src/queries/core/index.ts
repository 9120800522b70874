import { accessDenied } from './access-denied.ts'
import { activityTimeline } from './activity-timeline.ts'
import { changes } from './changes.ts'
import { errorTrend } from './error-trend.ts'
import { failedCalls } from './failed-calls.ts'
import { identityTypes } from './identity-types.ts'
import { logCoverage } from './log-coverage.ts'
import { newCallers } from './new-callers.ts'
import { topCallers } from './top-callers.ts'
import { topEvents } from './top-events.ts'
import { whoDid } from './who-did.ts'

/** Pack core: the questions that every trail is asked first. */
export const CORE = [
  failedCalls,
  whoDid,
  topCallers,
  activityTimeline,
  accessDenied,
  changes,
  errorTrend,
  topEvents,
  newCallers,
  logCoverage,
  identityTypes,
] as const

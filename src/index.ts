/**
 * trailq: ask CloudTrail a question.
 *
 * @example
 * ```ts
 * import { openTrail } from 'trailq'
 * await using trail = await openTrail({ logs: 'AWSLogs' })
 * for await (const row of trail.run('failed-calls', { since: '7d' })) console.log(row.service, row.event_name, row.events)
 * ```
 */
export { type ErrorCode, EXIT, type ExitStatus, TrailqError } from './errors.ts'
export { defineQuery } from './queries/index.ts'
export {
  openTrail,
  type QueryId,
  type Result,
  type ResultOptions,
  type Trail,
  type TrailConfig,
} from './trail/index.ts'

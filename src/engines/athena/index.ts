// Athena: queries on AWS, with the SQL of Trino's compiler. Nothing here is imported before it is needed.
// May import events/, sql/, model/, errors.ts, engines/trino, and the AWS SDK, which no other engine may.
// To learn of one more failure: failure.ts knows those of calls, query-failure.ts those of queries.
export type { AwsAccess } from './access.ts'
export { Aws } from './aws.ts'
export { type AthenaOptions, athenaEngine } from './engine.ts'
export { AthenaQuery, type Taken } from './query.ts'
export type { AthenaSettings } from './settings.ts'

// The catalogue: canned questions, each declared once as data with types.
// May import events/, sql/, model/, param.ts and errors.ts; knows no engine.
// To add a query: one file in its pack's folder and one line in that folder's index; to add a pack, one line below.
import { CORE } from './core/index.ts'
import { DYNAMODB } from './dynamodb/index.ts'
import { REDSHIFT_SERVERLESS } from './redshift-serverless/index.ts'

/** Every canned query. */
export const QUERIES = [...CORE, ...REDSHIFT_SERVERLESS, ...DYNAMODB] as const

export type { Query } from './define.ts'
export { defineQuery } from './define.ts'

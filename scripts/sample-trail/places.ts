import { PRODUCTION, SANDBOX } from './callers.ts'

/** An account's corner of a trail: files never mix two. */
export interface Place {
  readonly account: string
  readonly region: string
}

export const US: Place = { account: PRODUCTION, region: 'us-east-1' }
export const EU: Place = { account: PRODUCTION, region: 'eu-west-1' }
export const SANDBOX_US: Place = { account: SANDBOX, region: 'us-east-1' }
export const SANDBOX_EU: Place = { account: SANDBOX, region: 'eu-west-1' }

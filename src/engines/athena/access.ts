/** Which AWS. What is left out comes from the SDK's own chain: variables, profiles, roles. */
export interface AwsAccess {
  readonly region?: string | undefined
  /** A profile of the shared configuration files. */
  readonly profile?: string | undefined
  /** One address for all services, in place of AWS's. */
  readonly endpoint?: string | undefined
}

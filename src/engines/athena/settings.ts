import type { AwsAccess } from './access.ts'

/** Where and how queries run. What is left out is AWS's or the workgroup's default. */
export interface AthenaSettings extends AwsAccess {
  readonly database?: string | undefined
  /** The data catalog. Default: AwsDataCatalog. */
  readonly catalog?: string | undefined
  /** Default: primary. */
  readonly workgroup?: string | undefined
  /** `s3://bucket/prefix/` for results. A workgroup that enforces its own has the last word. */
  readonly outputLocation?: string | undefined
  /** The account that owns the bucket of results. Default: the account of the credentials, where they tell it. */
  readonly bucketOwner?: string | undefined
  /** A query is stopped when it has read more bytes. */
  readonly maxScan?: number | undefined
  /** The result of the same question is used again, where it is not older. */
  readonly reuseMinutes?: number | undefined
  /** Dollars for a terabyte read, where the list price is not what is paid. */
  readonly pricePerTerabyte?: number | undefined
}

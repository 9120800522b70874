import type { Family, Partition } from '../model/index.ts'
import type { AccountInput } from './extent.ts'
import type { Partitioning } from './partitioning.ts'
import type { Storage } from './storage.ts'

/** A family of which tables can be made. */
export type TableFamily = Exclude<Family, 'aggregated'>

/** What a table is to be. All but the location has a default. */
export interface TableOptions {
  /** Where the trail writes: `s3://bucket`, with the trail's prefix, or any folder of it further down. */
  readonly location: string
  /** The accounts whose logs are there; `injected` where every query is to name its own. Default: the location's. */
  readonly account?: AccountInput
  /** Default: every region of the partition that AWS has now. */
  readonly region?: string | readonly string[]
  /** `aws-cn`, `aws-us-gov`, ... where no region says it. Default: `aws`. */
  readonly awsPartition?: Partition
  /** The organization's id, where an organization trail writes. Default: the location's. */
  readonly organization?: string
  /** Control Tower's trail: the organization's id is the prefix as well. */
  readonly controlTower?: boolean
  /** Default: `events`. */
  readonly family?: TableFamily
  /** `json` as CloudTrail writes, `parquet` as `trailq compact` does. Default: `json`. */
  readonly storage?: Storage
  /** Default: `projection`. */
  readonly partitioning?: Partitioning
  /** The first day with logs, `2024-01-01`. Default: the first day of CloudTrail. */
  readonly firstDay?: string
  /** Default: `default`, the database that every catalog has. */
  readonly database?: string
  /** Default: a name after the family. */
  readonly table?: string
  readonly comment?: string
}

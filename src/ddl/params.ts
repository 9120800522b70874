import { parseAccount, parseRegion } from '../model/index.ts'
import { flag, list, type ParamValues, text } from '../param.ts'
import type { TableOptions } from './table-options.ts'

/** What a table takes on a command line. */
export const TABLE_PARAMS = {
  location: text('Where the trail writes: its bucket, its prefix, or a folder further down.', {
    placeholder: 's3://bucket/prefix',
  }),
  account: list(
    'The accounts whose logs are there; or the word injected, and every query names its own.',
    'ids',
    item => (item === 'injected' ? item : parseAccount(item)),
  ),
  region: list('The regions. Default: all that AWS has.', 'names', parseRegion),
  organization: text('The organization whose trail it is.', { placeholder: 'o-id' }),
  controlTower: flag("Control Tower's trail: the organization's id is the prefix as well."),
  family: text('Which files: events, insight, network-activity or digest. Default: events.', { placeholder: 'name' }),
  storage: text('json as CloudTrail writes, or parquet as trailq compact does. Default: json.', {
    placeholder: 'json|parquet',
  }),
  partitioning: text('projection: the engine computes the partitions; hive: each is registered. Default: projection.', {
    placeholder: 'projection|hive',
  }),
  firstDay: text('The first day with logs. Default: 2013-11-13, when CloudTrail began.', { placeholder: 'yyyy-mm-dd' }),
  awsPartition: text('aws, aws-cn, aws-us-gov, … where no region says it. Default: aws.', { placeholder: 'name' }),
  database: text('The database of the catalog. Default: default.', { placeholder: 'name' }),
  table: text('Default: cloudtrail_logs, or another name after the family.', { placeholder: 'name' }),
  comment: text('What the table says about itself.'),
} as const

/** Parameters as options of a table: what was not given is left to its default, which may be the location's. */
export function tableOptions(params: ParamValues<typeof TABLE_PARAMS>): Partial<TableOptions> {
  const given = Object.entries(params).filter(
    ([, value]) => value !== undefined && value !== false && !(Array.isArray(value) && value.length === 0),
  )
  return Object.fromEntries(given)
}

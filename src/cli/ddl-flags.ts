import { type Command, Option } from 'commander'

import { CHANGES, TABLE_PARAMS, TARGET_NAMES } from '../ddl/index.ts'
import { EXTRA_NAMES } from './ddl-extras.ts'
import { addParams, listed } from './flags.ts'

/** The flags that say what a table is. */
export function addTableFlags(command: Command): void {
  addParams(command, TABLE_PARAMS, 'Table:')
}

/** The flags of `trailq ddl`. */
export function addDdlFlags(command: Command): void {
  const add = (flags: string, doc: string) => command.addOption(new Option(flags, doc).helpGroup('Output:'))
  add('--target <name>', `${TARGET_NAMES.join(', ')}. Default: athena.`)
  const beside = (flags: string, doc: string, repeats = false) => {
    const option = new Option(flags, doc).helpGroup('Beside the table:')
    command.addOption(repeats ? option.argParser(listed) : option)
  }
  beside('--with <names>', `What to bring along: ${EXTRA_NAMES.join(', ')}.`, true)
  beside('--results <s3://bucket/prefix>', "Where the workgroup's results go.")
  beside('--results-key <arn>', "The KMS key of its results. Default: S3's own encryption.")
  beside('--workgroup <name>', 'Default: trailq.')
  beside('--scan-cutoff <size>', 'Queries of the workgroup that scan more are stopped. Default: 100GB.')
  beside('--queries <names>', 'The canned queries, or packs of them, to save. Default: core.', true)
  add('--partitions', 'Print what registers partitions instead, for --partitioning hive.')
  add('--since <time>', 'Partitions: from here (30d, a date). Default: the first day.')
  add('--until <time>', 'Partitions: to here. Default: tomorrow.')
  add('--change <how>', `Print what changes a table that is there: ${CHANGES.join(' or ')}.`)
  add('--check <file>', 'Print nothing: say whether the file is what would be printed, and what differs.')
  add('-o, --output <file>', 'Write to a file; it is there whole or not at all.')
  add('-q, --quiet', 'Say nothing but errors.')
  addTableFlags(command)
}

import { type Command, Option } from 'commander'

import { CHANGES, POLICY_TARGETS, TABLE_PARAMS, TARGET_NAMES, TASK_NAMES } from '../ddl/index.ts'
import { EXTRA_NAMES } from './ddl-extras.ts'
import { addParams, listed } from './flags.ts'

/** The flags of a command about a table. */
export function addTableFlags(command: Command): void {
  if (command.name() === 'ddl') addDdlFlags(command)
  if (command.name() === 'policy') addPolicyFlags(command)
  if (command.name() === 'table') addPlanFlags(command)
  const look = group(command, 'Or let it look:')
  look('--from <s3://bucket/prefix>', "Look into the trail's bucket for layout, accounts, regions and first day.")
  look('--logs <folder>', 'The same in a copy on disk; --location still says the bucket.', listed)
  const aws = group(command, 'AWS:')
  aws('--aws-region <region>', 'The AWS region to ask. Default: as the AWS CLI has it.')
  aws('--profile <name>', 'A profile of your AWS configuration.')
  addParams(command, TABLE_PARAMS, 'Table:')
}

function addDdlFlags(command: Command): void {
  const output = group(command, 'Output:')
  output('--target <name>', `${TARGET_NAMES.join(', ')}. Default: athena.`)
  output('--partitions', 'Print what registers partitions one by one instead, for --partitioning hive.')
  output('--since <time>', 'Partitions: from here (30d, a date). Default: the first day.')
  output('--until <time>', 'Partitions: to here. Default: tomorrow.')
  output(
    '--change <how>',
    `Print what changes a table that is there: ${CHANGES.join(' (all of it; the files stay) or ')} (all but columns).`,
  )
  addFileFlags(command)
  output('-q, --quiet', 'Say nothing but errors.')
  const beside = group(command, 'Beside the table:')
  beside('--with <names>', `What to bring along: ${EXTRA_NAMES.join(', ')}.`, listed)
  beside('--results <s3://bucket/prefix>', "Where the workgroup's results go. Default: a variable of the file.")
  beside('--results-key <arn>', "The KMS key of its results. Default: S3's own encryption.")
  beside('--workgroup <name>', 'Default: trailq.')
  beside('--scan-cutoff <size>', 'Queries of the workgroup that scan more are stopped. Default: 100GB.')
  beside('--queries <names>', 'The canned queries, or packs of them, to save. Default: core.', listed)
}

function addPolicyFlags(command: Command): void {
  const what = group(command, 'Policy:')
  what('--for <tasks>', `What to allow: ${TASK_NAMES.join(', ')}. Default: run.`, listed)
  what('--aws-account <id>', 'The account of the catalog and of Athena.')
  what('--workgroup <name>', 'The workgroup. Default: primary.')
  what('--results <s3://bucket/prefix>', 'Where results go; left out where the workgroup manages them.')
  what('--results-key <arn>', 'The KMS key of the results.')
  what('--trail-key <arns>', "The KMS keys of the trail's files.", listed)
  what('--trail <arn>', 'The trail, for doctor. Default: every trail of the account.')
  what('--create-database', 'For apply: the database may be created too.')
  const output = group(command, 'Output:')
  output('--target <name>', `${POLICY_TARGETS.join(', ')}. Default: json.`)
  output('--name <name>', "The policy's name, in Terraform and CloudFormation. Default: trailq.")
  addFileFlags(command)
}

function addPlanFlags(command: Command): void {
  const catalog = group(command, 'Catalog:')
  catalog('--planned <version>', 'Apply only if the table still is of the version that plan showed (none: not there).')
  catalog('--create-database', 'Create the database too, where it is not there.')
  catalog('--take-over', "Change a table that is not over a trail's folder.")
  catalog('--since <time>', 'With --partitioning hive: register partitions from here. Default: 30d.')
  catalog('--until <time>', 'Register partitions to here. Default: tomorrow.')
  catalog('-q, --quiet', 'Say nothing of the number of partitions.')
}

function addFileFlags(command: Command): void {
  const output = group(command, 'Output:')
  output('--check <file>', 'Print nothing: say whether the file is what would be printed, and what differs.')
  output('-o, --output <file>', 'Write to a file; it is there whole or not at all.')
}

type Add = (flags: string, doc: string, parse?: typeof listed) => void

function group(command: Command, heading: string): Add {
  return (flags, doc, parse) => {
    const option = new Option(flags, doc).helpGroup(heading)
    command.addOption(parse === undefined ? option : option.argParser(parse))
  }
}

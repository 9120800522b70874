import {
  LONGEST_POLICY,
  POLICY_TARGETS,
  type PolicyTarget,
  policyFor,
  printPolicy,
  type TaskName,
  tableDefinition,
} from '../ddl/index.ts'
import { TrailqError } from '../errors.ts'
import { awsAccess } from './aws-access.ts'
import { optionsOf } from './ddl.ts'
import { sayFound } from './ddl-look.ts'
import { deliver, type FileFlags } from './printed-file.ts'
import { amount, say } from './terminal.ts'

/** The flags of `trailq policy` that are not the table's. */
export interface PolicyFlags extends FileFlags {
  readonly for?: readonly string[]
  readonly target?: string
  readonly name?: string
  readonly awsRegion?: string
  readonly awsAccount?: string
  readonly workgroup?: string
  readonly results?: string
  readonly resultsKey?: string
  readonly trailKey?: readonly string[]
  readonly trail?: string
  readonly createDatabase?: boolean
}

/** `trailq policy`: the least IAM policy for what somebody wants to do with a table. */
export async function policy(flags: PolicyFlags & Readonly<Record<string, unknown>>): Promise<number> {
  const options = await optionsOf(flags)
  if ((flags['from'] ?? flags['logs']) !== undefined) sayFound(options)
  const table = tableDefinition(options)
  const region = awsAccess(flags).region ?? process.env['AWS_REGION']
  if (region === undefined) throw missing('Where are the table and the workgroup?', '--aws-region us-east-1')
  if (flags.awsAccount === undefined) throw missing('Whose are they?', '--aws-account 111122223333')
  const { workgroup, results, resultsKey, trailKey, trail } = flags
  const tasks = (flags.for ?? ['run']).map(word => word.trim())
  const made = policyFor(table, tasks as readonly TaskName[], {
    region,
    account: flags.awsAccount,
    ...(workgroup === undefined ? {} : { workgroup }),
    ...(results === undefined ? {} : { results }),
    ...(resultsKey === undefined ? {} : { resultsKey }),
    ...(trailKey === undefined ? {} : { trailKeys: trailKey }),
    ...(trail === undefined ? {} : { trail }),
    withDatabase: flags.createDatabase === true,
  })
  const length = JSON.stringify(made).length
  if (length > LONGEST_POLICY) {
    say(
      `The policy has ${amount(length)} characters, and IAM takes ${amount(LONGEST_POLICY)}: print one for each --for.`,
    )
  }
  return deliver(printPolicy(made, (flags.target ?? POLICY_TARGETS[0]) as PolicyTarget, flags.name), flags)
}

function missing(question: string, flag: string): TrailqError {
  return new TrailqError(
    'MISSING_PARAMETER',
    `${question} A policy names the catalog and the workgroup by their ARNs`,
    {
      next: `Add ${flag}.`,
    },
  )
}

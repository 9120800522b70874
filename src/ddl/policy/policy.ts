import { didYouMean, TrailqError } from '../../errors.ts'
import type { TableDefinition } from '../definition.ts'
import { hcl, resource } from '../targets/hcl.ts'
import { yamlText } from '../targets/yaml-text.ts'
import { namesOf, type PolicyOptions } from './names.ts'
import { type Statement, TASKS, type Task, type TaskName } from './tasks.ts'

/** An IAM policy. */
export interface Policy {
  readonly Version: '2012-10-17'
  readonly Statement: readonly Statement[]
}

/** Every task's name. */
export const TASK_NAMES = Object.keys(TASKS) as readonly TaskName[]

/** The forms that a policy can be printed in. */
export const POLICY_TARGETS = ['json', 'terraform', 'cloudformation'] as const

/** The name of such a form. */
export type PolicyTarget = (typeof POLICY_TARGETS)[number]

/**
 * The least policy for what somebody wants to do with a table.
 *
 * @throws TrailqError BAD_PARAMETER, BAD_REGION, BAD_ACCOUNT, BAD_NAME, BAD_LOCATION
 * @example
 * ```ts
 * import { policyFor, tableDefinition } from 'trailq'
 * const table = tableDefinition({ location: 's3://my-trail', account: '111122223333', database: 'logs' })
 * const policy = policyFor(table, ['run'], { region: 'us-east-1', account: '111122223333', workgroup: 'trailq' })
 * console.log(policy.Statement.map(({ Sid }) => Sid))
 * ```
 */
export function policyFor(table: TableDefinition, tasks: readonly TaskName[], options: PolicyOptions): Policy {
  const names = namesOf(table, options)
  const statements = new Map<string, Statement>()
  for (const task of tasks) {
    for (const statement of taskNamed(task).statements(names)) {
      if (statement !== undefined) statements.set(statement.Sid, both(statements.get(statement.Sid), statement))
    }
  }
  // Whoever runs queries in a workgroup may read it.
  if (statements.has('RunInWorkgroup')) statements.delete('ReadWorkgroup')
  return { Version: '2012-10-17', Statement: [...statements.values()].map(inOrder) }
}

/** As people write and read a statement. */
function inOrder({ Sid, Effect, Action, Resource, Condition }: Statement): Statement {
  return { Sid, Effect, Action, Resource, ...(Condition === undefined ? {} : { Condition }) }
}

/** As long as a managed policy may be, blanks not counted (IAM User Guide, "IAM and AWS STS quotas"). */
export const LONGEST_POLICY = 6144

/** Two tasks may do more or less with the same things. */
function both(one: Statement | undefined, other: Statement): Statement {
  return one === undefined ? other : { ...one, Action: [...new Set([...one.Action, ...other.Action])].sort() }
}

function taskNamed(name: string): Task {
  if (Object.hasOwn(TASKS, name)) return TASKS[name as TaskName]
  throw new TrailqError('BAD_PARAMETER', `There is no policy for '${name}'.${didYouMean(name, TASK_NAMES)}`, {
    next: `Policies are for: ${TASK_NAMES.join(', ')}.`,
  })
}

/**
 * A policy as a whole file. IAM's own variables (`${*}`) stay as they are in each form.
 *
 * @param name the policy's, in Terraform and CloudFormation
 * @throws TrailqError BAD_PARAMETER, BAD_NAME
 * @example
 * ```ts
 * import { policyFor, printPolicy, tableDefinition } from 'trailq'
 * const table = tableDefinition({ location: 's3://my-trail', account: '111122223333' })
 * console.log(printPolicy(policyFor(table, ['apply'], { region: 'us-east-1', account: '111122223333' }), 'terraform'))
 * ```
 */
export function printPolicy(policy: Policy, target: PolicyTarget, name = 'trailq'): string {
  if (!/^[A-Za-z][A-Za-z0-9_-]{0,63}$/.test(name)) {
    throw new TrailqError('BAD_NAME', `${JSON.stringify(name)} can't be the name of a policy`, {
      next: 'Use letters, digits, dashes and underscores, at most 64, a letter first.',
    })
  }
  const json = `${JSON.stringify(policy, null, 2)}\n`
  switch (target) {
    case 'json':
      return json
    case 'terraform':
      return hcl([resource('aws_iam_policy', name, { attributes: { name, policy: json } })])
    case 'cloudformation':
      return yamlText({
        AWSTemplateFormatVersion: '2010-09-09',
        Description: `Printed by trailq policy - the policy ${name}`,
        Resources: {
          [name.replace(/[^A-Za-z0-9]/g, '')]: {
            Type: 'AWS::IAM::ManagedPolicy',
            Properties: { PolicyDocument: policy },
          },
        },
      })
  }
  throw new TrailqError('BAD_PARAMETER', `There is no target '${target}'.${didYouMean(target, POLICY_TARGETS)}`, {
    next: `Targets: ${POLICY_TARGETS.join(', ')}.`,
  })
}

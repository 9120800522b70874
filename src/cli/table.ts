import { applyPlan, changed, createDatabase, planTable } from '../ddl/catalog/glue-catalog.ts'
import { listPartitions, type Plan, type PlanLine, type TableDefinition, tableDefinition } from '../ddl/index.ts'
import { didYouMean, EXIT, TrailqError } from '../errors.ts'
import { resolveWindow } from '../model/index.ts'
import { type AwsFlags, onAws } from './aws-access.ts'
import { optionsOf, sayExtent } from './ddl.ts'
import { onOut, print, say, several } from './terminal.ts'

/** The flags of `trailq table` that are not the table's. */
export interface TableFlags extends AwsFlags {
  readonly since?: string
  readonly until?: string
  readonly planned?: string
  readonly createDatabase?: boolean
  readonly takeOver?: boolean
  readonly quiet?: boolean
}

/** Partitions of a table that has none yet are of these days. */
const FIRST_WINDOW = '30d'

/** `trailq table plan|apply`: compares a table with the Glue Data Catalog, and makes it so there. */
export async function table(what: string, flags: TableFlags & Readonly<Record<string, unknown>>): Promise<number> {
  if (what !== 'plan' && what !== 'apply') {
    throw new TrailqError(
      'BAD_USAGE',
      `A table can be planned or applied, not '${what}'.${didYouMean(what, ['plan', 'apply'])}`,
      {
        next: 'Write trailq table plan, and then trailq table apply.',
      },
    )
  }
  const definition = tableDefinition(await optionsOf(flags))
  if (flags.quiet !== true) sayExtent(definition)
  return onAws(flags, `${what} the table in the catalog`, async aws => {
    const client = await aws.glue()
    const plan = await planTable(client, definition, partitionsOf(definition, flags), flags.takeOver === true)
    await show(plan)
    if (what === 'plan') return EXIT.done
    if (flags.planned !== undefined && flags.planned !== plan.version)
      throw changed({ ...plan, version: flags.planned })
    if (plan.action === 'create' && flags.createDatabase === true) {
      await createDatabase(client, definition.database, `CloudTrail logs of ${definition.layout.bucket}.`)
    }
    await applyPlan(client, definition, plan)
    if (!isEmpty(plan)) say('Applied.')
    return EXIT.done
  })
}

function partitionsOf(definition: TableDefinition, { since, until }: TableFlags) {
  if (definition.partitioning === 'projection') {
    if (since === undefined && until === undefined) return []
    throw new TrailqError('BAD_USAGE', 'The partitions of this table are projected: there is nothing to register', {
      next: 'Leave out --since and --until, or add --partitioning hive.',
    })
  }
  const now = new Date()
  return listPartitions(definition, resolveWindow({ since: since ?? FIRST_WINDOW, until }, now), now)
}

function isEmpty({ action, partitions }: Plan): boolean {
  return action === 'none' && partitions.length === 0
}

async function show(plan: Plan): Promise<void> {
  const { database, name, version, action, lines, partitions } = plan
  if (isEmpty(plan)) {
    await print(`${database}.${name} is as it should be (version ${version}).`)
    return
  }
  const head = { create: 'would be created', update: 'would be changed', none: 'stays as it is' }[action]
  await print(onOut('bold', `${database}.${name} ${head} (version ${version}).`))
  for (const line of lines) await print(colored(line))
  const [first, last] = [partitions[0], partitions.at(-1)]
  if (first !== undefined && last !== undefined) {
    await print(
      colored({ sign: '+', text: `${several(partitions.length, 'partition')}, ${first.location} to ${last.location}` }),
    )
  }
}

const STYLES = { '+': 'green', '-': 'red', '~': 'yellow', '!': 'red' } as const

function colored({ sign, text }: PlanLine): string {
  return onOut(STYLES[sign], `  ${sign} ${text}`)
}

// In a project of your own: from 'trailq'.
import { partitionCount, policyFor, printTable, tableDefinition, workgroup } from '../../src/index.ts'

/** The table as data, for infrastructure that is written in TypeScript: `node tables.ts > cloudtrail.tf.json`. */
const table = tableDefinition({
  location: 's3://org-logs/audit',
  organization: 'o-exampleorgid',
  account: ['111122223333', '444455556666'],
  region: ['us-east-1', 'eu-west-1'],
  firstDay: '2024-01-01',
  database: 'cloudtrail',
})

const { total, limit } = partitionCount(table.partitionKeys, new Date())
if (total > limit) throw new Error(`${total} partitions are more than Athena reads at once`)

// Names, types and places are there to be used by other constructs.
export const columns = table.columns.map(({ name, type }) => ({ name, type }))
export const policy = policyFor(table, ['run'], { region: 'us-east-1', account: '111122223333', workgroup: 'trailq' })

process.stdout.write(
  printTable(table, 'terraform-json', {
    database: { comment: 'CloudTrail logs of the organization.' },
    workgroup: workgroup({ name: 'trailq', cutoff: 50e9, results: 's3://org-athena-results/trailq' }),
  }),
)

import { printTable, TARGETS, type TableOptions, type TargetName, tableDefinition } from '../src/ddl/index.ts'
import { FIELDS, recordFamilies } from './table-columns.ts'

/** A printed example: a layout, who has it, and what prints it. */
interface Example {
  readonly doc: string
  readonly options: TableOptions
  readonly flags: string
}

const ACCOUNT = { account: '111122223333', region: ['us-east-1', 'eu-west-1'], firstDay: '2024-01-01' } as const
const FLAGS = '--account 111122223333 --region us-east-1,eu-west-1 --first-day 2024-01-01'
const ORGANIZATION = {
  organization: 'o-exampleorgid',
  account: ['111122223333', '444455556666'],
  firstDay: '2024-01-01',
}
const ORGANIZATION_FLAGS = '--organization o-exampleorgid --account 111122223333,444455556666 --first-day 2024-01-01'

const EXAMPLES: Readonly<Record<string, Example>> = {
  'one-account': {
    doc: 'A trail of one account.',
    options: { location: 's3://my-trail', ...ACCOUNT },
    flags: `--location s3://my-trail ${FLAGS}`,
  },
  organization: {
    doc: 'An organization trail below a prefix, in every region.',
    options: { location: 's3://org-logs/audit', ...ORGANIZATION },
    flags: `--location s3://org-logs/audit ${ORGANIZATION_FLAGS}`,
  },
  'any-account': {
    doc: 'The same, where accounts come and go: each query names those that it wants.',
    options: { location: 's3://org-logs/audit', ...ORGANIZATION, account: 'injected' },
    flags: '--location s3://org-logs/audit --organization o-exampleorgid --account injected --first-day 2024-01-01',
  },
  'control-tower': {
    doc: "Control Tower's trail: the organization's id stands in the key twice.",
    options: {
      location: 's3://aws-controltower-logs-111122223333-us-east-1',
      ...ORGANIZATION,
      controlTower: true,
      account: 'injected',
    },
    flags:
      '--location s3://aws-controltower-logs-111122223333-us-east-1 --organization o-exampleorgid --control-tower --account injected --first-day 2024-01-01',
  },
  'registered-partitions': {
    doc: 'A trail of one account, for engines that know no projection: partitions are registered one by one.',
    options: { location: 's3://my-trail', ...ACCOUNT, partitioning: 'hive' },
    flags: `--location s3://my-trail ${FLAGS} --partitioning hive`,
  },
  insight: {
    doc: 'Insights events of one account.',
    options: { location: 's3://my-trail', ...ACCOUNT, family: 'insight' },
    flags: `--location s3://my-trail ${FLAGS} --family insight`,
  },
  'network-activity': {
    doc: 'Network activity events of one account.',
    options: { location: 's3://my-trail', ...ACCOUNT, family: 'network-activity' },
    flags: `--location s3://my-trail ${FLAGS} --family network-activity`,
  },
  digest: {
    doc: 'Digest files of one account, a row each.',
    options: { location: 's3://my-trail', ...ACCOUNT, family: 'digest' },
    flags: `--location s3://my-trail ${FLAGS} --family digest`,
  },
  store: {
    doc: 'The Parquet that trailq compact wrote.',
    options: { location: 's3://my-store/cloudtrail', ...ACCOUNT, storage: 'parquet' },
    flags: `--location s3://my-store/cloudtrail --storage parquet ${FLAGS}`,
  },
}

/** The targets that have a file for each example. Their JSON forms say the same. */
const PRINTED: readonly TargetName[] = ['athena', 'glue', 'cloudformation', 'terraform', 'trino']

/** The table definitions for common layouts, by file name below glue-schemas/; and what explains them. */
export function tableFiles(): ReadonlyMap<string, string> {
  const files = new Map<string, string>()
  for (const [layout, { options }] of Object.entries(EXAMPLES)) {
    for (const target of PRINTED) {
      const name =
        target === 'trino' && layout !== 'store' && options.family === undefined ? { table: 'cloudtrail_raw' } : {}
      const table = tableDefinition({ ...options, ...name })
      files.set(`${layout}/${target}.${TARGETS[target].extension}`, printTable(table, target))
    }
  }
  files.set('README.md', readme())
  files.set('COLUMNS.md', columns())
  return files
}

function readme(): string {
  const targets = PRINTED.map(target => `| \`${target}.${TARGETS[target].extension}\` | ${TARGETS[target].doc} |`)
  const layouts = Object.entries(EXAMPLES).map(
    ([name, { doc, flags }]) =>
      `- [${name}/](${name}): ${doc}\n\n  \`\`\`\n  trailq ddl ${flags} --target TARGET\n  \`\`\``,
  )
  return `# Table definitions for common layouts

Printed by \`make sync\`, never edited: the bucket, accounts, regions and days in them are examples. For your own trail
print them with \`trailq ddl\`, or let it look: \`trailq ddl --from s3://BUCKET --target terraform\`.

| file | for whom |
|---|---|
${targets.join('\n')}

${layouts.join('\n')}

[COLUMNS.md](COLUMNS.md) lists every documented field and where a table has it.

## How to use a file

- **Athena**: paste it into the query editor, a statement at a time.
- **AWS CLI**: \`aws glue create-table --cli-input-json file://glue.json\`, and \`aws glue update-table --cli-input-json
  file://glue.json\` for a table that is there. A database of another name: \`--database-name NAME\` wins over the file.
- **CloudFormation**: a template of its own. In the CDK it is included as it is:

  \`\`\`ts
  import { CfnInclude } from 'aws-cdk-lib/cloudformation-include'
  new CfnInclude(this, 'Trail', { templateFile: 'cloudtrail.yaml' })
  \`\`\`
- **Terraform, OpenTofu**: resources for a project that has the AWS provider. \`--with database,workgroup,queries\` brings
  the database, a workgroup that stops expensive queries, and canned queries.
- **Trino**: with the catalog properties \`hive.partition-projection-enabled=true\` and
  \`hive.ignore-absent-partitions=true\`; for registered partitions \`hive.allow-register-partition-procedure=true\`. Trino
  can't read the table that Athena has.
- **Registered partitions**: \`trailq ddl … --partitioning hive --partitions --since 30d\` prints what registers them. For
  Glue that is a request on each line: \`split -l 1\`, then \`aws glue batch-create-partition --cli-input-json file://…\`.

In a repository of infrastructure, \`trailq ddl … --check FILE\` fails when the file is no longer what would be printed.
`
}

function columns(): string {
  const sections = recordFamilies().map(({ family, title, columns }) => {
    const rows = columns.flatMap(column =>
      column.paths.map(
        path => `| \`${path}\` | ${path === column.paths[0] ? `\`${column.name}\`` : ''} | ${FIELDS.get(path)} |`,
      ),
    )
    return `## ${title}\n\n\`--family ${family}\`\n\n| field | column | says |\n|---|---|---|\n${rows.join('\n')}\n`
  })
  return `# The fields of CloudTrail, and where a table has them

Printed by \`make sync\`. A field without a column of its own is a member of the one above it, at the same path in lower
case: \`useridentity.sessioncontext.sessionissuer.arn\`. Everything is text, but the averages of Insights.

${sections.join('\n')}`
}

import type { Names } from './names.ts'

/** One statement of a policy. */
export interface Statement {
  readonly Sid: string
  readonly Effect: 'Allow'
  readonly Action: readonly string[]
  readonly Resource: readonly string[]
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>
}

/** What somebody wants to do, and what AWS has to allow for it. */
export interface Task {
  readonly doc: string
  statements(names: Names): readonly (Statement | undefined)[]
}

/** What it takes to run queries. */
function running(names: Names): readonly (Statement | undefined)[] {
  return [
    {
      ...allow('RunInWorkgroup', names.workgroup),
      Action: [
        'athena:GetQueryExecution',
        'athena:GetQueryResults',
        'athena:GetQueryRuntimeStatistics',
        'athena:GetWorkGroup',
        'athena:StartQueryExecution',
        'athena:StopQueryExecution',
      ],
    },
    { ...allow('ReadCatalogOfAthena', names.dataCatalog), Action: ['athena:GetTableMetadata'] },
    readTable(names, ['glue:GetPartitions']),
    { ...allow('ReadDefaultDatabase', [names.catalog, names.defaultDatabase]), Action: ['glue:GetDatabase'] },
    { ...allow('ReadLogs', names.objects), Action: ['s3:GetObject'] },
    ...listLogs(names),
    ...results(names),
    decrypt('DecryptLogs', names.trailKeys, ['kms:Decrypt']),
  ]
}

/**
 * Every task. Statements of the same Sid are of the same things.
 *
 * Source: Amazon Athena User Guide, "Configure access to databases and tables in the AWS Glue Data Catalog" (an object's
 * ancestors are needed too, and the database `default`); Service Authorization Reference (which action takes what).
 */
export const TASKS = {
  run: {
    doc: 'Run queries on the table, in the workgroup.',
    statements: running,
  },
  estimate: {
    doc: 'Say before a query what it would read: partitions, objects, bytes.',
    statements: names => [
      readTable(names, ['glue:GetPartitions']),
      { ...allow('ReadWorkgroup', names.workgroup), Action: ['athena:GetWorkGroup'] },
      { ...allow('ReadCatalogOfAthena', names.dataCatalog), Action: ['athena:GetTableMetadata'] },
      ...listLogs(names),
    ],
  },
  apply: {
    doc: 'Compare the table with the catalog, create it and update it. Nothing of S3: the catalog does not look there.',
    statements: names => [
      readTable(names),
      {
        ...allow('WriteTable', names.table),
        Action: ['glue:CreateTable', 'glue:UpdateTable', ...(names.isRegistered ? ['glue:BatchCreatePartition'] : [])],
      },
      names.withDatabase
        ? { ...allow('CreateDatabase', [names.catalog, names.database]), Action: ['glue:CreateDatabase'] }
        : undefined,
    ],
  },
  look: {
    doc: "Find layout, accounts, regions and first day in the trail's bucket.",
    statements: names => [
      {
        ...allow('ListTrailFolders', [names.bucket]),
        Action: ['s3:ListBucket'],
        ...(names.prefix === '' ? {} : { Condition: { StringLike: { 's3:prefix': [`${names.prefix}*`] } } }),
      },
    ],
  },
  doctor: {
    doc: 'Check configuration, table and trail, and run a tiny query.',
    statements: names => [
      ...running(names),
      { ...allow('FindTrails', ['*']), Action: ['cloudtrail:DescribeTrails'] },
      {
        ...allow('ReadTrail', names.trail),
        Action: ['cloudtrail:GetEventSelectors', 'cloudtrail:GetInsightSelectors', 'cloudtrail:GetTrailStatus'],
      },
    ],
  },
} as const satisfies Record<string, Task>

/** The name of a task. */
export type TaskName = keyof typeof TASKS

function readTable(names: Names, projected: readonly string[] = []): Statement {
  const partitions = names.isRegistered
    ? ['glue:BatchGetPartition', 'glue:GetPartition', 'glue:GetPartitions']
    : projected
  return { ...allow('ReadTable', names.table), Action: [...partitions, 'glue:GetDatabase', 'glue:GetTable'].sort() }
}

function listLogs(names: Names): readonly Statement[] {
  return [
    {
      ...allow('ListLogs', [names.bucket]),
      Action: ['s3:ListBucket'],
      Condition: { StringLike: { 's3:prefix': names.listed } },
    },
    { ...allow('LocateLogs', [names.bucket]), Action: ['s3:GetBucketLocation'] },
  ]
}

/** None where the workgroup manages its results itself. */
function results({ results: place, resultsKey }: Names): readonly (Statement | undefined)[] {
  if (place === undefined) return []
  return [
    {
      ...allow('WriteResults', [place.objects]),
      Action: ['s3:AbortMultipartUpload', 's3:GetObject', 's3:ListMultipartUploadParts', 's3:PutObject'],
    },
    {
      ...allow('LocateResults', [place.bucket]),
      Action: ['s3:GetBucketLocation', 's3:ListBucket', 's3:ListBucketMultipartUploads'],
    },
    decrypt('EncryptResults', resultsKey, ['kms:Decrypt', 'kms:GenerateDataKey']),
  ]
}

function decrypt(sid: string, keys: readonly string[], actions: readonly string[]): Statement | undefined {
  return keys.length === 0 ? undefined : { ...allow(sid, keys), Action: actions }
}

function allow(sid: string, resources: readonly string[]): Omit<Statement, 'Action'> {
  return { Sid: sid, Effect: 'Allow', Resource: resources }
}

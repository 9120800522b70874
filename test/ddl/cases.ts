import { TABLE_FAMILIES, type TableOptions } from '../../src/ddl/index.ts'

/** A table to print, and what to call it: names are unique, so that all can stand in one catalog. */
export interface Case {
  readonly name: string
  readonly options: TableOptions
}

/** Every layout that trails have in the wild. */
const LAYOUTS: Readonly<Record<string, TableOptions>> = {
  one_account: { location: 's3://my-trail', account: '111122223333', region: ['us-east-1', 'eu-west-1'] },
  two_accounts: {
    location: 's3://my-trail/audit/logs',
    account: ['111122223333', '444455556666'],
    firstDay: '2024-01-01',
  },
  organization: {
    location: 's3://org-logs',
    organization: 'o-exampleorgid',
    account: ['444455556666', '111122223333'],
  },
  control_tower: {
    location: 's3://aws-controltower-logs-111122223333-us-east-1',
    organization: 'o-exampleorgid',
    controlTower: true,
    account: 'injected',
  },
  china: { location: 's3://my-trail-cn', account: '111122223333', awsPartition: 'aws-cn' },
  gov: { location: 's3://my-trail-gov', account: 'injected', region: ['us-gov-west-1'] },
}

/** All families in all layouts, projected and not; and the store of Parquet. */
export const CASES: readonly Case[] = [
  ...Object.entries(LAYOUTS).flatMap(([layout, options]) =>
    TABLE_FAMILIES.flatMap(family =>
      (['projection', 'hive'] as const).map(partitioning => {
        const name = `${layout}_${family.replace('-', '_')}_${partitioning}`
        return { name, options: { ...options, family, partitioning, table: name, database: 'logs' } }
      }),
    ),
  ),
  ...(['projection', 'hive'] as const).map(partitioning => {
    const name = `store_${partitioning}`
    const options = { location: 's3://my-store/compact', account: '111122223333', storage: 'parquet' as const }
    return { name, options: { ...options, partitioning, table: name, database: 'logs' } }
  }),
]

/** Signs that mean something to a grammar, put together by chance: the same chance every time. */
function chancy(count: number): readonly string[] {
  const signs = [...'\'"\\`$%{}()[]<>|&;:,.!?*#@=~^-_/ aZ0\nnué日🎉', '${', '%{', "''", '--', '/*', '<<TEXT', '\\n']
  let state = 20_261_120
  const next = (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
  return Array.from({ length: count }, () =>
    Array.from({ length: 1 + next(24) }, () => signs[next(signs.length)]).join(''),
  )
}

/** Texts that mean something to one grammar or another. */
export const HOSTILE_TEXTS: readonly string[] = [
  "it's",
  "''",
  "' COMMENT 'x",
  'back\\slash',
  "\\'",
  '\\n is no line end',
  'a line\nand another',
  'a line\n',
  'ends in a backslash\\',
  '"double" and `backtick`',
  '${account} and %{ if true } and $${x}',
  '$${',
  'a -- comment, /* another */, # and one more',
  '; DROP TABLE logs.x',
  '- a: [list, {of: "yaml"}] # &anchor *alias !tag | > @ %',
  'yes',
  'null',
  '012345678901',
  '1e3',
  ': ',
  ' blanks at both ends ',
  'é, 日本語, 🎉 and a soft\u00adhyphen',
  '!Sub ${AWS::Region}',
  '<<TEXT\nTEXT\n',
  ...chancy(30),
]

/** Folders that are legal in S3 and hostile elsewhere. */
export const HOSTILE_PREFIXES: readonly string[] = [
  "o'brien",
  'back\\slash',
  '"quoted"',
  '%{ if }',
  '$HOME/$(x)',
  'a b/#c?d&e=f',
  '`tick`;--',
  'AWSLogs',
  'é日本🎉',
  "(a)!b*c_d-e.f'",
]

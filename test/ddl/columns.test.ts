import { describe, expect, test } from 'vitest'

import { type ColumnType, recordColumns, TABLE_FAMILIES, tableDefinition, trinoType } from '../../src/ddl/index.ts'
import { DIGEST_FIELDS, FIELDS } from '../../src/model/index.ts'
import { CASES } from './cases.ts'

/**
 * The columns of AWS's own page, written down by hand from it: Amazon Athena User Guide, "Create the table for
 * CloudTrail logs in Athena using partition projection".
 */
const AWS_PAGE: Readonly<Record<string, string>> = {
  eventversion: 'string',
  useridentity:
    'type principalid arn accountid invokedby accesskeyid username onbehalfof.userid onbehalfof.identitystorearn sessioncontext.attributes.mfaauthenticated sessioncontext.attributes.creationdate sessioncontext.sessionissuer.type sessioncontext.sessionissuer.principalid sessioncontext.sessionissuer.arn sessioncontext.sessionissuer.accountid sessioncontext.sessionissuer.username sessioncontext.ec2roledelivery sessioncontext.webidfederationdata.federatedprovider sessioncontext.webidfederationdata.attributes',
  eventtime: 'string',
  eventsource: 'string',
  eventname: 'string',
  awsregion: 'string',
  sourceipaddress: 'string',
  useragent: 'string',
  errorcode: 'string',
  errormessage: 'string',
  requestparameters: 'string',
  responseelements: 'string',
  additionaleventdata: 'string',
  requestid: 'string',
  eventid: 'string',
  readonly: 'string',
  resources: 'arn accountid type',
  eventtype: 'string',
  apiversion: 'string',
  recipientaccountid: 'string',
  serviceeventdetails: 'string',
  sharedeventid: 'string',
  vpcendpointid: 'string',
  vpcendpointaccountid: 'string',
  eventcategory: 'string',
  addendum: 'reason updatedfields originalrequestid originaleventid',
  sessioncredentialfromconsole: 'string',
  edgedevicedetails: 'string',
  tlsdetails: 'tlsversion ciphersuite clientprovidedhostheader',
}

/** Words that Athena's CREATE TABLE refuses without quotes, as far as a member of a record could have their name. */
const RESERVED =
  'all alter and array as authorization between bigint binary boolean both by case cashe cast char column conf constraint commit create cross cube current current_date current_timestamp cursor database date dayofweek decimal delete describe distinct div double drop else end exchange exists extended external extract false fetch float floor following for foreign from full function grant group grouping having if import in inner insert int integer intersect interval into is join lateral left less like local macro map more none not null numeric of on only or order out outer over partialscan partition percent preceding precision preserve primary procedure range reads reduce regexp references revoke right rlike rollback rollup row rows select set smallint start table tablesample then time timestamp to transform trigger true truncate unbounded union uniquejoin update user using utc_timestamp values varchar views when where window with'.split(
    ' ',
  )

/** Every member at every depth: `onbehalfof.userid`. */
function leaves(type: ColumnType, at = ''): readonly string[] {
  if (type.kind === 'list') return leaves(type.of, at)
  if (type.kind !== 'object') return [at]
  return type.members.flatMap(({ name, type: inner }) => leaves(inner, at === '' ? name : `${at}.${name}`))
}

function objects(type: ColumnType): readonly (readonly string[])[] {
  if (type.kind === 'list') return objects(type.of)
  if (type.kind !== 'object') return []
  return [type.members.map(({ name }) => name), ...type.members.flatMap(member => objects(member.type))]
}

describe('the columns of events', () => {
  const columns = new Map(recordColumns('events').map(column => [column.name, column]))

  test.each(Object.entries(AWS_PAGE))("AWS's column %s is there, whole", (name, wanted) => {
    const column = columns.get(name)
    if (wanted === 'string') expect(column?.type).toBe('string')
    else expect(leaves(column?.shape ?? { kind: 'text' })).toEqual(expect.arrayContaining(wanted.split(' ')))
  })

  test('and what its page leaves out', () => {
    const members = [...columns.values()].flatMap(({ name, shape }) => leaves(shape, name))
    const left = [
      'managementevent',
      'annotation',
      'resources.arnprefix',
      'tlsdetails.keyexchange',
      'eventcontext',
      'useridentity.identityprovider',
      'useridentity.credentialid',
      'useridentity.inscopeof.sourcearn',
      'useridentity.invokedbydelegate.accountid',
      'useridentity.sessioncontext.sourceidentity',
      'useridentity.sessioncontext.assumedroot',
      'useridentity.sessioncontext.signinsessionarn',
      'useridentity.sessioncontext.ec2issuedinvpc',
    ]
    expect(members).toEqual(expect.arrayContaining(left))
  })

  test('types in words, by hand', () => {
    expect(columns.get('resources')?.type).toBe(
      'array<struct<arn:string,arnprefix:string,accountid:string,type:string>>',
    )
    expect(columns.get('useridentity')?.type).toContain(
      'webidfederationdata:struct<federatedprovider:string,attributes:map<string,string>>',
    )
    expect(trinoType(columns.get('resources')?.shape ?? { kind: 'text' })).toBe(
      'array(row("arn" varchar, "arnprefix" varchar, "accountid" varchar, "type" varchar))',
    )
    const insight = recordColumns('insight').find(({ name }) => name === 'insightdetails')
    expect(insight?.type).toContain(
      'attributions:array<struct<attribute:string,insight:array<struct<value:string,average:double>>',
    )
    expect(insight?.type).toContain('statistics:struct<baseline:struct<average:double>')
  })
})

describe('every table', () => {
  test('all 107 documented fields have a place in one, and all of a digest', () => {
    const placed = new Set(
      [...TABLE_FAMILIES, 'aggregated' as const].flatMap(family => recordColumns(family)).flatMap(({ paths }) => paths),
    )
    const wanted = [...FIELDS, ...DIGEST_FIELDS].map(({ path }) => path)
    expect(FIELDS).toHaveLength(107)
    expect(wanted.filter(path => !placed.has(path))).toEqual([])
  })

  test.each(CASES)('$name has nothing twice, nothing reserved, and a comment for each column', ({ options }) => {
    const table = tableDefinition(options)
    const names = [...table.columns, ...table.partitionKeys].map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
    for (const { name, shape, comment } of table.columns) {
      expect(name).toMatch(/^[a-z][a-z0-9_]*$/)
      expect(comment).toMatch(/^[A-Z].{5,253}\.$/)
      for (const members of objects(shape)) {
        expect(new Set(members).size).toBe(members.length)
        expect(members.filter(member => RESERVED.includes(member) || !/^[a-z][a-z0-9]*$/.test(member))).toEqual([])
      }
    }
    // Athena's GetTableMetadata refuses longer ones.
    expect(Math.max(...table.columns.map(({ type }) => type.length))).toBeLessThanOrEqual(4096)
  })
})

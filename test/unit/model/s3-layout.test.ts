import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { FAMILY_NAMES, familyFolder, type KeyParts, parseKey, printKey } from '../../../src/model/index.ts'

const FILE = '111122223333_CloudTrail_us-east-1_20261120T0905Z_AbCdEfGhIjKlMnOp.json.gz'
const parts: KeyParts = {
  prefix: '',
  account: '111122223333',
  family: 'events',
  region: 'us-east-1',
  day: '2026/11/20',
  file: FILE,
}
const TAIL = `111122223333/CloudTrail/us-east-1/2026/11/20/${FILE}`

describe('parseKey', () => {
  test.each<[string, string, Partial<KeyParts>]>([
    ['one account', `AWSLogs/${TAIL}`, {}],
    ['a prefix', `logs/AWSLogs/${TAIL}`, { prefix: 'logs/' }],
    ['a prefix with blanks and letters of all kinds', `a b/ü/日志/AWSLogs/${TAIL}`, { prefix: 'a b/ü/日志/' }],
    ['a prefix that holds AWSLogs/', `AWSLogs/old/AWSLogs/${TAIL}`, { prefix: 'AWSLogs/old/' }],
    ['a prefix that ends like AWSLogs', `myAWSLogs/AWSLogs/${TAIL}`, { prefix: 'myAWSLogs/' }],
    ['a path on a disk', `/data/AWSLogs/${TAIL}`, { prefix: '/data/' }],
    ['the root of a disk', `/AWSLogs/${TAIL}`, { prefix: '/' }],
    ['a doubled slash', `logs//AWSLogs/${TAIL}`, { prefix: 'logs//' }],
    ['an organization', `AWSLogs/o-abc1234567/${TAIL}`, { organization: 'o-abc1234567' }],
    ['a short organization id', `AWSLogs/o-abcd/${TAIL}`, { organization: 'o-abcd' }],
    [
      'Control Tower',
      `o-abc1234567/AWSLogs/o-abc1234567/${TAIL}`,
      { prefix: 'o-abc1234567/', organization: 'o-abc1234567' },
    ],
    ['Control Tower before landing zone 3.0', `o-abc1234567/AWSLogs/${TAIL}`, { prefix: 'o-abc1234567/' }],
    [
      'an account that is no number',
      `AWSLogs/ACCOUNT_ID/CloudTrail/us-east-1/2026/11/20/${FILE}`,
      { account: 'ACCOUNT_ID' },
    ],
    [
      'an account like an organization',
      `AWSLogs/o-abcd/CloudTrail/us-east-1/2026/11/20/${FILE}`,
      { account: 'o-abcd' },
    ],
    [
      'a region of another partition, in another account',
      `AWSLogs/444455556666/CloudTrail/us-gov-east-1/2026/11/20/${FILE}`,
      { account: '444455556666', region: 'us-gov-east-1' },
    ],
    [
      'an anonymised region',
      `AWSLogs/111122223333/CloudTrail/ap-central-1r/2026/11/20/${FILE}`,
      { region: 'ap-central-1r' },
    ],
    [
      'network activity',
      `AWSLogs/111122223333/CloudTrail-NetworkActivity/us-east-1/2026/11/20/${FILE}`,
      { family: 'network-activity' },
    ],
  ])('%s', (_, key, expected) => {
    expect(parseKey(key)).toMatchObject({ ...parts, ...expected })
    expect(printKey({ ...parts, ...expected })).toBe(key)
  })

  test('a part that is not there is no property', () => {
    expect(Object.keys(parseKey(`AWSLogs/${TAIL}`) ?? {})).not.toContain('organization')
    const plain = parseKey(`AWSLogs/111122223333/CloudTrail/us-east-1/2026/11/20/any.json`)
    expect(Object.keys(plain ?? {})).not.toContain('delivered')
  })

  test('a digest, with what its name says', () => {
    const file = '111122223333_CloudTrail-Digest_eu-west-1_my_trail.v-2_us-east-1_20261120T090500Z_backfill.json.gz'
    const key = `AWSLogs/111122223333/CloudTrail-Digest/eu-west-1/2026/11/20/${file}`
    expect(parseKey(key)).toEqual({
      ...parts,
      family: 'digest',
      region: 'eu-west-1',
      file,
      delivered: {
        account: '111122223333',
        family: 'digest',
        region: 'eu-west-1',
        at: '2026-11-20T09:05:00Z',
        trail: 'my_trail.v-2',
        homeRegion: 'us-east-1',
        backfill: true,
      },
    })
  })

  test.each([
    '',
    FILE,
    `AWSLogs/${TAIL}/more`,
    `AWSlogs/${TAIL}`,
    `myAWSLogs/${TAIL}`,
    'AWSLogs/111122223333/CloudTrail/us-east-1/2026/11/20/',
    'AWSLogs/111122223333/CloudTrail/us-east-1/2026/11/file.json.gz',
    'AWSLogs/111122223333/CloudTrail/us-east-1/2026/13/20/file.json.gz',
    'AWSLogs/111122223333/CloudTrail/us-east-1/2026/02/30/file.json.gz',
    'AWSLogs/111122223333/CloudTrail/us-east-1/2026/1/2/file.json.gz',
    'AWSLogs/111122223333/CloudTrail/US/2026/11/20/file.json.gz',
    'AWSLogs/111122223333/CloudTrail-Other/us-east-1/2026/11/20/file.json.gz',
    'AWSLogs/111122223333/vpcflowlogs/us-east-1/2026/11/20/file.log.gz',
    'AWSLogs/o-abcd/o-abcd/111122223333/CloudTrail/us-east-1/2026/11/20/file.json.gz',
  ])('leaves %j alone', key => {
    expect(parseKey(key)).toBeUndefined()
  })

  test('what is read from any key prints as that key, and the other way round', () => {
    const word = fc.string({ minLength: 1, unit: 'grapheme' }).filter(text => !text.includes('/'))
    const folders = fc.array(fc.oneof(word, fc.constant('AWSLogs'), fc.constant('o-abcd')), { maxLength: 3 })
    const lower = fc.stringMatching(/^o-[a-z0-9]{4,12}$/)
    const keyParts = fc.record(
      {
        prefix: folders.map(list => list.map(folder => `${folder}/` as const).join('') as KeyParts['prefix']),
        organization: lower,
        account: fc.oneof(fc.stringMatching(/^\d{12}$/), word),
        family: fc.constantFrom(...FAMILY_NAMES),
        region: fc.stringMatching(/^[a-z]{2,5}(-[a-z0-9]{1,8}){1,3}$/),
        day: fc
          .date({ min: new Date('2013-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
          .map(date => date.toISOString().slice(0, 10).replaceAll('-', '/')),
        file: word,
      },
      { requiredKeys: ['prefix', 'account', 'family', 'region', 'day', 'file'] },
    )
    fc.assert(
      fc.property(keyParts, made => {
        const key = printKey(made)
        const { delivered: _, ...read } = parseKey(key) ?? {}
        expect(read).toEqual(made)
        expect(printKey(read as KeyParts)).toBe(key)
      }),
      { numRuns: 500 },
    )
  })
})

test('familyFolder is the start of every key of the family', () => {
  expect(familyFolder({ ...parts, prefix: 'a/', organization: 'o-abcd' })).toBe(
    'a/AWSLogs/o-abcd/111122223333/CloudTrail/',
  )
})

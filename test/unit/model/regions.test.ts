import { describe, expect, test } from 'vitest'
import {
  isRegion,
  PARTITION_NAMES,
  PARTITIONS,
  parseAccount,
  parseRegion,
  partitionOf,
  REGIONS,
} from '../../../src/model/index.ts'

test('every known region has a region’s shape, once, and lies in the partition that lists it', () => {
  expect(PARTITIONS.aws.regions).toHaveLength(34)
  expect(new Set(REGIONS).size).toBe(REGIONS.length)
  for (const name of PARTITION_NAMES) {
    for (const region of PARTITIONS[name].regions) {
      expect(isRegion(region), region).toBe(true)
      expect(partitionOf(region), region).toBe(name)
    }
  }
})

test('regions that are newer than this release find their partition', () => {
  expect(partitionOf('cn-south-1')).toBe('aws-cn')
  expect(partitionOf('us-gov-central-1')).toBe('aws-us-gov')
  expect(partitionOf('us-isob-south-1')).toBe('aws-iso-b')
  expect(partitionOf('xx-north-1')).toBe('aws')
})

describe('parseRegion', () => {
  test.each([
    ['us-east-1', 'us-east-1'],
    [' EU-Central-1 ', 'eu-central-1'],
    ['xx-north-9', 'xx-north-9'],
    ['ap-central-1r', 'ap-central-1r'],
  ])('%s', (text, region) => {
    expect(parseRegion(text)).toBe(region)
  })

  test.each([
    ['us-east1', "Did you mean 'us-east-1'?"],
    ['us_east_1', "Did you mean 'us-east-1'?"],
    ['eucentral1', "Did you mean 'eu-central-1'?"],
    ['', "''"],
    ['us-east-1;', "'us-east-1;'"],
    ["us-east-1'", "'us-east-1''"],
    ['us-east-1\nx', 'is not the name of a region'],
    ['Virginia', "'Virginia'"],
  ])('refuses %j', (text, part) => {
    expect(() => parseRegion(text)).toThrow(expect.objectContaining({ code: 'BAD_REGION' }))
    expect(() => parseRegion(text)).toThrow(part)
  })
})

describe('parseAccount', () => {
  test('takes 12 digits, with the dashes of the console or without', () => {
    expect(parseAccount('111122223333')).toBe('111122223333')
    expect(parseAccount(' 1111-2222-3333 ')).toBe('111122223333')
    expect(parseAccount('000000000001')).toBe('000000000001')
  })

  test.each(['', '11112222333', '1111222233334', '1111-22223333', 'prod', '٠١٢٣٤٥٦٧٨٩٠١', "111122223333'"])(
    'refuses %j',
    text => {
      expect(() => parseAccount(text)).toThrow(expect.objectContaining({ code: 'BAD_ACCOUNT' }))
    },
  )

  test('shows zeros that a spreadsheet ate', () => {
    expect(() => parseAccount('11112222333')).toThrow(
      expect.objectContaining({ next: expect.stringContaining('011112222333') }),
    )
  })
})

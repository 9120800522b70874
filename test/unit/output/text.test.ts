import { beforeAll, describe, expect, test } from 'vitest'
import { shortenArns } from '../../../src/output/arn.ts'
import { cut, loadWidths, pad, wrap } from '../../../src/output/fit.ts'
import { FORMATS } from '../../../src/output/index.ts'

beforeAll(loadWidths)

test('every format is listed by its own name', () => {
  for (const [name, format] of Object.entries(FORMATS)) expect(format.name).toBe(name)
  expect(Object.keys(FORMATS)).toEqual(['table', 'json', 'jsonl', 'csv', 'markdown'])
})

describe('shortenArns', () => {
  test.each([
    ['arn:aws:sts::111122223333:assumed-role/admin/session', '111122223333:assumed-role/admin/session'],
    ['arn:aws:iam::111122223333:root', '111122223333:root'],
    ['arn:aws:iam::aws:policy/AdministratorAccess', 'aws:policy/AdministratorAccess'],
    ['arn:aws:dynamodb:us-east-1:111122223333:table/Music', 'dynamodb:us-east-1:111122223333:table/Music'],
    ['arn:aws:s3:::logs/2026/a.gz', 's3:logs/2026/a.gz'],
    ['arn:aws-us-gov:iam::111122223333:user/a', 'aws-us-gov:111122223333:user/a'],
    [
      'User: arn:aws:iam::111122223333:user/a is not allowed: ec2:Run on arn:aws:ec2:eu-west-1:111122223333:instance/*',
      'User: 111122223333:user/a is not allowed: ec2:Run on ec2:eu-west-1:111122223333:instance/*',
    ],
    ['barn:aws:iam::111122223333:user/a', 'barn:aws:iam::111122223333:user/a'],
    ['arn:aws:iam', 'arn:aws:iam'],
    ['', ''],
  ])('%s', (arn, short) => {
    expect(shortenArns(arn)).toBe(short)
  })
})

describe('fitting', () => {
  test.each([
    ['abcdef', 6, 'abcdef'],
    ['abcdef', 5, 'abcd…'],
    ['abcdef', 1, '…'],
    ['abcdef', 0, ''],
    ['日本語', 6, '日本語'],
    ['日本語', 5, '日本…'],
    ['日本語', 4, '日…'],
    ['e\u0301e\u0301e\u0301', 2, 'e\u0301…'],
    ['👩‍👩‍👧x👩‍👩‍👧', 4, '👩‍👩‍👧x…'],
  ])('cut(%s, %i)', (text, width, expected) => {
    expect(cut(text, width)).toBe(expected)
  })

  test('pad counts columns, not characters', () => {
    expect(pad('日本', 6, 'right')).toBe('日本  ')
    expect(pad('日本', 6, 'left')).toBe('  日本')
    expect(pad('too long', 3, 'left')).toBe('too long')
  })

  test('wrap breaks at spaces, within long words, and says what it left out', () => {
    expect(wrap('one two three', 8, 5)).toEqual({ lines: ['one two', 'three'], whole: true })
    expect(wrap('abcdefghij', 4, 5)).toEqual({ lines: ['abcd', 'efgh', 'ij'], whole: true })
    expect(wrap('abcdefghij', 4, 2)).toEqual({ lines: ['abcd', 'efg…'], whole: false })
    expect(wrap('日本語', 1, 5)).toEqual({ lines: ['…'], whole: false })
  })
})

import { didYouMean, TrailqError } from '../errors.ts'

/**
 * AWS's partitions and the regions of each. A trail never crosses a partition, and its ARNs start `arn:PARTITION:`.
 *
 * New regions appear between releases, so nothing refuses a region for not being listed here; the list is for
 * suggestions and for partition projection. `prefixes` tells where an unlisted region belongs.
 *
 * Source: the AWS SDKs' endpoint data (botocore, partitions.json), without the `*-global` pseudo regions.
 */
export const PARTITIONS = {
  aws: {
    prefixes: [],
    regions: [
      'af-south-1',
      'ap-east-1',
      'ap-east-2',
      'ap-northeast-1',
      'ap-northeast-2',
      'ap-northeast-3',
      'ap-south-1',
      'ap-south-2',
      'ap-southeast-1',
      'ap-southeast-2',
      'ap-southeast-3',
      'ap-southeast-4',
      'ap-southeast-5',
      'ap-southeast-6',
      'ap-southeast-7',
      'ca-central-1',
      'ca-west-1',
      'eu-central-1',
      'eu-central-2',
      'eu-north-1',
      'eu-south-1',
      'eu-south-2',
      'eu-west-1',
      'eu-west-2',
      'eu-west-3',
      'il-central-1',
      'me-central-1',
      'me-south-1',
      'mx-central-1',
      'sa-east-1',
      'us-east-1',
      'us-east-2',
      'us-west-1',
      'us-west-2',
    ],
  },
  'aws-cn': { prefixes: ['cn-'], regions: ['cn-north-1', 'cn-northwest-1'] },
  'aws-us-gov': { prefixes: ['us-gov-'], regions: ['us-gov-east-1', 'us-gov-west-1'] },
  'aws-eusc': { prefixes: ['eusc-'], regions: ['eusc-de-east-1'] },
  'aws-iso': { prefixes: ['us-iso-'], regions: ['us-iso-east-1', 'us-iso-west-1'] },
  'aws-iso-b': { prefixes: ['us-isob-'], regions: ['us-isob-east-1', 'us-isob-west-1'] },
  'aws-iso-e': { prefixes: ['eu-isoe-'], regions: ['eu-isoe-west-1'] },
  'aws-iso-f': { prefixes: ['us-isof-'], regions: ['us-isof-east-1', 'us-isof-south-1'] },
} as const satisfies Record<string, { prefixes: readonly string[]; regions: readonly string[] }>

/** The name of a partition, as ARNs write it. */
export type Partition = keyof typeof PARTITIONS

/** A region that was known when this release was made. */
export type KnownRegion = (typeof PARTITIONS)[Partition]['regions'][number]

/** Every partition's name, the public one first. */
export const PARTITION_NAMES = Object.keys(PARTITIONS) as readonly Partition[]

/** Every known region of every partition. */
export const REGIONS: readonly KnownRegion[] = PARTITION_NAMES.flatMap(name => [...PARTITIONS[name].regions])

// The letter at the end is not AWS's: anonymised logs have it (`ap-central-1r`), and they must stay queryable.
const SHAPE = /^[a-z]{2,}(?:-[a-z]+)+-\d+[a-z]?$/

/** Whether the text has the shape of a region's name. Says nothing about whether AWS has such a region. */
export function isRegion(text: string): boolean {
  return SHAPE.test(text)
}

/**
 * The partition that a region lies in; `aws` for any region that no other partition's naming claims.
 *
 * @example
 * ```ts
 * partitionOf('cn-north-1') // 'aws-cn'
 * partitionOf('eu-west-1') // 'aws'
 * ```
 */
export function partitionOf(region: string): Partition {
  return PARTITION_NAMES.find(name => PARTITIONS[name].prefixes.some(prefix => region.startsWith(prefix))) ?? 'aws'
}

/**
 * A region as a person wrote it, in AWS's spelling. Unlisted regions pass when they have a region's shape.
 *
 * @throws TrailqError BAD_REGION when the text can't be the name of a region
 * @example
 * ```ts
 * parseRegion('US-East-1') // 'us-east-1'
 * ```
 */
export function parseRegion(text: string): string {
  const region = text.trim().toLowerCase()
  if (isRegion(region)) return region
  throw new TrailqError('BAD_REGION', `'${text}' is not the name of a region.${didYouMean(region, REGIONS)}`, {
    next: 'Write a region as AWS does, such as us-east-1 or eu-central-1.',
  })
}

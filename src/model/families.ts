/**
 * The families of files that a trail writes, each into a folder of its own below `AWSLogs/ACCOUNT/`.
 *
 * `folder` is also the middle part of a file's name (`ACCOUNT_CloudTrail-Digest_REGION_...`). `categories` are the
 * values of eventCategory in the family's records. Only the family with `isEvents` belongs to the `events` relation:
 * the others have records of another shape.
 *
 * Source: AWS CloudTrail User Guide, Finding your CloudTrail log files; CloudTrail digest file structure.
 */
export const FAMILIES = {
  events: { folder: 'CloudTrail', categories: ['Management', 'Data'], isEvents: true, label: 'CloudTrail events' },
  insight: {
    folder: 'CloudTrail-Insight',
    categories: ['Insight'],
    isEvents: false,
    label: 'CloudTrail Insights events',
  },
  'network-activity': {
    folder: 'CloudTrail-NetworkActivity',
    categories: ['NetworkActivity'],
    isEvents: false,
    label: 'CloudTrail network activity events',
  },
  aggregated: {
    folder: 'CloudTrail-Aggregated',
    categories: ['Aggregated'],
    isEvents: false,
    label: 'CloudTrail aggregated events',
  },
  digest: { folder: 'CloudTrail-Digest', categories: [], isEvents: false, label: 'CloudTrail digest' },
} as const satisfies Record<string, FamilyFacts>

interface FamilyFacts {
  readonly folder: string
  readonly categories: readonly string[]
  readonly isEvents: boolean
  readonly label: string
}

/** The name of a family of files. */
export type Family = keyof typeof FAMILIES

/** A value of eventCategory. */
export type EventCategory = (typeof FAMILIES)[Family]['categories'][number]

/** Every family's name, `events` first. */
export const FAMILY_NAMES = Object.keys(FAMILIES) as readonly Family[]

/** The family that writes into a folder (or marks its file names with the same word), or undefined. */
export function familyOfFolder(folder: string): Family | undefined {
  return FAMILY_NAMES.find(name => FAMILIES[name].folder === folder)
}

/**
 * The family of a record by its eventCategory, or undefined for a category that is not known. Records from before
 * eventVersion 1.07 carry none: they are `events`.
 */
export function familyOfCategory(category: string | null | undefined): Family | undefined {
  if (category === null || category === undefined) return 'events'
  return FAMILY_NAMES.find(name => FAMILIES[name].categories.some(known => known === category))
}

/** The text that stands in a file's name between account and region: `_CloudTrail-Digest_`. */
export function fileMarker(family: Family): string {
  return `_${FAMILIES[family].folder}_`
}

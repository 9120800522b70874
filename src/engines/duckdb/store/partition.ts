import { NULL_KEY, STORE_KEYS } from '../../../events/index.ts'

/** Whose events a file of the store holds, and of which day: NULL where the records don't say. */
export interface PartitionKey {
  readonly account: string | null
  readonly region: string | null
  readonly day: string | null
}

/** The one file of a partition: a rename over it replaces all that the partition holds. */
export const PARTITION_FILE = 'events.parquet'

/** Longer values would not fit into a file name. */
const LONGEST = 200

/** The folder of a partition: `account=111122223333/region=us-east-1/day=2026-10-18`. */
export function partitionFolder(key: PartitionKey): string {
  return STORE_KEYS.map(name => `${name}=${encoded(key[name])}`).join('/')
}

/** The value that a folder's name holds, or undefined where it is none of that key. */
export function keyOfFolder(name: (typeof STORE_KEYS)[number], folder: string): string | null | undefined {
  if (!folder.startsWith(`${name}=`)) return undefined
  const value = folder.slice(name.length + 1)
  return value === NULL_KEY ? null : decodeURIComponent(value)
}

/**
 * As Hive writes it, which all engines read: a percent sign and the byte's number. Capitals too, because some file
 * systems hold 'A' and 'a' for the same name.
 */
function encoded(value: string | null): string {
  if (value === null || value === '') return NULL_KEY
  const text = [...Buffer.from(value)].map(byte => {
    const character = String.fromCharCode(byte)
    return /[a-z0-9._-]/.test(character) ? character : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`
  })
  const name = text.join('')
  return name.length > LONGEST ? NULL_KEY : name
}

import { describeVolume } from './describe-volume.ts'

/** Pack dynamodb: tables, capacity, backups and data, with Streams and DAX. */
export const DYNAMODB = [describeVolume] as const

import type { AwsAccess } from '../engines/athena/access.ts'
import { Aws } from '../engines/athena/aws.ts'
import { apiFailure } from '../engines/athena/failure.ts'
import { TrailqError } from '../errors.ts'
import { settings } from './settings.ts'

/** The flags that say which AWS. */
export interface AwsFlags {
  readonly awsRegion?: string
  readonly profile?: string
}

/** Which AWS: flags, variables and trailq.json as of Athena; the rest is the SDK's own chain. */
export function awsAccess(flags: AwsFlags): AwsAccess {
  const { awsRegion: region, profile } = settings({
    ...(flags.awsRegion === undefined ? {} : { awsRegion: flags.awsRegion }),
    ...(flags.profile === undefined ? {} : { profile: flags.profile }),
  })
  return { ...(region === undefined ? {} : { region }), ...(profile === undefined ? {} : { profile }) }
}

/**
 * Does something with AWS, and says its failures in trailq's words.
 *
 * @param what it is: `look into the bucket`
 * @throws TrailqError NO_REGION, NO_CREDENTIALS, ACCESS_DENIED, LOGS_NOT_FOUND, ENGINE_FAILED
 */
export async function onAws<T>(flags: AwsFlags, what: string, work: (aws: Aws) => Promise<T>): Promise<T> {
  const aws = new Aws(awsAccess(flags))
  try {
    // Finds region and credentials, so that what is missing is said at once.
    await aws.athena()
    return await work(aws)
  } catch (error) {
    if (error instanceof Error && error.name === 'NoSuchBucket') {
      throw new TrailqError('LOGS_NOT_FOUND', 'There is no such bucket', {
        next: "'aws cloudtrail describe-trails' shows the name of the trail's.",
        cause: error,
      })
    }
    throw apiFailure(error, what)
  } finally {
    await aws.close()
  }
}

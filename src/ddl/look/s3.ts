import { ListObjectsV2Command, type S3Client } from '@aws-sdk/client-s3'

import type { Folders } from './folders.ts'

/** The folders of a bucket: a call for each thousand names, and none for an object. */
export function bucketFolders(client: S3Client, bucket: string): Folders {
  return {
    async list(folder) {
      const names: string[] = []
      let token: string | undefined
      do {
        const answer = await client.send(
          new ListObjectsV2Command({ Bucket: bucket, Prefix: folder, Delimiter: '/', ContinuationToken: token }),
        )
        for (const { Prefix = '' } of answer.CommonPrefixes ?? []) names.push(Prefix.slice(folder.length, -1))
        token = answer.NextContinuationToken
      } while (token !== undefined)
      return names
    },
  }
}

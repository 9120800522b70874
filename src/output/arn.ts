const ARN = /\barn:(aws[a-z-]*):([a-z0-9-]+):([a-z0-9-]*):([0-9]{12}|aws)?:(?=[^\s:])/g

/**
 * Shortens every ARN in a text to what tells it from its neighbours. `arn:aws:` goes, and so do empty parts; `iam` and
 * `sts` go too, for the type that follows says which. The account and the region stay: the same name in two accounts is
 * two things. Another partition than `aws` stays.
 *
 * @example
 * shortenArns('arn:aws:sts::111122223333:assumed-role/admin/session') // '111122223333:assumed-role/admin/session'
 * shortenArns('arn:aws:dynamodb:us-east-1:111122223333:table/Music') // 'dynamodb:us-east-1:111122223333:table/Music'
 * shortenArns('arn:aws-cn:s3:::logs/a.gz') // 'aws-cn:s3:logs/a.gz'
 */
export function shortenArns(text: string): string {
  if (!text.includes('arn:')) return text
  return text.replace(ARN, (_, partition: string, service: string, region: string, account: string | undefined) => {
    const parts = [partition === 'aws' ? '' : partition, IDENTITY.has(service) ? '' : service, region, account ?? '']
    return parts.map(part => (part === '' ? '' : `${part}:`)).join('')
  })
}

const IDENTITY: ReadonlySet<string> = new Set(['iam', 'sts'])

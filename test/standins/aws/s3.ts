import { createHash } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'

import type { Reply } from './wire.ts'

interface Stored {
  readonly body: Buffer
  readonly etag: string
}

/** The account that owns every bucket here. */
export const OWNER = '111122223333'

/** S3's REST, as far as it is read: objects in path style, with ranges, conditions, owners and listings. */
export class S3 {
  readonly #objects = new Map<string, Stored>()
  /** Buckets that are not to be read. */
  readonly denied = new Set<string>()

  /** @param url `s3://bucket/key` */
  put(url: string, body: Buffer | string): void {
    const bytes = Buffer.from(body)
    const etag = bytes.length > 1e6 ? `"${bytes.length}-1"` : `"${createHash('md5').update(bytes).digest('hex')}"`
    this.#objects.set(url.replace(/^s3:\/\//, ''), { body: bytes, etag })
  }

  delete(url: string): void {
    this.#objects.delete(url.replace(/^s3:\/\//, ''))
  }

  operation(method: string, url: URL): string {
    if (url.searchParams.has('list-type')) return 'ListObjectsV2'
    const [, key] = placeOf(url)
    if (key === '') return method === 'HEAD' ? 'HeadBucket' : 'GetBucketLocation'
    return method === 'HEAD' ? 'HeadObject' : 'GetObject'
  }

  call(method: string, url: URL, headers: IncomingHttpHeaders): Reply {
    const [bucket, key] = placeOf(url)
    const expected = headers['x-amz-expected-bucket-owner']
    if (this.denied.has(bucket) || (expected !== undefined && expected !== OWNER))
      return s3Error(403, 'AccessDenied', 'Access Denied')
    const hasBucket = [...this.#objects.keys()].some(name => name.startsWith(`${bucket}/`))
    if (!hasBucket) return s3Error(404, 'NoSuchBucket', 'The specified bucket does not exist')
    if (url.searchParams.has('list-type')) return this.#list(bucket, url.searchParams)
    if (key === '') return { status: 200, headers: { 'content-type': 'application/xml' }, body: '' }
    const found = this.#objects.get(`${bucket}/${key}`)
    if (found === undefined) return s3Error(404, 'NoSuchKey', 'The specified key does not exist.')
    const { body, etag } = found
    if (headers['if-match'] !== undefined && headers['if-match'] !== etag)
      return s3Error(412, 'PreconditionFailed', 'At least one of the pre-conditions you specified did not hold')
    const common = { etag, 'accept-ranges': 'bytes', 'content-type': 'application/octet-stream' }
    if (method === 'HEAD')
      return { status: 200, headers: { ...common, 'content-length': String(body.length) }, body: '' }
    const range = /^bytes=(\d+)-(\d*)$/.exec(headers.range ?? '')
    if (range === null) return { status: 200, headers: common, body }
    const from = Number(range[1])
    if (from >= body.length) return s3Error(416, 'InvalidRange', 'The requested range is not satisfiable')
    const to = range[2] === '' ? body.length : Math.min(Number(range[2]) + 1, body.length)
    return {
      status: 206,
      headers: { ...common, 'content-range': `bytes ${from}-${to - 1}/${body.length}` },
      body: body.subarray(from, to),
    }
  }

  #list(bucket: string, asked: URLSearchParams): Reply {
    const prefix = asked.get('prefix') ?? ''
    const delimiter = asked.get('delimiter') ?? ''
    const most = Number(asked.get('max-keys') ?? 1000)
    const after = asked.get('continuation-token') ?? asked.get('start-after') ?? ''
    const contents: string[] = []
    const folders = new Set<string>()
    let last = ''
    let more = false
    for (const name of [...this.#objects.keys()].filter(name => name.startsWith(`${bucket}/${prefix}`)).sort()) {
      const key = name.slice(bucket.length + 1)
      const end = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length)
      const folder = end < 0 ? undefined : key.slice(0, end + delimiter.length)
      if ((folder ?? key) <= after || (folder !== undefined && folders.has(folder))) continue
      if (contents.length + folders.size === most) {
        more = true
        break
      }
      last = folder ?? key
      if (folder !== undefined) folders.add(folder)
      else
        contents.push(
          `<Contents><Key>${xml(key)}</Key><LastModified>2026-11-20T00:00:00.000Z</LastModified><ETag>x</ETag><Size>${this.#objects.get(name)?.body.length ?? 0}</Size><StorageClass>STANDARD</StorageClass></Contents>`,
        )
    }
    const token = more ? `<NextContinuationToken>${xml(last)}</NextContinuationToken>` : ''
    const common = [...folders].map(folder => `<CommonPrefixes><Prefix>${xml(folder)}</Prefix></CommonPrefixes>`)
    const body = `<?xml version="1.0" encoding="UTF-8"?><ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>${bucket}</Name><Prefix>${xml(prefix)}</Prefix><MaxKeys>${most}</MaxKeys><KeyCount>${contents.length + folders.size}</KeyCount><IsTruncated>${more}</IsTruncated>${token}${contents.join('')}${common.join('')}</ListBucketResult>`
    return { status: 200, headers: { 'content-type': 'application/xml' }, body }
  }
}

export function s3Error(status: number, code: string, message: string): Reply {
  return {
    status,
    headers: { 'content-type': 'application/xml' },
    body: `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>${message}</Message></Error>`,
  }
}

function placeOf(url: URL): [bucket: string, key: string] {
  const [bucket = '', ...key] = decodeURIComponent(url.pathname.slice(1)).split('/')
  return [bucket, key.join('/')]
}

function xml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}

import { crc32, inflateRawSync } from 'node:zlib'

/** What came out of a gzip file. */
export interface Unzipped {
  readonly bytes: Buffer
  /** What was wrong with it. */
  readonly problem?: string
  /** How many bytes stand behind the last member, whatever they are. */
  readonly behind: number
}

const FIXED_HEADER = 10
const CRC_BYTES = 4
const TRAILER = 8
const FLAG = { checksum: 2, extra: 4, name: 8, comment: 16 } as const

export function isGzip(bytes: Buffer): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b
}

/**
 * Unpacks every member of a gzip file. Unlike zlib's own function it hands over what stands before something that is
 * not gzip: padding, or the end of another file. A damaged member gives nothing, for nobody knows what is right in it.
 *
 * Source: RFC 1952.
 */
export function gunzip(zipped: Buffer, mostBytes: number): Unzipped {
  const members: Buffer[] = []
  let at = 0
  let left = mostBytes
  while (at < zipped.length) {
    const rest = zipped.subarray(at)
    if (!isGzip(rest)) return { bytes: Buffer.concat(members), behind: rest.length, ...strange(rest) }
    const start = headerLength(rest)
    if (start === undefined) return damaged('it ends in the middle')
    try {
      const { buffer, engine } = inflate(rest.subarray(start), left)
      const end = start + engine.bytesWritten
      if (isWrong(buffer, rest, end)) return damaged('its checksum is wrong')
      members.push(buffer)
      left -= buffer.length
      at += end + TRAILER
    } catch (error) {
      return damaged(reason(error))
    }
  }
  const [only] = members
  return { bytes: members.length === 1 && only !== undefined ? only : Buffer.concat(members), behind: 0 }
}

/** With `info` zlib also says how far it read; its types don't. */
function inflate(bytes: Buffer, maxOutputLength: number): { buffer: Buffer; engine: { bytesWritten: number } } {
  const options = { info: true, maxOutputLength: Math.max(maxOutputLength, 1), chunkSize: 1 << 18 }
  return inflateRawSync(bytes, options) as unknown as ReturnType<typeof inflate>
}

/** The length of a member's header; undefined where the file ends inside it. */
function headerLength(bytes: Buffer): number | undefined {
  const flags = bytes[3] ?? 0
  let length = FIXED_HEADER
  if ((flags & FLAG.extra) !== 0) length += 2 + (bytes[length] ?? 0) + (bytes[length + 1] ?? 0) * 256
  for (const flag of [FLAG.name, FLAG.comment]) {
    if ((flags & flag) === 0) continue
    const end = bytes.indexOf(0, length)
    if (end === -1) return undefined
    length = end + 1
  }
  if ((flags & FLAG.checksum) !== 0) length += 2
  return length >= bytes.length ? undefined : length
}

/** Whether the checksum behind a member is there and another one. A file cut within its last 8 bytes lacks no data. */
function isWrong(data: Buffer, bytes: Buffer, end: number): boolean {
  return bytes.length >= end + CRC_BYTES && bytes.readUInt32LE(end) !== crc32(data)
}

function strange(rest: Buffer): { problem?: string } {
  if (rest.every(byte => byte === 0)) return {}
  return { problem: `${rest.length} bytes of something else behind the gzip data` }
}

function damaged(why: string): Unzipped {
  return { bytes: Buffer.alloc(0), behind: 0, problem: `damaged gzip: ${why}` }
}

function reason(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'Z_BUF_ERROR') return 'it ends in the middle'
  if (code === 'ERR_BUFFER_TOO_LARGE') throw error
  return `broken data (${error instanceof Error ? error.message : String(error)})`
}

import { link, mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { type PlannedFile, planFiles, type Shape } from './plan.ts'

/**
 * What a careful reader owes to an odd file. `counts`: its records are in the answer and nothing is said. `bad`: they
 * are not, and the file is named. `either`: one of the two. `empty`: there is no record, said or not. `first`: only
 * the first record of the file is there, and counts.
 */
export type Expectation = 'counts' | 'bad' | 'either' | 'empty' | 'first'

interface OddKind {
  readonly expect: Expectation
  /** The odd file's bytes, from the good file's text and its gzip form. */
  make(raw: Buffer, zipped: Buffer): Buffer
}

const zip = (data: Buffer | string) => gzipSync(data, { level: 6 })
const recordsOf = (raw: Buffer): unknown[] => (JSON.parse(raw.toString('utf8')) as { Records: unknown[] }).Records
const arrayOf = (raw: Buffer) => raw.subarray('{"Records":'.length, raw.length - 1)
const half = (list: unknown[]) => Math.ceil(list.length / 2)

/** Files that are met in real buckets, each different from what the fast reader expects. */
export const ODD_KINDS = {
  'bare-array': { expect: 'counts', make: raw => zip(arrayOf(raw)) },
  bom: { expect: 'counts', make: raw => zip(Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), raw])) },
  'cut-gzip': { expect: 'bad', make: (_, zipped) => zipped.subarray(0, Math.floor(zipped.length * 0.6)) },
  'bad-utf8': { expect: 'either', make: raw => zip(withBadByte(raw)) },
  'pretty-printed': { expect: 'counts', make: raw => zip(JSON.stringify({ Records: recordsOf(raw) }, null, 2)) },
  'two-lines': {
    expect: 'counts',
    make: raw => {
      const records = recordsOf(raw)
      const halves = [records.slice(0, half(records)), records.slice(half(records))]
      return zip(halves.map(Records => JSON.stringify({ Records })).join('\n'))
    },
  },
  'multi-member': {
    expect: 'counts',
    make: raw => Buffer.concat([zip(raw.subarray(0, raw.length / 2)), zip(raw.subarray(raw.length / 2))]),
  },
  'plain-bytes': { expect: 'counts', make: raw => raw },
  'zero-bytes': { expect: 'empty', make: () => Buffer.alloc(0) },
  'gzip-of-nothing': { expect: 'empty', make: () => zip('') },
  'json-lines': {
    expect: 'counts',
    make: raw =>
      zip(
        recordsOf(raw)
          .map(record => JSON.stringify(record))
          .join('\n'),
      ),
  },
  'bare-record': { expect: 'first', make: raw => zip(JSON.stringify(recordsOf(raw)[0])) },
  'trailing-garbage': { expect: 'either', make: (_, zipped) => Buffer.concat([zipped, Buffer.from('garbage\n')]) },
  'records-null': { expect: 'empty', make: () => zip('{"Records":null}') },
  'html-page': {
    expect: 'bad',
    make: () => zip('<!DOCTYPE html>\n<html><head><title>403 Forbidden</title></head><body>no</body></html>\n'),
  },
} satisfies Record<string, OddKind>

export type OddKindName = keyof typeof ODD_KINDS

/** A byte that no UTF-8 text holds, inside the first user agent. */
function withBadByte(raw: Buffer): Buffer {
  const copy = Buffer.from(raw)
  const marker = '"userAgent":"'
  copy[copy.indexOf(marker) + marker.length] = 0xff
  return copy
}

/** Which files of a set are replaced: `count` of them, evenly spread, the same for every kind. */
export function isReplaced(index: number, files: number, count: number): boolean {
  return Math.floor(((index + 1) * count) / files) > Math.floor((index * count) / files)
}

/**
 * Makes `out` a copy of the set in `from` with `count` odd files. The others are hard links, so nothing of them is
 * written twice; `from` is left as it is.
 *
 * @returns the keys of the replaced files.
 */
export async function makeOddSet(
  set: { shape: Shape; from: string; out: string },
  kind: OddKindName | 'absent',
  count: number,
): Promise<string[]> {
  const files: PlannedFile[] = planFiles(set.shape, false)
  const replaced: string[] = []
  for (const [index, { key }] of files.entries()) {
    const odd = isReplaced(index, files.length, count)
    if (odd) replaced.push(key)
    if (odd && kind === 'absent') continue
    const [source, target] = [join(set.from, key), join(set.out, key)]
    await mkdir(dirname(target), { recursive: true })
    if (!odd || kind === 'absent') {
      await link(source, target)
      continue
    }
    const zipped = await readFile(source)
    await writeFile(target, ODD_KINDS[kind].make(gunzipSync(zipped), zipped))
  }
  return replaced
}

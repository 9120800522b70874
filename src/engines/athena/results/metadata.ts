import type { ColumnInfo } from '@aws-sdk/client-athena'

/** Fields of the message of a result, and of each of its columns. */
const COLUMN = 4
const NAME = 4
const LABEL = 5
const TYPE = 6

/** How a field of a protobuf message is written (protobuf.dev, "Encoding"). */
const VARINT = 0
const EIGHT_BYTES = 1
const WITH_LENGTH = 2
const FOUR_BYTES = 5

/**
 * The columns of a result, from the object that Athena lays beside it (`.csv.metadata`): for who may read the bucket and
 * not ask Athena.
 *
 * Source: burtcorp/athena-jdbc, AthenaMetaDataParser: a protobuf message, tried on AWS.
 *
 * @throws Error where it is none
 */
export function columnsInMetadata(bytes: Buffer): readonly ColumnInfo[] {
  const columns: ColumnInfo[] = []
  for (const { number, value } of fields(bytes)) {
    if (number !== COLUMN || value === undefined) continue
    const texts = new Map([...fields(value)].map(field => [field.number, field.value?.toString('utf8')]))
    columns.push({ Name: texts.get(NAME), Label: texts.get(LABEL) ?? texts.get(NAME), Type: texts.get(TYPE) })
  }
  if (columns.length === 0) throw new Error('It names no columns')
  return columns
}

/** The fields of a message; of those with a length also the bytes. */
function* fields(bytes: Buffer): Generator<{ readonly number: number; readonly value?: Buffer }> {
  let at = 0
  const varint = () => {
    let value = 0
    for (let factor = 1; ; factor *= 128) {
      const byte = bytes[at++]
      if (byte === undefined) throw new Error('It ends in the middle')
      value += (byte & 0x7f) * factor
      if (byte < 0x80) return value
    }
  }
  while (at < bytes.length) {
    const tag = varint()
    const number = Math.floor(tag / 8)
    switch (tag % 8) {
      case VARINT:
        varint()
        yield { number }
        break
      case EIGHT_BYTES:
        at += 8
        yield { number }
        break
      case FOUR_BYTES:
        at += 4
        yield { number }
        break
      case WITH_LENGTH: {
        const length = varint()
        if (at + length > bytes.length) throw new Error('It ends in the middle')
        yield { number, value: bytes.subarray(at, at + length) }
        at += length
        break
      }
      default:
        throw new Error('It is written in another way')
    }
  }
}

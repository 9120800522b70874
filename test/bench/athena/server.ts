import { argv, stdout } from 'node:process'

import { Aws } from '../../standins/aws/server.ts'

// node server.ts ROWS [PAGE_MS]: Athena with one answer of so many rows: as a result object, or by pages that each take
// so long. Prints its address.

const rows = Number(argv[2])
const pageMs = argv[3] === undefined ? undefined : Number(argv[3])

const TYPES = [
  ...['varchar', 'varchar', 'varchar', 'varchar', 'varchar', 'varchar'],
  ...['boolean', 'bigint', 'double', 'timestamp', 'varchar', 'json'],
]
const columns = TYPES.map((type, i) => ({ name: `column_${i}`, type }))

function row(i: number): (string | null)[] {
  return [
    ...[`2026-11-20T09:00:${10 + (i % 50)}Z`, 'dynamodb.amazonaws.com', 'DescribeTable', 'us-east-1', '111122223333'],
    ...[`arn:aws:sts::111122223333:assumed-role/some-role/session-${i}`, 'true', `${i}`, `${i / 3}`],
    ...['2026-11-20 09:00:00.000', null, `{"tableName":"t-${i}","limit":10}`],
  ]
}

const line = (values: readonly (string | null)[]) =>
  `${values.map(value => (value === null ? '' : `"${value.replaceAll('"', '""')}"`)).join(',')}\n`

function object(): Buffer {
  const parts = [Buffer.from(line(columns.map(({ name }) => name)))]
  for (let from = 0; from < rows; from += 10_000) {
    const size = Math.min(10_000, rows - from)
    parts.push(Buffer.from(Array.from({ length: size }, (_, i) => line(row(from + i))).join('')))
  }
  return Buffer.concat(parts)
}

const aws = await Aws.start()
if (pageMs === undefined) {
  const first = Array.from({ length: Math.min(rows, 1500) }, (_, i) => row(i))
  const whole = object()
  aws.s3.put('s3://bench/object.csv', whole)
  aws.athena.onQuery = () => ({ answer: { columns, rows: first, object: whole } })
} else {
  aws.athena.workGroups.set('primary', { managed: true })
  aws.fault({ kind: 'late', ms: pageMs }, { on: 'GetQueryResults', times: Number.POSITIVE_INFINITY })
  const all = Array.from({ length: rows }, (_, i) => row(i))
  aws.athena.onQuery = () => ({ answer: { columns, rows: all } })
}
stdout.write(`${aws.url}\n`)

import type { ColumnInfo, QueryExecution, ResultConfiguration } from '@aws-sdk/client-athena'

import type { ResultRow } from '../../../sql/result-type.ts'
import type { Aws } from '../aws.ts'
import type { RowShape } from './columns.ts'
import { BadCsv, CsvReader } from './csv.ts'
import { columnsInMetadata } from './metadata.ts'
import { type ObjectPlace, objectBytes, placeOf } from './object.ts'

/**
 * Rows from the result object, while it downloads. Its place is the one that Athena says: a workgroup may override what
 * was asked for.
 *
 * @param skip rows that are out already
 */
export async function* objectRows(
  aws: Aws,
  { ResultConfiguration: result = {} }: QueryExecution,
  shape: RowShape,
  skip: number,
  signal: AbortSignal,
): AsyncGenerator<readonly ResultRow[]> {
  const reader = new CsvReader(shape, skip)
  const place = await resultPlace(aws, result)
  for await (const bytes of objectBytes(await aws.s3(), place, signal)) yield reader.rows(bytes)
  yield reader.end()
}

/** The columns of a result, from the object beside it. @throws Error where it can't be read */
export async function objectColumns(
  aws: Aws,
  { ResultConfiguration: result = {} }: QueryExecution,
  signal: AbortSignal,
): Promise<readonly ColumnInfo[]> {
  const place = await resultPlace(aws, result)
  const beside = { ...place, key: `${place.key}.metadata` }
  const pieces: Buffer[] = []
  for await (const bytes of objectBytes(await aws.s3(), beside, signal)) pieces.push(bytes)
  return columnsInMetadata(Buffer.concat(pieces))
}

async function resultPlace(aws: Aws, result: ResultConfiguration): Promise<ObjectPlace> {
  const place = placeOf(result.OutputLocation ?? '')
  if (place === undefined) throw new BadCsv(`There is no object at '${result.OutputLocation}'`)
  return { ...place, owner: result.ExpectedBucketOwner ?? (await aws.account()) }
}

import type { QueryExecution } from '@aws-sdk/client-athena'

import type { ResultRow } from '../../sql/result-type.ts'
import type { Aws } from './aws.ts'
import type { RowShape } from './columns.ts'
import { BadCsv, CsvReader } from './csv.ts'
import { objectBytes, placeOf } from './object.ts'

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
  const place = placeOf(result.OutputLocation ?? '')
  if (place === undefined) throw new BadCsv(`There is no object at '${result.OutputLocation}'`)
  const owner = result.ExpectedBucketOwner ?? (await aws.account())
  const reader = new CsvReader(shape, skip)
  for await (const bytes of objectBytes(await aws.s3(), { ...place, owner }, signal)) yield reader.rows(bytes)
  yield reader.end()
}

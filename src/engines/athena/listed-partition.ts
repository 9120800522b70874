import type { Aws } from './aws.ts'
import { OWN_CATALOG, type TableName } from './table-name.ts'

/**
 * The values of a partition that the Glue Data Catalog lists, in the order of the table's keys; undefined where there is
 * none, or it may not be seen: what the keys mean is then not known from them.
 *
 * @throws what the signal fires with
 */
export async function listedValues(
  aws: Aws,
  { catalog = OWN_CATALOG, database, table }: TableName,
  signal?: AbortSignal,
): Promise<readonly string[] | undefined> {
  if (catalog !== OWN_CATALOG) return undefined
  const { GetPartitionsCommand } = await import('@aws-sdk/client-glue')
  try {
    const { Partitions: [partition] = [] } = await (await aws.glue()).send(
      new GetPartitionsCommand({
        DatabaseName: database,
        TableName: table,
        MaxResults: 1,
        ExcludeColumnSchema: true,
      }),
      signal === undefined ? {} : { abortSignal: signal },
    )
    return partition?.Values
  } catch {
    signal?.throwIfAborted()
    return undefined
  }
}

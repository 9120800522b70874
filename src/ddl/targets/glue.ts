import { batches, PARTITIONS_AT_ONCE } from '../batches.ts'
import { partitionInput, tableInput } from '../table-input.ts'
import type { Target } from './target.ts'

/**
 * The request of `aws glue create-table --cli-input-json file://FILE`, which `update-table` takes as it is, too.
 *
 * Source: AWS CLI Command Reference, glue create-table, update-table, batch-create-partition.
 */
export const glue: Target = {
  doc: 'JSON for aws glue create-table (and update-table) --cli-input-json.',
  extension: 'json',
  extras: [],
  print: table => `${JSON.stringify({ DatabaseName: table.database, TableInput: tableInput(table) }, null, 2)}\n`,
  // A request on each line: batch-create-partition takes one.
  partitions: (table, partitions) =>
    batches(partitions, PARTITIONS_AT_ONCE)
      .map(batch => ({
        DatabaseName: table.database,
        TableName: table.name,
        PartitionInputList: batch.map(values => partitionInput(table, values)),
      }))
      .map(request => `${JSON.stringify(request)}\n`)
      .join(''),
}

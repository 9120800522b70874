/** As many partitions as the Glue Data Catalog takes in one call (AWS Glue Web API Reference, BatchCreatePartition). */
export const PARTITIONS_AT_ONCE = 100

/** A list in pieces of a size. */
export function batches<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, at) => items.slice(at * size, (at + 1) * size))
}

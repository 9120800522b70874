import type { Family } from '../model/index.ts'

/** How the files of a table are stored: as CloudTrail wrote them, or as `trailq compact` did. */
export const STORAGES = ['json', 'parquet'] as const

/** The name of a way to store. */
export type Storage = (typeof STORAGES)[number]

/** The classes by which Hive, the Glue Data Catalog and Athena read files. */
export interface FileFormat {
  readonly inputFormat: string
  readonly outputFormat: string
  readonly serde: string
  /** What the catalog calls it. */
  readonly classification: string
}

const JSON_SERDE = 'org.apache.hive.hcatalog.data.JsonSerDe'
const TEXT_OUTPUT = 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat'

/**
 * Files of records: one object, whose `Records` the input format takes apart. With a plain text format such a file is
 * one row, whatever the SerDe.
 *
 * Source: Amazon Athena User Guide, "Query AWS CloudTrail logs" and "CloudTrail SerDe".
 */
const RECORDS: FileFormat = {
  inputFormat: 'com.amazon.emr.cloudtrail.CloudTrailInputFormat',
  outputFormat: TEXT_OUTPUT,
  serde: JSON_SERDE,
  classification: 'cloudtrail',
}

/** Digest files: one object each, which is a row. */
const DIGESTS: FileFormat = {
  inputFormat: 'org.apache.hadoop.mapred.TextInputFormat',
  outputFormat: TEXT_OUTPUT,
  serde: JSON_SERDE,
  classification: 'json',
}

/** Source: Amazon Athena User Guide, "Parquet SerDe". */
const PARQUET: FileFormat = {
  inputFormat: 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat',
  outputFormat: 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat',
  serde: 'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe',
  classification: 'parquet',
}

/** How the files of a family are read. */
export function fileFormat(storage: Storage, family: Family): FileFormat {
  if (storage === 'parquet') return PARQUET
  return family === 'digest' ? DIGESTS : RECORDS
}

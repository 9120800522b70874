import { json, text, timestamp } from './field.ts'

/**
 * What a digest file says: one object for each hour, not a list of records. It stands apart from the fields of records.
 *
 * Source: AWS CloudTrail User Guide, CloudTrail digest file structure.
 */
export const DIGEST_FIELDS = [
  text('awsAccountId', 'aws_account_id', '1.0', [], { doc: 'The account whose log files are listed.' }),
  timestamp('digestStartTime', 'digest_start_time', '1.0', [], { doc: 'The start of the hour of delivery; UTC.' }),
  timestamp('digestEndTime', 'digest_end_time', '1.0', [], { doc: 'The end of the hour of delivery; UTC.' }),
  text('digestS3Bucket', 'digest_s3_bucket', '1.0', [], { doc: 'The bucket that this digest was delivered to.' }),
  text('digestS3Object', 'digest_s3_object', '1.0', [], { doc: 'The key that this digest was delivered to.' }),
  text('digestPublicKeyFingerprint', 'digest_public_key_fingerprint', '1.0', [], {
    doc: 'The fingerprint of the public key that the signature is checked with.',
  }),
  text('digestSignatureAlgorithm', 'digest_signature_algorithm', '1.0', [], {
    doc: 'How this digest is signed: SHA256withRSA; the signature is in the metadata of the S3 object.',
  }),
  timestamp('newestEventTime', 'newest_event_time', '1.0', [], {
    doc: 'The latest event in the listed files; null where none are listed.',
  }),
  timestamp('oldestEventTime', 'oldest_event_time', '1.0', [], {
    doc: 'The earliest event in the listed files; null where none are listed.',
  }),
  text('previousDigestS3Bucket', 'previous_digest_s3_bucket', '1.0', [], {
    doc: 'The bucket of the digest before this one; null where a chain starts.',
  }),
  text('previousDigestS3Object', 'previous_digest_s3_object', '1.0', [], {
    doc: 'The key of the digest before this one.',
  }),
  text('previousDigestHashValue', 'previous_digest_hash_value', '1.0', [], {
    doc: 'The hash of the unpacked digest before this one, in hexadecimal.',
  }),
  text('previousDigestHashAlgorithm', 'previous_digest_hash_algorithm', '1.0', [], {
    doc: 'How that hash was made: SHA-256.',
  }),
  text('previousDigestSignature', 'previous_digest_signature', '1.0', [], {
    doc: 'The signature of the digest before this one, in hexadecimal.',
  }),
  json('logFiles', 'log_files', '1.0', [], {
    shape: 'list',
    doc: 'The log files that were delivered in that hour; empty where there were none.',
  }),
  text('logFiles[].s3Bucket', 'log_files_s3_bucket', '1.0', [], { doc: 'The bucket of a log file.' }),
  text('logFiles[].s3Object', 'log_files_s3_object', '1.0', [], { doc: 'The key of a log file.' }),
  text('logFiles[].hashValue', 'log_files_hash_value', '1.0', [], {
    doc: 'The hash of the unpacked log file, in hexadecimal.',
  }),
  text('logFiles[].hashAlgorithm', 'log_files_hash_algorithm', '1.0', [], {
    doc: 'How that hash was made: SHA-256.',
  }),
  timestamp('logFiles[].newestEventTime', 'log_files_newest_event_time', '1.0', [], {
    doc: 'The latest event in the log file.',
  }),
  timestamp('logFiles[].oldestEventTime', 'log_files_oldest_event_time', '1.0', [], {
    doc: 'The earliest event in the log file.',
  }),
] as const

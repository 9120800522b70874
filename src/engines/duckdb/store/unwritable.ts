import { TrailqError } from '../../../errors.ts'
import { reasonOf } from '../system-error.ts'

/** The error for a store that can't be written: what it held before, it holds still. */
export function unwritable(store: string, error: unknown): unknown {
  if (error instanceof TrailqError) return error
  const reason = writingFailure(error)
  if (reason === undefined) return error
  return new TrailqError('OUTPUT_FAILED', `${store} can’t be written: ${reason}. It is as it was`, {
    next: 'Make room or give the permission, and start it again.',
    cause: error,
  })
}

/** Whether an error is about writing, and the system's reason for it. DuckDB tells it in words. */
function writingFailure(error: unknown): string | undefined {
  const text = error instanceof Error ? error.message : String(error)
  if (/No space left|ENOSPC|max_temp_directory_size|Disk quota|EDQUOT/i.test(text)) return 'no space left on the disk'
  if (/Read-only file system|EROFS/i.test(text)) return 'the disk is read-only'
  if (/Permission denied|EACCES|EPERM/i.test(text)) return 'permission denied'
  if (/Cannot open file|Could not write|Failed to (?:create|write|open)|IO Error/.test(text)) return text.split('\n')[0]
  return error instanceof Error && 'code' in error && 'syscall' in error ? reasonOf(error) : undefined
}

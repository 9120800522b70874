/** What the system says, without its own prefix. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const words: Record<string, string> = {
    EACCES: 'permission denied',
    EPERM: 'permission denied',
    ENOENT: 'not there (any more)',
    ELOOP: 'links go in a circle',
    EISDIR: 'a folder',
    ENAMETOOLONG: 'its path is too long',
    EIO: 'the disk could not read it',
    EMFILE: 'too many open files',
  }
  // What the system reads as names, Node shows as text: a byte that is no text is not found again.
  const isGarbled =
    code === 'ENOENT' && error instanceof Error && 'path' in error && String(error.path).includes('\ufffd')
  if (isGarbled) return 'its name is not UTF-8'
  return words[code] ?? (error instanceof Error ? error.message : String(error))
}

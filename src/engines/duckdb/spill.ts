import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'

const folders = new Set<string>()

/**
 * A folder for what does not fit into memory. It goes with the session, or else with the process. Where none can be
 * made it is undefined: most questions need none.
 */
export function spillFolder(): string | undefined {
  let folder: string
  try {
    folder = mkdtempSync(join(tmpdir(), 'trailq-'))
  } catch {
    return undefined
  }
  if (folders.size === 0) process.on('exit', removeAll)
  folders.add(folder)
  return folder
}

export function removeSpill(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 2 })
  folders.delete(folder)
  if (folders.size === 0) process.removeListener('exit', removeAll)
}

function removeAll(): void {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 2 })
}

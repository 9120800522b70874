import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** A folder that is gone after the test. */
export interface Folder extends Disposable {
  readonly path: string
  /** The path of what is in it. */
  at(name: string): string
  /** Writes a file as it is, with the folders that it needs. @returns its path */
  write(name: string, content: string | Buffer): string
}

export function folder(): Folder {
  const path = mkdtempSync(join(tmpdir(), 'robust-'))
  return {
    path,
    at: name => join(path, name),
    write(name, content) {
      const file = join(path, name)
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, content)
      return file
    },
    [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }),
  }
}

/** What trailq has left in a folder for temporary files. Node's own cache of compiled code may stay. */
export function leftIn(temporary: Folder): readonly string[] {
  return readdirSync(temporary.path).filter(name => name !== 'node-compile-cache')
}

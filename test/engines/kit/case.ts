import { expect, test } from 'vitest'

import { EXIT } from '../../../src/index.ts'
import { folder } from './folder.ts'
import { namesByCli, namesByLibrary } from './trailq.ts'

/** A file, and what is owed to it. */
export interface Case {
  readonly file: string
  readonly content: string | Buffer
  /** The names of its records that are in the answer, in order. */
  readonly names: readonly string[]
  /** Why it can't be read, or not wholly; left out where nothing is wrong. */
  readonly reason?: string
  /** What is said to be left out. */
  readonly leftOut?: string
}

/** Asks of each file alone: through the library, and through the command line where it has something to say. */
export function testCases(cases: Readonly<Record<string, Case>>): void {
  test.concurrent.each(Object.entries(cases))('%s', async (_title, { file, content, names, reason, leftOut }) => {
    using logs = folder()
    const path = logs.write(file, content)

    const library = await namesByLibrary(logs.path)
    expect(library.names).toEqual(names)
    expect(library.stats?.badFiles).toEqual(reason === undefined ? [] : [{ path, reason }])
    expect(library.stats?.leftOut).toEqual(leftOut === undefined ? [] : [{ label: leftOut, count: 1 }])

    if (reason === undefined && leftOut === undefined) return
    const cli = await namesByCli(logs.path)
    expect(cli.names).toEqual(names)
    expect(cli.stderr).toBe(
      (leftOut === undefined ? '' : `Left out: 1 × ${leftOut}.\n`) +
        (reason === undefined ? '' : `1 file could not be read, or not wholly:\n  ${path}: ${reason}\n`),
    )
    expect(cli.status).toBe(reason === undefined ? EXIT.done : EXIT.unreadableInput)
  })
}

#!/usr/bin/env node
import { enableCompileCache } from 'node:module'

import { version } from './version.ts'

/** How long a program that has failed may take to end by itself. */
const LINGERING_MS = 200

const argv = process.argv.slice(2)

if (argv[0] === '--version' || argv[0] === '-V') {
  process.stdout.write(`${version}\n`)
} else {
  enableCompileCache()
  // Not imported before it is known to be needed: the version is asked for by scripts, often.
  void import('./program.ts').then(async ({ run }) => {
    const status = await run(argv)
    process.exitCode = status
    // A connection that is never answered would keep the program. All that it had to say is written first.
    if (status !== 0) process.stdout.write('', () => setTimeout(() => process.exit(), LINGERING_MS).unref())
  })
}

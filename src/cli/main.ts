#!/usr/bin/env node
import { enableCompileCache } from 'node:module'

import { version } from './version.ts'

const argv = process.argv.slice(2)

if (argv[0] === '--version' || argv[0] === '-V') {
  process.stdout.write(`${version}\n`)
} else {
  enableCompileCache()
  // Not imported before it is known to be needed: the version is asked for by scripts, often.
  void import('./program.ts').then(async ({ run }) => {
    process.exitCode = await run(argv)
  })
}

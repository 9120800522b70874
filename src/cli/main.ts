#!/usr/bin/env node
import process from 'node:process'

import { version } from './version.ts'

const argv = process.argv.slice(2)

if (argv[0] === '--version' || argv[0] === '-V') {
  process.stdout.write(`${version}\n`)
} else {
  // Not imported before it is known to be needed: the version is asked for by scripts, often.
  const { run } = await import('./program.ts')
  process.exitCode = await run(argv)
}

import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import process from 'node:process'

import { ENGINE_NAMES } from '../src/events/index.ts'
import { eventsTableSource } from './events-table.ts'
import { listingSource } from './listing.ts'
import { querySqlFiles } from './query-sql.ts'
import { queryTypesSource } from './query-types.ts'
import { readmeText } from './readme.ts'
import { scopeInputSource } from './scope-input.ts'
import { tableFiles } from './table-files.ts'

/**
 * Prints the files that are derived from declarations, or with --check says which of them are stale.
 *
 *     node scripts/sync.ts [--check]
 */
const files = new Map([
  ['README.md', readmeText()],
  ['src/events/events-table.ts', eventsTableSource()],
  ['src/events/scope-input.ts', scopeInputSource()],
  ['src/queries/listing.ts', listingSource()],
  ['src/queries/types.ts', queryTypesSource()],
])
for (const engine of ENGINE_NAMES) {
  for (const [name, text] of await querySqlFiles(engine)) files.set(join('sql', name), text)
}
for (const [name, text] of tableFiles()) files.set(join('glue-schemas', name), text)

const stale = [...files].filter(([path, text]) => !existsSync(path) || readFileSync(path, 'utf8') !== text)
const left = [...printed('sql'), ...printed('glue-schemas')].filter(path => !files.has(path))

if (process.argv.includes('--check')) {
  for (const path of [...stale.map(([path]) => path), ...left]) process.stderr.write(`stale: ${path}\n`)
  if (stale.length + left.length > 0) {
    process.stderr.write("Run 'make sync' and commit what it prints.\n")
    process.exitCode = 1
  }
} else {
  for (const [path, text] of stale) {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text)
  }
  for (const path of left) rmSync(path)
  process.stdout.write(`${files.size} files, ${stale.length} written, ${left.length} removed\n`)
}

function printed(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
}

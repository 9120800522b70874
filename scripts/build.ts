import { chmodSync, rmSync } from 'node:fs'

import { build } from 'esbuild'

/**
 * The command line as one bundle: DuckDB's client is 181 small files and kysely more, which cost a tenth of a second
 * to find one by one. The native part stays outside; so does what may not be needed, in chunks of its own.
 */
rmSync('dist/cli', { recursive: true, force: true })
await build({
  entryPoints: ['src/cli/main.ts'],
  outdir: 'dist/cli',
  bundle: true,
  splitting: true,
  minifySyntax: true,
  minifyWhitespace: true,
  platform: 'node',
  format: 'esm',
  target: 'node22.12',
  external: ['@duckdb/node-bindings', '@duckdb/node-bindings-*'],
  // What is bundled from CommonJS asks for require, which an ES module does not have.
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
  logLevel: 'warning',
})
chmodSync('dist/cli/main.js', 0o755)

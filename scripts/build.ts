import { chmodSync, rmSync } from 'node:fs'

import { build, type Plugin } from 'esbuild'

/**
 * The command line in three files: the door, the program behind it, and what makes SQL readable. Finding modules one by one costs more than
 * running them (DuckDB's client alone is 181 files), so the program is one file; what a command does not need is in it,
 * but is not run. CommonJS, because Node loads that in half the time. DuckDB's native part stays outside.
 */
const door: Plugin = {
  name: 'door',
  setup({ onResolve }) {
    onResolve({ filter: /^\.\/(?:program|readable-sql)\.ts$/ }, ({ kind, path }) =>
      kind === 'entry-point' ? undefined : { path: path.replace(/ts$/, 'cjs'), external: true },
    )
  },
}

rmSync('dist/cli', { recursive: true, force: true })
await build({
  entryPoints: ['src/cli/main.ts', 'src/cli/program.ts', 'src/cli/readable-sql.ts'],
  outdir: 'dist/cli',
  outExtension: { '.js': '.cjs' },
  bundle: true,
  minify: true,
  platform: 'node',
  format: 'cjs',
  target: 'node22.12',
  supported: { 'dynamic-import': false },
  external: ['@duckdb/node-bindings', '@duckdb/node-bindings-*'],
  plugins: [door],
  logLevel: 'warning',
})
chmodSync('dist/cli/main.cjs', 0o755)

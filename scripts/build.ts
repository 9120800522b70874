import { chmodSync, rmSync } from 'node:fs'

import { build, type Plugin } from 'esbuild'

/**
 * The command line in three files: the door, the program behind it, and what makes SQL readable. Finding modules one by
 * one costs more than running them (DuckDB's client alone is 181 files), so the program is one file; what a command
 * does not need is in it, but is not run. CommonJS, because Node loads that in half the time.
 *
 *     node scripts/build.ts [FOLDER]
 */
const OUT = process.argv[2] ?? 'dist/cli'

/** Files of their own: asked for by name, at run time. */
const door: Plugin = {
  name: 'door',
  setup({ onResolve }) {
    onResolve({ filter: /^\.\/(?:program|readable-sql)\.ts$/ }, ({ kind, path }) =>
      kind === 'entry-point' ? undefined : { path: path.replace(/ts$/, 'cjs'), external: true },
    )
  },
}

/**
 * DuckDB's native part stays outside. Its own loader first finds out which C library the machine has, by loading what
 * starts processes; here the usual one is tried, and that loader asked where it is not to be had.
 */
const bindings: Plugin = {
  name: 'bindings',
  setup({ onLoad, onResolve }) {
    onResolve({ filter: /^@duckdb\/node-bindings$/ }, ({ namespace }) =>
      namespace === 'bindings'
        ? { path: '@duckdb/node-bindings', external: true }
        : { path: 'loader', namespace: 'bindings' },
    )
    onLoad({ filter: /.*/, namespace: 'bindings' }, () => ({
      resolveDir: process.cwd(),
      contents: `
        const usual = '@duckdb/node-bindings-' + process.platform + '-' + process.arch + '/duckdb.node'
        try { module.exports = require(usual) } catch { module.exports = require('@duckdb/node-bindings') }`,
    }))
  },
}

/** commander can start commands that are programs of their own. Ours are not, and child_process is slow to load. */
const nothing: Plugin = {
  name: 'nothing',
  setup({ onLoad, onResolve }) {
    onResolve({ filter: /^node:child_process$/ }, () => ({ path: 'child_process', namespace: 'nothing' }))
    onLoad({ filter: /.*/, namespace: 'nothing' }, () => ({ contents: 'export default {}' }))
  },
}

rmSync(OUT, { recursive: true, force: true })
await build({
  entryPoints: ['src/cli/main.ts', 'src/cli/program.ts', 'src/cli/readable-sql.ts'],
  outdir: OUT,
  outExtension: { '.js': '.cjs' },
  bundle: true,
  minify: true,
  platform: 'node',
  format: 'cjs',
  target: 'node22.12',
  supported: { 'dynamic-import': false },
  plugins: [door, bindings, nothing],
  logLevel: 'warning',
})
chmodSync(`${OUT}/main.cjs`, 0o755)

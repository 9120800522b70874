import { chmodSync, rmSync } from 'node:fs'

import { build, type Plugin } from 'esbuild'

/**
 * The command line in a few files: the door, the program behind it, what makes SQL readable, clients of remote engines.
 * Finding modules one by one costs more than running them (DuckDB's client alone is 181 files), so the program is one
 * file; what a command does not need is in it, but is not run. CommonJS, because Node loads that in half the time.
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

/** Clients of remote engines are files of their own: big, and few commands load them. */
const CLIENTS: Readonly<Record<string, string>> = {
  '@aws-sdk/client-athena': 'aws-athena',
  '@aws-sdk/client-glue': 'aws-glue',
  '@aws-sdk/client-s3': 'aws-s3',
  undici: 'undici',
}
const apart: Plugin = {
  name: 'apart',
  setup({ onResolve }) {
    onResolve({ filter: /^(?:@aws-sdk\/client-(?:athena|glue|s3)|undici)$/ }, ({ kind, path }) =>
      kind === 'entry-point' ? undefined : { path: `./${CLIENTS[path]}.cjs`, external: true },
    )
  },
}

/** commander can start commands that are programs of their own. Ours are not, and child_process is slow to load. */
const nothing: Plugin = {
  name: 'nothing',
  setup({ onLoad, onResolve }) {
    onResolve({ filter: /^node:child_process$/ }, ({ importer }) =>
      /node_modules\/commander\//.test(importer) ? { path: 'child_process', namespace: 'nothing' } : undefined,
    )
    onLoad({ filter: /.*/, namespace: 'nothing' }, () => ({ contents: 'export default {}' }))
  },
}

rmSync(OUT, { recursive: true, force: true })
await build({
  entryPoints: [
    ...['main', 'program', 'readable-sql'].map(name => ({ in: `src/cli/${name}.ts`, out: name })),
    ...Object.entries(CLIENTS).map(([name, out]) => ({ in: name, out })),
  ],
  outdir: OUT,
  outExtension: { '.js': '.cjs' },
  bundle: true,
  minify: true,
  platform: 'node',
  format: 'cjs',
  target: 'node22.12',
  supported: { 'dynamic-import': false },
  plugins: [door, bindings, apart, nothing],
  logLevel: 'warning',
})
chmodSync(`${OUT}/main.cjs`, 0o755)

import { join } from 'node:path'
import { build } from 'esbuild'
import { CACHE } from '../places.ts'

/**
 * Bundles a baseline as trailq's own command line is bundled, with only the native part left outside: otherwise
 * trailq would win by its packaging.
 */
export async function bundleBaseline(name: 'failed-calls' | 'event-rows'): Promise<string> {
  const outfile = join(CACHE, 'baselines', `${name}.cjs`)
  await build({
    entryPoints: [join(import.meta.dirname, `${name}.ts`)],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node22',
    external: ['@duckdb/node-bindings*'],
    logLevel: 'warning',
  })
  return outfile
}

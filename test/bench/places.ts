import { join } from 'node:path'

export const ROOT = join(import.meta.dirname, '..', '..')

/** Sets and bundles: large, made again when missing, never committed. */
export const CACHE = join(ROOT, '.cache', 'bench')

import { basename, relative, sep } from 'node:path'

/** What a file is called in a manifest. A store outlives the place of the logs: whoever copies them elsewhere has read them all the same. */
export function nameOf(path: string, roots: readonly string[]): string {
  const inLayout = path.lastIndexOf(`${sep}AWSLogs${sep}`)
  if (inLayout !== -1) return path.slice(inLayout + 1).replaceAll(sep, '/')
  const root = roots.filter(folder => path.startsWith(`${folder}${sep}`)).sort((a, b) => b.length - a.length)[0]
  return root === undefined ? basename(path) : relative(root, path).replaceAll(sep, '/')
}

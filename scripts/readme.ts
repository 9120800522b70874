import { readFileSync } from 'node:fs'

import { QUERIES } from '../src/queries/index.ts'

const BEGIN = '<!-- queries: printed by make sync -->'
const END = '<!-- /queries -->'

/** README.md with its table of questions made anew. */
export function readmeText(): string {
  const text = readFileSync('README.md', 'utf8')
  const rows = QUERIES.map(({ id, pack, question }) => `| \`${id}\` | ${pack} | ${question} |`)
  const table = ['| query | pack | question |', '|---|---|---|', ...rows].join('\n')
  const [before = '', rest = ''] = text.split(BEGIN)
  const after = rest.slice(rest.indexOf(END))
  return `${before}${BEGIN}\n${table}\n${after}`
}

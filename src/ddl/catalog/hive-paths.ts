/**
 * Every member of a type in Hive's words with its own type, at its path: `sessioncontext.sessionissuer.arn string`. A
 * scalar is one member without a path.
 */
export function hivePaths(type: string): readonly string[] {
  const text = type.toLowerCase().replace(/\s+/g, '')
  const inner = /^(struct|array)<(.*)>$/.exec(text)
  if (inner === null) return [` ${text}`]
  const [, kind, inside = ''] = inner
  if (kind === 'array') return hivePaths(inside)
  return parts(inside).flatMap(member => {
    const at = member.indexOf(':')
    const name = member.slice(0, at)
    return hivePaths(member.slice(at + 1)).map(rest => (rest.startsWith(' ') ? name + rest : `${name}.${rest}`))
  })
}

/** What commas part, those inside of `<>` left alone. */
function parts(text: string): readonly string[] {
  const found: string[] = []
  let depth = 0
  let start = 0
  for (let at = 0; at <= text.length; at++) {
    const sign = text[at]
    if (sign === '<') depth++
    else if (sign === '>') depth--
    else if (sign === undefined || (sign === ',' && depth === 0)) {
      found.push(text.slice(start, at))
      start = at + 1
    }
  }
  return found.filter(part => part !== '')
}

/** Nested names with text at their ends: the shape that DuckDB's `json_transform` takes. */
export interface TextShape {
  readonly [name: string]: TextShape | 'VARCHAR'
}

/**
 * For each top-level object, all members that are asked of it, in one shape: one call for each member would parse the
 * object's text again every time.
 *
 * @param paths of fields: `userIdentity.arn`; those of the top level are left out
 */
export function textShapes(paths: readonly string[]): ReadonlyMap<string, TextShape> {
  const inside = Map.groupBy(
    paths.map(path => path.split('.')).filter(path => path.length > 1),
    ([parent = '']) => parent,
  )
  return new Map([...inside].map(([parent, found]) => [parent, shapeOf(found.map(path => path.slice(1)))]))
}

function shapeOf(paths: readonly (readonly string[])[]): TextShape {
  const members = Map.groupBy(paths, ([name = '']) => name)
  return Object.fromEntries(
    [...members].map(([name, found]) => {
      const deeper = found.map(path => path.slice(1)).filter(path => path.length > 0)
      return [name, deeper.length === 0 ? 'VARCHAR' : shapeOf(deeper)]
    }),
  )
}

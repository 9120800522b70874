import { Document, Scalar, visit } from 'yaml'

/** CloudFormation reads YAML 1.1, where `yes` and `1,000` are no texts: what starts with no letter is quoted. */
export function yamlText(tree: object): string {
  const document = new Document(tree, { version: '1.1', aliasDuplicateObjects: false })
  visit(document, {
    Scalar(key, node) {
      if (key === 'key' || typeof node.value !== 'string') return
      if (node.value.includes('\n')) node.type = Scalar.BLOCK_LITERAL
      else if (!/^[a-z]/i.test(node.value)) node.type = Scalar.QUOTE_DOUBLE
    },
  })
  return document.toString({ lineWidth: 0 })
}

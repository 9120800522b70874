/** How the parts that are not data are set off. */
export interface Style {
  bold(text: string): string
  dim(text: string): string
}

export const PLAIN: Style = { bold: text => text, dim: text => text }
export const ANSI: Style = { bold: text => `\x1b[1m${text}\x1b[22m`, dim: text => `\x1b[2m${text}\x1b[22m` }

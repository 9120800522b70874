import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

interface Position {
  readonly line: number
  readonly character: number
}

interface Message {
  readonly id?: number | string
  readonly method?: string
  readonly result?: unknown
  readonly error?: { readonly message: string }
}

/** The TypeScript language server over stdio: what an editor shows is what it answers. */
export class LanguageServer implements AsyncDisposable {
  readonly #folder: string
  readonly #process: ChildProcessWithoutNullStreams
  readonly #waiting = new Map<number, PromiseWithResolvers<unknown>>()
  #received = Buffer.alloc(0)
  #id = 0

  private constructor(tsc: string, folder: string) {
    this.#folder = folder
    this.#process = spawn(tsc, ['--lsp', '--stdio'], { cwd: folder })
    this.#process.stdout.on('data', (chunk: Buffer) => {
      this.#received = Buffer.concat([this.#received, chunk])
      this.#read()
    })
    this.#process.on('exit', code => {
      for (const { reject } of this.#waiting.values()) reject(new Error(`The language server ended with ${code}`))
    })
  }

  /** Starts `tsc --lsp` for a folder with a tsconfig.json. */
  static async start(tsc: string, folder: string): Promise<LanguageServer> {
    const server = new LanguageServer(tsc, folder)
    const uri = pathToFileURL(folder).href
    await server.#request('initialize', {
      processId: process.pid,
      rootUri: uri,
      workspaceFolders: [{ uri, name: 'consumer' }],
      capabilities: {
        textDocument: {
          hover: { contentFormat: ['markdown', 'plaintext'] },
          completion: { completionItem: { documentationFormat: ['markdown', 'plaintext'] } },
          signatureHelp: { signatureInformation: { documentationFormat: ['markdown', 'plaintext'] } },
        },
      },
    })
    server.#notify('initialized', {})
    return server
  }

  /** Opens a text as a file; `at` finds a place in it, `|` standing for the cursor: `at('by: |error')`. */
  open(name: string, text: string): OpenFile {
    writeFileSync(join(this.#folder, name), text)
    const uri = pathToFileURL(join(this.#folder, name)).href
    this.#notify('textDocument/didOpen', { textDocument: { uri, languageId: 'typescript', version: 1, text } })
    const ask = (method: string, where: string) =>
      this.#request(method, { textDocument: { uri }, position: positionOf(text, where) })
    return {
      hover: async where => {
        const hover = (await ask('textDocument/hover', where)) as { contents: unknown } | null
        return hover === null ? '' : textOf(hover.contents)
      },
      completions: async where => {
        const list = (await ask('textDocument/completion', where)) as { items: { label: string }[] } | null
        return (list?.items ?? []).map(({ label }) => label)
      },
      describe: async (where, label) => {
        const list = (await ask('textDocument/completion', where)) as { items: { label: string }[] } | null
        const item = list?.items.find(found => found.label.replace('?', '') === label)
        const resolved = (await this.#request('completionItem/resolve', item)) as { documentation?: unknown }
        return textOf(resolved.documentation)
      },
      signature: async where => JSON.stringify(await ask('textDocument/signatureHelp', where)),
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const ended = new Promise(resolve => this.#process.once('close', resolve))
    await this.#request('shutdown', undefined)
    this.#notify('exit', undefined)
    this.#process.stdin.end()
    await ended
  }

  #request(method: string, params: unknown): Promise<unknown> {
    const id = ++this.#id
    const waiting = Promise.withResolvers<unknown>()
    this.#waiting.set(id, waiting)
    this.#send({ id, method, params })
    return waiting.promise
  }

  #notify(method: string, params: unknown): void {
    this.#send({ method, params })
  }

  #send(message: object): void {
    const body = JSON.stringify({ jsonrpc: '2.0', ...message })
    this.#process.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`)
  }

  #read(): void {
    for (;;) {
      const head = this.#received.indexOf('\r\n\r\n')
      if (head < 0) return
      const length = Number(/Content-Length: (\d+)/i.exec(this.#received.toString('utf8', 0, head))?.[1])
      const start = head + 4
      if (this.#received.length < start + length) return
      this.#receive(JSON.parse(this.#received.toString('utf8', start, start + length)) as Message)
      this.#received = this.#received.subarray(start + length)
    }
  }

  #receive({ id, method, result, error }: Message): void {
    // What the server asks of the editor (its configuration, to watch files) is answered with nothing.
    if (method !== undefined) {
      if (id !== undefined) this.#send({ id, result: null })
      return
    }
    const waiting = this.#waiting.get(Number(id))
    this.#waiting.delete(Number(id))
    if (error === undefined) waiting?.resolve(result)
    else waiting?.reject(new Error(error.message))
  }
}

/** Places in an open file. */
export interface OpenFile {
  /** What is shown over a word. */
  hover(where: string): Promise<string>
  /** What is offered at a place. */
  completions(where: string): Promise<readonly string[]>
  /** What is shown beside one of the offers. */
  describe(where: string, label: string): Promise<string>
  signature(where: string): Promise<string>
}

function positionOf(text: string, where: string): Position {
  const cursor = where.indexOf('|')
  const at = text.indexOf(where.replace('|', ''))
  if (cursor < 0 || at < 0) throw new Error(`${where} is not in the text`)
  const before = text.slice(0, at + cursor).split('\n')
  return { line: before.length - 1, character: before.at(-1)?.length ?? 0 }
}

function textOf(contents: unknown): string {
  if (typeof contents === 'string') return contents
  if (Array.isArray(contents)) return contents.map(textOf).join('\n')
  return typeof contents === 'object' && contents !== null && 'value' in contents ? String(contents.value) : ''
}

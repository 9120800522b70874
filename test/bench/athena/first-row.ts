import { spawn } from 'node:child_process'
import { argv, env, stdout } from 'node:process'

import { Aws as StandIn } from '../../standins/aws/server.ts'
import { projectedTable } from '../../standins/aws/tables.ts'

// node first-row.ts COMMAND …: runs a command that asks Athena. Prints how many milliseconds after the first page of the
// result was asked for its first row is printed.

const began = performance.now()
const standIn = await StandIn.start()
standIn.glue.tables.push(projectedTable())
standIn.athena.onQuery = () => ({
  runMs: 500,
  answer: { columns: [{ name: 'n', type: 'bigint' }], rows: Array.from({ length: 5000 }, (_, i) => [`${i}`]) },
})
const [command = '', ...args] = argv.slice(2)
const child = spawn(command, args, { env: { ...env, ...standIn.env }, stdio: ['ignore', 'pipe', 'inherit'] })
const printed = new Promise<number>(resolve => child.stdout.once('data', () => resolve(performance.now())))
const at = await printed
const served = began + (standIn.asked('GetQueryResults')[0]?.at ?? 0)
child.stdout.resume()
await new Promise(resolve => child.once('close', resolve))
await standIn[Symbol.asyncDispose]()
stdout.write(`${at - served}\n`)

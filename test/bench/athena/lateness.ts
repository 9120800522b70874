import { argv, env, stderr, stdout } from 'node:process'

import { Aws } from '../../../src/engines/athena/aws.ts'
import { AthenaQuery } from '../../../src/engines/athena/query.ts'
import { Aws as StandIn } from '../../standins/aws/server.ts'

// node lateness.ts SECONDS …: queries that run for so long, side by side. Prints how long after the end of a query it is
// known to have ended and its first row is there, as a part of its run time: the mean of all.

/** When looks that start after 100 ms and double their distance up to five seconds would be, milliseconds. */
function* doubling(): Generator<number> {
  for (let at = 100, pause = 200; ; at += pause, pause = Math.min(pause * 2, 5_000)) yield at
}

function callsUntil(ms: number): number {
  let calls = 0
  for (const at of doubling()) {
    if (at > ms) return calls
    calls++
  }
  return calls
}

Object.assign(env, { AWS_ACCESS_KEY_ID: 'standin', AWS_SECRET_ACCESS_KEY: 'standin' })
const standIn = await StandIn.start()
standIn.athena.onQuery = sql => ({
  runMs: Number(sql) * 1000,
  answer: { columns: [{ name: 'n', type: 'varchar' }], rows: [['1']] },
})
const aws = new Aws({ endpoint: standIn.url, region: 'us-east-1' })

async function lateness(seconds: string): Promise<number> {
  const query = new AthenaQuery(aws, {}, { sql: seconds })
  await query.start()
  const known = performance.now()
  const { id, startedAt } = standIn.athena.queries.find(({ sql }) => sql === seconds) ?? { id: '', startedAt: 0 }
  const calls = standIn.asked('GetQueryExecution').filter(({ body }) => body['QueryExecutionId'] === id).length
  const most = callsUntil(known - startedAt)
  if (calls > most) stderr.write(`${calls} calls in ${seconds} s, where ${most} would do\n`)
  await query.close()
  const run = Number(seconds) * 1000
  return (known - startedAt - run) / run
}

const parts = await Promise.all(argv.slice(2).map(lateness))
await aws.close()
await standIn[Symbol.asyncDispose]()
stdout.write(`${parts.reduce((sum, part) => sum + part, 0) / parts.length}\n`)

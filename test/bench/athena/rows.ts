import { argv, env, stdout } from 'node:process'

import { Aws } from '../../../src/engines/athena/aws.ts'
import { AthenaQuery } from '../../../src/engines/athena/query.ts'

// node rows.ts ADDRESS: runs a query, and counts its rows as typed objects.

Object.assign(env, { AWS_ACCESS_KEY_ID: 'standin', AWS_SECRET_ACCESS_KEY: 'standin' })
const aws = new Aws({ endpoint: argv[2], region: 'us-east-1' })
const query = new AthenaQuery(aws, {}, { sql: 'SELECT 1' })
let rows = 0
await query.start()
for await (const batch of query.batches()) rows += batch.length
await aws.close()
stdout.write(`${rows}\n`)

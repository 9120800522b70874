import { openTrail, type Trail } from '../../src/index.ts'
import { gluePartitions, glueTable, runOnTrino } from '../standins/aws/on-trino.ts'
import { Aws } from '../standins/aws/server.ts'
import type { Place } from './place.ts'

/** Where the tables are, in Trino. */
const CATALOG = 'hive'

/**
 * Athena's engine over its own wire: a stand-in takes the SQL, a real Trino runs it, and the rows come back in Athena's
 * format: the first page by GetQueryResults, what is behind it from the result object.
 */
export async function openOverWire({ server, schema }: Place, table = 'typed'): Promise<Trail> {
  const aws = await Aws.start()
  aws.athena.onQuery = sql => runOnTrino(server.url, CATALOG, sql)
  aws.glue.tables.push(await glueTable(server.url, CATALOG, schema, table))
  aws.glue.partitions.set(`${schema}.${table}`, await gluePartitions(server.url, CATALOG, schema, table))
  Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'standin', AWS_SECRET_ACCESS_KEY: 'standin' })
  const trail = await openTrail({
    engine: 'athena',
    endpoint: aws.url,
    region: 'us-east-1',
    database: schema,
    table,
  })
  const close = async () => {
    await trail.close()
    await aws[Symbol.asyncDispose]()
  }
  return { ...trail, close, [Symbol.asyncDispose]: close }
}

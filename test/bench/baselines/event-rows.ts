import { once } from 'node:events'
import { stdout } from 'node:process'
import { DuckDBInstance } from '@duckdb/node-api'

/** Every record as a line of JSON, by the shortest way from DuckDB's client to a pipe. */
const sql = (logs: string) => `
SELECT r.eventTime AS event_time, r.eventName AS event_name, replace(r.eventSource, '.amazonaws.com', '') AS service,
  r.sourceIPAddress AS source_ip_address, r.userIdentity ->> 'arn' AS user_identity_arn, r.errorCode AS error_code,
  r.requestParameters::VARCHAR AS request_parameters
FROM (
  SELECT unnest(Records) AS r
  FROM read_json('${logs}/AWSLogs/*/CloudTrail/*/*/*/*/*.json.gz',
    columns = {Records: 'STRUCT(eventTime VARCHAR, eventName VARCHAR, eventSource VARCHAR, sourceIPAddress VARCHAR, userIdentity JSON, errorCode VARCHAR, requestParameters JSON)[]'},
    format = 'newline_delimited', records = true, ignore_errors = true, maximum_object_size = 67108864)
)`

async function main(logs: string): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  const result = await connection.stream(sql(logs))
  for await (const rows of result.yieldRowObjectJson()) {
    let text = ''
    for (const row of rows) text += `${JSON.stringify(row)}\n`
    if (!stdout.write(text)) await once(stdout, 'drain')
  }
}

void main(process.argv[2] ?? '.')

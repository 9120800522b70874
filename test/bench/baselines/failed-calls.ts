import { stdout } from 'node:process'
import { DuckDBInstance } from '@duckdb/node-api'

/**
 * `failed-calls` over a folder as somebody writes it who knows DuckDB's JSON reader well: only the members that the
 * question needs, one object a line, no schema inference, identities parsed for failed calls alone.
 */
const sql = (logs: string) => `
WITH failed AS (
  SELECT r.*, r.responseElements ->> 'ConsoleLogin' = 'Failure' AS login_failed,
    regexp_replace(lower(coalesce(r.errorCode, '')), '^(client|server)[.]', '') AS code,
    json_extract_string(r.userIdentity, ['$.arn', '$.principalId', '$.invokedBy', '$.accountId']) AS who
  FROM (
    SELECT unnest(Records) AS r
    FROM read_json('${logs}/AWSLogs/*/CloudTrail/*/*/*/*/*.json.gz',
      columns = {Records: 'STRUCT(eventTime VARCHAR, eventSource VARCHAR, eventName VARCHAR, errorCode VARCHAR, errorMessage VARCHAR, sourceIPAddress VARCHAR, eventID VARCHAR, userIdentity JSON, responseElements JSON)[]'},
      format = 'newline_delimited', records = true, ignore_errors = true, maximum_object_size = 67108864)
  )
  WHERE (r.errorCode <> '' AND r.errorCode <> 'Success') OR r.errorMessage <> ''
    OR (r.responseElements ->> 'ConsoleLogin') = 'Failure'
), classed AS (
  SELECT *, CASE
    WHEN code IN ('throttling', 'throttlingexception', 'throttledexception', 'requestthrottled', 'slowdown',
      'requestthrottledexception', 'toomanyrequestsexception', 'toomanyrequests', 'requestlimitexceeded',
      'provisionedthroughputexceededexception', 'bandwidthlimitexceeded', 'priorrequestnotcomplete',
      'ec2throttledexception') THEN 'throttled'
    WHEN contains(code, 'accessdenied') OR contains(code, 'unauthorized') OR code IN ('operationnotpermitted',
      'authorizationerror', 'forbidden', 'forbiddenexception', 'notauthorizedexception') THEN 'denied'
    WHEN code IN ('invalidclienttokenid', 'unrecognizedclientexception', 'signaturedoesnotmatch', 'expiredtoken',
      'expiredtokenexception', 'authfailure', 'invalidaccesskeyid') THEN 'bad-credentials'
    WHEN login_failed THEN 'login-failed'
    WHEN contains(code, 'notfound') OR starts_with(code, 'nosuch') OR contains(code, 'doesnotexist') THEN 'not-found'
    WHEN contains(code, 'limitexceeded') OR contains(code, 'quotaexceeded') THEN 'quota'
    WHEN contains(code, 'validation') OR contains(code, 'invalidparameter') OR contains(code, 'malformed')
      OR contains(code, 'missingparameter') THEN 'validation'
    WHEN contains(code, 'conflict') OR contains(code, 'alreadyexists') OR contains(code, 'inuse')
      OR contains(code, 'dependencyviolation') THEN 'conflict'
    WHEN contains(code, 'internal') OR contains(code, 'serviceunavailable') OR contains(code, 'httpfailure')
      THEN 'service'
    ELSE 'other' END AS error_class
  FROM failed
)
SELECT replace(eventSource, '.amazonaws.com', '') AS service, eventName AS event_name,
  coalesce(errorCode, '(none)') AS error_code, error_class, count(*)::INTEGER AS events,
  count(DISTINCT coalesce(who[1], who[2], who[3], who[4], '(unknown)'))::INTEGER AS callers,
  count(DISTINCT sourceIPAddress)::INTEGER AS source_ips, min(eventTime) AS first_seen, max(eventTime) AS last_seen,
  max_by(errorMessage, eventTime || eventID) AS sample_message, max_by(eventID, eventTime || eventID) AS sample_event_id
FROM classed
GROUP BY 1, 2, 3, 4
ORDER BY events DESC, service, event_name, error_code, error_class`

async function main(logs: string): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  const result = await connection.runAndReadAll(sql(logs))
  stdout.write(
    result
      .getRowObjectsJson()
      .map(row => `${JSON.stringify(row)}\n`)
      .join(''),
  )
}

void main(process.argv[2] ?? '.')

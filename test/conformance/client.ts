/** What a server of Trino answers to a statement. */
export interface Answer {
  readonly columns: readonly { readonly name: string; readonly type: string }[]
  readonly rows: readonly (readonly unknown[])[]
}

interface Page {
  readonly nextUri?: string
  readonly columns?: Answer['columns']
  readonly data?: Answer['rows']
  readonly error?: { readonly errorName: string; readonly message: string }
}

/**
 * Runs a statement on a Trino server: the tests' own client, for making tables. trailq's refuses whatever is no SELECT,
 * and a test that asked with what it tests would believe its mistakes.
 */
export async function statement(url: string, sql: string): Promise<Answer> {
  const headers = {
    'X-Trino-User': 'conformance',
    'X-Trino-Source': 'trailq-conformance',
    'X-Trino-Time-Zone': 'UTC',
    'X-Trino-Session': 'hive.ignore_absent_partitions=true',
  }
  const rows: (readonly unknown[])[] = []
  let columns: Answer['columns'] = []
  let page = await pageOf(await fetch(`${url}/v1/statement`, { method: 'POST', headers, body: sql }))
  for (;;) {
    if (page.error !== undefined) throw new Error(`${page.error.errorName}: ${page.error.message}\n${sql}`)
    columns = page.columns ?? columns
    for (const row of page.data ?? []) rows.push(row)
    if (page.nextUri === undefined) return { columns, rows }
    page = await pageOf(await fetch(page.nextUri, { headers }))
  }
}

async function pageOf(response: Response): Promise<Page> {
  if (!response.ok) throw new Error(`HTTP ${response.status}: ${await response.text()}`)
  return (await response.json()) as Page
}

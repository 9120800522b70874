import { setTimeout as sleep } from 'node:timers/promises'

import { statement } from './client.ts'

// node ready.ts URL PID: waits until the server, which is the process PID, has answered a scan of its catalog.

const LONGEST = 180_000
const [url = '', pid = ''] = process.argv.slice(2)

async function scans(): Promise<boolean> {
  try {
    const info = (await (await fetch(`${url}/v1/info`)).json()) as { starting: boolean }
    if (info.starting) return false
    await statement(url, 'CREATE SCHEMA IF NOT EXISTS hive.probe')
    await statement(
      url,
      `CREATE TABLE IF NOT EXISTS hive.probe.one (records array(varchar))
       WITH (external_location = 'local:///probe', format = 'OPENX_JSON')`,
    )
    const { rows } = await statement(url, 'SELECT count(*) FROM hive.probe.one')
    return rows[0]?.[0] === 1
  } catch {
    return false
  }
}

function isAlive(): boolean {
  try {
    process.kill(Number(pid), 0)
    return true
  } catch {
    return false
  }
}

const until = performance.now() + LONGEST
while (!(await scans())) {
  if (!isAlive() || performance.now() > until) {
    process.stderr.write(isAlive() ? 'trino.sh: not ready in three minutes\n' : 'trino.sh: the server died\n')
    process.exit(1)
  }
  await sleep(250)
}

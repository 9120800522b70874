import { spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'

import { PYTHON } from './place.ts'

/** A stand-in for Glue, S3 and Athena that nobody here wrote. */
export interface Moto {
  readonly url: string
  /** What makes the SDK, and Terraform, talk to it. */
  readonly env: Readonly<Record<string, string>>
  stop(): void
}

/** Starts moto on a free port. */
export async function startMoto(): Promise<Moto> {
  const port = await freePort()
  const child = spawn(join(PYTHON, 'moto_server'), ['-H', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' })
  const url = `http://127.0.0.1:${port}`
  const stop = () => {
    child.kill('SIGKILL')
  }
  process.once('exit', stop)
  for (let tries = 0; ; tries++) {
    try {
      if ((await fetch(`${url}/moto-api/data.json`)).ok) break
    } catch (error) {
      if (tries > 300 || child.exitCode !== null) throw error
    }
    await setTimeout(100)
  }
  const region = 'us-east-1'
  return {
    url,
    env: {
      AWS_ENDPOINT_URL: url,
      AWS_REGION: region,
      AWS_DEFAULT_REGION: region,
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
    },
    stop,
  }
}

async function freePort(): Promise<number> {
  const server = createServer()
  const port = await new Promise<number>(resolve => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : 0)
    })
  })
  server.close()
  return port
}

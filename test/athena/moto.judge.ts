import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { Aws } from '../../src/engines/athena/aws.ts'
import { AthenaQuery } from '../../src/engines/athena/query.ts'
import { type Moto, startMoto } from '../ddl/judges/moto.ts'
import { isThere, PYTHON } from '../ddl/judges/place.ts'

/** A stand-in for Athena that nobody here wrote: it runs no SQL, and answers with what was put into it. */
describe.skipIf(!isThere('moto', PYTHON))('Athena as moto speaks it', () => {
  let moto: Moto

  beforeAll(async () => {
    moto = await startMoto()
    Object.assign(process.env, moto.env)
    await new S3Client({ forcePathStyle: true }).send(new CreateBucketCommand({ Bucket: 'results' }))
  })
  afterAll(() => moto?.stop())

  test('a query is started, waited for and read', async () => {
    const column = (Name: string, Type: string) => ({ Name, Label: Name, Type, Precision: 0, Scale: 0 })
    const rows = [['n', 'note'], ['9007199254740993', ''], ['2']].map(values => ({
      Data: ['n', 'note'].map((_, i) => (values[i] === undefined ? {} : { VarCharValue: values[i] })),
    }))
    const results = [{ rows, column_info: [column('n', 'bigint'), column('note', 'varchar')] }]
    await post('/moto-api/static/athena/query-results', { results })
    await post('/moto-api/state-manager/set-transition', {
      model_name: 'athena::execution',
      transition: { progression: 'manual', times: 2 },
    })
    const aws = new Aws({})
    const query = new AthenaQuery(aws, { outputLocation: 's3://results/here/' }, { sql: 'SELECT n, note FROM t' })
    await query.start()
    const read: unknown[] = []
    for await (const batch of query.batches()) read.push(...batch)
    await aws.close()
    expect(read).toEqual([
      { n: 9007199254740993n, note: '' },
      { n: 2, note: null },
    ])
    expect(query.resultPlace).toMatch(/^s3:\/\/results\/here\/.*\.csv$/)
  })

  test('a signal stops it there', async () => {
    const aws = new Aws({})
    const query = new AthenaQuery(aws, {}, { sql: 'SELECT 1', signal: AbortSignal.timeout(500) })
    await expect(query.start()).rejects.toMatchObject({ code: 'CANCELLED' })
    await aws.close()
  })

  async function post(path: string, body: object): Promise<void> {
    const response = await fetch(`${moto.url}${path}`, { method: 'POST', body: JSON.stringify(body) })
    expect(response.ok).toBe(true)
  }
})

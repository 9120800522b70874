// Writes examples/trail/AWSLogs: a small organization trail of a made-up company, the same bytes each time.
//   node scripts/sample-trail.ts [OUT]
import { fileURLToPath } from 'node:url'

import { writeSample } from './sample-trail/write.ts'

const out = process.argv[2] ?? fileURLToPath(new URL('../examples/trail', import.meta.url))
const { files, records, bytes } = writeSample(out)
process.stdout.write(`${out}: ${records} records in ${files} files and a digest, ${bytes} bytes\n`)

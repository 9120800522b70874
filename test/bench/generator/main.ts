import { parseArgs } from 'node:util'
import { ensurePreset, isPresetName, PRESETS } from './presets.ts'

const { values } = parseArgs({ options: { out: { type: 'string' }, preset: { type: 'string' } } })
const { out, preset } = values
if (out === undefined || preset === undefined || !isPresetName(preset)) {
  process.stderr.write(
    `usage: node test/bench/generator/main.ts --out DIR --preset ${Object.keys(PRESETS).join('|')}\n`,
  )
  process.exitCode = 2
} else {
  const started = performance.now()
  const truth = await ensurePreset(preset, out)
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  const perRecord = Math.round(truth.rawBytes / truth.records)
  process.stdout.write(
    `${preset}: ${truth.records} records (${truth.distinct} distinct, ${truth.late} late, ${truth.failed} failed), ` +
      `${truth.files} files, ${truth.rawBytes} bytes raw (${perRecord} a record), ${truth.fileBytes} on disk, ${seconds} s\n`,
  )
}

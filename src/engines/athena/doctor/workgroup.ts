import { GetWorkGroupCommand, type WorkGroupConfiguration } from '@aws-sdk/client-athena'

import type { Aws } from '../aws.ts'
import type { AthenaSettings } from '../settings.ts'
import { type Check, failed, ok, until, warning, wrong } from './check.ts'

/** The workgroup that everybody has. */
const USUAL = 'primary'

/** Whether queries can run in a workgroup, and where their results go. */
export async function* checkWorkgroup(aws: Aws, settings: AthenaSettings, signal?: AbortSignal): AsyncGenerator<Check> {
  const name = settings.workgroup ?? USUAL
  try {
    const client = await aws.athena(signal)
    const { WorkGroup: group } = await client.send(new GetWorkGroupCommand({ WorkGroup: name }), until(signal))
    if (group?.State === 'DISABLED') {
      yield wrong('workgroup', `${name} is disabled`, 'Enable it, or give another --workgroup.')
      return
    }
    const configuration = group?.Configuration ?? {}
    yield engineVersion(name, configuration)
    yield results(settings, configuration)
    const { BytesScannedCutoffPerQuery: cutoff } = configuration
    if (cutoff !== undefined && cutoff > 0) yield ok('scan limit', `${name} stops queries at ${gigabytes(cutoff)}`)
    else if (settings.maxScan === undefined) {
      yield warning(
        'scan limit',
        `${name} has none, and no --max-scan is set`,
        'Set "maxScan" in trailq.json, such as "50GB".',
      )
    } else yield ok('scan limit', `--max-scan stops queries at ${gigabytes(settings.maxScan)}`)
  } catch (error) {
    yield failed('workgroup', error, `athena:GetWorkGroup on workgroup/${name}`, signal)
  }
}

function engineVersion(name: string, { EngineVersion: version }: WorkGroupConfiguration): Check {
  const effective = version?.EffectiveEngineVersion ?? ''
  const number = Number(/version (\d+)/.exec(effective)?.[1] ?? 3)
  if (number >= 3) return ok('workgroup', `${name}: ${effective || 'enabled'}`)
  return wrong('workgroup', `${name} runs ${effective}`, 'Set its engine version to 3: trailq’s SQL is written for it.')
}

function results({ outputLocation }: AthenaSettings, configuration: WorkGroupConfiguration): Check {
  const { ResultConfiguration: result = {}, EnforceWorkGroupConfiguration: enforced } = configuration
  const name = 'results'
  if (configuration.ManagedQueryResultsConfiguration?.Enabled === true) {
    if (outputLocation !== undefined) {
      return wrong(name, 'the workgroup manages them, and refuses an --output-location', 'Leave out --output-location.')
    }
    return warning(
      name,
      'the workgroup manages them: large answers come by pages',
      'Nothing, for answers of some thousand rows; else a workgroup with a bucket is many times faster.',
    )
  }
  const location = enforced === true ? result.OutputLocation : (outputLocation ?? result.OutputLocation)
  if (location === undefined) {
    return wrong(
      name,
      'neither the workgroup nor trailq says where they go',
      'Give --output-location s3://BUCKET/PREFIX/, or set one in the workgroup.',
    )
  }
  if (result.EncryptionConfiguration?.EncryptionOption === 'CSE_KMS') {
    return warning(
      name,
      `${location}, encrypted for the client: large answers come by pages`,
      'SSE_KMS is as safe and many times faster to read.',
    )
  }
  if (enforced === true && outputLocation !== undefined && outputLocation !== location) {
    return warning(
      name,
      `${location}: the workgroup enforces it over --output-location`,
      'Leave out --output-location.',
    )
  }
  return ok(name, location)
}

function gigabytes(bytes: number): string {
  return `${(bytes / 1e9).toFixed(bytes < 1e9 ? 2 : 0)} GB`
}

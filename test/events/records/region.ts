import { draft, group } from './fixture.ts'

const frankfurt = { delivered: { account: '111122223333', region: 'eu-central-1' } }

/**
 * `region` = awsRegion. Where a record has none the catalogue is silent; the folder of its file names the region that
 * CloudTrail delivered it for, as it names the account.
 */
export const REGION = group('region', [
  draft('the record’s own', { awsRegion: 'ap-southeast-2' }, { region: 'ap-southeast-2' }),
  // Global services log in us-east-1; a folder that says otherwise is somebody's copy.
  draft('the record’s own before the folder’s', { awsRegion: 'us-east-1' }, { region: 'us-east-1' }, frankfurt),
  draft('one that does not exist', { awsRegion: 'eu-west-2r' }, { region: 'eu-west-2r' }),
  draft('one of four parts', { awsRegion: 'us-gov-west-1' }, { region: 'us-gov-west-1' }),
  draft(
    'none: the folder’s',
    { awsRegion: undefined },
    { region: 'eu-central-1' },
    { ...frankfurt, outsideLayout: { region: null } },
  ),
  draft(
    'null: the folder’s',
    { awsRegion: null },
    { region: 'eu-central-1' },
    { ...frankfurt, outsideLayout: { region: null } },
  ),
])

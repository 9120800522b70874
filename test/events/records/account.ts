import { draft, group } from './fixture.ts'
import { AWS_SERVICE, iamUser, SERVICE_EVENT } from './identities.ts'

const elsewhere = { delivered: { account: '444455556666', region: 'eu-central-1' } }

/** `account` = recipient_account, else path/partition account, else ui_account. */
export const ACCOUNT = group('account', [
  draft('the recipient', { recipientAccountId: '111122223333' }, { account: '111122223333' }),
  draft(
    'the recipient before the folder and the caller',
    { recipientAccountId: '123456789012', userIdentity: iamUser('tove', { accountId: '111122223333' }) },
    { account: '123456789012' },
    elsewhere,
  ),
  // The field is 1.02 and later: the ElastiCache page's records are 1.01 and have none.
  draft(
    'no recipient: the folder before the caller',
    {
      eventVersion: '1.01',
      recipientAccountId: undefined,
      userIdentity: iamUser('tove', { accountId: '123456789012' }),
    },
    { account: '444455556666' },
    { ...elsewhere, outsideLayout: { account: '123456789012' } },
  ),
  draft(
    'a recipient that is null counts as none',
    { recipientAccountId: null, userIdentity: iamUser('tove', { accountId: '123456789012' }) },
    { account: '444455556666' },
    { ...elsewhere, outsideLayout: { account: '123456789012' } },
  ),
  draft(
    'neither recipient nor caller’s account',
    { recipientAccountId: undefined, userIdentity: AWS_SERVICE },
    { account: '444455556666' },
    { ...elsewhere, outsideLayout: { account: null } },
  ),
  draft(
    'a service event has the caller’s account only',
    { recipientAccountId: undefined, eventType: 'AwsServiceEvent', userIdentity: SERVICE_EVENT },
    { account: '444455556666' },
    { ...elsewhere, outsideLayout: { account: '111122223333' } },
  ),
  draft(
    'an empty account of the caller is none',
    { recipientAccountId: undefined, userIdentity: iamUser('tove', { accountId: '' }) },
    { account: '444455556666' },
    { ...elsewhere, outsideLayout: { account: null } },
  ),
  draft('a recipient written as a number', { recipientAccountId: 123456789012 }, { account: '123456789012' }),
  draft(
    'a caller’s account written as a number',
    { recipientAccountId: undefined, userIdentity: iamUser('tove', { accountId: 123456789012 }) },
    { account: '444455556666' },
    { ...elsewhere, outsideLayout: { account: '123456789012' } },
  ),
  draft('a leading zero stays', { recipientAccountId: '012345678901' }, { account: '012345678901' }),
  draft(
    'what is no number stays, too',
    { recipientAccountId: 'YOUR_ACCOUNT_ID' },
    { account: 'YOUR_ACCOUNT_ID' },
    elsewhere,
  ),
])

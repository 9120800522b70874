import { draft, group } from './fixture.ts'
import { AWS_SERVICE, assumedRole, iamUser, SERVICE_EVENT } from './identities.ts'

/** `via_service` = ui_invoked_by (NULL if none). */
export const VIA_SERVICE = group('via_service', [
  draft('nobody in between', { userIdentity: iamUser('tove') }, { via_service: null }),
  draft(
    'a service for a role',
    { userIdentity: assumedRole('deploy', 'run-7', { invokedBy: 'cloudformation.amazonaws.com' }) },
    { via_service: 'cloudformation.amazonaws.com' },
  ),
  draft(
    'AWS Internal, on calls of KMS for a person',
    { userIdentity: iamUser('tove', { invokedBy: 'AWS Internal' }) },
    { via_service: 'AWS Internal' },
  ),
  // On old console calls this is a human; the column says what the record says.
  draft(
    'the sign-in service',
    { eventVersion: '1.05', userIdentity: iamUser('tove', { invokedBy: 'signin.amazonaws.com' }) },
    { via_service: 'signin.amazonaws.com' },
  ),
  draft('a service by itself', { userIdentity: AWS_SERVICE }, { via_service: 'autoscaling.amazonaws.com' }),
  draft(
    'a service event',
    { userIdentity: SERVICE_EVENT, eventType: 'AwsServiceEvent' },
    { via_service: 'secretsmanager.amazonaws.com' },
  ),
  draft('an empty name is none', { userIdentity: iamUser('tove', { invokedBy: '' }) }, { via_service: null }),
  draft('null is none', { userIdentity: iamUser('tove', { invokedBy: null }) }, { via_service: null }),
])

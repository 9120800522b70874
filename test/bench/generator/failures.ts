import type { Failure, Moment } from './call.ts'

type Spread = readonly (readonly [Failure, number])[]

const notAuthorized = (m: Moment) =>
  `User: ${m.caller} is not authorized to perform: ${m.action} because no identity-based policy allows the ${m.action} action`

/** EC2 adds a sealed blob to its denials: half a kilobyte that never compresses and never repeats. */
const notAuthorizedSealed = (m: Moment) =>
  `You are not authorized to perform this operation. ${notAuthorized(m)}. Encoded authorization failure message: ${m.rng.letters(480)}`

function failure(code: string, errorClass: string, message?: string | ((m: Moment) => string)): Failure {
  if (message === undefined) return { code, errorClass }
  return { code, errorClass, message: typeof message === 'string' ? () => message : message }
}

export const ec2Failures: Spread = [
  [failure('Client.UnauthorizedOperation', 'denied', notAuthorizedSealed), 3],
  [failure('Client.RequestLimitExceeded', 'throttled', 'Request limit exceeded.'), 5],
  [failure('Client.InvalidInstanceID.NotFound', 'not-found', m => `The instance ID 'i-${m.thing}' does not exist`), 3],
  [failure('Client.InvalidParameterValue', 'validation', 'Value (0) for parameter maxResults is invalid.'), 1],
  [failure('Client.DependencyViolation', 'conflict', 'resource has a dependent object'), 0.5],
  [failure('Client.InstanceLimitExceeded', 'quota', 'You have requested more instances than your limit allows.'), 0.5],
  [failure('Client.IncorrectState', 'other', 'The instance is not in a valid state for this operation.'), 0.5],
  [failure('Server.InternalError', 'service', 'An internal error has occurred'), 0.5],
]

export const s3Failures: Spread = [
  [failure('AccessDenied', 'denied', 'Access Denied'), 4],
  [failure('NoSuchBucketPolicy', 'not-found', 'The bucket policy does not exist'), 3],
  [failure('NoSuchLifecycleConfiguration', 'not-found', 'The lifecycle configuration does not exist'), 2],
  [failure('NoSuchKey', 'not-found', 'The specified key does not exist.'), 4],
  [failure('SlowDown', 'throttled', 'Please reduce your request rate.'), 1],
  [failure('BucketNotEmpty', 'other', 'The bucket you tried to delete is not empty'), 0.3],
]

export const jsonFailures: Spread = [
  [failure('AccessDeniedException', 'denied', notAuthorized), 4],
  [failure('AccessDenied', 'denied'), 0.5],
  [failure('ThrottlingException', 'throttled', 'Rate exceeded'), 6],
  [failure('ResourceNotFoundException', 'not-found', 'Requested resource not found'), 4],
  [failure('ResourceNotFoundException', 'not-found'), 1],
  [failure('ValidationException', 'validation', m => `1 validation error detected: value ${m.thing} at 'name'`), 2],
  [failure('ServiceQuotaExceededException', 'quota', 'You have reached the limit'), 0.5],
  [failure('ConflictException', 'conflict', 'The resource is being changed'), 0.5],
  [failure('InternalFailure', 'service'), 0.3],
]

export const dynamodbFailures: Spread = [
  [failure('ProvisionedThroughputExceededException', 'throttled', 'The level of throughput was exceeded'), 3],
  [failure('ConditionalCheckFailedException', 'other', 'The conditional request failed'), 2],
  [failure('ResourceInUseException', 'conflict', 'Attempt to change a resource which is still in use'), 1],
  ...jsonFailures,
]

export const iamFailures: Spread = [
  [failure('NoSuchEntityException', 'not-found', 'The entity with name app cannot be found.'), 5],
  [failure('AccessDenied', 'denied', notAuthorized), 4],
  [failure('Throttling', 'throttled', 'Rate exceeded'), 2],
  [failure('EntityAlreadyExistsException', 'conflict', 'Entity already exists.'), 0.5],
  [failure('MalformedPolicyDocumentException', 'validation', 'Syntax errors in policy.'), 0.5],
  [failure('LimitExceededException', 'quota', 'Cannot exceed quota for PoliciesPerRole: 10'), 0.3],
]

export const stsFailures: Spread = [
  [failure('AccessDenied', 'denied', notAuthorized), 6],
  [failure('ExpiredTokenException', 'bad-credentials', 'The security token included in the request is expired'), 2],
  [failure('InvalidClientTokenId', 'bad-credentials', 'The security token is not valid'), 1],
  [failure('ValidationError', 'validation', 'The requested DurationSeconds exceeds the MaxSessionDuration'), 1],
]

export const lambdaFailures: Spread = [
  [failure('TooManyRequestsException', 'throttled', 'Rate exceeded'), 3],
  [failure('ResourceConflictException', 'conflict', 'An update is in progress for the function'), 1],
  [failure('InvalidParameterValueException', 'validation', 'Unsupported runtime'), 1],
  ...jsonFailures,
]

export const elasticacheFailures: Spread = [
  [failure('CacheClusterNotFoundFault', 'not-found', 'CacheCluster not found: sessions'), 4],
  [failure('Throttling', 'throttled', 'Rate exceeded'), 3],
  [failure('AccessDenied', 'denied', notAuthorized), 2],
  [failure('InvalidParameterCombinationException', 'validation', 'Parameters do not go together'), 1],
]

export const signInFailures: Spread = [[{ errorClass: 'login-failed', message: () => 'Failed authentication' }, 1]]

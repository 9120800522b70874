import { ACCOUNT } from './account.ts'
import { CALLER } from './caller.ts'
import { CALLER_KIND } from './caller-kind.ts'
import { ERROR_CLASS } from './error-class.ts'
import { EVENT_BASE } from './event-base.ts'
import { FAILED } from './failed.ts'
import type { PlacedFixture } from './fixture.ts'
import { IS_WRITE } from './is-write.ts'
import { NETWORK_ORIGIN } from './network-origin.ts'
import { ODD_RECORDS } from './odd-records.ts'
import { PRINCIPAL } from './principal.ts'
import { REGION } from './region.ts'
import { DYNAMODB } from './resource-dynamodb.ts'
import { EC2, FALLBACK, IAM, KMS, OTHERS, S3 } from './resource-other-services.ts'
import { DAX, DEVOPS_GURU, ELASTICACHE, OPENSEARCH_SERVERLESS, REDSHIFT_SERVERLESS } from './resource-seed-services.ts'
import { SERVICE } from './service.ts'
import { SESSION } from './session.ts'
import { VIA_SERVICE } from './via-service.ts'

export type { Derived, Fixture, Json, JsonObject, PlacedFixture } from './fixture.ts'

/** Every record made by hand, with its expected derived columns. */
export const FIXTURES: readonly PlacedFixture[] = [
  ...[SERVICE, ACCOUNT, REGION, CALLER, PRINCIPAL, SESSION, CALLER_KIND, VIA_SERVICE, NETWORK_ORIGIN].flat(),
  ...[FAILED, ERROR_CLASS, IS_WRITE, EVENT_BASE, ODD_RECORDS].flat(),
  ...[REDSHIFT_SERVERLESS, OPENSEARCH_SERVERLESS, ELASTICACHE, DEVOPS_GURU, DYNAMODB, DAX].flat(),
  ...[S3, KMS, IAM, EC2, OTHERS, FALLBACK].flat(),
]

import type { Derived, JsonObject } from './fixture.ts'

/** A record after one of the five AWS pages that the project grew from, with every derived column. */
export interface Seed {
  readonly record: JsonObject
  readonly expected: Derived
}

// The values that the catalogue's section 11 counts on (Music, testnamespace, the issuer in another account, the 1.01
// records without readOnly and recipient) are the pages'; ids, texts and whatever else is free are not.

const NAMESPACE_ARN = 'arn:aws:redshift-serverless:us-east-1:111122223333:namespace/0000aaaa-example'

/** "Logging Amazon Redshift Serverless calls with AWS CloudTrail": CreateNamespace, without the page's stray comma. */
const REDSHIFT_SERVERLESS: Seed = {
  record: {
    eventVersion: '1.08',
    userIdentity: {
      type: 'AssumedRole',
      principalId: 'AROAEXAMPLEADMIN0001:admin',
      arn: 'arn:aws:sts::111122223333:assumed-role/admin/admin',
      accountId: '111122223333',
      accessKeyId: 'ASIAEXAMPLEADMIN0001',
      sessionContext: {
        sessionIssuer: {
          type: 'Role',
          principalId: 'AROAEXAMPLEADMIN0001',
          arn: 'arn:aws:iam::111122223333:role/admin',
          accountId: '111122223333',
          userName: 'admin',
        },
        webIdFederationData: {},
        attributes: { creationDate: '2022-03-21T20:40:00Z', mfaAuthenticated: 'false' },
      },
    },
    eventTime: '2022-03-21T23:15:40Z',
    eventSource: 'redshift-serverless.amazonaws.com',
    eventName: 'CreateNamespace',
    awsRegion: 'us-east-1',
    sourceIPAddress: '56.23.155.33',
    userAgent: 'aws-cli/2.4.14 command/redshift-serverless.create-namespace',
    requestParameters: {
      adminUsername: 'HIDDEN_DUE_TO_SECURITY_REASONS',
      adminUserPassword: 'HIDDEN_DUE_TO_SECURITY_REASONS',
      dbName: 'dev',
      namespaceName: 'testnamespace',
    },
    responseElements: {
      namespace: {
        adminUsername: 'HIDDEN_DUE_TO_SECURITY_REASONS',
        creationDate: 'Mar 21, 2022 11:15:40 PM',
        iamRoles: [],
        namespaceArn: NAMESPACE_ARN,
        namespaceId: '0000bbbb-example',
        namespaceName: 'testnamespace',
        status: 'AVAILABLE',
      },
    },
    requestID: '00000001-example',
    // As on the page, the last group is a digit short: nobody may take an id for a UUID.
    eventID: '10000000-0000-4000-8000-00000000001',
    readOnly: false,
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: '111122223333',
    eventCategory: 'Management',
  },
  expected: {
    service: 'redshift-serverless',
    account: '111122223333',
    region: 'us-east-1',
    caller: 'arn:aws:sts::111122223333:assumed-role/admin/admin',
    principal: 'arn:aws:iam::111122223333:role/admin',
    session: 'admin',
    caller_kind: 'role',
    via_service: null,
    network_origin: 'ipv4',
    failed: false,
    error_class: null,
    is_write: true,
    event_base: 'CreateNamespace',
    resource: 'testnamespace',
  },
}

/** "Logging OpenSearch Serverless API calls using AWS CloudTrail": a CreateCollection that failed. */
const OPENSEARCH_SERVERLESS: Seed = {
  record: {
    eventVersion: '1.08',
    userIdentity: {
      type: 'AssumedRole',
      principalId: 'AIDAEXAMPLETESTER001',
      arn: 'arn:aws:iam::123456789012:user/olivia',
      accountId: '123456789012',
      accessKeyId: 'an-access-key',
      sessionContext: {
        sessionIssuer: {
          type: 'Role',
          principalId: 'AIDAEXAMPLETESTER001',
          arn: 'arn:aws:iam::123456789012:role/Admin',
          accountId: '123456789012',
          userName: 'Admin',
        },
        webIdFederationData: {},
        attributes: { creationDate: '2022-04-08T14:00:00Z', mfaAuthenticated: 'false' },
      },
    },
    eventTime: '2022-04-08T14:21:09Z',
    eventSource: 'aoss.amazonaws.com',
    eventName: 'CreateCollection',
    awsRegion: 'us-east-1',
    sourceIPAddress: 'AWS Internal',
    userAgent: 'aws-cli/2.1.30 command/aoss.create-collection',
    errorCode: 'HttpFailureException',
    errorMessage: 'Something unknown went wrong',
    requestParameters: {
      accountId: '123456789012',
      name: 'press-clippings',
      description: 'For a test',
      clientToken: 't-1',
    },
    responseElements: null,
    requestID: '20000000-0000-4000-8000-000000000002',
    eventID: '20000000-0000-4000-8000-000000000002',
    readOnly: false,
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: '123456789012',
    eventCategory: 'Management',
    tlsDetails: { clientProvidedHostHeader: 'somebody.example.com' },
  },
  expected: {
    service: 'aoss',
    account: '123456789012',
    region: 'us-east-1',
    caller: 'arn:aws:iam::123456789012:user/olivia',
    principal: 'arn:aws:iam::123456789012:role/Admin',
    session: null,
    caller_kind: 'role',
    via_service: null,
    network_origin: 'aws-internal',
    failed: true,
    error_class: 'service',
    is_write: true,
    event_base: 'CreateCollection',
    resource: 'press-clippings',
  },
}

/** "Logging Amazon DevOps Guru API calls with AWS CloudTrail": UpdateResourceCollection that removes all stacks. */
const DEVOPS_GURU: Seed = {
  record: {
    eventVersion: '1.08',
    userIdentity: {
      type: 'AssumedRole',
      principalId: 'AROAEXAMPLEKEEPER001:night-shift',
      arn: 'arn:aws:sts::123456789012:assumed-role/GuruKeeper/night-shift',
      accountId: '123456789012',
      accessKeyId: 'AKIAEXAMPLEKEEPER001',
      sessionContext: {
        sessionIssuer: {
          type: 'Role',
          principalId: 'AROAEXAMPLEKEEPER001',
          arn: 'arn:aws:iam::123456789012:role/GuruKeeper',
          accountId: '123456789012',
          userName: 'GuruKeeper',
        },
        webIdFederationData: {},
        // Two days after the call: so it is on the page.
        attributes: { mfaAuthenticated: 'false', creationDate: '2020-12-03T15:00:00Z' },
      },
    },
    eventTime: '2020-12-01T16:04:11Z',
    eventSource: 'devops-guru.amazonaws.com',
    eventName: 'UpdateResourceCollection',
    awsRegion: 'us-east-1',
    sourceIPAddress: 'sample-ip-address',
    userAgent: 'aws-internal/3 aws-sdk-java/1.11.910',
    requestParameters: { Action: 'REMOVE', ResourceCollection: { CloudFormation: { StackNames: ['*'] } } },
    responseElements: null,
    requestID: ' 30000000-EXAMPLE ',
    eventID: ' 30000001-EXAMPLE ',
    readOnly: false,
    eventType: 'AwsApiCall',
    managementEvent: true,
    eventCategory: 'Management',
    recipientAccountId: '123456789012',
  },
  expected: {
    service: 'devops-guru',
    account: '123456789012',
    region: 'us-east-1',
    caller: 'arn:aws:sts::123456789012:assumed-role/GuruKeeper/night-shift',
    principal: 'arn:aws:iam::123456789012:role/GuruKeeper',
    session: 'night-shift',
    caller_kind: 'role',
    via_service: null,
    network_origin: 'other',
    failed: false,
    error_class: null,
    is_write: true,
    event_base: 'UpdateResourceCollection',
    resource: '{"CloudFormation":{"StackNames":["*"]}}',
  },
}

/** "Logging DynamoDB Operations by Using AWS CloudTrail": a cluster of DAX, by an IAM user, version 1.05 without readOnly. */
const DAX: Seed = {
  record: {
    eventVersion: '1.05',
    userIdentity: {
      type: 'IAMUser',
      principalId: 'AIDAEXAMPLEBEA000002',
      arn: 'arn:aws:iam::111122223333:user/bea',
      accountId: '111122223333',
      accessKeyId: 'AKIAEXAMPLEBEA000002',
      userName: 'bea',
    },
    eventTime: '2019-12-17T23:07:14Z',
    eventSource: 'dax.amazonaws.com',
    eventName: 'CreateCluster',
    awsRegion: 'us-west-2',
    sourceIPAddress: '198.51.100.48',
    userAgent: 'aws-cli/1.16.310',
    requestParameters: {
      sSESpecification: { enabled: true },
      clusterName: 'daxcluster',
      nodeType: 'dax.r4.large',
      replicationFactor: 3,
      iamRoleArn: 'arn:aws:iam::111122223333:role/DaxToDynamoDb',
    },
    responseElements: {
      cluster: { clusterName: 'daxcluster', status: 'creating', totalNodes: 3, nodeType: 'dax.r4.large' },
    },
    requestID: '60000001-example',
    eventID: '60000000-0000-4000-8000-000000000001',
    eventType: 'AwsApiCall',
    recipientAccountId: '111122223333',
  },
  expected: {
    service: 'dax',
    account: '111122223333',
    region: 'us-west-2',
    caller: 'arn:aws:iam::111122223333:user/bea',
    principal: 'arn:aws:iam::111122223333:user/bea',
    session: null,
    caller_kind: 'iam-user',
    via_service: null,
    network_origin: 'ipv4',
    failed: false,
    error_class: null,
    is_write: true,
    event_base: 'CreateCluster',
    resource: 'daxcluster',
  },
}

export const SINGLE_SEEDS: readonly Seed[] = [REDSHIFT_SERVERLESS, OPENSEARCH_SERVERLESS, DEVOPS_GURU, DAX]

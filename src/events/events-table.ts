// Printed by `make sync` from src/model/fields and src/events/derived; not edited by hand.

/** A row of the `events` relation: one CloudTrail record. JSON columns hold JSON text; flags of the record are 'true' or 'false'. */
export interface EventsTable {
  /** The version of the record format; text, because 1.10 is newer than 1.9 and the padding varies. CloudTrail’s `eventVersion`, since 1.0. */
  event_version: string | null
  /** When the request was completed, by the clock of the service that served it; whole seconds, UTC. CloudTrail’s `eventTime`, since 1.0. */
  event_time: string | null
  /** The service that was called, mostly its short name followed by .amazonaws.com. CloudTrail’s `eventSource`, since 1.0. */
  event_source: string | null
  /** The API action that was called; several services have actions of the same name. CloudTrail’s `eventName`, since 1.0. */
  event_name: string | null
  /** The region the call was made to; global services log theirs in us-east-1. CloudTrail’s `awsRegion`, since 1.0. */
  aws_region: string | null
  /** The identifier of this record: what copies of it have in common. CloudTrail’s `eventID`, since 1.01. */
  event_id: string | null
  /** What caused the record: an API call, an action in the console, a sign-in, or the service itself. CloudTrail’s `eventType`, since 1.02. */
  event_type: string | null
  /** Management, Data, NetworkActivity, Insight or Aggregated; missing in records from before 1.07. CloudTrail’s `eventCategory`, since 1.07. */
  event_category: string | null
  /** The version of the API that the action belongs to; seldom present. CloudTrail’s `apiVersion`, since 1.01. */
  api_version: string | null
  /** Whether the event is a management event. CloudTrail’s `managementEvent`, since 1.06. */
  management_event: string | null
  /** Whether the call only reads; missing in old records, where that does not make it a write. CloudTrail’s `readOnly`, since 1.01. */
  read_only: string | null
  /** The account that received this copy of the record, which may not be the one that called. CloudTrail’s `recipientAccountId`, since 1.02. */
  recipient_account_id: string | null
  /** The same in each copy that a cross-account action leaves in the accounts it concerns. CloudTrail’s `sharedEventID`, since 1.03. */
  shared_event_id: string | null
  /** A remark that CloudTrail adds about the record itself; not in the documented list of fields. CloudTrail’s `annotation`, since 1.04. */
  annotation: string | null
  /** Why the record came late or corrects an earlier one. CloudTrail’s `addendum`, since 1.08. */
  addendum: string | null
  /** DELIVERY_DELAY, UPDATED_DATA or SERVICE_OUTAGE. CloudTrail’s `addendum.reason`, since 1.08. */
  addendum_reason: string | null
  /** Which fields the correction changed. CloudTrail’s `addendum.updatedFields`, since 1.08. */
  addendum_updated_fields: string | null
  /** The requestID of the record that this one corrects. CloudTrail’s `addendum.originalRequestID`, since 1.08. */
  addendum_original_request_id: string | null
  /** The eventID of the record that this one corrects and replaces. CloudTrail’s `addendum.originalEventID`, since 1.08. */
  addendum_original_event_id: string | null
  /** Where the call came from: an address, the DNS name of a service, or "AWS Internal". CloudTrail’s `sourceIPAddress`, since 1.0. */
  source_ip_address: string | null
  /** The client that called: the console, an SDK with its version, a tool, or a service. CloudTrail’s `userAgent`, since 1.0. */
  user_agent: string | null
  /** The error that the call ended with; missing where it succeeded. CloudTrail’s `errorCode`, since 1.0. */
  error_code: string | null
  /** The error in words; may be missing although there is an error code. CloudTrail’s `errorMessage`, since 1.0. */
  error_message: string | null
  /** What was asked for, in the spelling of the service; null where there were no parameters. CloudTrail’s `requestParameters`, since 1.0. */
  request_parameters: string | null
  /** What a change answered; null for calls that only read and for most that failed. CloudTrail’s `responseElements`, since 1.0. */
  response_elements: string | null
  /** What the service adds beyond request and response, such as MFAUsed of a sign-in. CloudTrail’s `additionalEventData`, since 1.0. */
  additional_event_data: string | null
  /** The identifier that the service gave the request; one request may leave several records. CloudTrail’s `requestID`, since 1.01. */
  request_id: string | null
  /** What a service event reports, where no API call was behind it. CloudTrail’s `serviceEventDetails`, since 1.05. */
  service_event_details: string | null
  /** The text "true" where the credentials came from a console session, else missing. CloudTrail’s `sessionCredentialFromConsole`, since 1.08. */
  session_credential_from_console: string | null
  /** The edge device that a data event happened on, such as S3 on Outposts. CloudTrail’s `edgeDeviceDetails`, since 1.08. */
  edge_device_details: string | null
  /** The VPC endpoint that the call passed through. CloudTrail’s `vpcEndpointId`, since 1.04. */
  vpc_endpoint_id: string | null
  /** The account that owns that VPC endpoint. CloudTrail’s `vpcEndpointAccountId`, since 1.09. */
  vpc_endpoint_account_id: string | null
  /** How the connection was encrypted; missing for calls that a service makes for somebody. CloudTrail’s `tlsDetails`, since 1.08. */
  tls_details: string | null
  /** The TLS version of the call, such as TLSv1.3. CloudTrail’s `tlsDetails.tlsVersion`, since 1.08. */
  tls_details_tls_version: string | null
  /** The cipher suite of the call. CloudTrail’s `tlsDetails.cipherSuite`, since 1.08. */
  tls_details_cipher_suite: string | null
  /** The host name that the client asked for, mostly the endpoint of the service. CloudTrail’s `tlsDetails.clientProvidedHostHeader`, since 1.08. */
  tls_details_client_provided_host_header: string | null
  /** How the keys were agreed on, such as X25519MLKEM768. CloudTrail’s `tlsDetails.keyExchange`, since 1.11. */
  tls_details_key_exchange: string | null
  /** Tags and condition keys added to the event; known from CloudTrail Lake alone. CloudTrail’s `eventContext`, since 1.11. */
  event_context: string | null
  /** The IAM condition keys that were evaluated for the call. CloudTrail’s `eventContext.requestContext`, since 1.11. */
  event_context_request_context: string | null
  /** The tags of the principal and of the resources at the time of the call. CloudTrail’s `eventContext.tagContext`, since 1.11. */
  event_context_tag_context: string | null
  /** The resources that the call touched; missing for many services, writes included. CloudTrail’s `resources`, since 1.01. */
  resources: string | null
  /** Who called, with which credentials; its members depend on its type. CloudTrail’s `userIdentity`, since 1.0. */
  user_identity: string | null
  /** The kind of identity, such as IAMUser, AssumedRole or AWSService; missing on service events. CloudTrail’s `userIdentity.type`, since 1.0. */
  user_identity_type: string | null
  /** The unique id of the caller; for a role, the role's id, a colon and the session's name. CloudTrail’s `userIdentity.principalId`, since 1.0. */
  user_identity_principal_id: string | null
  /** The ARN of the caller; for a role it ends in the name of the session. CloudTrail’s `userIdentity.arn`, since 1.0. */
  user_identity_arn: string | null
  /** The account of the caller. CloudTrail’s `userIdentity.accountId`, since 1.0. */
  user_identity_account_id: string | null
  /** The access key that signed the request; may be empty. CloudTrail’s `userIdentity.accessKeyId`, since 1.0. */
  user_identity_access_key_id: string | null
  /** The friendly name of the caller; a role has none here. CloudTrail’s `userIdentity.userName`, since 1.0. */
  user_identity_user_name: string | null
  /** The AWS service that made the call on behalf of somebody. CloudTrail’s `userIdentity.invokedBy`, since 1.0. */
  user_identity_invoked_by: string | null
  /** The external provider that vouched for a SAML or web identity user. CloudTrail’s `userIdentity.identityProvider`, since 1.04. */
  user_identity_identity_provider: string | null
  /** The id of the bearer token that the call was made with. CloudTrail’s `userIdentity.credentialId`, since 1.09. */
  user_identity_credential_id: string | null
  /** The IAM Identity Center user whom the call was made for. CloudTrail’s `userIdentity.onBehalfOf.userId`, since 1.09. */
  user_identity_on_behalf_of_user_id: string | null
  /** The identity store that knows that user. CloudTrail’s `userIdentity.onBehalfOf.identityStoreArn`, since 1.09. */
  user_identity_on_behalf_of_identity_store_arn: string | null
  /** The resource that called the service which used the credentials. CloudTrail’s `userIdentity.inScopeOf.sourceArn`, since 1.11. */
  user_identity_in_scope_of_source_arn: string | null
  /** The account that owns that resource. CloudTrail’s `userIdentity.inScopeOf.sourceAccount`, since 1.11. */
  user_identity_in_scope_of_source_account: string | null
  /** The kind of resource that the credentials were issued to, such as AWS::Lambda::Function. CloudTrail’s `userIdentity.inScopeOf.issuerType`, since 1.11. */
  user_identity_in_scope_of_issuer_type: string | null
  /** The function, instance or task that the credentials were issued to. CloudTrail’s `userIdentity.inScopeOf.credentialsIssuedTo`, since 1.11. */
  user_identity_in_scope_of_credentials_issued_to: string | null
  /** The version of that function; not documented, met in records of 2026. CloudTrail’s `userIdentity.inScopeOf.credentialsIssuedToVersion`, since 1.11. */
  user_identity_in_scope_of_credentials_issued_to_version: string | null
  /** The account of a product provider who called with delegated access. CloudTrail’s `userIdentity.invokedByDelegate.accountId`, since 1.11. */
  user_identity_invoked_by_delegate_account_id: string | null
  /** The session behind temporary credentials; may hold its attributes only. CloudTrail’s `userIdentity.sessionContext`, since 1.0. */
  user_identity_session_context: string | null
  /** What issued the session: Root, IAMUser or Role. CloudTrail’s `userIdentity.sessionContext.sessionIssuer.type`, since 1.0. */
  user_identity_session_context_session_issuer_type: string | null
  /** The unique id of the user or role that issued the session. CloudTrail’s `userIdentity.sessionContext.sessionIssuer.principalId`, since 1.0. */
  user_identity_session_context_session_issuer_principal_id: string | null
  /** The ARN of the user or role that issued the session: the same for all sessions of a role. CloudTrail’s `userIdentity.sessionContext.sessionIssuer.arn`, since 1.0. */
  user_identity_session_context_session_issuer_arn: string | null
  /** The account that owns the user or role that issued the session. CloudTrail’s `userIdentity.sessionContext.sessionIssuer.accountId`, since 1.0. */
  user_identity_session_context_session_issuer_account_id: string | null
  /** The friendly name of the user or role that issued the session. CloudTrail’s `userIdentity.sessionContext.sessionIssuer.userName`, since 1.0. */
  user_identity_session_context_session_issuer_user_name: string | null
  /** When the session's credentials were issued; text, because old samples use another ISO form. CloudTrail’s `userIdentity.sessionContext.attributes.creationDate`, since 1.0. */
  user_identity_session_context_attributes_creation_date: string | null
  /** The text "true" where the caller signed in with a second factor, else "false". CloudTrail’s `userIdentity.sessionContext.attributes.mfaAuthenticated`, since 1.0. */
  user_identity_session_context_attributes_mfa_authenticated: string | null
  /** The provider of a web identity session. CloudTrail’s `userIdentity.sessionContext.webIdFederationData.federatedProvider`, since 1.0. */
  user_identity_session_context_web_id_federation_data_federated_provider: string | null
  /** What the provider said about the application and the user. CloudTrail’s `userIdentity.sessionContext.webIdFederationData.attributes`, since 1.0. */
  user_identity_session_context_web_id_federation_data_attributes: string | null
  /** The name that was set once when the first role was assumed and follows every later one. CloudTrail’s `userIdentity.sessionContext.sourceIdentity`, since 1.08. */
  user_identity_session_context_source_identity: string | null
  /** The version of the instance metadata service that gave out the credentials: 1.0 or 2.0. CloudTrail’s `userIdentity.sessionContext.ec2RoleDelivery`, since 1.07. */
  user_identity_session_context_ec2_role_delivery: string | null
  /** The text "true" where the session is one of AssumeRoot. CloudTrail’s `userIdentity.sessionContext.assumedRoot`, since 1.11. */
  user_identity_session_context_assumed_root: string | null
  /** The sign-in session that the credentials go back to. CloudTrail’s `userIdentity.sessionContext.signInSessionArn`, since 1.11. */
  user_identity_session_context_sign_in_session_arn: string | null
  /** The VPC in which instance credentials were issued; known from CloudTrail Lake alone. CloudTrail’s `userIdentity.sessionContext.ec2IssuedInVpc`, since unknown. */
  user_identity_session_context_ec2_issued_in_vpc: string | null
  /** The whole record as JSON text. Asking for it costs twice the time. */
  record: string
  /** The service that was called: event_source without .amazonaws.com (or .amazonaws.com.cn). */
  service: string | null
  /** The account that the event belongs to: recipient_account_id, else the account in the S3 path, else the caller’s. */
  account: string | null
  /** The region of the call: aws_region, else the region in the S3 path. Global services (IAM, CloudFront, Route 53) are in us-east-1. */
  region: string | null
  /** Who called, session by session: the ARN, else the principal id, else the service that called, else the account, else (unknown). */
  caller: string
  /** Who called, whatever the session: the ARN of the role for an assumed role, else the caller. */
  principal: string
  /** The name of an assumed role’s session: an instance id, a user name, a time stamp; NULL for all others. */
  session: string | null
  /** root, iam-user, role, service-linked-role, identity-center, ec2-instance, federated, aws-service, other-account, anonymous, service-event or unknown. */
  caller_kind: string
  /** The AWS service that made the call on the caller’s behalf, if one did. */
  via_service: string | null
  /** What source_ip_address is: aws-service (a host name of AWS), aws-internal, ipv4, ipv6 or other; NULL where there is none. */
  network_origin: string | null
  /** Whether the call failed: an error code other than Success, an error message, or a sign-in that says Failure. */
  failed: boolean
  /** What kind of failure: throttled, denied, bad-credentials, login-failed, not-found, quota, validation, conflict, service or other; NULL where the call did not fail. */
  error_class: string | null
  /** Whether the call may change something: read_only says no or, where the record lacks it, the name is none of a read. */
  is_write: boolean
  /** event_name without the API version that Lambda and CloudFront put behind it (AddPermission20150331v2 is AddPermission). */
  event_base: string | null
  /** What the call was about, by name or ARN: looked up where its service puts it, else the first of the record’s resources. */
  resource: string | null
}

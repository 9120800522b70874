/** Why a call failed. */
export interface Failure {
  /** Absent for a failed sign-in, which has a message and no code. */
  readonly code?: string
  readonly message?: string
}

/** A failure with a fixed message. */
export function failure(code: string, message?: string): Failure {
  return message === undefined ? { code } : { code, message }
}

/** The policies do not allow it. Most services say AccessDenied; some say AccessDeniedException. */
export function denied(arn: string, action: string, code = 'AccessDenied'): Failure {
  return failure(
    code,
    `User: ${arn} is not authorized to perform: ${action} because no identity-based policy allows the ${action} action`,
  )
}

/** The same in EC2's words, with the sealed text that it puts behind them. */
export function unauthorized(arn: string, action: string, sealed: string): Failure {
  const who = `User: ${arn} is not authorized to perform: ${action}`
  return failure(
    'Client.UnauthorizedOperation',
    `You are not authorized to perform this operation. ${who} because no identity-based policy allows the ${action} action. Encoded authorization failure message: ${sealed}`,
  )
}

export const rateExceeded = failure('ThrottlingException', 'Rate exceeded')
export const requestLimit = failure('Client.RequestLimitExceeded', 'Request limit exceeded.')
export const noTable = (name: string) =>
  failure('ResourceNotFoundException', `Requested resource not found: Table: ${name} not found`)
export const noEntity = (what: string) => failure('NoSuchEntityException', `The ${what} cannot be found.`)
export const noSecurityGroup = failure(
  'Client.InvalidGroup.NotFound',
  'The security group does not exist in default VPC',
)

import { TrailqError } from '../errors.ts'

/**
 * An AWS account id as a person wrote it: 12 digits, kept as text, because leading zeros count.
 * The console's spelling with dashes (`1111-2222-3333`) is taken too.
 *
 * @throws TrailqError BAD_ACCOUNT for anything else
 * @example
 * ```ts
 * parseAccount('1111-2222-3333') // '111122223333'
 * ```
 */
export function parseAccount(text: string): string {
  const account = text.trim().replace(/^(\d{4})-(\d{4})-(\d{4})$/, '$1$2$3')
  if (/^\d{12}$/.test(account)) return account
  throw new TrailqError('BAD_ACCOUNT', `'${text}' is not an AWS account id`, {
    next: /^\d{1,11}$/.test(account)
      ? `An account id has 12 digits; if zeros in front were lost, write ${account.padStart(12, '0')}.`
      : 'Write the 12 digits of the account id, such as 111122223333.',
  })
}

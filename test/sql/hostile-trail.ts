import type { Trail } from '../../src/index.ts'
import { hostileTexts, isTellable } from './hostile.ts'
import { HERE, inParts, type LogRecord, Logs, type Place, record } from './logs.ts'

export const SEED = 20_261_005

/** Every hostile text, and the two kinds of them. */
export const TEXTS = hostileTexts(SEED, 1500)
export const TELLABLE = TEXTS.filter(isTellable)
export const REFUSED = TEXTS.filter(text => !isTellable(text))

/** The account with a record for each text, and the one with a single ordinary record. */
export const MANY = '444455556666'
export const ONE = '111122223333'

/** A record for each text: its name is the text, and its caller's ends in it; and one ordinary record. */
export const HOSTILE: readonly { readonly records: readonly LogRecord[]; readonly place: Place }[] = [
  { records: [record()], place: { ...HERE, account: ONE } },
  ...inParts(
    TELLABLE.map((text, i) =>
      record({
        eventName: text,
        eventID: `n-${i}`,
        userIdentity: { type: 'IAMUser', arn: `arn:${text}`, accountId: MANY },
        recipientAccountId: MANY,
        requestParameters: { tableName: text },
      }),
    ),
    500,
  ).map((records, i) => ({ records, place: { ...HERE, account: MANY, file: `Part${i}` } })),
]

/** A trail that holds them. */
export async function hostileTrail(): Promise<{ trail: Trail; logs: Logs }> {
  const logs = new Logs()
  for (const { records, place } of HOSTILE) logs.deliver(records, place)
  return { trail: await logs.open(), logs }
}

import type { Trail } from '../../src/index.ts'
import { hostileTexts, isTellable } from './hostile.ts'
import { HERE, inParts, Logs, record } from './logs.ts'

export const SEED = 20_261_005

/** Every hostile text, and the two kinds of them. */
export const TEXTS = hostileTexts(SEED, 1500)
export const TELLABLE = TEXTS.filter(isTellable)
export const REFUSED = TEXTS.filter(text => !isTellable(text))

/** The account with a record for each text, and the one with a single ordinary record. */
export const MANY = '444455556666'
export const ONE = '111122223333'

/** A trail that holds a record for each text: its name is the text, and its caller's ends in it. */
export async function hostileTrail(): Promise<{ trail: Trail; logs: Logs }> {
  const logs = new Logs()
  logs.deliver([record()], { ...HERE, account: ONE })
  const named = TELLABLE.map((text, i) =>
    record({
      eventName: text,
      eventID: `n-${i}`,
      userIdentity: { type: 'IAMUser', arn: `arn:${text}`, accountId: MANY },
      recipientAccountId: MANY,
      requestParameters: { tableName: text },
    }),
  )
  for (const [i, part] of inParts(named, 500).entries())
    logs.deliver(part, { ...HERE, account: MANY, file: `Part${i}` })
  return { trail: await logs.open(), logs }
}

/**
 * What reading a terabyte cost, US dollars, in a price file that AWS published on 13 December 2019: an old list, and
 * not to be taken for today's. What is not in it is not known here: the regions that came later, and China, which AWS
 * does not bill in dollars.
 *
 * Source: AWS price list, "Amazon Athena", Athena Queries, as of that day.
 */
const PRICES: Readonly<Record<string, number>> = {
  'ap-east-1': 5.5,
  'ap-northeast-1': 5,
  'ap-northeast-2': 5,
  'ap-south-1': 5,
  'ap-southeast-1': 5,
  'ap-southeast-2': 5,
  'ca-central-1': 5.5,
  'eu-central-1': 5,
  'eu-north-1': 5,
  'eu-west-1': 5,
  'eu-west-2': 5,
  'eu-west-3': 7,
  'me-south-1': 6.5,
  'sa-east-1': 9,
  'us-east-1': 5,
  'us-east-2': 5,
  'us-gov-east-1': 5,
  'us-gov-west-1': 5,
  'us-west-1': 6.75,
  'us-west-2': 5,
}

/** What is assumed where nothing is known: the price of most regions. */
const ASSUMED_PRICE = 5

const MB = 1024 ** 2
const TB = 1024 ** 4

/** The least that a query is billed for. */
const LEAST_BYTES = 10 * MB

/**
 * Dollars for a terabyte in a region: as of the old list, and assumed where {@link isPriceKnown} says no. Who pays
 * another price says so by `pricePerTerabyte` (`--price`).
 */
export function pricePerTerabyte(region: string): number {
  return PRICES[region] ?? ASSUMED_PRICE
}

/** Whether the list has a price for a region; else {@link pricePerTerabyte} assumes one. */
export function isPriceKnown(region: string): boolean {
  return PRICES[region] !== undefined
}

/**
 * What a query costs that has read so many bytes, US dollars: by whole megabytes, ten at least; nothing where the
 * result of an earlier one was used again.
 *
 * Source: "Amazon Athena pricing".
 * @example
 * ```ts
 * costOf(0, 5) // 0.0000476837158203125
 * ```
 */
export function costOf(bytes: number, perTerabyte: number): number {
  return (Math.max(Math.ceil(bytes / MB) * MB, LEAST_BYTES) / TB) * perTerabyte
}

/** What reading a terabyte costs, US dollars, where it is not the usual price (AWS price list, "Amazon Athena"). */
const PRICES: Readonly<Record<string, number>> = {
  'ap-east-1': 5.5,
  'ca-central-1': 5.5,
  'eu-west-3': 7,
  'me-south-1': 6.5,
  'sa-east-1': 9,
  'us-west-1': 6.75,
}
const USUAL_PRICE = 5

const MB = 1024 ** 2
const TB = 1024 ** 4

/** The least that a query is billed for. */
const LEAST_BYTES = 10 * MB

/** Dollars for a terabyte in a region. */
export function pricePerTerabyte(region: string): number {
  return PRICES[region] ?? USUAL_PRICE
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

/** A share of 0 to 1 in percent, rounded down to a tenth, so that what falls short never reads as enough. */
export function formatPercent(share: number): string {
  return `${Math.floor(Number((share * 1000).toFixed(6))) / 10} %`;
}

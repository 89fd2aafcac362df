/** Orders texts by their UTF-16 units, the same on every machine and in every language. */
export function compareText(left: string, right: string): number {
  return left < right ? -1 : Number(left > right);
}

import { nearestWord } from '../../kernel/nearest.ts';

/** One sentence for each crypto that a source names and the universe does not have, with the nearest that it has. */
export function strangersTo(universe: readonly string[], cryptos: readonly string[]): readonly string[] {
  if (universe.length === 0) return [];
  const strangers = [...new Set(cryptos)].filter((symbol) => !universe.includes(symbol));
  return strangers.map((symbol) => {
    const near = nearestWord(symbol, universe);
    return `${symbol} is not in the universe${near === null ? '' : `; did you mean ${near}?`}`;
  });
}

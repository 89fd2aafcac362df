import { AppError } from '../../kernel/app-error.ts';
import { nearestWord } from '../../kernel/nearest.ts';
import type { RunConfig } from '../run-config.ts';
import type { MarketData } from './market-data.ts';

/** What of a market is looked at. */
type Fitted = { readonly manifest: Pick<MarketData['manifest'], 'symbol' | 'bar'> };

/**
 * Refuses a market that cannot be one run: throws `bad-input` where bars of its symbols are not equally long, and
 * `bad-config` where `instruments` speaks of a symbol that is not in it.
 */
export function refuseUnfitMarket(market: readonly Fitted[], { instruments }: Pick<RunConfig, 'instruments'>): void {
  refuseMixedLengths(market);
  refuseStrangers(
    Object.keys(instruments),
    market.map(({ manifest }) => manifest.symbol),
  );
}

function refuseMixedLengths(market: readonly Fitted[]): void {
  const [first] = market;
  const other = market.find(({ manifest }) => manifest.bar !== first?.manifest.bar);
  if (first === undefined || other === undefined) return;
  const [one, two] = [first.manifest, other.manifest];
  throw new AppError(
    'bad-input',
    `bars of different length in one run: ${one.symbol} has bars of ${one.bar}, ${two.symbol} bars of ${two.bar}`,
    {
      where: '--data',
      expected: 'files whose bars are equally long',
      advice: 'Bring all files to one length, or run each symbol by itself.',
    },
  );
}

function refuseStrangers(named: readonly string[], symbols: readonly string[]): void {
  const stranger = named.find((name) => !symbols.includes(name));
  if (stranger === undefined) return;
  const nearest = nearestWord(stranger, symbols);
  throw new AppError('bad-config', `the data has no symbol ${stranger}`, {
    where: `instruments.${stranger}`,
    expected: `a symbol of the data: ${symbols.join(', ')}`,
    ...(nearest === null ? {} : { advice: `Did you mean ${nearest}?` }),
  });
}

import { hashTexts } from '../kernel/hash.ts';
import type { NamedHit } from './account.ts';

/**
 * A name for each hit that stays when its line moves: a hash over rule, path, symbol and the quoted line without its
 * spaces at the ends, with a count where the same line stands more than once.
 */
export function fingerprintHits(hits: readonly NamedHit[]): ReadonlyMap<NamedHit, string> {
  const seen = new Map<string, number>();
  return new Map(
    hits.map((hit) => {
      const hash = hashTexts([hit.rule, hit.path, hit.symbol ?? '', hit.quote.replaceAll(/\s+/g, ' ').trim()]);
      const count = (seen.get(hash) ?? 0) + 1;
      seen.set(hash, count);
      return [hit, `${hash}:${count}`];
    }),
  );
}

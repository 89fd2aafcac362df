import type { FindingToRule } from '../committee/ledger/to-rule.ts';
import { MOST_RULINGS } from '../committee/opinion.ts';
import { type Dossier, renderDossier } from '../dossier/dossier.ts';
import { estimateTokens } from '../finops/estimate.ts';

/** A part of the dossier as text, with its size in tokens. */
export interface Reading {
  readonly dossier: Dossier;
  readonly text: string;
  readonly tokens: number;
}

/** A reading with the findings that its seat is to rule on; null in a first review. */
export interface RuledReading extends Reading {
  readonly toRule: readonly FindingToRule[] | null;
}

export function measureReading(dossier: Dossier): Reading {
  const text = renderDossier(dossier);
  return { dossier, text, tokens: estimateTokens(text) };
}

/**
 * Shares out what a seat is to rule on: each finding with the reading that holds the file in which its code stands, else
 * with the first. What one answer has no room for goes into readings of its own, of the files that it is about.
 */
export function shareRulings(
  readings: readonly Reading[],
  own: readonly FindingToRule[] | null,
): readonly RuledReading[] {
  if (own === null) return readings.map((reading) => ({ ...reading, toRule: null }));
  const shares = Map.groupBy(own, (one) => placeOf(one, readings));
  return readings.flatMap((reading, index) => {
    const [first = [], ...rest] = chunk(shares.get(index) ?? []);
    return [{ ...reading, toRule: first }, ...rest.map((toRule) => ({ ...narrow(reading, toRule), toRule }))];
  });
}

/** The findings of the largest share that a seat may have to rule on in one call, for their size. */
export function largestShare(own: readonly FindingToRule[]): readonly FindingToRule[] {
  const sizeOf = ({ claim, quote, now }: FindingToRule) => claim.length + quote.length + now.length;
  return own.toSorted((a, b) => sizeOf(b) - sizeOf(a)).slice(0, MOST_RULINGS);
}

function placeOf({ path }: FindingToRule, readings: readonly Reading[]): number {
  return Math.max(
    0,
    readings.findIndex(({ dossier }) => dossier.parts.some((part) => part.path === path)),
  );
}

function chunk(own: readonly FindingToRule[]): readonly (readonly FindingToRule[])[] {
  const count = Math.ceil(own.length / MOST_RULINGS);
  return Array.from({ length: count }, (_, index) => own.slice(index * MOST_RULINGS, (index + 1) * MOST_RULINGS));
}

function narrow({ dossier }: Reading, about: readonly FindingToRule[]): Reading {
  const paths = new Set(about.map(({ path }) => path));
  return measureReading({ ...dossier, parts: dossier.parts.filter(({ path }) => paths.has(path)) });
}

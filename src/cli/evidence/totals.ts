import type { NamedHit } from '../../evidence/account.ts';
import { Severity } from '../../kernel/severity.ts';

/** How many hits there are, by class, by severity of the hard ones, and how many their lines allow. */
export interface HitTotals {
  readonly hits: number;
  readonly hard: number;
  readonly soft: number;
  readonly allowed: number;
  readonly hard_by_severity: Readonly<Record<Severity, number>>;
}

/** Counts hits. */
export function countHits(hits: readonly NamedHit[]): HitTotals {
  const hard = hits.filter((hit) => hit.class === 'hard');
  const of = (severity: Severity) => hard.filter((hit) => hit.severity === severity).length;
  return {
    hits: hits.length,
    hard: hard.length,
    soft: hits.length - hard.length,
    allowed: hits.filter(({ allowed }) => allowed !== null).length,
    hard_by_severity: { blocker: of('blocker'), major: of('major'), minor: of('minor'), note: of('note') },
  };
}

/** The same in words: `2 hard hits (1 blocker, 1 major), 3 hints`. */
export function wordsOfHits(hits: readonly NamedHit[]): string {
  if (hits.length === 0) return 'nothing found';
  const { hard, soft, hard_by_severity: by } = countHits(hits);
  const kinds = Severity.options
    .filter((severity) => by[severity] > 0)
    .map((severity) => `${by[severity]} ${severity}`);
  return [
    ...(hard > 0 ? [`${count(hard, 'hard hit')} (${kinds.join(', ')})`] : ['no hard hit']),
    ...(soft > 0 ? [count(soft, 'hint')] : []),
  ].join(', ');
}

/** A number with its word: `1 file`, `2 files`. */
export function count(number: number, word: string): string {
  return `${number.toLocaleString('en-US')} ${word}${number === 1 ? '' : 's'}`;
}

import type { Finding, FindingPlace } from '../../../src/committee/finding.ts';
import type { LedgerEntry } from '../../../src/committee/ledger/entry.ts';
import type { Located } from '../../../src/committee/ledger/locate.ts';
import type { ReviewRound } from '../../../src/committee/ledger/review-round.ts';
import type { Ruling } from '../../../src/committee/ledger/ruling.ts';
import { models, someFinding } from '../some-finding.ts';

export const HEADS = ['1', '2', '3'].map((digit) => digit.repeat(40)) as [string, string, string];
export const SESSIONS = ['1', '2', '3'].map((digit) => `20260512-09300${digit}-${digit.repeat(8)}`) as [
  string,
  string,
  string,
];

export function somePlace(overrides: Partial<FindingPlace> = {}): FindingPlace {
  return {
    path: 'src/run.py',
    line: 10,
    end_line: 10,
    side: 'after',
    symbol: 'run',
    quote: 'fee = 0',
    ...overrides,
  };
}

/** A hit of a hard rule that no seat raised. */
export function someHit(overrides: Partial<Finding> = {}): Finding {
  return someFinding({
    rule: 'risk/zero-cost',
    evidence_class: 'hard',
    code: 'TRADING_RISK',
    claim: 'Trades are free.',
    place: somePlace(),
    raised_by: [],
    standing: { kind: 'confirmed', by: 'rule', model: null, independent: true, why: 'hard rule risk/zero-cost' },
    ...overrides,
  });
}

/** A finding of the first review, open unless told otherwise. */
export function someEntry(finding: Finding, overrides: Partial<LedgerEntry> = {}): LedgerEntry {
  return {
    id: finding.id,
    state: 'open',
    finding,
    first_head: HEADS[0],
    first_session: SESSIONS[0],
    last_head: HEADS[0],
    last_session: SESSIONS[0],
    superseded_by: null,
    aliases: [],
    ...overrides,
  };
}

/** A second review in which nothing changed and nothing was raised; two claims are alike when their words are equal. */
export function someRound(overrides: Partial<ReviewRound> = {}): ReviewRound {
  return {
    session: SESSIONS[1],
    head: HEADS[1],
    kind: 'delta',
    changed: new Map(),
    raised: [],
    located: new Map(),
    rulings: [],
    seats: ['ops/first', 'ops/second', 'ml-engineer/first', 'ml-engineer/second'],
    rulesRead: () => true,
    dispositions: [],
    alike: (one, other) => (one === other ? 1 : 0),
    renames: new Map(),
    ...overrides,
  };
}

export function someRuling(finding: string, overrides: Partial<Ruling> = {}): Ruling {
  return { finding, seat: 'ops/first', model: models.first, answer: 'fixed', why: 'The fee is set.', ...overrides };
}

/** Lines of one file that changed. */
export function changedLines(path: string, ...lines: readonly number[]): ReadonlyMap<string, ReadonlySet<number>> {
  return new Map([[path, new Set(lines)]]);
}

/** Where the code of some findings stands: `unchanged` where it stood. */
export function locatedAt(
  found: readonly (readonly [finding: Finding, kind: Located['kind']])[],
): ReadonlyMap<string, Located> {
  return new Map(found.map(([{ id, place }, kind]) => [id, asLocated(place ?? somePlace(), kind)]));
}

function asLocated(place: FindingPlace, kind: Located['kind']): Located {
  if (kind === 'gone') return { kind };
  return kind === 'unchanged' ? { kind, place } : { kind, path: place.path, line: place.line };
}

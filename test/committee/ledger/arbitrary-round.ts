import fc from 'fast-check';
import type { Finding, FindingPlace, Standing } from '../../../src/committee/finding.ts';
import { findingId } from '../../../src/committee/finding-id.ts';
import type { LedgerEntry } from '../../../src/committee/ledger/entry.ts';
import type { Located } from '../../../src/committee/ledger/locate.ts';
import type { ReviewRound } from '../../../src/committee/ledger/review-round.ts';
import type { Ruling } from '../../../src/committee/ledger/ruling.ts';
import { someDisposition } from '../some-disposition.ts';
import { confirmed, refuted, someFinding, someRaise, stated, unanswered, unsourced } from '../some-finding.ts';
import { HEADS, SESSIONS, someHit, somePlace, someRound, someRuling } from './some-ledger.ts';

const SEATS = ['ops/first', 'ops/second'] as const;
const PATHS = ['src/run.py', 'src/stop.py'] as const;
const CLAIMS = ['Fees are zero.', 'Fees are never paid.', 'The stop is gone.', 'The seed is not set.'] as const;

/** Equal claims are copies, those that begin alike nearly. */
const alike = (one: string, other: string) => (one === other ? 1 : one.slice(0, 4) === other.slice(0, 4) ? 0.75 : 0);

const place: fc.Arbitrary<FindingPlace> = fc
  .record({
    path: fc.constantFrom(...PATHS),
    line: fc.integer({ min: 1, max: 6 }),
    more: fc.integer({ min: 0, max: 2 }),
    side: fc.constantFrom('after' as const, 'before' as const),
    symbol: fc.constantFrom('run', 'stop', null),
    quote: fc.constantFrom('fee = 0', 'tax = 0', 'halt()'),
  })
  .map(({ more, ...rest }) => somePlace({ ...rest, end_line: rest.line + more }));

const claim: fc.Arbitrary<Finding> = fc
  .record({
    place: fc.option(place, { freq: 8 }),
    severity: fc.constantFrom('blocker' as const, 'major' as const, 'minor' as const),
    code: fc.constantFrom('TRADING_RISK' as const, 'COST_RISK' as const),
    claim: fc.constantFrom(...CLAIMS),
    standing: fc.constantFrom<Standing[]>(confirmed, confirmed, unanswered, refuted),
    seat: fc.constantFrom(...SEATS),
  })
  .map(({ seat, ...rest }) => {
    const light = rest.severity === 'minor' ? stated : rest.standing;
    const raised_by = [someRaise(seat, { severity: rest.severity, claim: rest.claim })];
    return someFinding({ ...rest, standing: rest.place === null ? unsourced : light, raised_by });
  });

const hit: fc.Arbitrary<Finding> = fc
  .record({ place, rule: fc.constantFrom('risk/zero-cost', 'sec/unsafe-load') })
  .map(({ rule, place: where }) => someHit({ rule, place: where }));

/** Findings of one review, before they have ids. */
function raisedFindings(withHits: boolean): fc.Arbitrary<readonly Finding[]> {
  return fc.array(withHits ? fc.oneof({ weight: 3, arbitrary: claim }, hit) : claim, { maxLength: 8 });
}

/** Gives each finding the id of its key and occurrence; no file stands under the name that it had before. */
function nameAll(findings: readonly Finding[], renames: ReadonlyMap<string, string>): readonly Finding[] {
  const taken = new Set<string>();
  return findings.map((finding) => {
    const path = finding.place?.path ?? null;
    const where = finding.place === null ? null : { ...finding.place, path: renames.get(path ?? '') ?? path ?? '' };
    const { rule, code, claim: words } = finding;
    const key = { ruleOrCode: rule ?? code, path, symbol: where?.symbol ?? null, quote: where?.quote ?? words };
    let occurrence = 0;
    while (taken.has(findingId({ ...key, path: where?.path ?? null }, occurrence))) occurrence += 1;
    const id = findingId({ ...key, path: where?.path ?? null }, occurrence);
    taken.add(id);
    return { ...finding, id, place: where };
  });
}

/** What varies between reviews, by numbers, so that it fits whatever findings are on record. */
export interface Course {
  readonly kind: 'full' | 'delta';
  readonly raised: readonly Finding[];
  readonly changed: readonly number[];
  readonly choices: readonly number[];
  readonly renames: boolean;
}

/** The course of one review. */
export function course(withHits = true): fc.Arbitrary<Course> {
  return fc.record({
    kind: fc.constantFrom('full' as const, 'delta' as const),
    raised: raisedFindings(withHits),
    changed: fc.array(fc.integer({ min: 1, max: 8 }), { maxLength: 4 }),
    choices: fc.array(fc.nat({ max: 1000 }), { minLength: 12, maxLength: 12 }),
    renames: fc.boolean(),
  });
}

/** The review that a course makes of the findings on record. */
export function roundOf(
  entries: readonly LedgerEntry[],
  { kind, raised, changed, choices, renames }: Course,
  number: number,
): ReviewRound {
  const moved = new Map<string, string>(renames ? [[PATHS[0], PATHS[1]]] : []);
  const choice = (at: number, of: number) => (choices[at % choices.length] ?? 0) % of;
  const rulings = entries.flatMap(({ id }, at): Ruling[] =>
    SEATS.map((seat, seatAt) => someRuling(id, { seat, answer: choice(at + seatAt, 3) === 0 ? 'stands' : 'fixed' })),
  );
  const decided = entries.filter((_, at) => choice(at, 4) === 1);
  return someRound({
    kind,
    raised: nameAll(raised, moved),
    changed: kind === 'full' ? null : new Map(PATHS.map((path) => [path, new Set(changed)])),
    located: new Map(entries.flatMap((entry, at): [string, Located][] => locatedBy(entry, moved, choice(at + 1, 4)))),
    rulings,
    rulesRead: (path) => path === PATHS[0],
    dispositions: decided.map(({ id }, at) =>
      someDisposition(id, {
        kind: choice(at + 2, 2) === 0 ? 'waived' : 'dismissed',
        head: HEADS[choice(at, 2) as 0 | 1],
      }),
    ),
    renames: moved,
    alike,
    session: SESSIONS[number] ?? SESSIONS[1],
    head: HEADS[number] ?? HEADS[1],
  });
}

function locatedBy(
  { id, finding }: LedgerEntry,
  moved: ReadonlyMap<string, string>,
  choice: number,
): [string, Located][] {
  if (choice === 0 || finding.place === null) return [];
  const path = moved.get(finding.place.path) ?? finding.place.path;
  if (choice === 1) return [[id, { kind: 'gone' }]];
  if (choice === 2) return [[id, { kind: 'changed', path, line: finding.place.line }]];
  return [[id, { kind: 'unchanged', place: { ...finding.place, path } }]];
}

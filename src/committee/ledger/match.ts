import { compareText } from '../../kernel/compare-text.ts';
import { compareSeverity } from '../../kernel/severity.ts';
import type { Finding, FindingPlace } from '../finding.ts';
import { normaliseQuote } from '../finding-id.ts';
import type { LedgerEntry, LedgerState } from './entry.ts';
import { LIKELY, VERY_LIKELY } from './likeness.ts';
import type { ReviewRound } from './review-round.ts';

/**
 * An earlier finding that a raised one is, with what told it: its id, the quoted code, the seats that raised it, the
 * code's surroundings with the words, or the words with the file alone.
 */
export interface Match {
  readonly entry: LedgerEntry;
  readonly by: 'id' | 'quote' | 'seat' | 'code' | 'words';
  /** Whether it is the same code on the very lines on which that stands now, which outweighs the number in an id. */
  readonly isHere: boolean;
  /** How alike the words are; null when the code alone told it. */
  readonly likeness: number | null;
}

/** What is needed to recognise an earlier finding. */
export type MatchGround = Pick<ReviewRound, 'renames' | 'alike' | 'located'>;

/**
 * Gives the function that finds the earlier finding that a raised one is, null when it is a new one. In this order:
 * the same id; the same quoted code in the same file; the finding that the seats themselves name, in the same file; the same symbol or overlapping lines with the same code and alike
 * words; the same file with words that are very much alike. A hard hit is matched by rule, file, symbol and quote alone,
 * and a claim that weighs more than a hard hit is never taken for it.
 */
export function matchAmong(
  entries: readonly LedgerEntry[],
  ground: MatchGround,
): (raised: Finding, without?: ReadonlySet<string>) => Match | null {
  const known = entries.map((entry) => readKnown(entry, ground));
  const byPath = Map.groupBy(known, ({ path }) => path);
  return (raised, without) => {
    const mine = readRaised(raised);
    const matches = (byPath.get(mine.path) ?? [])
      .filter(({ entry }) => without?.has(entry.id) !== true)
      .flatMap((one) => match(mine, one, ground) ?? []);
    return matches.sort(compareMatches)[0] ?? null;
  };
}

/** A finding as it is compared. */
interface Compared {
  readonly finding: Finding;
  /** At the new head; null for a claim without a place. */
  readonly path: string | null;
  readonly symbol: string | null;
  readonly quote: string;
  readonly ruleOrCode: string;
  readonly isHard: boolean;
}

/** An earlier finding as it is compared. */
interface Known extends Compared {
  readonly entry: LedgerEntry;
  readonly ids: ReadonlySet<string>;
  /** Where its cited code stands now; null when it does not, or nobody knows. */
  readonly now: FindingPlace | null;
  /** Whether its cited code is known to be gone. */
  readonly isGone: boolean;
}

function readRaised(finding: Finding): Compared {
  const { place, rule, code } = finding;
  return {
    finding,
    path: place?.path ?? null,
    symbol: place?.symbol ?? null,
    quote: normaliseQuote(place?.quote ?? ''),
    ruleOrCode: rule ?? code,
    isHard: finding.evidence_class === 'hard',
  };
}

function readKnown(entry: LedgerEntry, { renames, located }: MatchGround): Known {
  const compared = readRaised(entry.finding);
  const found = located.get(entry.id);
  const now = found?.kind === 'unchanged' ? found.place : null;
  const path = now?.path ?? (compared.path === null ? null : (renames.get(compared.path) ?? compared.path));
  return {
    ...compared,
    path,
    entry,
    ids: new Set([entry.id, ...entry.aliases]),
    now,
    isGone: found !== undefined && found.kind !== 'unchanged',
  };
}

function match(raised: Compared, known: Known, { alike }: MatchGround): Match | null {
  const { entry } = known;
  const isSame = raised.quote !== '' && raised.quote === known.quote && raised.ruleOrCode === known.ruleOrCode;
  const isHere = isSame && overlaps(raised.finding.place, known.now);
  if (known.ids.has(raised.finding.id)) return { entry, by: 'id', isHere, likeness: null };
  if (raised.isHard) return isSameHit(raised, known) ? { entry, by: 'quote', isHere, likeness: null } : null;
  if (known.isHard && compareSeverity(raised.finding.severity, known.finding.severity) < 0) return null;
  const isSameQuote = raised.quote !== '' && raised.quote === known.quote;
  if (isSameQuote && isElsewhere(raised, known)) return null;
  if (isSame) return { entry, by: 'quote', isHere, likeness: null };
  if (known.ids.has(raised.finding.same_as ?? '')) return { entry, by: 'seat', isHere, likeness: null };
  const by = isSameQuote ? 'quote' : isNear(raised, known) ? 'code' : 'words';
  const likeness = alike(raised.finding.claim, known.finding.claim);
  return likeness >= neededFor(by, raised, known) ? { entry, by, isHere, likeness } : null;
}

/** Whether two hits of one rule are on the same code; the symbol may have got another name around it. */
function isSameHit(raised: Compared, known: Known): boolean {
  if (raised.ruleOrCode !== known.ruleOrCode || raised.quote !== known.quote) return false;
  return raised.symbol === known.symbol || overlaps(raised.finding.place, known.now);
}

/** Equal code in two symbols is two places, unless the one was found again in the other. */
function isElsewhere(raised: Compared, known: Known): boolean {
  const differ = raised.symbol !== null && known.symbol !== null && raised.symbol !== known.symbol;
  return differ && !overlaps(raised.finding.place, known.now);
}

function isNear(raised: Compared, known: Known): boolean {
  if (raised.finding.code !== known.finding.code || raised.path === null) return false;
  const isSameSymbol = raised.symbol !== null && raised.symbol === known.symbol;
  return isSameSymbol || overlaps(raised.finding.place, known.now ?? known.finding.place);
}

const NEVER = Number.POSITIVE_INFINITY;

/** With words alone nothing is taken for a copy in another symbol while the earlier code stands in its own. */
function neededFor(by: 'quote' | 'code' | 'words', raised: Compared, known: Known): number {
  if (by !== 'words') return LIKELY;
  if (known.isHard) return NEVER;
  if (raised.path === null) return raised.finding.code === known.finding.code ? VERY_LIKELY : NEVER;
  const differ = raised.symbol !== null && known.symbol !== null && raised.symbol !== known.symbol;
  return differ && !known.isGone ? NEVER : VERY_LIKELY;
}

/** Whether two places on one side of one file share a line. */
function overlaps(one: FindingPlace | null, other: FindingPlace | null): boolean {
  if (one?.line == null || other?.line == null || one.side !== other.side) return false;
  const [end, otherEnd] = [one.end_line ?? one.line, other.end_line ?? other.line];
  return one.line <= otherEnd && other.line <= end;
}

const WAYS: readonly Match['by'][] = ['id', 'quote', 'seat', 'code', 'words'];
const STATES: readonly LedgerState[] = ['open', 'waived', 'dismissed', 'superseded', 'fixed'];

/** The surest first; of equally sure ones the one that is nearer to open. */
function compareMatches(left: Match, right: Match): number {
  return (
    Number(right.isHere) - Number(left.isHere) ||
    WAYS.indexOf(left.by) - WAYS.indexOf(right.by) ||
    STATES.indexOf(left.entry.state) - STATES.indexOf(right.entry.state) ||
    (right.likeness ?? 0) - (left.likeness ?? 0) ||
    compareText(left.entry.id, right.entry.id)
  );
}

import { countReadings } from '../dossier/coverage.ts';
import { formatUsd } from '../kernel/micro-usd.ts';
import type { Stance } from './opinion.ts';
import { type Rows, rowsOf } from './rows.ts';
import type { SeatRecord, Session } from './session.ts';
import type { VerdictStatus } from './verdict.ts';

/** How a status is told: sign, word for people, colour-blind safe. */
export const STATUS_WORDS: Readonly<Record<VerdictStatus, { readonly sign: string; readonly decision: string }>> = {
  REJECTED: { sign: '⛔', decision: 'BLOCK' },
  INCONCLUSIVE: { sign: '❔', decision: 'NO DECISION' },
  ACCEPTED_WITH_CHANGES: { sign: '✏️', decision: 'REQUEST CHANGES' },
  ACCEPTED: { sign: '✅', decision: 'APPROVE' },
};

const STANCE_WORDS: Readonly<Record<Stance, string>> = {
  reject: 'reject',
  accept_with_changes: 'changes',
  accept: 'accept',
  abstain: 'abstain',
};

/** What a stance is called in a sentence, sternest first. */
const COUNTED_WORDS: readonly (readonly [word: string, counted: string])[] = [
  ['reject', 'reject'],
  ['changes', 'accept with changes'],
  ['accept', 'accept'],
  ['abstain', 'abstain'],
  ['not heard', 'not heard'],
];

/** Said wherever a rehearsal shows. */
export const REHEARSAL_NOTICE =
  'Rehearsal: no language model was consulted; the seats spoke from the evidence rules alone.';

/** Said where the chair was asked in vain. */
export const SILENT_CHAIR = 'The chair did not answer; the verdict stands on the rule table alone.';

/** What a seat said in one word, or that it was not heard. */
export function stanceWord({ stance, standing }: Pick<SeatRecord, 'stance' | 'standing'>): string {
  if (standing === 'failed' || stance === null) return 'not heard';
  return STANCE_WORDS[stance];
}

/** The decision for people; a rehearsal can block and decides nothing else. */
export function decisionOf({ verdict, rehearsal }: Session): string {
  const { status } = verdict;
  return STATUS_WORDS[rehearsal && status !== 'REJECTED' ? 'INCONCLUSIVE' : status].decision;
}

/** The title of every surface: `REJECTED · DATA_LEAKAGE`, without the code when there is nothing to name. */
export function titleOf({ verdict }: Session): string {
  return verdict.code === 'OK' ? verdict.status : `${verdict.status} · ${verdict.code}`;
}

/** Nobody asked for a change, or some did and could not prove it. */
function nothingConfirmed({ expert_opinions }: Session): string {
  const asking = expert_opinions.filter(({ stance }) => stance === 'reject' || stance === 'accept_with_changes').length;
  if (asking === 0) return 'Nothing needs to change';
  return `No claim was confirmed, though ${asking === 1 ? '1 seat asks' : `${asking} seats ask`} for changes`;
}

/** What decides, in a few words: `1 blocker, 2 changes asked`, `2 things are missing`, or that nothing needs to change. */
export function weightOf(session: Session): string {
  const { status, missing } = session.verdict;
  if (status === 'INCONCLUSIVE')
    return missing.length === 1 ? '1 thing is missing' : `${missing.length} things are missing`;
  const nothing = session.rehearsal ? 'The evidence rules found nothing to change' : nothingConfirmed(session);
  return confirmedWeightOf(session) ?? nothing;
}

/** How many blockers and changes are confirmed, as the surfaces list them; null when there is none. */
export function confirmedWeightOf(session: Session, rows: Rows = rowsOf(session)): string | null {
  const { blockers, changes } = rows;
  const words = [
    ...(blockers.length > 0 ? [countOf(blockers.length, 'blocker')] : []),
    ...(changes.length > 0 ? [`${countOf(changes.length, 'change')} asked`] : []),
  ];
  return words.length === 0 ? null : words.join(', ');
}

/** The stances in numbers, sternest first: `8 reject, 2 accept with changes`. */
export function countStances(seats: readonly SeatRecord[]): string {
  return COUNTED_WORDS.flatMap(([word, counted]) => {
    const number = seats.filter((seat) => stanceWord(seat) === word).length;
    return number === 0 ? [] : [`${number} ${counted}`];
  }).join(', ');
}

/** What was read: `in full: 14 of 14 files`, or how much of it; files that are only listed are named apart. */
export function readingOf({ coverage }: Pick<Session, 'coverage'>): string {
  const counts = countReadings(coverage);
  const due = coverage.files.length - counts.listed;
  const read = counts.whole + counts.clipped;
  const around = counts.clipped === 1 ? 'its changes' : 'their changes';
  const clipped = counts.clipped > 0 ? `, ${counts.clipped} of them around ${around}` : '';
  const listed = counts.listed > 0 ? `, ${counts.listed} listed only` : '';
  return `${read === due ? 'in full' : 'in part'}: ${read} of ${countOf(due, 'file')}${clipped}${listed}`;
}

/** What a later review read anew: `since 9f8e7d6 (2 files, 40 lines)`; null when it read everything. */
export function sinceOf(
  { round }: Pick<Session, 'round'>,
  draw: (commit: string) => string = (commit) => shortCommit(commit) ?? '',
): string | null {
  if (round.kind === 'full' || round.baseline === null) return null;
  const { files, lines } = round.delta ?? { files: 0, lines: 0 };
  return `since ${draw(round.baseline.head)} (${countOf(files, 'file')}, ${countOf(lines, 'line')})`;
}

/** `10 of 10 seats`; those that had nothing new to read are named apart. */
export function hearingOf({ expert_opinions }: Session): string {
  const heard = expert_opinions.filter(({ standing }) => standing !== 'failed').length;
  const before = expert_opinions.filter(({ carried_from }) => carried_from !== null).length;
  const carried = before === 0 ? '' : before === heard ? ' as before' : `, ${before} of them as before`;
  return `${heard} of ${countOf(expert_opinions.length, 'seat')}${carried}`;
}

/** A commit as people write it; null when the session had none. */
export function shortCommit(commit: string | null): string | null {
  return commit === null ? null : commit.slice(0, 7);
}

/** Words that are drawn already as a sentence: with a full stop unless they end with a sign of their own. */
export function closeSentence(words: string): string {
  return /[.!?…]$/.test(words) ? words : `${words}.`;
}

/** A number with its word, in the plural where it is due: `1 file`, `3 files`. */
export function countOf(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}

/** What the session cost, and what may come on top: `$0.21, possibly $0.05 more`. */
export function spentOf({ finops }: Pick<Session, 'finops'>): string {
  const { micro_usd: spent, possibly_spent_micro_usd: possibly } = finops.totals;
  return `${formatUsd(spent)}${possibly > 0 ? `, possibly ${formatUsd(possibly)} more` : ''}`;
}

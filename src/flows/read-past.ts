import type { Change } from '../change/change.ts';
import type { Baseline } from '../committee/ledger/baseline.ts';
import type { LedgerEntry } from '../committee/ledger/entry.ts';
import type { Session } from '../committee/session.ts';
import type { ReviewBook } from '../ports/review-book.ts';
import type { ReviewTicket } from '../routing/review-ticket.ts';
import { type GroundTexts, hashGround } from './ground-texts.ts';
import { readSince, type TreeFiles } from './read-since.ts';
import type { PastReviews } from './round-request.ts';

/** The record of earlier reviews, and the trees that they read. */
export interface PastSources {
  readonly book: Pick<ReviewBook, 'ledger' | 'baseline' | 'lastSession' | 'readSession' | 'dispositions'>;
  readonly files: TreeFiles;
}

/** A review that is about to begin. */
export interface Beginning {
  readonly ticket: ReviewTicket;
  readonly baseBranch: string;
  readonly change: Change;
  readonly ground: GroundTexts;
}

/** Reads what the reviews before left on record, and what has changed since the newest complete one. */
export async function readPast(
  { ticket, baseBranch, change, ground }: Beginning,
  { book, files }: PastSources,
): Promise<PastReviews> {
  const { pull, head } = ticket;
  const [last, baseline, entries] = [await book.lastSession(pull), await book.baseline(pull), await book.ledger(pull)];
  const rested = baseline === null ? null : await book.readSession(baseline.session);
  return {
    reviews: last?.round.number ?? 0,
    entries,
    dispositions: await book.dispositions(pull),
    baseline,
    seats: rested?.session.expert_opinions ?? [],
    ofHead: last === null ? null : reviewOf(head, last),
    wantsFull: ticket.full,
    baseBranch,
    configuration: hashGround(ground),
    since:
      baseline === null
        ? null
        : await readSince(files, { before: baseline.head, after: head, paths: pathsOf(change, baseline, entries) }),
  };
}

/** What was heard at the very same commit need not be said, and paid, again. */
function reviewOf(head: string, session: Session): PastReviews['ofHead'] {
  const { id, subject, round, session_type, expert_opinions } = session;
  if (subject.head !== head || session.ceiling !== null) return null;
  return {
    session: id,
    configuration: round.configuration,
    baseBranch: round.base_branch,
    sessionType: session_type,
    complete: round.complete,
    kind: round.kind,
    since: round.baseline?.head ?? null,
    seats: expert_opinions.filter(({ standing, unsaid }) => standing !== 'failed' && !unsaid),
    rulings: round.rulings,
  };
}

/** The paths of the change now and at the baseline, and those at which open findings stand. */
function pathsOf({ files }: Change, { coverage }: Baseline, entries: readonly LedgerEntry[]): readonly string[] {
  const open = entries.filter(({ state }) => state === 'open' || state === 'waived');
  return [
    ...files.flatMap(({ path, previousPath }) => (previousPath === null ? [path] : [path, previousPath])),
    ...coverage.files.map(({ path }) => path),
    ...open.flatMap(({ finding }) => (finding.place === null ? [] : [finding.place.path])),
  ];
}

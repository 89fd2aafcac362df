import type { Change, ChangedFile } from '../../../src/change/change.ts';
import { changedLineCount } from '../../../src/change/change.ts';
import { changedSince } from '../../../src/change/changed-since.ts';
import { compareTexts } from '../../../src/change/compare-texts.ts';
import { concludeCheck } from '../../../src/committee/check/conclude-check.ts';
import { renderComment } from '../../../src/committee/comment/comment.ts';
import type { Advanced } from '../../../src/committee/ledger/advance.ts';
import { ruleAgain } from '../../../src/committee/lifted.ts';
import type { Session } from '../../../src/committee/session.ts';
import { assembleChange } from '../../../src/dossier/assemble.ts';
import type { Coverage } from '../../../src/dossier/coverage.ts';
import { renderDossier } from '../../../src/dossier/dossier.ts';
import { estimateTokens } from '../../../src/finops/estimate.ts';
import { advanceRound, groundOf, recordRound, siftRaised, updateOf } from '../../../src/flows/advance-round.ts';
import { prepareRound } from '../../../src/flows/prepare-round.ts';
import type { RoundRequest } from '../../../src/flows/round-request.ts';
import { buildSession } from '../../fixtures/session-builder.ts';
import { file, seat } from '../../fixtures/session-parts.ts';
import { type Figure, median } from '../figure.ts';
import { type LargeRound, makeLargeRound } from './large-round.ts';

const TURNS = 15;
const COMMITS = { base: '9'.repeat(40), reviewed: 'a'.repeat(40), head: 'b'.repeat(40) };

/** What a later review of a very large change takes beside its models, and what it found. */
export interface RoundFigures {
  readonly figures: readonly Figure[];
  readonly words: string;
}

interface Took {
  readonly diff: number;
  readonly ledger: number;
  readonly dossier: number;
  readonly drawing: number;
}

/** One review, as it was played. */
interface Turn {
  readonly took: Took;
  readonly words: string;
  /** Of the dossier that each seat is shown. */
  readonly tokens: number;
}

/** Plays the later review again and again: both diffs, the ledger, the dossier, verdict, comment and check. */
export function measureRound(): RoundFigures {
  const round = makeLargeRound();
  const coverage = coverageOf(round);
  const turns: Turn[] = [];
  const anew: Turn[] = [];
  for (let turn = 0; turn < TURNS; turn += 1) {
    turns.push(play(round, { coverage, wantsFull: false }));
    anew.push(play(round, { coverage, wantsFull: true }));
  }
  const row = (what: string, of: (one: Took) => number, bound: number | null = null): Figure => {
    const medianOf = (some: readonly Turn[]) => median(some.map(({ took }) => of(took)));
    const alternative = { what: 'everything read anew', measured: medianOf(anew) };
    return { what, measured: medianOf(turns), bound, unit: 'ms', alternative };
  };
  const whole = ({ diff, ledger, dossier, drawing }: Took) => diff + ledger + dossier + drawing;
  const [first, full] = [turns[0], anew[0]];
  return {
    figures: [
      row('later review of 400 files, 300 open findings', whole, 1_000),
      row('  both diffs', ({ diff }) => diff),
      row('  ledger', ({ ledger }) => ledger),
      row('  dossier', ({ dossier }) => dossier),
      row('  verdict, comment and check', ({ drawing }) => drawing),
    ],
    words: `${first?.words ?? ''}The dossier of each seat: ${first?.tokens} tokens; everything read anew it has ${full?.tokens}.\n`,
  };
}

interface Reading {
  readonly coverage: Coverage;
  /** Whether everything is read anew. */
  readonly wantsFull: boolean;
}

function play(round: LargeRound, { coverage, wantsFull }: Reading): Turn {
  const began = performance.now();
  const change = wholeChange(round);
  const delta = changedSince(round.since, { name: 'large', before: COMMITS.reviewed, after: COMMITS.head });
  const compared = performance.now();
  const { request, advanced, record } = advance(round, { change, delta, coverage, wantsFull });
  const advancedAt = performance.now();
  const tokens = estimateTokens(writeDossier(request.kind === 'full' ? change : delta));
  const written = performance.now();
  const session = sessionOf(round, coverage, { advanced, record });
  const comment = renderComment(session);
  concludeCheck(session, ruleAgain(session, []));
  const drawn = performance.now();
  const [diff, ledger] = [compared - began, advancedAt - compared];
  const took = { diff, ledger, dossier: written - advancedAt, drawing: drawn - written };
  return { took, words: wordsOf({ change, request, advanced, comment }), tokens };
}

function writeDossier(change: Change): string {
  const frame = { sessionType: 'pr_review', question: null, issue: null, description: null, notes: [] } as const;
  return renderDossier(assembleChange(frame, change, { hits: [], attributes: [], view: 'narrow' }));
}

function wholeChange({ files }: LargeRound): Change {
  const changed = files.map(({ path, base, head }): ChangedFile => {
    const texts = { before: base, after: head, hunks: compareTexts(base, head) };
    return { path, previousPath: null, status: 'modified', binary: false, unreadable: null, ...texts };
  });
  return { name: 'large', base: COMMITS.base, head: COMMITS.head, files: changed };
}

interface Read {
  readonly change: Change;
  readonly delta: Change;
  readonly coverage: Coverage;
  readonly wantsFull: boolean;
}

interface Brought {
  readonly request: RoundRequest;
  readonly advanced: Advanced;
  readonly record: Session['round'];
}

/** As a session does it, from what is on record to what is kept. */
function advance({ entries, since, raised, seats }: LargeRound, { change, delta, coverage, wantsFull }: Read): Brought {
  const session = '20260512-081004-4be19c03';
  const identity = { base_branch: 'main', configuration: 'c', session_type: 'pr_review' as const, seats: [...seats] };
  const baseline = { ...identity, session: '20260512-071004-4be19c02', head: COMMITS.reviewed, coverage };
  const past = {
    ...{ reviews: 1, entries, dispositions: [], baseline, seats: [], wantsFull, ofHead: null, since },
    ...{ baseBranch: 'main', configuration: 'c' },
  };
  const subject = { change, delta, coverage, seats, sessionType: 'pr_review', rulesRead: [], hits: [] } as const;
  const request = prepareRound(past, { ...subject, symbolOf: () => null });
  const ground = groundOf(request);
  const rulings = request.toRule.flatMap(({ id, seats: authors }) =>
    authors.map((author) => {
      return {
        finding: id,
        seat: author,
        model: 'mistral:mistral-large-latest',
        answer: 'fixed',
        why: 'gone',
      } as const;
    }),
  );
  const { findings } = siftRaised({ raised, rulings }, request, ground);
  const advanced = advanceRound({ session, findings, rulings }, request, ground);
  updateOf(request, advanced, { session, coverage, complete: true });
  return { request, advanced, record: recordRound(request, advanced, { rulings, complete: true }) };
}

function coverageOf({ files }: LargeRound): Coverage {
  const rows = files.map(({ path, base, head }) => {
    const texts = { previousPath: null, status: 'modified', binary: false, unreadable: null } as const;
    const hunks = compareTexts(base, head);
    return file(path, changedLineCount({ path, ...texts, before: base, after: head, hunks }));
  });
  return { files: rows, share: 1 };
}

function sessionOf(
  { seats }: LargeRound,
  coverage: Coverage,
  { advanced, record }: Pick<Brought, 'advanced' | 'record'>,
): Session {
  const session = buildSession({
    files: coverage.files,
    findings: advanced.findings,
    seats: seats.map((id) => seat(id, ['reject', 3, 'Much of it is as it was.'])),
    minutes: null,
  });
  return { ...session, round: record };
}

function wordsOf({
  change,
  request,
  advanced,
  comment,
}: Omit<Brought, 'record'> & { readonly change: Change; readonly comment: string }): string {
  const lines = change.files.reduce((sum, one) => sum + changedLineCount(one), 0);
  const { opened, carried, fixed, dropped } = advanced;
  return `The change: ${change.files.length} files, ${lines} lines; since the last review ${request.delta?.files} files, ${request.delta?.lines} lines (${request.kind}).
Its findings: ${carried.length} carried, ${fixed.length} fixed, ${opened.length} opened, ${dropped.length} dropped; ${request.toRule.length} put to their seats again; a comment of ${comment.length} characters.
Not in the figure: reading from git, syntax trees, the models, writing to the database.
`;
}

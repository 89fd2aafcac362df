import { type Change, type ChangedFile, changedLineCount } from '../change/change.ts';
import type { LedgerEntry } from '../committee/ledger/entry.ts';
import { followMoved } from '../committee/ledger/follow-moved.ts';
import type { Located } from '../committee/ledger/locate.ts';
import { locateFindings } from '../committee/ledger/locate-findings.ts';
import { planRound, type RoundPlan } from '../committee/ledger/plan-round.ts';
import { citableOf, type DossierRecord } from '../dossier/dossier.ts';
import type { SessionType } from '../routing/session-type.ts';
import { findingsToRule } from './findings-to-rule.ts';
import type { PastReviews, RoundRequest } from './round-request.ts';
import type { RoundSubject } from './round-subject.ts';

/** Decides what a review reads, and finds again what those before it have found. */
export function prepareRound(past: PastReviews, subject: RoundSubject): RoundRequest {
  const { change, delta, sessionType, seats } = subject;
  const plan = planRound(
    {
      baseBranch: past.baseBranch ?? '',
      configuration: past.configuration,
      sessionType,
      seats,
      asked: past.wantsFull ? 'full' : null,
      deltaReading: readingOf(delta, change),
    },
    { baseline: past.baseline, hasSessions: past.reviews > 0 },
  );
  const read = plan.kind === 'delta' ? delta : null;
  const renames = renamesIn(delta ?? change);
  const located = locateAll(past.entries, subject, renames);
  const changed = read === null ? null : changedLinesIn(read);
  return {
    number: past.reviews + 1,
    kind: plan.kind,
    fullBecause: plan.kind === 'full' ? plan.because : null,
    baseline:
      plan.kind === 'delta' && past.baseline !== null
        ? { session: past.baseline.session, head: past.baseline.head }
        : null,
    identity: {
      head: change.head ?? '',
      base_branch: past.baseBranch ?? '',
      configuration: past.configuration,
      session_type: sessionType,
      seats: [...seats],
    },
    entries: past.entries,
    dispositions: past.dispositions,
    located,
    changed,
    renames,
    rulesRead: subject.rulesRead,
    delta: read === null ? null : { files: read.files.length, lines: lineCount(read) },
    toRule: findingsToRule(past.entries, located, { ...subject, changed }),
    seatsBefore: plan.kind === 'delta' ? past.seats : [],
    kept: keptOf(past, plan, sessionType),
  };
}

/**
 * What was heard in a review of the same commit by the same instructions: all of it counts when that one was complete,
 * and otherwise when it read what this one reads.
 */
function keptOf(
  { ofHead, configuration, baseBranch, wantsFull }: PastReviews,
  plan: RoundPlan,
  type: SessionType,
): RoundRequest['kept'] {
  if (ofHead === null || wantsFull) return null;
  const isSame = ofHead.configuration === configuration && ofHead.baseBranch === (baseBranch ?? '');
  if (!isSame || ofHead.sessionType !== type) return null;
  const since = plan.kind === 'delta' ? plan.baseline.head : null;
  const readsTheSame = ofHead.kind === plan.kind && ofHead.since === since;
  return ofHead.complete || readsTheSame
    ? { session: ofHead.session, seats: ofHead.seats, rulings: ofHead.rulings }
    : null;
}

/** From this share of the changed lines on, reading what changed since is no less work than reading everything. */
const NEARLY_ALL = 0.8;

function readingOf(delta: Change | null, change: Change): 'read' | 'gone' | 'unrelated' {
  if (delta === null) return 'gone';
  const [since, all] = [lineCount(delta), lineCount(change)];
  return since > 0 && since >= NEARLY_ALL * all ? 'unrelated' : 'read';
}

function lineCount({ files }: Change): number {
  return files.reduce((sum, file) => sum + changedLineCount(file), 0);
}

function renamesIn({ files }: Change): Readonly<Record<string, string>> {
  return Object.fromEntries(
    files.flatMap(({ path, previousPath }) => (previousPath === null ? [] : [[previousPath, path]])),
  );
}

function changedLinesIn({ files }: Change): Readonly<Record<string, readonly number[]>> {
  return Object.fromEntries(
    files.map((file) => [file.path, [...newLinesOf(file)].sort((one, other) => one - other)] as const),
  );
}

/** The added lines, and those between which lines were taken out. */
function newLinesOf(file: ChangedFile): ReadonlySet<number> {
  const lines = new Set<number>();
  for (const hunk of file.hunks) {
    let next = hunk.newLines === 0 ? hunk.newStart + 1 : hunk.newStart;
    for (const { kind } of hunk.lines) {
      if (kind !== 'context') lines.add(next);
      if (kind === 'removed') lines.add(Math.max(1, next - 1));
      if (kind !== 'removed') next += 1;
    }
  }
  return lines;
}

/** Where the code of every finding on record stands now. */
function locateAll(
  entries: readonly LedgerEntry[],
  { change, delta, symbolOf, coverage }: RoundSubject,
  renames: RoundRequest['renames'],
): Readonly<Record<string, Located>> {
  const files = new Map([...(delta?.files ?? []), ...change.files].map((file) => [file.path, file]));
  const isUnread = (path: string) => {
    const file = files.get(path);
    return file !== undefined && file.status !== 'deleted' && file.after === null;
  };
  const rows = new Map(citableOf({ parts: [], coverage }).coverageRows.map(({ path, row }) => [path, row]));
  const head = {
    after: (path: string) => files.get(path)?.after ?? null,
    isUnread,
    renames: new Map(Object.entries(renames)),
    symbolOf: (path: string, line: number) => symbolOf(path, line, 'after'),
    rowOf: (path: string) => rows.get(path) ?? null,
  };
  const findings = entries.map(({ finding }) => finding);
  const texts = (delta?.files ?? []).flatMap((file) =>
    file.after === null ? [] : [{ path: file.path, text: file.after, lines: newLinesOf(file) }],
  );
  return Object.fromEntries(followMoved(findings, locateFindings(findings, head), { texts, symbolOf: head.symbolOf }));
}

/** What a dossier tells of the findings on record. */
export function recordsOf(past: PastReviews, located: RoundRequest['located']): readonly DossierRecord[] {
  const decided = new Map(past.dispositions.map((one) => [one.finding, one]));
  return past.entries
    .filter(({ finding }) => finding.standing.kind !== 'unsourced')
    .map(({ id, state, finding }) => {
      const found = located[id];
      const place = found?.kind === 'unchanged' ? found.place : finding.place;
      const decision = decided.get(id);
      return {
        id,
        state,
        severity: finding.severity,
        path: place?.path ?? null,
        line: place?.line ?? null,
        claim: finding.claim,
        why: decision === undefined ? '' : `${decision.kind} by a person: ${decision.reason}`,
      };
    });
}

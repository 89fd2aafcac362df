import { type Change, type ChangedFile, changedLineCount } from '../change/change.ts';
import type { Finding, FindingPlace } from '../committee/finding.ts';
import type { LedgerEntry } from '../committee/ledger/entry.ts';
import type { Located } from '../committee/ledger/locate.ts';
import { locateFindings } from '../committee/ledger/locate-findings.ts';
import { planRound, type RoundPlan } from '../committee/ledger/plan-round.ts';
import type { FindingToRule } from '../committee/ledger/to-rule.ts';
import type { Coverage } from '../dossier/coverage.ts';
import { citableOf, type DossierRecord } from '../dossier/dossier.ts';
import { linesAt } from '../dossier/excerpt.ts';
import type { Hit } from '../evidence/hit.ts';
import { estimateTokens } from '../finops/estimate.ts';
import type { SessionType } from '../routing/session-type.ts';
import type { PastReviews, RoundRequest } from './round-request.ts';

/** What is reviewed, as it may be shown, and who looks at it. */
export interface RoundSubject {
  readonly change: Change;
  /** What changed since the baseline, as it may be shown; null when nobody can tell. */
  readonly delta: Change | null;
  readonly sessionType: SessionType;
  /** Ids of the seats. */
  readonly seats: readonly string[];
  readonly rulesRead: RoundRequest['rulesRead'];
  readonly symbolOf: (path: string, line: number, side: string) => string | null;
  /** What reading the whole change covers. */
  readonly coverage: Coverage;
  /** What the rules see in the whole change. */
  readonly hits: readonly Pick<Hit, 'rule' | 'path' | 'quote'>[];
}

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
    changed: read === null ? null : changedLinesIn(read),
    renames,
    rulesRead: subject.rulesRead,
    delta: read === null ? null : { files: read.files.length, lines: lineCount(read) },
    toRule: past.entries.flatMap((entry) => toRuleOf(entry, located[entry.id], subject)),
    seatsBefore: plan.kind === 'delta' ? past.seats : [],
    kept: keptOf(past, plan, sessionType),
  };
}

/** A review of the same commit that read the same, by the same instructions, and did not come to its end. */
function keptOf(
  { unfinished, configuration, wantsFull }: PastReviews,
  plan: RoundPlan,
  type: SessionType,
): RoundRequest['kept'] {
  if (unfinished === null || wantsFull) return null;
  const since = plan.kind === 'delta' ? plan.baseline.head : null;
  const isSame =
    unfinished.configuration === configuration &&
    unfinished.sessionType === type &&
    unfinished.kind === plan.kind &&
    unfinished.since === since;
  return isSame ? { session: unfinished.session, seats: unfinished.seats, rulings: unfinished.rulings } : null;
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
  return Object.fromEntries(
    locateFindings(
      entries.map(({ finding }) => finding),
      head,
    ),
  );
}

/** A finding whose code has changed is put to the seats that raised it. */
function toRuleOf(
  { id, state, finding }: LedgerEntry,
  located: Located | undefined,
  subject: RoundSubject,
): readonly FindingToRule[] {
  const { severity, code, claim, place } = finding;
  if ((state !== 'open' && state !== 'waived') || located === undefined || place === null) return [];
  if (located.kind === 'unchanged' && !isLeftByItsRule(finding, located.place.path, subject)) return [];
  const seats = [...new Set(finding.raised_by.map(({ seat }) => seat))];
  if (seats.length === 0) return [];
  const { path, line } = standsAt(located, place);
  const file = [...(subject.delta?.files ?? []), ...subject.change.files].find((one) => one.path === path);
  const now = located.kind === 'gone' || file?.after == null ? '' : linesAt(file.after, line, estimateTokens);
  return [{ id, severity, code, claim, path, quote: place.quote, now, seats }];
}

/** Whether a rule found it that finds nothing there any more, since something elsewhere has changed. */
function isLeftByItsRule({ rule, evidence_class, place }: Finding, path: string, { hits }: RoundSubject): boolean {
  if (rule === null || evidence_class !== 'hard') return false;
  return !hits.some((hit) => hit.rule === rule && hit.path === path && hit.quote === place?.quote);
}

function standsAt(located: Located, place: FindingPlace): Pick<FindingPlace, 'path' | 'line'> {
  if (located.kind === 'unchanged') return located.place;
  return located.kind === 'changed' ? { path: located.path, line: located.line ?? place.line } : place;
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
